#include "plimsoll/models/cost/compound_year.hpp"

#include <gtest/gtest.h>

#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <vector>

namespace plimsoll {
namespace {

constexpr std::size_t points = 1 << 15;
constexpr double cap = 150'000.0;
constexpr double members = 10'000.0;

WeightedNodes const full_year = WeightedNodes::single(1.0);

CategoryLaw law_of(CountLaw count, SeverityLaw severity) {
  return {"category", count, severity, {}};
}

YearLaw year_of(CategoryLaw const& law, double step, WeightedNodes const& exposure = full_year) {
  return CompoundYear({law}, {true}, step, points).at(exposure);
}

double sd_of(LimitedYear const& year) {
  return std::sqrt(year.second - year.mean * year.mean);
}

// Lognormal severity of mean $1,500 and sigma 1.6.
SeverityLaw published_severity() {
  return LognormalSeverity{std::log(1500.0) - 0.5 * 1.6 * 1.6, 1.6};
}

// The second, smaller work of the reference panel's README: 10,000 identical members, capped at $150,000.
TEST(CompoundYear, MeetsThePublishedPanelOfIdenticalMembers) {
  double const size = 1.0 / 0.6;
  LimitedYear const clustered =
      limited(year_of(law_of(NegativeBinomialCount{3.0, size}, published_severity()), 10.0), cap);
  EXPECT_NEAR(members * clustered.mean, 44'648'909.0, 30.0);
  EXPECT_NEAR(100.0 * sd_of(clustered), 886'619.0, 2.0);
  LimitedYear const poisson = limited(year_of(law_of(PoissonCount{3.0}, published_severity()), 10.0), cap);
  EXPECT_NEAR(members * poisson.mean, 44'661'813.0, 30.0);
  EXPECT_NEAR(100.0 * sd_of(poisson), 818'837.0, 2.0);
}

// What the test above can see: the negative binomial's variance of the count matters.
TEST(CompoundYear, CountsOfOneMeanDiffer) {
  LimitedYear const other =
      limited(year_of(law_of(NegativeBinomialCount{3.0, 1.7}, published_severity()), 10.0), cap);
  EXPECT_GT(std::abs(100.0 * sd_of(other) - 886'619.0), 500.0);
}

// Poisson number of exponential amounts: P(X > x) = sum over n of P(N = n) Q(n, x / scale).
TEST(CompoundYear, PoissonOfExponentialsInClosedForm) {
  constexpr double rate = 2.0, scale = 1000.0;
  YearLaw const year = year_of(law_of(PoissonCount{rate}, GammaSeverity{1.0, scale}), 2.0);
  for (double x : {501.0, 2001.0, 8001.0, 20'001.0}) {
    double expected = 0.0, chance = std::exp(-rate);
    for (int n = 1; n < 60; ++n) {
      chance *= rate / n;
      expected += chance * boost::math::gamma_q(static_cast<double>(n), x / scale);
    }
    EXPECT_NEAR(limited(year, x).over / expected, 1.0, 2e-5) << x;
  }
  EXPECT_NEAR(year.mass[0], std::exp(-rate), 2e-3);  // amounts below a step round to nothing
}

TEST(CompoundYear, UncappedMomentsAreThoseOfTheLaws) {
  std::vector<CategoryLaw> const laws{law_of(NegativeBinomialCount{4.0, 0.8}, GammaSeverity{0.9, 150.0}),
                                      law_of(PoissonCount{1.5}, LognormalSeverity{6.0, 0.5}),
                                      law_of(BernoulliCount{0.3}, GammaSeverity{2.0, 900.0})};
  CompoundYear const years(laws, {true, true, true}, 4.0, points);
  for (double exposure : {0.25, 1.0, 2.5}) {
    double mean = 0.0, variance = 0.0;
    for (CategoryLaw const& law : laws) {
      mean += moments(law, exposure).mean;
      variance += moments(law, exposure).variance;
    }
    LimitedYear const year = limited(years.at(WeightedNodes::single(exposure)), 4.0 * (points / 2 - 1));
    EXPECT_NEAR(year.mean / mean, 1.0, 1e-7) << exposure;
    EXPECT_NEAR(year.second / (variance + mean * mean), 1.0, 1e-5) << exposure;
  }
}

// A step far wider than most claims: what the split adds to the variance is known, not small.
TEST(CompoundYear, AddedVarianceOfAWideStep) {
  CategoryLaw const law = law_of(PoissonCount{6.0}, LognormalSeverity{3.5, 1.0});
  CompoundYear const wide({law}, {true}, 300.0, 1 << 12);
  LimitedYear const year = limited(wide.at(full_year), 300.0 * ((1 << 11) - 1));
  double const variance = year.second - year.mean * year.mean, added = wide.added_variance(full_year)[0];
  EXPECT_GT(added, 0.5 * moments(law).variance);
  EXPECT_NEAR((variance - added) / moments(law).variance, 1.0, 1e-6);
}

// A hurdle moved above certainty: the year happens and its amount is multiplied by the mean.
TEST(CompoundYear, CertainHurdleGrowsItsAmount) {
  YearLaw const year =
      year_of(law_of(BernoulliCount{0.8}, GammaSeverity{2.0, 1000.0}), 4.0, WeightedNodes::single(2.0));
  for (double x : {802.0, 3202.0, 9602.0})
    EXPECT_NEAR(limited(year, x).over / boost::math::gamma_q(2.0, x / 1600.0), 1.0, 1e-5) << x;
}

// A gamma frailty of variance 1/r on Poisson counts is a negative binomial of size r.
TEST(CompoundYear, GammaFrailtyOnPoissonIsNegativeBinomial) {
  constexpr double size = 1.6;
  CategoryLaw const poisson = law_of(PoissonCount{3.0}, published_severity());
  CategoryLaw const clustered = law_of(NegativeBinomialCount{3.0, size}, published_severity());
  LimitedYear const frail = limited(year_of(poisson, 20.0, gamma_nodes(std::sqrt(1.0 / size), 16)), cap);
  LimitedYear const exact = limited(year_of(clustered, 20.0), cap);
  EXPECT_NEAR(frail.mean / exact.mean, 1.0, 1e-7);
  EXPECT_NEAR(frail.second / exact.second, 1.0, 1e-7);
  EXPECT_NEAR(frail.over / exact.over, 1.0, 1e-5);
}

// Dollars of the categories at a point add up to the point; a category outside the sum keeps its mean.
TEST(CompoundYear, CategoriesShareThePoint) {
  std::vector<CategoryLaw> const laws{law_of(PoissonCount{2.0}, GammaSeverity{0.9, 150.0}),
                                      law_of(NegativeBinomialCount{0.4, 1.2}, LognormalSeverity{7.0, 1.0}),
                                      law_of(PoissonCount{5.0}, GammaSeverity{1.0, 80.0})};
  YearLaw const year = CompoundYear(laws, {true, true, false}, 10.0, points)
                           .at(gamma_nodes(0.5, 8), CompoundYear::Detail::category_dollars);
  double apart = 0.0;
  for (std::size_t j = 0; j < year.mass.size(); ++j) {
    double const at_point = year.category_dollars[0][j] + year.category_dollars[1][j];
    ASSERT_NEAR(at_point, 10.0 * static_cast<double>(j) * year.mass[j], 1e-8);
    apart += year.category_dollars[2][j];
  }
  EXPECT_NEAR(apart, 400.0, 1e-4);
}

}  // namespace
}  // namespace plimsoll
