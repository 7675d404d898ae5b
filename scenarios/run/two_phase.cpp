#include "plimsoll/scenarios/two_phase.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/normal.hpp"
#include "plimsoll/models/measure/ordered_sum.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/estimator.hpp"
#include "plimsoll/sim/pilot.hpp"
#include "plimsoll/sim/preview.hpp"
#include "plimsoll/sim/selection.hpp"

namespace plimsoll {
namespace {

constexpr std::size_t points = Preview::points;
constexpr double most_preview_bytes = 512.0 * 1024 * 1024;
/// Shares of the trials drawn. Most go where members decide what lies beyond the percentile, some where they
/// decide what is owed at all, for means; the even share, to every candidate alike, bounds the weights: it
/// pays for what the preview does not know.
constexpr double tail_share = 0.60, owed_share = 0.25, even_share = 0.15;
/// A preview is not the truth: what it says lies beyond the percentile counts this much even where all its
/// points agree.
constexpr double doubt = 0.25;
/// Normal kernel about every point, in spreads of a candidate's points: members do more than eight points
/// say.
constexpr double smear_in_spreads = 0.6;
constexpr double least_smear = 1.0;  // dollars

/// Level of the tail that matters: the reserve's own, or the usual one where its policy has none.
double tail_level(Study const& study) {
  bool const tail =
      study.reserve.policy == ReservePolicy::percentile || study.reserve.policy == ReservePolicy::tvar;
  return tail ? study.reserve.level.value_or(0.95) : 0.95;
}

TrialTable preview_all(RunPlan const& plan, Preview const& preview, std::uint64_t candidates,
                       std::size_t threads) {
  std::uint64_t const rows = candidates * points;
  TrialTable table{plan.columns(), rows, std::vector<double>(plan.columns().size() * rows)};
  for_each_block(blocks_for(candidates), threads, [&](std::uint32_t number) {
    std::vector<TrialRows> const settled = preview.settle(TrialBlock{number});
    std::uint64_t const first = std::uint64_t{number} * lane_count;
    std::size_t const lanes = std::min<std::uint64_t>(lane_count, candidates - first);
    for (std::size_t column = 0; column < table.columns.size(); ++column)
      for (std::size_t lane = 0; lane < lanes; ++lane)
        for (std::size_t point = 0; point < points; ++point)
          table.values[column * rows + (first + lane) * points + point] =
              settled[point].columns[column][lane];
  });
  return table;
}

/// First two moments of max(0, x - v + h Z), Z standard normal.
std::pair<double, double> excess_moments(double x, double v, double h) {
  double const a = (v - x) / h, beyond = normal_cdf(-a);
  double const density = std::exp(-0.5 * a * a) / std::sqrt(2.0 * std::numbers::pi);
  return {h * (density - a * beyond), h * h * ((1.0 + a * a) * beyond - a * density)};
}

/// Root of the expected square that a candidate's members may add beyond `at_risk`, by its preview: the
/// spread of the points' excess, each smeared by a part of their own spread.
double worth_of(std::span<double const> owed, double at_risk) {
  double const count = static_cast<double>(owed.size());
  double sum = 0.0, squares = 0.0;
  for (double x : owed) {
    sum += x;
    squares += x * x;
  }
  double const spread = std::sqrt(std::max(0.0, squares / count - sum * sum / (count * count)));
  double const smear = std::max(smear_in_spreads * spread, least_smear);
  double mean = 0.0, square = 0.0;
  for (double x : owed) {
    auto const [first, second] = excess_moments(x, at_risk, smear);
    mean += first / count;
    square += second / count;
  }
  return std::sqrt(std::max(0.0, square - mean * mean) + doubt * doubt * mean * mean);
}

/// Adds the worth of every candidate beyond `at_risk`, in shares of all that sum to `share`; returns what was
/// added.
double add_worth(std::span<double const> owed, double at_risk, double share, std::vector<double>& sizes) {
  std::vector<double> worth(sizes.size());
  for (std::size_t i = 0; i < sizes.size(); ++i)
    worth[i] = worth_of(owed.subspan(i * points, points), at_risk);
  double const total = ordered_sum(worth);
  if (total <= 0.0) return 0.0;
  for (std::size_t i = 0; i < sizes.size(); ++i) sizes[i] += share * worth[i] / total;
  return share;
}

/// Sizes to choose in proportion to, every contract and year alike.
std::vector<double> sizes_of(CompiledStudy const& study, TrialTable const& previews,
                             std::uint64_t candidates) {
  std::vector<double> sizes(candidates, 0.0);
  double given = 0.0;
  for (std::size_t column : contract_columns(study, "owed")) {
    std::span<double const> const owed = previews.column(column);
    std::vector<double> sorted(owed.begin(), owed.end());
    auto const rank = percentile_rank(tail_level(study.loaded.study), sorted.size()) - 1;
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(rank), sorted.end());
    given += add_worth(owed, sorted[rank], tail_share, sizes);
    given += add_worth(owed, 0.0, owed_share, sizes);
  }
  double const even = given > 0.0 ? given * even_share / (tail_share + owed_share) : 1.0;
  for (double& size : sizes) size += even / static_cast<double>(candidates);
  return sizes;
}

}  // namespace

std::vector<double> TwoPhase::weights() const {
  std::vector<double> result;
  result.reserve(chosen.size());
  for (std::uint32_t trial : chosen) result.push_back(1.0 / chances[trial]);
  return result;
}

double TwoPhase::effective_trials() const {
  return plimsoll::effective_trials(weights());
}

std::uint64_t most_candidates(CompiledStudy const& study) {
  double const bytes = static_cast<double>(study.plan.columns().size() * points * sizeof(double));
  return static_cast<std::uint64_t>(most_preview_bytes / bytes);
}

TwoPhase first_phase(CompiledStudy const& study, TwoPhaseSize const& size, std::size_t threads) {
  PLIMSOLL_EXPECT(size.trials > 0 && size.candidates >= size.trials);
  PLIMSOLL_EXPECT(size.candidates <= most_candidates(study));
  Pilot const pilot = run_pilot(study.plan, threads);
  RunPlan const plan = with_estimator(study, &pilot);
  TrialTable previews = preview_all(plan, Preview(plan, pilot), size.candidates, threads);
  std::vector<double> chances =
      inclusion_chances(sizes_of(study, previews, size.candidates), static_cast<double>(size.trials));
  std::vector<std::uint32_t> chosen = choose(chances, plan.seed());
  if (chosen.empty()) chosen.push_back(0);  // a handful expected, and none came: keep a run that can be read
  return {plan.of_trials(chosen), std::move(chances), chosen, std::move(previews),
          pilot.blocks.size() * lane_count};
}

TrialTable combined(TwoPhase const& phase, TrialTable const& drawn) {
  PLIMSOLL_EXPECT(drawn.trials == phase.chosen.size() && drawn.columns == phase.previews.columns);
  std::uint64_t const before = phase.previews.trials, rows = before + drawn.trials;
  TrialDesign design{std::vector<double>(rows, 1.0 / points), std::vector<std::uint32_t>(rows)};
  RunPlan const& plan = phase.plan;
  auto const group_of = [&](std::uint32_t candidate) {
    return plan.drivers().sobol() ? sobol_replicate(candidate) : candidate;
  };
  for (std::uint64_t row = 0; row < before; ++row)
    design.group[row] = group_of(static_cast<std::uint32_t>(row / points));
  for (std::uint64_t i = 0; i < drawn.trials; ++i) {
    std::uint32_t const candidate = phase.chosen[i];
    double const weight = 1.0 / phase.chances[candidate];
    for (std::size_t point = 0; point < points; ++point)
      design.weight[candidate * points + point] = (1.0 - weight) / points;
    design.weight[before + i] = weight;
    design.group[before + i] = group_of(candidate);
  }
  TrialTable table{drawn.columns, rows, {}, std::make_shared<TrialDesign const>(std::move(design))};
  table.values.reserve(table.columns.size() * rows);
  for (std::size_t column = 0; column < table.columns.size(); ++column)
    for (std::span<double const> part : {phase.previews.column(column), drawn.column(column)})
      table.values.insert(table.values.end(), part.begin(), part.end());
  return table;
}

TrialTable with_weights(TwoPhase const& phase, TrialTable drawn) {
  PLIMSOLL_EXPECT(drawn.trials == phase.chosen.size());
  drawn.columns.push_back({"importance/trial", Unit::count, 0, "number of the trial"});
  drawn.values.insert(drawn.values.end(), phase.chosen.begin(), phase.chosen.end());
  drawn.columns.push_back({"importance/weight", Unit::none, 0, "candidates the trial stands for"});
  std::vector<double> const weights = phase.weights();
  drawn.values.insert(drawn.values.end(), weights.begin(), weights.end());
  return drawn;
}

Table weights_table(TwoPhase const& phase) {
  std::vector<double> const weights = phase.weights();
  auto const figure = [](double value) { return exact_figure({}, value, Unit::count); };
  auto const number = [](double value) { return exact_figure({}, value, Unit::none); };
  TableBuilder table("importance", "Trials drawn by importance");
  table.column("what", "", Unit::none, Presentation::text)
      .column("value", "", Unit::none, Presentation::number);
  table.row("pilot", {std::string("pilot trials"), figure(static_cast<double>(phase.pilot))});
  table.row("candidates", {std::string("candidate trials"), figure(static_cast<double>(phase.candidates()))});
  table.row("drawn", {std::string("trials drawn"), figure(static_cast<double>(phase.chosen.size()))});
  table.row("effective",
            {std::string("effective sample size of a mean"), number(std::floor(phase.effective_trials()))});
  table.row("heaviest",
            {std::string("heaviest weight"), number(*std::max_element(weights.begin(), weights.end()))});
  table.note("the effective sample size is that of weights alone: figures of the tail are known far better");
  return table.build();
}

}  // namespace plimsoll
