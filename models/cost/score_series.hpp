#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "plimsoll/models/cost/cost_model.hpp"
#include "plimsoll/models/cost/frailty.hpp"

namespace plimsoll {

inline constexpr std::size_t series_terms = 16;

/// Expected relative frequency given the normal score, as a series of Hermite polynomials, for each spread of
/// a t copula (one for the normal).
using ScoreSeries = std::vector<std::array<double, series_terms>>;

/// Covariance of two relative frequencies as a polynomial in the correlation of their normal scores (Mehler).
using CovarianceSeries = std::array<double, series_terms>;
double covariance_at(CovarianceSeries const& series, double correlation);

/// Series of one category over cvs of its factor, by cell.
class CategorySeries {
 public:
  /// `count_of` by cell; `weights` sum to 1, cells of weight 0 have no series. `claims`: frequency is read
  /// off claims, else off the square root of amounts.
  CategorySeries(FrailtyFamily family, std::optional<double> degrees, std::vector<CategoryLaw> const& laws,
                 std::vector<double> const& weights, bool claims);

  /// Largest cv that laws of three quarters of the weight can make room for.
  double most() const { return most_; }
  /// Between cvs the series run straight.
  std::vector<ScoreSeries> at(double cv) const;
  /// cv under which a member's years, with normal scores correlated by `correlation`, have this covariance;
  /// 0 for none, at most most().
  double cv_of(double covariance, double correlation) const;

 private:
  void add(FrailtyFamily family, std::optional<double> degrees, double cv,
           std::vector<CategoryLaw> const& laws, bool claims);

  std::vector<double> cvs_;
  std::vector<std::vector<ScoreSeries>> by_cv_;  // by cv and cell
  std::vector<CovarianceSeries> own_;
  std::vector<double> weights_;
  double most_ = 0.0;
};

CovarianceSeries covariance_series(std::vector<ScoreSeries> const& a, std::vector<ScoreSeries> const& b,
                                   std::vector<double> const& weights);

/// Correlation of scores that gives the covariance, between -0.95 and 0.99.
double correlation_of(CovarianceSeries const& series, double covariance);

}  // namespace plimsoll
