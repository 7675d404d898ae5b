// Every family of amounts against its survival function in long double, written out from its definition or
// taken from Boost, and against quadrature of that for the limited moments.

#include <gtest/gtest.h>
#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "plimsoll/models/cost/severity_law.hpp"
#include "plimsoll/models/cost/unit_law.hpp"

namespace plimsoll {
namespace {

using Real = long double;
constexpr double infinity = std::numeric_limits<double>::infinity();

struct Oracle {
  SeverityLaw law;
  std::function<Real(Real)> beyond;  ///< P(X > x)
  std::vector<double> kinks;         ///< where the density jumps or bends
  double smallest_chance = 1e-300;   ///< the oracle keeps its digits down to here
};

Real normal_tail(Real z) {
  return 0.5L * erfcl(z / sqrtl(2.0L));
}
Real lognormal_tail(Real x, Real mu, Real sigma) {
  return normal_tail((logl(x) - mu) / sigma);
}

Oracle weibull(double shape, double scale) {
  return {WeibullSeverity{shape, scale}, [=](Real x) { return expl(-powl(x / scale, shape)); }, {}};
}
Oracle inverse_gaussian(double mu, double shape) {
  return {InverseGaussianSeverity{mu, shape},
          [=](Real x) {
            Real const root = sqrtl(shape / x), ratio = x / mu;
            return normal_tail(root * (ratio - 1.0L)) -
                   expl(2.0L * shape / mu) * normal_tail(root * (ratio + 1.0L));
          },
          {},
          1e-8};
}
Oracle pareto(double threshold, double index) {
  return {ParetoSeverity{threshold, index},
          [=](Real x) { return x < threshold ? 1.0L : powl(threshold / x, index); },
          {threshold}};
}
Oracle lomax(double scale, double index) {
  return {LomaxSeverity{scale, index}, [=](Real x) { return powl(1.0L + x / scale, -index); }, {}};
}
Oracle gpd(double threshold, double scale, double shape) {
  Oracle oracle{GpdSeverity{threshold, scale, shape},
                [=](Real x) {
                  Real const t = std::max(0.0L, (x - threshold) / scale);
                  if (shape == 0.0) return expl(-t);
                  return powl(std::max(0.0L, 1.0L + shape * t), -1.0L / shape);
                },
                {threshold}};
  if (shape < 0.0) oracle.kinks.push_back(threshold - scale / shape);
  return oracle;
}
Oracle burr(double scale, double shape, double index) {
  return {BurrSeverity{scale, shape, index},
          [=](Real x) { return powl(1.0L + powl(x / scale, shape), -index); },
          {}};
}
Oracle gb2(double scale, double a, double p, double q) {
  return {Gb2Severity{scale, a, p, q},
          [=](Real x) {
            Real const odds = powl(x / scale, a);
            // P(Y > y) = P(1 - Y < 1 - y), 1 - Y beta distributed with q, p.
            return boost::math::ibeta(static_cast<Real>(q), static_cast<Real>(p), 1.0L / (1.0L + odds));
          },
          {}};
}
// Weighted as Scollnik does it: the share below from equal densities on both sides of the threshold.
Oracle smooth_splice(double mu, double sigma, double threshold, double index) {
  Real const z = (logl(threshold) - mu) / sigma;
  Real const body_at = expl(-0.5L * z * z) / sqrtl(2.0L * acosl(-1.0L)) / (sigma * threshold);
  Real const below = 1.0L - normal_tail(z), tail_at = index / static_cast<Real>(threshold);
  Real const share = tail_at / (tail_at + body_at / below);
  return {SmoothLognormalParetoSeverity{mu, sigma, threshold, index},
          [=](Real x) {
            if (x > threshold) return (1.0L - share) * powl(threshold / x, index);
            return 1.0L - share * (1.0L - lognormal_tail(x, mu, sigma)) / below;
          },
          {threshold}};
}
Oracle mixture(double mu, double sigma, double weight, double second_mu, double second_sigma) {
  return {LognormalMixtureSeverity{mu, sigma, weight, second_mu, second_sigma},
          [=](Real x) {
            return (1.0L - weight) * lognormal_tail(x, mu, sigma) +
                   weight * lognormal_tail(x, second_mu, second_sigma);
          },
          {}};
}
Oracle empirical(double shape) {
  return {EmpiricalGpdSeverity{{10.0, 500.0, 2'000.0, 30'000.0}, {0.0, 0.4, 0.7, 0.92}, 9'000.0, shape},
          [=](Real x) {
            if (x > 30'000.0L) return 0.08L * powl(1.0L + shape * (x - 30'000.0L) / 9'000.0L, -1.0L / shape);
            if (x > 2'000.0L) return 0.3L - 0.22L * (x - 2'000.0L) / 28'000.0L;
            if (x > 500.0L) return 0.6L - 0.3L * (x - 500.0L) / 1'500.0L;
            return x > 10.0L ? 1.0L - 0.4L * (x - 10.0L) / 490.0L : 1.0L;
          },
          {10.0, 500.0, 2'000.0, 30'000.0}};
}

class SeverityFamilies : public testing::TestWithParam<Oracle> {
 protected:
  Oracle const& at = GetParam();
  SeverityLaw const& law = at.law;
  std::string name() const {
    std::string text(family_of(law));
    for (double const number : parameters(law)) text += ' ' + std::to_string(number);
    return text;
  }

  bool is_bounded() const {
    auto const* gpd = std::get_if<GpdSeverity>(&law);
    return gpd && gpd->shape < 0.0;
  }
  /// Chance the last two digits of an amount stand for.
  double last_digit(double x) const {
    return 4.0 * std::numeric_limits<double>::epsilon() * x * std::exp(log_density(law, x));
  }

  /// E[min(X, limit)^k] as the integral of k x^(k-1) P(X > x), by ln x, split at the kinks.
  double integral(int k, double limit) const {
    std::vector<double> ends{std::log(1e-12)};
    for (double const kink : at.kinks)
      if (kink > 0.0 && kink < limit) ends.push_back(std::log(kink));
    ends.push_back(std::log(limit));
    auto const f = [&](double t) {
      return static_cast<double>(k * expl(static_cast<Real>(k) * t) * at.beyond(expl(t)));
    };
    double sum = 0.0;
    for (std::size_t i = 1; i < ends.size(); ++i) {
      int const pieces = 1 + static_cast<int>((ends[i] - ends[i - 1]) / 0.5);
      double const step = (ends[i] - ends[i - 1]) / pieces;
      for (int j = 0; j < pieces; ++j)
        sum += boost::math::quadrature::gauss_kronrod<double, 31>::integrate(f, ends[i - 1] + j * step,
                                                                             ends[i - 1] + (j + 1) * step, 0);
    }
    return sum;
  }
};

TEST_P(SeverityFamilies, SurvivalAndQuantilesAgreeWithTheDefinition) {
  for (double const p : {0.999999, 0.999, 0.7, 0.5, 0.25, 0.05, 1e-3, 1e-6, 1e-12, 1e-30, 1e-150, 1e-290}) {
    if (p < at.smallest_chance) continue;
    double const x = quantile_of_survival(law, p);
    if (is_bounded() && p < 1e-30) continue;  // no double lies between it and the bound
    ASSERT_GT(x, 0.0) << name() << " at p = " << p;
    if (!(x < 1e300)) continue;
    EXPECT_NEAR(survival(law, x) / p, 1.0, 1e-9 + last_digit(x) / p) << name() << " at p = " << p;
    EXPECT_NEAR(static_cast<double>(at.beyond(x)) / p, 1.0, 1e-8 + last_digit(x) / p)
        << name() << " at p = " << p;
    EXPECT_NEAR(cdf(law, x) + survival(law, x), 1.0, 1e-13);
  }
  for (double const u : {1e-12, 1e-6, 0.01, 0.4, 0.9}) {
    double const x = quantile(law, u);
    if (x > 1e-250) {
      EXPECT_NEAR(cdf(law, x) / u, 1.0, 1e-8 + last_digit(x) / u) << name() << " at u = " << u;
    }
  }
}

TEST_P(SeverityFamilies, LimitedMomentsMatchQuadrature) {
  for (double const limit : {50.0, 2'000.0, 24'000.0, 100'000.0, 1e7}) {
    double const mean_by_hand = integral(1, limit), second_by_hand = integral(2, limit);
    EXPECT_NEAR(limited_mean(law, limit) / mean_by_hand, 1.0, 1e-8) << name() << ", limit " << limit;
    EXPECT_NEAR(limited_second_moment(law, limit) / second_by_hand, 1.0, 1e-8)
        << name() << ", limit " << limit;
    EXPECT_GT(std::abs(1.0001 * limited_mean(law, limit) / mean_by_hand - 1.0), 1e-8);
  }
  EXPECT_EQ(limited_mean(law, 0.0), 0.0);
  EXPECT_EQ(limited_second_moment(law, 0.0), 0.0);
}

TEST_P(SeverityFamilies, WithoutALimitTheMomentsAreTheLaws) {
  double const m = mean(law), second = limited_second_moment(law, infinity);
  EXPECT_NEAR(limited_mean(law, infinity) / m, 1.0, 1e-12);
  EXPECT_NEAR(integral(1, 1e70) / m, 1.0, 1e-6) << name();
  if (std::isinf(second)) {
    EXPECT_TRUE(std::isinf(variance(law)));
    EXPECT_GT(integral(2, 1e12), 1.2 * integral(2, 1e10));  // and it still grows
    return;
  }
  EXPECT_NEAR(second / (variance(law) + m * m), 1.0, 1e-9);
  EXPECT_NEAR(integral(2, 1e90) / second, 1.0, 1e-6) << name();
}

TEST_P(SeverityFamilies, DensityIsTheSlope) {
  for (double const x : {40.0, 3'000.0, 23'000.0, 60'000.0, 140'000.0, 900'000.0}) {
    double const h = 1e-5 * x;
    double const slope = static_cast<double>((at.beyond(x - h) - at.beyond(x + h)) / (2.0 * h));
    if (slope * x < 1e-9) continue;  // too little of the law to be seen in a difference
    EXPECT_NEAR(std::exp(log_density(law, x)) / slope, 1.0, 1e-4) << name() << ' ' << x;
  }
}

TEST_P(SeverityFamilies, ScalingMovesEverything) {
  SeverityLaw const twice = scaled(law, 2.0);
  EXPECT_NEAR(survival(twice, 6e4) / survival(law, 3e4), 1.0, 1e-11);
  EXPECT_NEAR(quantile_of_survival(twice, 1e-7) / quantile_of_survival(law, 1e-7), 2.0, 1e-9);
  EXPECT_NEAR(limited_mean(twice, 4e4) / limited_mean(law, 2e4), 2.0, 1e-11);
  EXPECT_NEAR(limited_second_moment(twice, 4e5) / limited_second_moment(law, 2e5), 4.0, 1e-11);
}

TEST_P(SeverityFamilies, UnitLawsAreTheLawsInOtherMoney) {
  UnitLaw const unit = unit_of(law), other = unit_of(scaled(law, 3.7));
  EXPECT_EQ(unit.law, other.law) << name();
  EXPECT_NEAR(other.scale / unit.scale, 3.7, 1e-9);
  for (double const p : {0.9, 0.1, 1e-4})
    EXPECT_NEAR(quantile_of_survival(unit.law, p) * unit.scale / quantile_of_survival(law, p), 1.0, 1e-6);
  EXPECT_EQ(fault_of(law), "");
}

INSTANTIATE_TEST_SUITE_P(
    Laws, SeverityFamilies,
    testing::Values(weibull(0.6, 3'000.0), weibull(1.7, 8'000.0), inverse_gaussian(5'000.0, 2'000.0),
                    inverse_gaussian(900.0, 4'000.0), pareto(25'000.0, 2.9), pareto(20.0, 1.4),
                    lomax(3'000.0, 2.6), lomax(9'000.0, 1.5), lomax(9'000.0, 2.0), gpd(0.0, 4'000.0, 0.3),
                    gpd(22'000.0, 9'000.0, 0.6), gpd(30.0, 9'000.0, 0.0), gpd(10.0, 9'000.0, -0.2),
                    burr(4'000.0, 1.3, 2.1), burr(900.0, 2.2, 0.7), gb2(5'000.0, 1.4, 0.8, 1.9),
                    gb2(5'000.0, 2.0, 0.8, 1.0), gb2(300.0, 0.8, 3.0, 1.7), gb2(8'000.0, 3.0, 0.5, 0.6),
                    smooth_splice(8.0, 1.2, 30'000.0, 2.3), smooth_splice(7.0, 1.5, 2'000.0, 1.6),
                    mixture(6.0, 1.0, 0.2, 9.0, 1.1), mixture(7.0, 0.8, 0.05, 8.0, 2.0), empirical(0.3),
                    empirical(0.6)),
    [](auto const& test) { return "Law" + std::to_string(test.index); });

TEST(SeverityFamily, DensityOfTheSmoothSpliceDoesNotJump) {
  SeverityLaw const law = SmoothLognormalParetoSeverity{8.0, 1.2, 30'000.0, 2.3};
  EXPECT_NEAR(log_density(law, 30'000.0 * (1.0 - 1e-12)), log_density(law, 30'000.0 * (1.0 + 1e-12)), 1e-9);
  SeverityLaw const jumps = LognormalParetoSeverity{8.0, 1.2, 30'000.0, 2.3};
  EXPECT_GT(
      std::abs(log_density(jumps, 30'000.0 * (1.0 - 1e-12)) - log_density(jumps, 30'000.0 * (1.0 + 1e-12))),
      0.01);
}

TEST(SeverityFamily, MembersOfTheGb2) {
  SeverityLaw const burr = BurrSeverity{4'000.0, 1.3, 2.1}, as_gb2 = Gb2Severity{4'000.0, 1.3, 1.0, 2.1};
  SeverityLaw const lomax = LomaxSeverity{4'000.0, 2.1}, as_burr = BurrSeverity{4'000.0, 1.0, 2.1};
  for (double const x : {10.0, 5'000.0, 1e6}) {
    EXPECT_NEAR(log_density(burr, x), log_density(as_gb2, x), 1e-12);
    EXPECT_NEAR(log_density(lomax, x), log_density(as_burr, x), 1e-12);
  }
}

TEST(SeverityFamily, SumsOfInverseGaussiansAreInverseGaussian) {
  SeverityLaw const law = InverseGaussianSeverity{900.0, 4'000.0}, sum = sum_of(law, 7.0);
  EXPECT_NEAR(mean(sum), 7.0 * mean(law), 1e-9);
  EXPECT_NEAR(variance(sum) / variance(law), 7.0, 1e-12);
}

TEST(SeverityFamily, FaultsNoFieldCanSee) {
  EXPECT_NE(fault_of(BurrSeverity{1.0, 0.5, 1.9}), "");
  EXPECT_NE(fault_of(Gb2Severity{1.0, 0.5, 1.0, 2.0}), "");
  EXPECT_NE(fault_of(EmpiricalGpdSeverity{{1.0, 2.0}, {0.0, 0.5, 0.7}, 1.0, 0.1}), "");
  EXPECT_NE(fault_of(EmpiricalGpdSeverity{{1.0, 2.0, 1.5}, {0.0, 0.5, 0.7}, 1.0, 0.1}), "");
  EXPECT_NE(fault_of(EmpiricalGpdSeverity{{1.0, 2.0}, {0.0, 1.0}, 1.0, 0.1}), "");
  EXPECT_EQ(fault_of(EmpiricalGpdSeverity{{1.0, 2.0}, {0.0, 0.9}, 1.0, 0.1}), "");
}

}  // namespace
}  // namespace plimsoll
