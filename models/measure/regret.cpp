#include "plimsoll/models/measure/regret.hpp"

#include <algorithm>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/sample.hpp"

namespace plimsoll {
namespace {

constexpr double regret_level = 0.95;

bool is_at_least(std::span<double const> a, std::span<double const> b) {
  return std::equal(a.begin(), a.end(), b.begin(), [](double x, double y) { return x >= y; });
}

std::vector<double> ordered(std::span<double const> values) {
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

/// Whether the sum of the least k values of `a` is at least that of `b`, for every k.
bool has_better_tails(std::span<double const> a, std::span<double const> b) {
  double difference = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference += a[i] - b[i];
    if (difference < 0.0) return false;
  }
  return true;
}

}  // namespace

std::vector<Regret> regrets(std::span<OptionValues const> options, Unit unit) {
  PLIMSOLL_EXPECT(!options.empty());
  std::vector<double> best(options.front().by_trial.begin(), options.front().by_trial.end());
  for (OptionValues const& option : options) {
    PLIMSOLL_EXPECT(option.by_trial.size() == best.size());
    for (std::size_t trial = 0; trial < best.size(); ++trial)
      best[trial] = std::max(best[trial], option.by_trial[trial]);
  }
  std::vector<Regret> found;
  for (OptionValues const& option : options) {
    std::vector<double> regret(best.size());
    for (std::size_t trial = 0; trial < best.size(); ++trial)
      regret[trial] = best[trial] - option.by_trial[trial];
    Sample const sample(option.id + ".regret", unit, regret);
    found.push_back({sample.mean(), sample.percentile(regret_level), sample.probability_of(0.0)});
    found.back().best.id = option.id + ".best";
  }
  return found;
}

Dominance dominance(std::span<double const> a, std::span<double const> b) {
  PLIMSOLL_EXPECT(a.size() == b.size());
  std::vector<double> const low = ordered(a), other = ordered(b);
  if (low == other) return Dominance::none;
  if (is_at_least(a, b)) return Dominance::every_trial;
  if (is_at_least(low, other)) return Dominance::first_order;
  return has_better_tails(low, other) ? Dominance::second_order : Dominance::none;
}

}  // namespace plimsoll
