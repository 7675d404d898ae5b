#include "plimsoll/models/cost/credibility.hpp"

#include <algorithm>
#include <cmath>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/normal.hpp"

namespace plimsoll {
namespace {

double square(double x) {
  return x * x;
}

/// Exposure and mean of every cell, and the within variance.
BuhlmannStraub observed(std::vector<std::vector<Observed>> const& cells) {
  BuhlmannStraub found;
  double squares = 0.0, degrees = 0.0;
  for (std::vector<Observed> const& years : cells) {
    PLIMSOLL_EXPECT(!years.empty());
    double exposure = 0.0, amount = 0.0;
    for (Observed const& year : years) {
      PLIMSOLL_EXPECT(year.exposure > 0.0 && std::isfinite(year.mean));
      exposure += year.exposure;
      amount += year.exposure * year.mean;
    }
    found.exposure.push_back(exposure);
    found.own.push_back(amount / exposure);
    for (Observed const& year : years) squares += year.exposure * square(year.mean - amount / exposure);
    degrees += static_cast<double>(years.size() - 1);
  }
  if (cells.size() < 2)
    throw ModelError("credibility: fewer than two cells, so how far cells differ cannot be seen");
  if (degrees == 0.0)
    throw ModelError("credibility: no cell is observed twice, so chance within a cell cannot be seen");
  found.within = squares / degrees;
  return found;
}

double mean_by(std::vector<double> const& weights, std::vector<double> const& values) {
  double sum = 0.0, total = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum += weights[i] * values[i];
    total += weights[i];
  }
  return sum / total;
}

double between_of(BuhlmannStraub const& found, std::optional<double> complement) {
  double total = 0.0, squared = 0.0, squares = 0.0;
  double const centre = complement.value_or(mean_by(found.exposure, found.own));
  for (std::size_t i = 0; i < found.own.size(); ++i) {
    total += found.exposure[i];
    squared += square(found.exposure[i]);
    squares += found.exposure[i] * square(found.own[i] - centre);
  }
  double const cells = static_cast<double>(found.own.size());
  if (complement) return (squares - cells * found.within) / total;
  return (squares - (cells - 1.0) * found.within) / (total - squared / total);
}

}  // namespace

double full_credibility_claims(FullCredibility const& standard, double severity_cv, double dispersion) {
  PLIMSOLL_EXPECT(standard.probability > 0.0 && standard.probability < 1.0 && standard.precision > 0.0);
  PLIMSOLL_EXPECT(severity_cv >= 0.0 && dispersion >= 0.0);
  double const z = normal_quantile((1.0 + standard.probability) / 2.0);
  return square(z / standard.precision) * (dispersion + square(severity_cv));
}

double limited_fluctuation(double claims, double needed) {
  PLIMSOLL_EXPECT(claims >= 0.0 && needed > 0.0);
  return std::min(1.0, std::sqrt(claims / needed));
}

double BuhlmannStraub::weight_of(double cell_exposure) const {
  if (between == 0.0) return 0.0;
  return cell_exposure / (cell_exposure + within / between);
}

BuhlmannStraub buhlmann_straub(std::vector<std::vector<Observed>> const& cells,
                               std::optional<double> complement) {
  BuhlmannStraub found = observed(cells);
  found.unbiased_between = between_of(found, complement);
  found.between = std::max(0.0, found.unbiased_between);
  for (double const exposure : found.exposure) found.weight.push_back(found.weight_of(exposure));
  found.collective = mean_by(found.between > 0.0 ? found.weight : found.exposure, found.own);
  return found;
}

}  // namespace plimsoll
