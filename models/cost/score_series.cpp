#include "score_series.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "law_given_frailty.hpp"
#include "plimsoll/models/cost/frailty_table.hpp"

namespace plimsoll {
namespace {

constexpr std::array<double, 15> grid{0.0,  0.1, 0.2,  0.3, 0.45, 0.6, 0.8, 1.0,
                                      1.25, 1.5, 1.75, 2.0, 2.5,  3.0, 4.0};
constexpr int nodes = 121;  // of the normal score, from -6 to 6
constexpr int middle_node = nodes / 2;
constexpr double step = 0.1;

/// Orthonormal Hermite polynomials at the nodes, times the nodes' weights.
std::vector<std::array<double, series_terms>> weighted_polynomials() {
  std::vector<std::array<double, series_terms>> result(nodes);
  for (int i = 0; i < nodes; ++i) {
    double const z = step * (i - middle_node);
    auto& h = result[static_cast<std::size_t>(i)];
    h[0] = 1.0;
    h[1] = z;
    for (std::size_t k = 1; k + 1 < series_terms; ++k) {
      auto const order = static_cast<double>(k);
      h[k + 1] = (z * h[k] - std::sqrt(order) * h[k - 1]) / std::sqrt(order + 1.0);
    }
    double const weight = step * std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
    for (double& value : h) value *= weight;
  }
  return result;
}

/// Expected frequency of a member whose chance or mean is `mean`, up to a factor.
double told_at(CountLaw const& count, bool claims, double factor) {
  double const m = mean(count) * factor;
  if (claims) return factor;
  return m <= 1.0 ? m : std::sqrt(m);
}

ScoreSeries series_of(CountLaw const& count, bool claims, FrailtyTable const& table) {
  static auto const polynomials = weighted_polynomials();
  ScoreSeries series(static_cast<std::size_t>(table.spreads()));
  double mean = 0.0;
  for (std::int32_t spread = 0; spread < table.spreads(); ++spread) {
    auto& terms = series[static_cast<std::size_t>(spread)];
    terms.fill(0.0);
    for (int i = 0; i < nodes; ++i) {
      double const told =
          told_at(count, claims, table.factor(static_cast<float>(step * (i - middle_node)), spread));
      for (std::size_t k = 0; k < series_terms; ++k)
        terms[k] += told * polynomials[static_cast<std::size_t>(i)][k];
    }
    mean += terms[0] * spread_chance(spread, table.spreads());
  }
  for (auto& terms : series)
    for (double& term : terms) term = mean > 0.0 ? term / mean : 0.0;
  return series;
}

bool has_room(FrailtyFamily family, double cv, std::vector<CategoryLaw> const& laws,
              std::vector<double> const& weights) {
  FactorLaw const factor = factor_law(family, cv);
  double room = 0.0;
  for (std::size_t cell = 0; cell < laws.size(); ++cell)
    if (weights[cell] > 0.0 && given_factor(laws[cell], factor).holds) room += weights[cell];
  return room >= 0.75;
}

}  // namespace

double covariance_at(CovarianceSeries const& series, double correlation) {
  double sum = 0.0;
  for (std::size_t k = series_terms; k-- > 0;) sum = sum * correlation + series[k];
  return sum;
}

CovarianceSeries covariance_series(std::vector<ScoreSeries> const& a, std::vector<ScoreSeries> const& b,
                                   std::vector<double> const& weights) {
  CovarianceSeries sum{};
  for (std::size_t cell = 0; cell < weights.size(); ++cell) {
    if (weights[cell] <= 0.0) continue;
    auto const spreads = static_cast<std::int32_t>(a[cell].size());
    for (std::int32_t spread = 0; spread < spreads; ++spread) {
      auto const i = static_cast<std::size_t>(spread);
      double const weight = weights[cell] * spread_chance(spread, spreads);
      for (std::size_t k = 0; k < series_terms; ++k) sum[k] += weight * a[cell][i][k] * b[cell][i][k];
    }
  }
  sum[0] -= 1.0;  // of frequencies whose mean is 1
  return sum;
}

double correlation_of(CovarianceSeries const& series, double covariance) {
  double low = -0.95, high = 0.99;
  for (int i = 0; i < 40; ++i) {
    double const middle = 0.5 * (low + high);
    (covariance_at(series, middle) < covariance ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

CategorySeries::CategorySeries(FrailtyFamily family, std::optional<double> degrees,
                               std::vector<CategoryLaw> const& laws, std::vector<double> const& weights,
                               bool claims)
    : weights_(weights) {
  for (double const cv : grid) {
    if (!has_room(family, cv, laws, weights)) break;
    add(family, degrees, cv, laws, claims);
  }
  if (most_ == grid.back()) return;
  double low = most_, high = *std::upper_bound(grid.begin(), grid.end(), most_);
  for (int i = 0; i < 8; ++i) {
    double const middle = 0.5 * (low + high);
    (has_room(family, middle, laws, weights) ? low : high) = middle;
  }
  if (low > most_) add(family, degrees, low, laws, claims);
}

void CategorySeries::add(FrailtyFamily family, std::optional<double> degrees, double cv,
                         std::vector<CategoryLaw> const& laws, bool claims) {
  FactorLaw const factor = factor_law(family, cv);
  Frailty frailty;
  frailty.family = family;
  frailty.cv = cv;
  frailty.degrees = degrees;
  FrailtyTable const table(frailty);
  std::vector<ScoreSeries> series(laws.size());
  for (std::size_t cell = 0; cell < laws.size(); ++cell)
    if (weights_[cell] > 0.0)
      series[cell] = series_of(given_factor(laws[cell], factor).law.count, claims, table);
  most_ = cv;
  cvs_.push_back(cv);
  own_.push_back(covariance_series(series, series, weights_));
  by_cv_.push_back(std::move(series));
}

std::vector<ScoreSeries> CategorySeries::at(double cv) const {
  auto const above = std::upper_bound(cvs_.begin(), cvs_.end(), cv);
  if (above == cvs_.end()) return by_cv_.back();
  auto const i = static_cast<std::size_t>(above - cvs_.begin());
  double const share = (cv - cvs_[i - 1]) / (cvs_[i] - cvs_[i - 1]);
  std::vector<ScoreSeries> result = by_cv_[i - 1];
  for (std::size_t cell = 0; cell < result.size(); ++cell)
    for (std::size_t spread = 0; spread < result[cell].size(); ++spread)
      for (std::size_t k = 0; k < series_terms; ++k)
        result[cell][spread][k] += share * (by_cv_[i][cell][spread][k] - result[cell][spread][k]);
  return result;
}

double CategorySeries::cv_of(double covariance, double correlation) const {
  double below = 0.0;
  for (std::size_t i = 1; i < cvs_.size(); ++i) {
    double const here = covariance_at(own_[i], correlation);
    if (here > covariance) {
      double const from = i == 1 ? 0.0 : below;
      // A covariance starts as the square of the cv.
      double const share = std::max(0.0, covariance - from) / (here - from);
      return i == 1 ? cvs_[1] * std::sqrt(share) : cvs_[i - 1] + share * (cvs_[i] - cvs_[i - 1]);
    }
    below = here;
  }
  return most_;
}

}  // namespace plimsoll
