#include "plimsoll/models/cost/compound_year.hpp"

#include <algorithm>
#include <cmath>
#include <complex>

#include "count_generator.hpp"
#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

using Complex = std::complex<double>;

/// Tilt over the whole transform that balances what folds back, `beyond` · exp(-tilt), against the rounding
/// that untilting magnifies to exp(tilt / 2) on the first half.
double balanced_tilt(double beyond) {
  constexpr double rounding = 1e-14;
  return std::clamp(2.0 / 3.0 * std::log(beyond / rounding), 0.0, 20.0);
}

double surplus_of(CountLaw const& count) {
  return std::holds_alternative<BernoulliCount>(count) ? std::max(1.0, mean(count)) : 1.0;
}

}  // namespace

LimitedYear limited(YearLaw const& law, double limit) {
  double const place = limit / law.step;
  PLIMSOLL_EXPECT(place >= 0.0 && place <= static_cast<double>(law.mass.size() - 1));
  LimitedYear moments;
  double below = 0.0;  // chance of the points up to the limit
  auto const last = static_cast<std::size_t>(place);
  for (std::size_t j = 0; j <= last; ++j) {
    double const x = law.step * static_cast<double>(j), chance = law.mass[j];
    below += chance;
    moments.mean += chance * x;
    moments.second += chance * x * x;
    moments.third += chance * x * x * x;
  }
  double const above = 1.0 - below;
  moments.mean += above * limit;
  moments.second += above * limit * limit;
  moments.third += above * limit * limit * limit;
  double const along = place - static_cast<double>(last);  // of the cell from the point below
  moments.over = along <= 0.5 ? above + (0.5 - along) * law.mass[last]
                              : above - (along - 0.5) * law.mass[std::min(last + 1, law.mass.size() - 1)];
  return moments;
}

CompoundYear::CompoundYear(std::vector<CategoryLaw> laws, std::vector<bool> summed, double step,
                           std::size_t points)
    : laws_(std::move(laws)), summed_(std::move(summed)), step_(step), points_(points) {
  PLIMSOLL_EXPECT(summed_.size() == laws_.size());
  double beyond = 0.0;
  for (std::size_t category = 0; category < laws_.size(); ++category)
    if (summed_[category])
      beyond += mean(laws_[category].count) *
                survival(laws_[category].severity, 0.5 * step_ * static_cast<double>(points_));
  tilt_ = balanced_tilt(beyond) / static_cast<double>(points_);
  for (std::size_t category = 0; category < laws_.size(); ++category)
    amounts_.push_back(summed_[category] ? amount_of(category, 1.0) : Amount{});
}

CompoundYear::Amount CompoundYear::amount_of(std::size_t category, double factor) const {
  SeverityLaw const law = scaled(laws_[category].severity, factor);
  Lattice lattice = discretise(law, step_, points_);
  Amount amount;
  amount.chance = transform(lattice.mass, tilt_);
  double const last = step_ * static_cast<double>(points_ - 1);
  double square = lattice.beyond * last * last;
  for (std::size_t j = 0; j < lattice.mass.size(); ++j) {
    double const x = step_ * static_cast<double>(j);
    square += lattice.mass[j] * x * x;
    lattice.mass[j] *= x;
  }
  amount.dollars = transform(lattice.mass, tilt_);
  amount.added_variance = square - limited_second_moment(law, last);
  return amount;
}

void CompoundYear::add_node(double exposure, double weight, Detail detail,
                            std::vector<Spectrum>& sums) const {
  std::size_t const categories = laws_.size();
  std::vector<CountGenerator> counts;
  std::vector<Amount> grown(categories);  // of hurdles that have become certain
  std::vector<Amount const*> amounts;
  for (std::size_t c = 0; c < categories; ++c) {
    CountLaw const count = scaled(laws_[c].count, exposure);
    counts.emplace_back(count);
    double const surplus = surplus_of(count);
    if (surplus > 1.0 && summed_[c]) grown[c] = amount_of(c, surplus);
    amounts.push_back(surplus > 1.0 ? &grown[c] : &amounts_[c]);
  }
  std::vector<CountGenerator::Value> generated(categories, {1.0, 0.0});
  for (std::size_t k = 0; k <= points_ / 2; ++k) {
    Complex product = weight;
    for (std::size_t c = 0; c < categories; ++c) {
      if (!summed_[c]) continue;
      generated[c] = counts[c](amounts[c]->chance[k]);
      product *= generated[c].value;
    }
    sums[0][k] += product;
    if (detail == Detail::chances) continue;
    for (std::size_t c = 0; c < categories; ++c) {
      if (!summed_[c]) {  // independent of the rest of the year, given the exposure
        sums[1 + c][k] += product * moments(laws_[c], exposure).mean;
        continue;
      }
      Complex others = weight * generated[c].slope * amounts[c]->dollars[k];
      for (std::size_t other = 0; other < categories; ++other)
        if (other != c && summed_[other]) others *= generated[other].value;
      sums[1 + c][k] += others;
    }
  }
}

YearLaw CompoundYear::at(WeightedNodes const& exposure, Detail detail) const {
  std::size_t const kept = detail == Detail::chances ? 1 : 1 + laws_.size();
  std::vector<Spectrum> sums(kept, Spectrum(points_ / 2 + 1));
  for (std::size_t node = 0; node < exposure.at.size(); ++node)
    add_node(exposure.at[node], exposure.weight[node], detail, sums);
  auto const first_half = [&](Spectrum const& spectrum) {
    std::vector<double> values = invert(spectrum, points_, tilt_);
    values.resize(points_ / 2);
    return values;
  };
  YearLaw law{step_, first_half(sums[0]), {}};
  for (std::size_t i = 1; i < kept; ++i) law.category_dollars.push_back(first_half(sums[i]));
  return law;
}

std::vector<double> CompoundYear::added_variance(WeightedNodes const& exposure) const {
  std::vector<double> added(laws_.size());
  for (std::size_t node = 0; node < exposure.at.size(); ++node)
    for (std::size_t c = 0; c < laws_.size(); ++c) {
      if (!summed_[c]) continue;
      CountLaw const count = scaled(laws_[c].count, exposure.at[node]);
      double const surplus = surplus_of(count);
      double const one = surplus > 1.0 ? amount_of(c, surplus).added_variance : amounts_[c].added_variance;
      added[c] += exposure.weight[node] * mean(count) / surplus * one;
    }
  return added;
}

}  // namespace plimsoll
