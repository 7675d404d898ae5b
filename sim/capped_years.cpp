#include "capped_years.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

using Complex = std::complex<double>;

constexpr double unseen = 1e-13;    // chance, for the whole panel, of what a lattice may leave out
constexpr double most_reach = 5e8;  // dollars a lattice without a limit may have to reach

/// Dollars that no member's year passes but with a chance of `unseen`: a multiple of the largest claim's far
/// quantile, since a single claim makes the tail.
double reach_of(std::vector<CategoryLaw> const& laws, std::vector<bool> const& summed, double members,
                double exposure) {
  double largest = 0.0, mean = 0.0;
  for (std::size_t c = 0; c < laws.size(); ++c) {
    if (!summed[c]) continue;
    CountLaw const count = scaled(laws[c].count, exposure);
    double const claims = plimsoll::mean(count);
    if (claims <= 0.0) continue;
    double const surplus = std::holds_alternative<BernoulliCount>(count) ? std::max(1.0, claims) : 1.0;
    double const chance = std::min(0.5, unseen / (members * claims));
    largest = std::max(largest, surplus * quantile_of_survival(laws[c].severity, chance));
    mean += moments(laws[c], exposure).mean;
  }
  return 2.0 * largest + 50.0 * mean;
}

/// Mean and variance without a limit, in closed form, given the law of the exposure.
CostMoments closed_moments(std::vector<CategoryLaw> const& laws, std::vector<bool> const& summed,
                           WeightedNodes const& exposure) {
  double first = 0.0, second = 0.0;
  for (std::size_t node = 0; node < exposure.at.size(); ++node) {
    CostMoments given;
    for (std::size_t c = 0; c < laws.size(); ++c) {
      if (!summed[c]) continue;
      CostMoments const part = moments(laws[c], exposure.at[node]);
      given.mean += part.mean;
      given.variance += part.variance;
    }
    first += exposure.weight[node] * given.mean;
    second += exposure.weight[node] * (given.variance + given.mean * given.mean);
  }
  return {first, second - first * first};
}

CompoundYear compound_of(GroupedPanel const& panel, MemberGroup const& group, TotalOf const& total,
                         double limit, std::size_t points, std::size_t coarser) {
  double const step = limit / static_cast<double>(points - points_past_limit);
  return CompoundYear(panel.laws[group.cell], total.summed, step * static_cast<double>(coarser),
                      2 * points / coarser);
}

CostMoments moments_of(YearLaw const& law, double limit) {
  LimitedYear const year = limited(law, limit);
  return {year.mean, year.second - year.mean * year.mean};
}

/// The same less what the lattice adds to the variance of a year below the limit.
CostMoments moments_without_split(CompoundYear const& compound, YearLaw const& law,
                                  WeightedNodes const& exposure, double limit) {
  CostMoments moments = moments_of(law, limit);
  double const below = 1.0 - limited(law, limit).over;
  for (double added : compound.added_variance(exposure)) moments.variance -= below * added;
  return moments;
}

/// What is left, near the limit, goes with the square of the step. Richardson 1911.
double extrapolated(double fine, double coarse) {
  return fine + (fine - coarse) / 3.0;
}

}  // namespace

bool is_in(std::vector<ExposureClass> const& classes, ExposureClass exposure) {
  return classes.empty() || std::find(classes.begin(), classes.end(), exposure) != classes.end();
}

CostMoments unlimited_moments(GroupedPanel const& panel, TotalOf const& total, YearFactors const& factors) {
  CostMoments sum;
  for (MemberGroup const& group : panel.groups) {
    if (!is_in(total.classes, panel.class_of_cell[group.cell])) continue;
    double const part = group.months / 12.0 * factors.frequency;
    for (std::size_t i = 0; i < group.scores.at.size(); ++i) {
      double const members = group.scores.weight[i] * factors.roster_share;
      CostMoments const year = closed_moments(panel.laws[group.cell], total.summed,
                                              panel.frailty.scaled(part * group.scores.at[i]));
      sum.mean += members * factors.unit_cost * year.mean;
      sum.variance += members * factors.unit_cost * factors.unit_cost * year.variance;
    }
  }
  return sum;
}

CappedYears::Year::Year(YearLaw law, double most, double unit_cost, double many)
    : members(many), step(law.step * unit_cost), limit(most * unit_cost), mass(std::move(law.mass)) {
  mass.resize(static_cast<std::size_t>(std::floor(limit / step * (1.0 - 1e-12))) + 1);
  at_limit = 1.0 - std::accumulate(mass.begin(), mass.end(), 0.0);
}

CappedYears::CappedYears(GroupedPanel const& panel, TotalOf const& total, YearFactors const& factors,
                         std::size_t points) {
  for (MemberGroup const& group : panel.groups)
    if (is_in(total.classes, panel.class_of_cell[group.cell]))
      add_group(panel, group, total, factors, points);
}

void CappedYears::add_group(GroupedPanel const& panel, MemberGroup const& group, TotalOf const& total,
                            YearFactors const& factors, std::size_t points) {
  std::vector<CategoryLaw> const& laws = panel.laws[group.cell];
  double const part = group.months / 12.0;
  double const asked = total.limit_for(panel.class_of_cell[group.cell]) *
                       (total.basis == LimitBasis::annualised ? part : 1.0) / factors.unit_cost;
  double const most_exposed = *std::max_element(group.scores.at.begin(), group.scores.at.end()) *
                              *std::max_element(panel.frailty.at.begin(), panel.frailty.at.end());
  double const reach =
      reach_of(laws, total.summed, panel.base_members, part * factors.frequency * most_exposed);
  bool const cut = asked < reach;
  double const limit = cut ? asked : reach;
  if (!(limit > 0.0)) return;
  if (!cut && reach > most_reach)
    throw ModelError("panel " + panel.name +
                     ": a severity's tail is too heavy to be followed without a limit");
  CompoundYear const fine = compound_of(panel, group, total, limit, points, 1);
  std::optional<CompoundYear> coarse;
  if (cut) coarse.emplace(compound_of(panel, group, total, limit, points, 2));
  double const c = factors.unit_cost;
  for (std::size_t i = 0; i < group.scores.at.size(); ++i) {
    WeightedNodes const exposure = panel.frailty.scaled(part * group.scores.at[i] * factors.frequency);
    double const members = group.scores.weight[i] * factors.roster_share;
    YearLaw law = fine.at(exposure);
    CostMoments const drawn = moments_of(law, limit);
    CostMoments exact;
    if (cut) {
      CostMoments const near = moments_without_split(fine, law, exposure, limit);
      CostMoments const far = moments_without_split(*coarse, coarse->at(exposure), exposure, limit);
      exact = {extrapolated(near.mean, far.mean), extrapolated(near.variance, far.variance)};
    } else {
      exact = closed_moments(laws, total.summed, exposure);
    }
    mean_ += members * c * exact.mean;
    variance_ += members * c * c * exact.variance;
    mean_off_ += members * c * (exact.mean - drawn.mean);
    variance_off_ += members * c * c * (exact.variance - drawn.variance);
    years_.emplace_back(std::move(law), limit, c, members);
  }
}

Spectrum CappedYears::Year::transform(std::vector<double> const& frequencies) const {
  // Horner in exp(i t step) block by block: over the whole length the angle's last bit would be multiplied by
  // the number of points.
  constexpr std::size_t block = 128;
  std::size_t const count = frequencies.size();
  Spectrum sums(count);
  std::vector<double> cosine(count), sine(count), real(count), imaginary(count);
  for (std::size_t k = 0; k < count; ++k) {
    cosine[k] = std::cos(frequencies[k] * step);
    sine[k] = std::sin(frequencies[k] * step);
    sums[k] = std::polar(at_limit, frequencies[k] * limit);
  }
  for (std::size_t first = 0; first < mass.size(); first += block) {
    std::fill(real.begin(), real.end(), 0.0);
    std::fill(imaginary.begin(), imaginary.end(), 0.0);
    for (std::size_t j = std::min(first + block, mass.size()); j-- > first;)
      for (std::size_t k = 0; k < count; ++k) {
        double const turned = real[k] * cosine[k] - imaginary[k] * sine[k] + mass[j];
        imaginary[k] = real[k] * sine[k] + imaginary[k] * cosine[k];
        real[k] = turned;
      }
    for (std::size_t k = 0; k < count; ++k)
      sums[k] += Complex(real[k], imaginary[k]) *
                 std::polar(1.0, frequencies[k] * step * static_cast<double>(first));
  }
  return sums;
}

Spectrum CappedYears::log_transform(std::vector<double> const& frequencies) const {
  Spectrum logs;
  for (double t : frequencies) logs.emplace_back(-0.5 * t * t * variance_off_, t * mean_off_);
  for (Year const& year : years_) {
    Spectrum const transformed = year.transform(frequencies);
    for (std::size_t k = 0; k < logs.size(); ++k) logs[k] += year.members * std::log(transformed[k]);
  }
  return logs;
}

}  // namespace plimsoll
