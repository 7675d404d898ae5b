#include "plimsoll/models/cost/severity_law.hpp"

#include <gtest/gtest.h>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <cmath>

namespace plimsoll {
namespace {

TEST(SeverityLaw, LognormalMatchesBoost) {
  LognormalSeverity const law{6.5, 1.4};
  boost::math::lognormal const oracle(6.5, 1.4);
  EXPECT_NEAR(mean(SeverityLaw{law}) / boost::math::mean(oracle), 1.0, 1e-12);
  EXPECT_NEAR(variance(law) / boost::math::variance(oracle), 1.0, 1e-12);
  for (double const x : {0.5, 10.0, 665.0, 1e5, 3e6}) {
    EXPECT_NEAR(log_density(law, x), std::log(boost::math::pdf(oracle, x)), 1e-10);
    EXPECT_NEAR(cdf(law, x) / boost::math::cdf(oracle, x), 1.0, 1e-9);
  }
}

TEST(SeverityLaw, GammaMatchesBoost) {
  GammaSeverity const law{0.7, 2300.0};
  boost::math::gamma_distribution<> const oracle(0.7, 2300.0);
  EXPECT_NEAR(mean(SeverityLaw{law}), boost::math::mean(oracle), 1e-9);
  EXPECT_NEAR(variance(law) / boost::math::variance(oracle), 1.0, 1e-12);
  for (double const x : {0.5, 10.0, 1610.0, 2e4}) {
    EXPECT_NEAR(log_density(law, x), std::log(boost::math::pdf(oracle, x)), 1e-10);
    EXPECT_NEAR(cdf(law, x), boost::math::cdf(oracle, x), 1e-12);
  }
}

TEST(SeverityLaw, NothingLiesAtOrBelowZero) {
  for (SeverityLaw const& law : {SeverityLaw{LognormalSeverity{1, 1}}, SeverityLaw{GammaSeverity{1, 1}}})
    for (double const x : {0.0, -5.0}) {
      EXPECT_EQ(cdf(law, x), 0.0);
      EXPECT_TRUE(std::isinf(log_density(law, x)));
    }
}

TEST(SeverityLaw, ScalingMovesMeanAndSpreadTogether) {
  for (SeverityLaw const& law :
       {SeverityLaw{LognormalSeverity{5, 1.1}}, SeverityLaw{GammaSeverity{0.6, 900}}}) {
    SeverityLaw const twice = scaled(law, 2.0);
    EXPECT_NEAR(mean(twice) / mean(law), 2.0, 1e-12);
    EXPECT_NEAR(variance(twice) / variance(law), 4.0, 1e-12);
    EXPECT_NEAR(cdf(twice, 2000.0), cdf(law, 1000.0), 1e-12);
  }
}

TEST(SeverityLaw, SumsKeepMeanAndVariance) {
  for (SeverityLaw const& law :
       {SeverityLaw{LognormalSeverity{5, 1.1}}, SeverityLaw{GammaSeverity{0.6, 900}}}) {
    EXPECT_EQ(sum_of(law, 1.0), law);
    EXPECT_NEAR(mean(sum_of(law, 7.0)) / mean(law), 7.0, 1e-11);
    EXPECT_NEAR(variance(sum_of(law, 7.0)) / variance(law), 7.0, 1e-11);
  }
}

// Two exponentials of scale 1 sum to a gamma of shape 2: P(S ≤ x) = 1 − (1 + x) e^-x.
TEST(SeverityLaw, SumOfExponentialsByHand) {
  EXPECT_NEAR(cdf(sum_of(GammaSeverity{1.0, 1.0}, 2.0), 3.0), 1.0 - 4.0 * std::exp(-3.0), 1e-14);
}

}  // namespace
}  // namespace plimsoll
