// Tails, quantiles and limited moments of the severity laws, against Boost's distributions in long double and
// against E[min(X, L)^k] = the integral of k x^(k-1) P(X > x), done by quadrature over ln x.

#include <gtest/gtest.h>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <string>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/cost/severity_law.hpp"

namespace plimsoll {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// A law and its P(X > x) by other means; `kink` is where the density jumps.
struct Oracle {
  std::string name;
  SeverityLaw law;
  std::function<long double(long double)> beyond;
  std::function<long double(long double)> amount_at;  ///< of p = P(X > x)
  double kink = 1.0;
};

Oracle lognormal_oracle(double mu, double sigma) {
  boost::math::lognormal_distribution<long double> const law(mu, sigma);
  return {"lognormal sigma " + std::to_string(sigma), LognormalSeverity{mu, sigma},
          [law](long double x) { return cdf(complement(law, x)); },
          [law](long double p) { return quantile(complement(law, p)); }};
}

Oracle gamma_oracle(double shape, double scale) {
  boost::math::gamma_distribution<long double> const law(shape, scale);
  return {"gamma shape " + std::to_string(shape), GammaSeverity{shape, scale},
          [law](long double x) { return cdf(complement(law, x)); },
          [law](long double p) { return quantile(complement(law, p)); }};
}

Oracle spliced_oracle(double mu, double sigma, double threshold, double index) {
  boost::math::lognormal_distribution<long double> const body(mu, sigma);
  long double const chance = cdf(complement(body, threshold));
  return {"lognormal_pareto index " + std::to_string(index),
          LognormalParetoSeverity{mu, sigma, threshold, index},
          [=](long double x) {
            return x <= threshold ? cdf(complement(body, x)) : chance * powl(threshold / x, index);
          },
          [=](long double p) {
            return p >= chance ? quantile(complement(body, p)) : threshold * powl(chance / p, 1.0L / index);
          },
          threshold};
}

class SeverityTail : public testing::TestWithParam<Oracle> {
 protected:
  static constexpr double smallest = 1e-12;
  Oracle const& at = GetParam();
  SeverityLaw const& law = at.law;

  /// E[min(X, limit)^k], split at the kink; below `smallest` dollars X^k counts for nothing.
  double integral(int k, double limit) const {
    auto const piece = [&](double from, double to) {
      auto const f = [&](double t) {
        return static_cast<double>(k * std::exp(static_cast<long double>(k) * t) * at.beyond(std::exp(t)));
      };
      double sum = 0.0;
      constexpr int pieces = 200;
      double const step = (to - from) / pieces;
      for (int i = 0; i < pieces; ++i)
        sum += boost::math::quadrature::gauss_kronrod<double, 31>::integrate(f, from + i * step,
                                                                             from + (i + 1) * step, 0);
      return sum;
    };
    double const from = std::log(smallest), kink = std::log(at.kink), to = std::log(limit);
    return to <= kink ? piece(from, to) : piece(from, kink) + piece(kink, to);
  }
};

TEST_P(SeverityTail, SurvivalKeepsItsDigits) {
  for (double const p : {0.999, 0.5, 0.1, 1e-3, 1e-6, 1e-12, 1e-30, 1e-100, 1e-250}) {
    double const x = static_cast<double>(at.amount_at(p));
    if (!std::isfinite(x)) continue;
    double const expected = static_cast<double>(at.beyond(x));
    EXPECT_NEAR(survival(law, x) / expected, 1.0, 1e-11) << at.name << " at p = " << p;
    EXPECT_NEAR(cdf(law, x) + survival(law, x), 1.0, 1e-14);
  }
  EXPECT_EQ(survival(law, 0.0), 1.0);
  EXPECT_EQ(survival(law, -1.0), 1.0);
}

TEST_P(SeverityTail, QuantilesMatchBoostFromBothSides) {
  for (double const p : {0.999, 0.7, 0.5, 0.25, 0.05, 1e-3, 1e-6, 1e-12, 1e-30, 1e-100, 1e-300}) {
    double const expected = static_cast<double>(at.amount_at(p));
    if (!std::isfinite(expected)) continue;
    EXPECT_NEAR(quantile_of_survival(law, p) / expected, 1.0, 1e-11) << at.name << " at p = " << p;
    if (p >= 1e-12) {  // 1 - p keeps few digits of a small p
      double const same = static_cast<double>(at.amount_at(1.0L - static_cast<long double>(1.0 - p)));
      EXPECT_NEAR(quantile(law, 1.0 - p) / same, 1.0, 1e-11) << at.name << " at u = " << 1.0 - p;
    }
  }
}

TEST_P(SeverityTail, QuantilesRise) {
  double previous = 0.0;
  for (double u = 0.0005; u < 1.0; u += 0.0005) {
    ASSERT_GE(quantile(law, u), previous) << at.name << " at u = " << u;
    previous = quantile(law, u);
  }
}

TEST_P(SeverityTail, LimitedMomentsMatchQuadrature) {
  for (double const limit : {50.0, 2'000.0, 99'999.0, 100'000.0, 150'000.0, 1e7}) {
    double const mean_by_hand = integral(1, limit), second_by_hand = integral(2, limit);
    EXPECT_NEAR(limited_mean(law, limit) / mean_by_hand, 1.0, 1e-10) << at.name << ", limit " << limit;
    EXPECT_NEAR(limited_second_moment(law, limit) / second_by_hand, 1.0, 1e-10)
        << at.name << ", limit " << limit;
    EXPECT_GT(std::abs(1.0001 * limited_mean(law, limit) / mean_by_hand - 1.0), 1e-10);
  }
  EXPECT_EQ(limited_mean(law, 0.0), 0.0);
  EXPECT_EQ(limited_second_moment(law, 0.0), 0.0);
}

TEST_P(SeverityTail, WithoutALimitTheMomentsAreTheLaws) {
  double const m = mean(law), second = limited_second_moment(law, infinity);
  EXPECT_NEAR(limited_mean(law, infinity) / m, 1.0, 1e-14);
  EXPECT_NEAR(integral(1, 1e40) / m, 1.0, 1e-9) << at.name;
  if (std::isinf(second)) return;
  EXPECT_NEAR(second / (variance(law) + m * m), 1.0, 1e-13);
  EXPECT_NEAR(integral(2, 1e70) / second, 1.0, 1e-9) << at.name;
}

/// The density is minus the slope of the survival, on both sides of a kink.
TEST_P(SeverityTail, DensityIsTheSlope) {
  for (double const x : {40.0, 3'000.0, 60'000.0, 140'000.0, 900'000.0}) {
    double const h = 1e-5 * x;
    double const slope = static_cast<double>((at.beyond(x - h) - at.beyond(x + h)) / (2.0 * h));
    if (slope * x < 1e-9) continue;  // too little of the law to be seen in a difference
    EXPECT_NEAR(std::exp(log_density(law, x)) / slope, 1.0, 1e-4) << at.name << ' ' << x;
  }
}

TEST_P(SeverityTail, ScalingMovesEverything) {
  SeverityLaw const twice = scaled(law, 2.0);
  EXPECT_NEAR(survival(twice, 6e4) / survival(law, 3e4), 1.0, 1e-12);
  EXPECT_NEAR(quantile_of_survival(twice, 1e-9) / quantile_of_survival(law, 1e-9), 2.0, 1e-11);
  EXPECT_NEAR(limited_mean(twice, 4e4) / limited_mean(law, 2e4), 2.0, 1e-12);
  EXPECT_NEAR(limited_second_moment(twice, 4e5) / limited_second_moment(law, 2e5), 4.0, 1e-12);
}

INSTANTIATE_TEST_SUITE_P(Laws, SeverityTail,
                         testing::Values(lognormal_oracle(5.56, 1.4075), lognormal_oracle(3.0, 2.0),
                                         gamma_oracle(0.05, 9e4), gamma_oracle(0.9, 155.6),
                                         gamma_oracle(1.5, 5'333.0), gamma_oracle(40.0, 500.0),
                                         spliced_oracle(9.234345, 0.94445648, 100'000.0, 2.2),
                                         spliced_oracle(7.0, 2.0, 100'000.0, 3.5),
                                         spliced_oracle(9.2, 0.9, 100'000.0, 2.0),
                                         spliced_oracle(9.2, 0.9, 5'000.0, 1.5)),
                         [](auto const& test) { return "Law" + std::to_string(test.index); });

// P(X > x) = e^(-x/scale) for shape 1.
TEST(SeverityTail, FarTailOfAnExponentialByHand) {
  for (double const p : {0.2, 1e-20, 1e-300})
    EXPECT_NEAR(quantile_of_survival(GammaSeverity{1.0, 250.0}, p) / (-250.0 * std::log(p)), 1.0, 1e-12);
}

// A Pareto of index 2.2 halves its chance where the amount grows by 2^(1/2.2).
TEST(SeverityTail, FarTailOfAParetoByHand) {
  LognormalParetoSeverity const law{9.234345, 0.94445648, 100'000.0, 2.2};
  for (double const p : {1e-3, 1e-50, 1e-290})
    EXPECT_NEAR(quantile_of_survival(law, 0.5 * p) / quantile_of_survival(law, p), std::exp2(1.0 / 2.2),
                1e-12);
  EXPECT_EQ(survival(law, 100'000.0), survival(law.body(), 100'000.0));
}

TEST(SeverityTail, HeavyTailsHaveNoVariance) {
  EXPECT_TRUE(std::isinf(variance(LognormalParetoSeverity{9.2, 0.9, 1e5, 2.0})));
  EXPECT_TRUE(std::isinf(variance(LognormalParetoSeverity{9.2, 0.9, 1e5, 1.5})));
  EXPECT_TRUE(std::isfinite(variance(LognormalParetoSeverity{9.2, 0.9, 1e5, 2.001})));
}

/// With the threshold far beyond every amount the splice is the lognormal.
TEST(SeverityTail, ADistantThresholdLeavesTheLognormal) {
  LognormalParetoSeverity const law{5.0, 1.0, 1e40, 2.2};
  EXPECT_NEAR(mean(law) / mean(law.body()), 1.0, 1e-14);
  EXPECT_NEAR(variance(law) / variance(law.body()), 1.0, 1e-13);
  EXPECT_EQ(quantile_of_survival(law, 1e-300), quantile_of_survival(law.body(), 1e-300));
}

TEST(SeverityTail, SumsOfASplicedLawAreRefused) {
  SeverityLaw const law = LognormalParetoSeverity{9.2, 0.9, 1e5, 2.2};
  EXPECT_EQ(sum_of(law, 1.0), law);
  EXPECT_THROW(sum_of(law, 2.0), ModelError);
}

TEST(SeverityTail, ChancesOutsideTheirRangeAreDefects) {
  SeverityLaw const law = GammaSeverity{1.0, 1.0};
  for (double const u : {0.0, 1.0, -0.1}) {
    EXPECT_THROW(quantile(law, u), BrokenPromise);
    EXPECT_THROW(quantile_of_survival(law, u), BrokenPromise);
  }
  EXPECT_THROW(limited_mean(law, -1.0), BrokenPromise);
}

}  // namespace
}  // namespace plimsoll
