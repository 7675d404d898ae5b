// The table of the gamma law against Boost's quantile in long double, between the nodes; the lognormal in
// closed form, with and without a Pareto tail.

#include "plimsoll/models/cost/severity_sampler.hpp"

#include <gtest/gtest.h>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <cmath>
#include <vector>

#include "plimsoll/core/normal.hpp"

namespace plimsoll {
namespace {

long double gamma_quantile(double shape, double u) {
  boost::math::gamma_distribution<long double> const law(shape, 1.0L);
  long double const exact = u;
  return u < 0.5 ? quantile(law, exact) : quantile(complement(law, 1.0L - exact));
}

/// Largest relative error over |z| <= 8.2, which is every u from 1.2e-16 to 1 - 1.2e-16, at places between
/// the nodes.
double worst_error(double shape, double scale = 1.0) {
  SeveritySampler const draw(GammaSeverity{shape, scale});
  double worst = 0.0;
  for (double z = -8.2; z <= 8.2; z += 0.0637) {
    double const u = normal_cdf(z);
    double const expected = static_cast<double>(gamma_quantile(shape, u));
    if (expected < 1e-290) continue;
    worst = std::max(worst, std::abs(draw(u) / (scale * expected) - 1.0));
  }
  return worst;
}

struct Claim {
  double shape, error;  ///< largest relative error, as the header has it
};
class GammaTable : public testing::TestWithParam<Claim> {};

TEST_P(GammaTable, KeepsTheErrorOfItsHeader) {
  double const worst = worst_error(GetParam().shape);
  RecordProperty("largest_relative_error", std::to_string(worst * 1e9) + "e-9");
  EXPECT_LT(worst, GetParam().error) << "shape " << GetParam().shape;
}

INSTANTIATE_TEST_SUITE_P(Shapes, GammaTable,
                         testing::Values(Claim{0.01, 1e-8}, Claim{0.02, 1e-8}, Claim{0.05, 2e-9},
                                         Claim{0.08, 2e-9}, Claim{0.15, 2e-9}, Claim{0.3, 2e-9},
                                         Claim{0.5, 1e-10}, Claim{0.9, 1e-10}, Claim{1.0, 1e-10},
                                         Claim{1.7, 1e-10}, Claim{4.0, 1e-10}, Claim{15.0, 1e-10},
                                         Claim{60.0, 1e-10}, Claim{200.0, 1e-10}));

TEST(GammaTable, ScaleMultiplies) {
  EXPECT_LT(worst_error(0.7, 12'345.67), 1e-10);
}

TEST(GammaTable, OfShapeOneIsExponential) {
  SeveritySampler const draw(GammaSeverity{1.0, 250.0});
  for (double u : {0x1p-53, 1e-9, 0.1, 0.5, 0.9, 1.0 - 1e-9, 1.0 - 0x1p-53})
    EXPECT_NEAR(draw(u) / (-250.0 * std::log1p(-u)), 1.0, 1e-10) << "at u = " << u;
}

// The least amounts of a shape of 0.05 are below the smallest double: they are nothing, never NaN.
TEST(GammaTable, IsFiniteAndRisesOverEveryUniform) {
  for (double shape : {0.01, 0.05, 0.3, 2.0, 200.0}) {
    SeveritySampler const draw(GammaSeverity{shape, 1000.0});
    double previous = 0.0;
    EXPECT_GE(draw(0x1p-53), 0.0);
    for (double z = -8.2; z <= 8.2; z += 0.003) {
      double const x = draw(normal_cdf(z));
      ASSERT_TRUE(std::isfinite(x) && x >= previous) << "shape " << shape << ", z " << z;
      previous = x;
    }
    EXPECT_GE(draw(1.0 - 0x1p-53), previous);
  }
}

// Whole law, not only places of it: mean and second moment by the trapezoid rule in z, closed forms beside
// them.
TEST(GammaTable, HasTheMomentsOfItsLaw) {
  for (double shape : {0.05, 0.4, 3.0, 50.0}) {
    SeveritySampler const draw(GammaSeverity{shape, 100.0});
    constexpr double step = 1.0 / 100.0;
    double mean = 0.0, square = 0.0;
    for (double z = -8.0; z <= 8.0; z += step) {
      double const weight = std::exp(-0.5 * z * z) / std::sqrt(2.0 * 3.14159265358979323846) * step;
      double const x = draw(normal_cdf(z));
      mean += weight * x;
      square += weight * x * x;
    }
    EXPECT_NEAR(mean / (100.0 * shape), 1.0, 1e-8) << "shape " << shape;
    EXPECT_NEAR(square / (1e4 * shape * (shape + 1.0)), 1.0, 1e-8) << "shape " << shape;
    EXPECT_GT(std::abs(1.02 * mean / (100.0 * shape) - 1.0), 1e-8) << "two per cent must be seen";
  }
}

TEST(GammaTable, IsSharedByCopies) {
  SeveritySampler const draw(GammaSeverity{0.4, 100.0});
  SeveritySampler const copy = draw;
  EXPECT_EQ(copy(0.37), draw(0.37));
}

TEST(LognormalSampler, IsExact) {
  boost::math::lognormal_distribution<long double> const law(7.3L, 1.4L);
  SeveritySampler const draw(LognormalSeverity{static_cast<double>(7.3L), static_cast<double>(1.4L)});
  for (double u : {0x1p-53, 1e-9, 0.01, 0.3, 0.5, 0.8, 0.999, 1.0 - 1e-9, 1.0 - 0x1p-53}) {
    auto const expected = static_cast<double>(quantile(law, static_cast<long double>(u)));
    EXPECT_NEAR(draw(u) / expected, 1.0, 2e-14) << "at u = " << u;
  }
  EXPECT_DOUBLE_EQ(draw(0.5), std::exp(7.3));
}

long double spliced_quantile(LognormalParetoSeverity const& law, long double u) {
  boost::math::lognormal_distribution<long double> const body(law.mu, law.sigma);
  long double const chance = cdf(complement(body, law.threshold)), above = 1.0L - u;
  if (above >= chance) return quantile(body, u);
  return law.threshold * powl(chance / above, 1.0L / law.index);
}

TEST(SplicedSampler, IsExactOnBothSidesOfItsThreshold) {
  for (double const sigma : {0.94445648, 2.0})
    for (double const index : {1.2, 2.2, 8.0}) {
      LognormalParetoSeverity const law{9.234345, sigma, 100'000.0, index};
      SeveritySampler const draw(law);
      double worst = 0.0;
      for (double z = -8.2; z <= 8.2; z += 0.0037) {
        double const u = normal_cdf(z);
        auto const expected = static_cast<double>(spliced_quantile(law, u));
        worst = std::max(worst, std::abs(draw(u) / expected - 1.0));
      }
      EXPECT_LT(worst, 5e-14) << "sigma " << sigma << ", index " << index;
      EXPECT_GT(std::abs(draw(0.9999) / static_cast<double>(spliced_quantile(law, 1.0L - 1.01e-4L)) - 1.0),
                5e-14)
          << "one per cent of the chance must be seen";
    }
}

// Steps of one unit of the last place of 1 - u through the threshold: the two forms meet without a dip.
TEST(SplicedSampler, RisesThroughItsThreshold) {
  LognormalParetoSeverity const law{9.234345, 0.94445648, 100'000.0, 2.2};
  SeveritySampler const draw(law);
  double const at = 1.0 - survival(law, law.threshold);
  double previous = 0.0;
  for (int i = -2'000; i <= 2'000; ++i) {
    double const x = draw(at + i * 0x1p-53);
    ASSERT_GE(x, previous) << "step " << i;
    EXPECT_NEAR(x / law.threshold, 1.0, 1e-9);
    previous = x;
  }
}

TEST(ManyAmounts, AreTheSameBitsAsOneByOne) {
  std::vector<double> u{0x1p-53, 1e-9, 1.0 - 1e-9, 1.0 - 0x1p-53};
  for (int i = 1; i < 1000; ++i) u.push_back(i / 1000.0);
  std::vector<double> dollars(u.size());
  for (SeverityLaw const& law :
       {SeverityLaw{LognormalSeverity{7.3, 1.4}}, SeverityLaw{GammaSeverity{0.4, 100.0}},
        SeverityLaw{LognormalParetoSeverity{7.3, 1.4, 1e4, 2.2}}}) {
    SeveritySampler const draw(law);
    draw(u, dollars);
    for (std::size_t i = 0; i < u.size(); ++i)
      ASSERT_EQ(dollars[i], draw(u[i])) << family_of(law) << " at u = " << u[i];
  }
}

}  // namespace
}  // namespace plimsoll
