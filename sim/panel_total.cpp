#include "plimsoll/sim/panel_total.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "capped_years.hpp"
#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

constexpr double window_deviations = 32.0;  // period of the first window, in standard deviations
constexpr std::size_t cells_of_window = 1u << 14;
constexpr double died_out = 1e-17;    // transform below which the rest is nothing
constexpr double edge_chance = 1e-9;  // allowed at either end of a window
constexpr int most_doublings = 8;

/// Transform of the total less `start`, on multiples of 2 pi / period until it has died out; empty where it
/// has not by `most` of them.
Spectrum centred_transform(CappedYears const& years, double start, double period, std::size_t most) {
  Spectrum values{1.0};
  constexpr std::size_t batch = 32;
  for (std::size_t first = 1; first < most; first += batch) {
    std::vector<double> frequencies;
    for (std::size_t k = first; k < first + batch; ++k)
      frequencies.push_back(2.0 * std::numbers::pi * static_cast<double>(k) / period);
    Spectrum const logs = years.log_transform(frequencies);
    for (std::size_t i = 0; i < batch; ++i) {
      values.push_back(std::exp(logs[i] - std::complex<double>(0.0, frequencies[i] * start)));
      if (std::abs(values.back()) < died_out) return values;
    }
  }
  return {};
}

/// Chances of the cells of a window from the transform: each frequency's integral over a cell, inverted.
std::vector<double> cell_chances(Spectrum const& transformed, std::size_t cells) {
  Spectrum spectrum(cells / 2 + 1);
  spectrum[0] = 1.0;
  for (std::size_t k = 1; k < std::min(transformed.size(), spectrum.size()); ++k) {
    double const turn = 2.0 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(cells);
    std::complex<double> const over_cell = (std::polar(1.0, turn) - 1.0) / std::complex<double>(0.0, turn);
    spectrum[k] = std::conj(transformed[k]) * over_cell;
  }
  return invert(spectrum, cells);
}

double sum_of(std::vector<double> const& chances, std::size_t first, std::size_t last) {
  double sum = 0.0;
  for (std::size_t j = first; j < last; ++j) sum += std::abs(chances[j]);
  return sum;
}

}  // namespace

PanelTotal panel_total(GroupedPanel const& panel, TotalOf const& total, YearFactors const& factors,
                       std::size_t points) {
  CappedYears const years(panel, total, factors, points);
  double const deviation = std::sqrt(years.variance());
  if (!(deviation > 0.0)) throw ModelError("panel " + panel.name + ": nobody whose cost could be summed");
  std::size_t cells = cells_of_window;
  for (int doubling = 0; doubling <= most_doublings; ++doubling, cells *= 2) {
    double const period = window_deviations * deviation * std::ldexp(1.0, doubling);
    // Costs are skewed to the right: room above the mean is worth more than below.
    double const start =
        years.mean() - 0.4 * window_deviations * deviation - 0.05 * (period - window_deviations * deviation);
    Spectrum const transformed = centred_transform(years, start, period, cells / 4);
    if (transformed.empty())
      throw ModelError("panel " + panel.name +
                       ": too few members for a smooth distribution of their total; simulate instead");
    std::vector<double> chances = cell_chances(transformed, cells);
    std::size_t const edge = cells / 64;
    if (std::max(sum_of(chances, 0, edge), sum_of(chances, cells - edge, cells)) > edge_chance) continue;
    return PanelTotal(years.mean(), deviation, start, period / static_cast<double>(cells),
                      std::move(chances));
  }
  throw ModelError("panel " + panel.name +
                   ": a few members' tails rule its total; cut their years at a limit, or simulate");
}

double member_months(GroupedPanel const& panel, std::vector<ExposureClass> const& classes,
                     YearFactors const& factors) {
  double months = 0.0;
  for (MemberGroup const& group : panel.groups) {
    if (!is_in(classes, panel.class_of_cell[group.cell])) continue;
    for (double members : group.scores.weight) months += members * group.months;
  }
  return months * factors.roster_share;
}

PanelTotal::PanelTotal(double mean, double deviation, double start, double step, std::vector<double> chances)
    : mean_(mean), deviation_(deviation), start_(start), step_(step), chances_(std::move(chances)) {
  double below = 0.0, dollars = 0.0;
  for (std::size_t j = 0; j < chances_.size(); ++j) {
    chances_[j] = std::max(0.0, chances_[j]);  // rounding leaves noise about zero
    below_.push_back(below);
    dollars_below_.push_back(dollars);
    below += chances_[j];
    dollars += chances_[j] * (start_ + step_ * (static_cast<double>(j) + 0.5));
  }
  PLIMSOLL_ENSURE(std::abs(below - 1.0) < 1e-8);
}

double PanelTotal::distribution(double dollars) const {
  double const place = (dollars - start_) / step_;
  if (place <= 0.0) return 0.0;
  auto const j = static_cast<std::size_t>(place);
  if (j >= chances_.size()) return 1.0;
  return below_[j] + (place - static_cast<double>(j)) * chances_[j];
}

double PanelTotal::quantile(double p) const {
  PLIMSOLL_EXPECT(p > 0.0 && p < 1.0);
  auto const cell =
      static_cast<std::size_t>(std::upper_bound(below_.begin(), below_.end(), p) - below_.begin()) - 1;
  double const along = chances_[cell] > 0.0 ? std::min(1.0, (p - below_[cell]) / chances_[cell]) : 0.0;
  return start_ + step_ * (static_cast<double>(cell) + along);
}

double PanelTotal::mean_below(double p) const {
  double const x = quantile(p);
  auto const j = std::min(static_cast<std::size_t>((x - start_) / step_), chances_.size() - 1);
  return dollars_below_[j] + (p - below_[j]) * 0.5 * (start_ + step_ * static_cast<double>(j) + x);
}

double PanelTotal::tail_value_at_risk(double p) const {
  return (mean_ - mean_below(p)) / (1.0 - p);
}

std::vector<double> PanelTotal::strata(std::size_t count) const {
  std::vector<double> means;
  auto const strata = static_cast<double>(count);
  double before = 0.0;
  for (std::size_t i = 1; i <= count; ++i) {
    double const until = i == count ? mean_ : mean_below(static_cast<double>(i) / strata);
    means.push_back((until - before) * strata);
    before = until;
  }
  return means;
}

}  // namespace plimsoll
