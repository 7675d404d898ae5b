#include "plimsoll/scenarios/precision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/estimator.hpp"
#include "summary/reserve_lines.hpp"

namespace plimsoll {
namespace {

/// An estimated error is low as often as it is high, and a run stops when it is low: asking for this much
/// more keeps the intervals honest.
constexpr double safety = 1.05;
/// The next look is planned for an error this much below what is allowed, so that it is seldom missed by a
/// hair and most runs look twice.
constexpr double planned = 1.15;
constexpr double shortest_stride = 1.25;
constexpr double longest_stride = 8.0;
constexpr std::uint64_t fewest_trials = 2'560;
constexpr double fewest_in_tail = 100.0;

std::uint64_t whole_rounds(Study const& study, double trials) {
  auto const round = static_cast<double>(trials_per_round(study));
  return static_cast<std::uint64_t>(std::ceil(trials / round) * round);
}

/// Error over what is allowed; infinite where it is not known.
double excess_of(Figure const& reserve, double allowed) {
  if (!std::isfinite(reserve.std_error)) return std::numeric_limits<double>::infinity();
  if (reserve.std_error == 0.0) return 0.0;
  return allowed > 0.0 ? reserve.std_error / allowed : std::numeric_limits<double>::infinity();
}

}  // namespace

ErrorTarget read_error_target(std::string_view text) {
  std::string number(text);
  std::erase_if(number, [](char c) { return c == '_' || c == ',' || c == ' '; });
  bool const dollars = number.starts_with('$'), percent = number.ends_with('%');
  if (dollars) number.erase(0, 1);
  if (percent) number.pop_back();
  double value = 0.0;
  auto const [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  bool const read = error == std::errc{} && end == number.data() + number.size() && std::isfinite(value);
  if (!read || value <= 0.0 || (dollars && percent) || (percent && value >= 100.0))
    throw InputError(Problem{{},
                             "target-error",
                             fmt::format("\"{}\" is no error to aim at", text),
                             "it is a share of each reserve line, below 1, or dollars",
                             "write 0.01 or 1% for one per cent, 25000 or '$25,000' for dollars"});
  if (percent) return {value / 100.0, true};
  return {value, !dollars && value < 1.0};
}

std::string to_text(ErrorTarget const& target) {
  return target.relative ? fmt::format("{:g} % of each reserve line", 100.0 * target.amount)
                         : fmt::format("{:.0f} dollars", target.amount);
}

PrecisionCheck check_precision(CompiledStudy const& study, TrialTable const& trials,
                               ErrorTarget const& target) {
  PrecisionCheck check;
  check.trials = trials.trials;
  double worst = -1.0;  // error over what is allowed
  for (int year : study.plan.years().performance)
    for (ContractTable const& contract : study.loaded.study.contract) {
      Figure const reserve = reserve_line(study.loaded.study, trials, contract.id, year).reserve;
      double const allowed = target.relative ? target.amount * std::abs(reserve.value) : target.amount;
      double const excess = excess_of(reserve, allowed);
      if (excess <= worst) continue;
      worst = excess;
      check.line = fmt::format("{} {}", contract.id, year);
      check.error = reserve.std_error;
      check.allowed = allowed;
    }
  check.met = safety * worst <= 1.0;
  double const needed = static_cast<double>(trials.trials) * worst * worst * planned * planned;
  double const at_least = shortest_stride * static_cast<double>(trials.trials);
  if (check.met)
    check.needed = check.trials;
  else if (needed < 0x1p53)
    check.needed = whole_rounds(study.loaded.study, std::max(needed, at_least));
  return check;
}

std::uint64_t first_check(Study const& study) {
  ReservePolicy const policy = study.reserve.policy;
  bool const tail = policy == ReservePolicy::percentile || policy == ReservePolicy::tvar;
  double const in_tail = tail ? fewest_in_tail / (1.0 - study.reserve.level.value_or(0.0)) : 0.0;
  return whole_rounds(study, std::max(static_cast<double>(fewest_trials), in_tail));
}

std::uint64_t next_check(Study const& study, PrecisionCheck const& last) {
  double const trials = static_cast<double>(last.trials);
  double const needed = last.needed ? static_cast<double>(*last.needed) : 2.0 * trials;
  return whole_rounds(study, std::clamp(needed, shortest_stride * trials, longest_stride * trials));
}

std::optional<TrialTable> run_to_precision(
    CompiledStudy const& study, PrecisionRule const& rule, std::uint64_t least,
    std::function<std::optional<TrialTable>(std::uint64_t)> const& extend,
    std::function<void(PrecisionCheck const&)> const& checked) {
  std::uint64_t trials = std::max(first_check(study.loaded.study), least);
  while (true) {
    trials = std::min(trials, rule.most_trials);
    std::optional<TrialTable> table = extend(trials);
    if (!table) return std::nullopt;
    PrecisionCheck const check = check_precision(study, *table, rule.target);
    checked(check);
    if (check.met || trials >= rule.most_trials) return table;
    trials = next_check(study.loaded.study, check);
  }
}

}  // namespace plimsoll
