#include "amount_diagnostics.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

constexpr double logit_step = 0.3, logit_reach = 14.0;
constexpr std::size_t most_ranks = 16;  // of a group that are worked out
constexpr double most_bins = 40.0;
constexpr std::size_t curve_points = 96;

struct Sample {
  TotalsLaw const& law;
  std::span<double const> rising;
  double size() const { return static_cast<double>(rising.size()); }
};

double geometric_mean(std::span<double const> amounts) {
  double sum = 0.0;
  for (double const amount : amounts) sum += std::log(amount);
  return std::exp(sum / static_cast<double>(amounts.size()));
}

std::size_t members_up_to(Sample const& of, double amount) {
  return static_cast<std::size_t>(std::upper_bound(of.rising.begin(), of.rising.end(), amount) -
                                  of.rising.begin());
}

// Edges follow from the law and the number of members alone, so they tell of no amount and differ from cell
// to cell: no bin of a cell can be had by subtracting those of others.
std::vector<double> edges_of(Sample const& of, double bins) {
  double const outside = 0.5 / of.size();
  double const low = std::log(of.law.quantile(outside)), high = std::log(of.law.quantile(1.0 - outside));
  std::vector<double> edges;
  for (double i = 0.0; i <= bins; i += 1.0) edges.push_back(std::exp(low + (high - low) * i / bins));
  return edges;
}

std::vector<AmountBin> bins_of(Sample const& of) {
  double const wanted = std::clamp(std::floor(2.0 * std::cbrt(of.size())), 4.0, most_bins);
  std::vector<double> const edges = edges_of(of, wanted);
  std::size_t const all = of.rising.size();
  std::vector<AmountBin> bins;
  std::size_t reached = 0;
  double below = 0.0, low = edges.front();
  for (std::size_t i = 1; i < edges.size(); ++i) {
    bool const last = i + 1 == edges.size();
    std::size_t const up_to = last ? all : members_up_to(of, edges[i]);
    bool const enough = up_to - reached >= fewest_in_group && (last || all - up_to >= fewest_in_group);
    if (!enough && !last) continue;
    double const chance = last ? 1.0 : of.law.cdf(edges[i]);
    bins.push_back({low, edges[i], static_cast<std::int64_t>(up_to - reached), of.size() * (chance - below)});
    reached = up_to, below = chance, low = edges[i];
  }
  return bins;
}

std::vector<DensityPoint> curve_of(Sample const& of) {
  std::vector<DensityPoint> curve;
  for (double const amount : edges_of(of, static_cast<double>(curve_points)))
    if (double const density = of.law.log_scale_density(amount); std::isfinite(density))
      curve.push_back({amount, density});
  return curve;
}

/// Places in (0, 1) of the ranks from..to: each, or as many as are worked out, evenly spread.
std::vector<double> places_of(std::size_t from, std::size_t to, double size) {
  std::size_t const nodes = std::min(to - from, most_ranks);
  double const width = static_cast<double>(to - from) / static_cast<double>(nodes);
  std::vector<double> places;
  for (std::size_t k = 0; k < nodes; ++k)
    places.push_back((static_cast<double>(from) + (static_cast<double>(k) + 0.5) * width) / size);
  return places;
}

// Cov(X_(i), X_(j)) ≈ u_i (1 − u_j) Q'(u_i) Q'(u_j) / N for i ≤ j, here of logarithms (David and Nagaraja
// 2003, 4.6).
double group_variance(std::vector<double> const& places, std::vector<double> const& slopes, double size) {
  double sum = 0.0;
  for (std::size_t i = 0; i < places.size(); ++i)
    for (std::size_t j = 0; j < places.size(); ++j)
      sum += std::min(places[i], places[j]) * (1.0 - std::max(places[i], places[j])) * slopes[i] * slopes[j];
  double const nodes = static_cast<double>(places.size());
  return sum / (nodes * nodes * size);
}

QuantilePair pair_of(Sample const& of, std::size_t from, std::size_t to) {
  std::vector<double> const places = places_of(from, to, of.size());
  std::vector<double> fitted, slopes;
  for (double const place : places) {
    fitted.push_back(of.law.quantile(place));
    slopes.push_back(1.0 / std::max(of.law.log_scale_density(fitted.back()), 1e-300));
  }
  return {geometric_mean(of.rising.subspan(from, to - from)), geometric_mean(fitted),
          std::sqrt(group_variance(places, slopes, of.size()))};
}

std::vector<QuantilePair> quantiles_of(Sample const& of) {
  std::vector<std::size_t> const groups = rank_groups(of.rising.size());
  std::vector<QuantilePair> pairs;
  for (std::size_t g = 0; g + 1 < groups.size(); ++g) pairs.push_back(pair_of(of, groups[g], groups[g + 1]));
  return pairs;
}

ExcessPoint excess_over(Sample const& of, double threshold, std::size_t below) {
  std::span<double const> const above = of.rising.subspan(below);
  double const n = static_cast<double>(above.size());
  double first = 0.0, second = 0.0;
  for (double const amount : above) first += (amount - threshold) / n;
  for (double const amount : above) second += std::pow(amount - threshold - first, 2) / (n - 1.0);
  return {threshold, first, std::sqrt(second / n), of.law.mean_excess(threshold)};
}

std::vector<ExcessPoint> excess_of(Sample const& of) {
  std::vector<ExcessPoint> points;
  std::size_t last = 0;
  for (std::size_t const rank : rank_groups(of.rising.size())) {
    if (rank == 0 || rank == of.rising.size()) continue;
    double const threshold = of.law.quantile(static_cast<double>(rank) / of.size());
    std::size_t const below = members_up_to(of, threshold);
    if (below < last + fewest_in_group || of.rising.size() < below + fewest_in_group) continue;
    ExcessPoint const point = excess_over(of, threshold, below);
    if (std::isfinite(point.fitted)) points.push_back(point);
    last = below;
  }
  return points;
}

/// The smoothed quantile: geometric mean of the members nearest to its rank.
double smoothed_quantile(Sample const& of, double level) {
  double const half = std::floor(static_cast<double>(fewest_in_group) / 2.0);
  double const middle = std::clamp(std::floor(level * of.size()), half, of.size() - 1.0 - half);
  return geometric_mean(of.rising.subspan(static_cast<std::size_t>(middle - half), fewest_in_group));
}

std::vector<TailQuantile> tail_of(Sample const& of) {
  std::vector<TailQuantile> tail;
  for (double const level : {0.9, 0.95, 0.99, 0.995, 0.999}) {
    if ((1.0 - level) * of.size() < static_cast<double>(fewest_in_group) - 1e-6) break;
    double const error = std::sqrt(level * (1.0 - level) / of.size());  // of the share below
    double const data = smoothed_quantile(of, level);
    double const spread = smoothed_quantile(of, level + error) - smoothed_quantile(of, level - error);
    tail.push_back({level, data, 0.5 * spread, of.law.quantile(level)});
  }
  return tail;
}

}  // namespace

std::vector<std::size_t> rank_groups(std::size_t members) {
  std::vector<std::size_t> ranks{0};
  for (double z = -logit_reach; z < logit_reach; z += logit_step) {
    auto const rank =
        static_cast<std::size_t>(std::llround(static_cast<double>(members) / (1.0 + std::exp(-z))));
    if (rank >= ranks.back() + fewest_in_group && members >= rank + fewest_in_group) ranks.push_back(rank);
  }
  ranks.push_back(members);
  return ranks;
}

AmountDiagnostics diagnose_amounts(SeverityLaw const& claim, std::vector<Amount> const& sample) {
  PLIMSOLL_EXPECT(sample.size() >= fewest_in_group);
  std::vector<double> rising;
  for (Amount const& amount : sample) rising.push_back(amount.dollars);
  std::sort(rising.begin(), rising.end());
  TotalsLaw const law(claim, sample);
  Sample const of{law, rising};
  return {bins_of(of), curve_of(of), quantiles_of(of), excess_of(of), tail_of(of)};
}

}  // namespace plimsoll
