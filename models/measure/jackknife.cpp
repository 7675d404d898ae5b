#include "plimsoll/models/measure/jackknife.hpp"

#include <algorithm>
#include <cmath>

#include "plimsoll/core/lanes.hpp"
#include "plimsoll/models/measure/figure.hpp"

namespace plimsoll {
namespace {

constexpr std::uint64_t most_groups = 20;

}  // namespace

TrialGroups::TrialGroups(std::uint64_t trials) {
  std::uint64_t const groups = std::min<std::uint64_t>(most_groups, blocks_for(trials));
  count_ = groups > 1 ? static_cast<std::size_t>(groups) : 0;
}

bool TrialGroups::keeps(std::size_t trial, std::size_t left_out) const {
  return trial / lane_count % count_ != left_out;
}

std::vector<double> TrialGroups::without(std::size_t left_out, std::span<double const> by_trial) const {
  std::vector<double> kept;
  kept.reserve(by_trial.size());
  for (std::size_t trial = 0; trial < by_trial.size(); ++trial)
    if (keeps(trial, left_out)) kept.push_back(by_trial[trial]);
  return kept;
}

double jackknife_error(std::span<double const> without_each) {
  if (without_each.size() < 2) return not_known;
  double const groups = static_cast<double>(without_each.size());
  double const first = without_each.front();  // distances from it, so that equal values have no error at all
  double mean = 0.0, squares = 0.0;
  for (double const value : without_each) mean += (value - first) / groups;
  for (double const value : without_each) squares += std::pow(value - first - mean, 2);
  return std::sqrt(squares * (groups - 1.0) / groups);
}

}  // namespace plimsoll
