#include "plimsoll/models/measure/histogram.hpp"

#include <algorithm>
#include <numeric>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

/// An amount, how many trials came to it, and their share.
struct Shared {
  double value;
  std::size_t trials;
  double share;
};

void add(double value, double weight, std::vector<Shared>& amounts) {
  if (amounts.empty() || amounts.back().value < value) amounts.push_back({value, 0, 0.0});
  ++amounts.back().trials;
  amounts.back().share += weight;
}

/// Different amounts, ascending, with the sum of their weights.
std::vector<Shared> weighed_amounts(std::span<double const> values, std::vector<double> const& weights) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<Shared> amounts;
  for (std::size_t at : order) add(values[at], weights[at], amounts);
  return amounts;
}

/// Different amounts, ascending.
std::vector<Shared> amounts_of(std::span<double const> values, SharedDesign const& design) {
  PLIMSOLL_EXPECT(!values.empty());
  std::vector<Shared> amounts;
  double total = static_cast<double>(values.size());
  if (design && !design->weight.empty()) {
    amounts = weighed_amounts(values, design->weight);
    total = std::accumulate(design->weight.begin(), design->weight.end(), 0.0);
  } else {  // sorted by themselves, which is faster
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    for (double value : sorted) add(value, 1.0, amounts);
  }
  for (Shared& amount : amounts) amount.share /= total;
  return amounts;
}

bool is_atom(Shared const& amount) {
  return amount.trials > 1 && amount.share >= least_atom;
}

Histogram filled(std::vector<Shared> const& amounts, std::size_t bins, double low, double high) {
  PLIMSOLL_EXPECT(bins > 0);
  Histogram histogram{low, high, std::vector<double>(bins, 0.0), {}};
  for (Shared const& amount : amounts)
    if (is_atom(amount))
      histogram.atoms.push_back({amount.value, amount.share});
    else if (amount.value >= low && amount.value <= high)
      histogram.share[bin_of(histogram, amount.value)] += amount.share;
  return histogram;
}

}  // namespace

Histogram histogram_of(std::span<double const> values, SharedDesign const& design, std::size_t bins,
                       double low, double high) {
  return filled(amounts_of(values, design), bins, low, high);
}

Histogram histogram_of(std::span<double const> values, SharedDesign const& design, std::size_t bins) {
  std::vector<Shared> const amounts = amounts_of(values, design);
  auto const other = [](Shared const& amount) { return !is_atom(amount); };
  auto const least = std::find_if(amounts.begin(), amounts.end(), other);
  if (least == amounts.end()) {
    Histogram atoms = filled(amounts, bins, 0.0, 0.0);
    atoms.share.clear();
    return atoms;
  }
  return filled(amounts, bins, least->value, std::find_if(amounts.rbegin(), amounts.rend(), other)->value);
}

std::size_t bin_of(Histogram const& histogram, double value) {
  double const width = histogram.high - histogram.low;
  auto const bins = static_cast<double>(histogram.share.size());
  if (width <= 0.0) return 0;
  double const place = std::clamp((value - histogram.low) / width * bins, 0.0, bins - 1.0);
  return static_cast<std::size_t>(place);
}

std::vector<std::pair<double, double>> exceedance(std::span<double const> values, SharedDesign const& design,
                                                  std::size_t points) {
  PLIMSOLL_EXPECT(points > 1);
  std::vector<Shared> const amounts = amounts_of(values, design);
  std::vector<double> above(amounts.size());
  for (std::size_t i = amounts.size() - 1; i-- > 0;) above[i] = above[i + 1] + amounts[i + 1].share;
  std::vector<std::pair<double, double>> curve;
  std::size_t next = 0;
  for (std::size_t point = 0; point < points; ++point) {
    // Evenly spaced in chance at first, then ever closer to the largest value, for a logarithmic axis.
    double const even = 1.0 - static_cast<double>(point) / static_cast<double>(points - 1);
    double const chance = std::min(even, 2.0 * even * even * even * even);
    while (next + 1 < amounts.size() && above[next] > chance) ++next;
    if (curve.empty() || curve.back().first < amounts[next].value)
      curve.emplace_back(amounts[next].value, above[next]);
  }
  return curve;
}

}  // namespace plimsoll
