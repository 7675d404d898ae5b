#include "plimsoll/core/law.hpp"
#include "plimsoll/core/normal.hpp"

#include <gtest/gtest.h>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <string>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

struct Case {
  std::string name;
  Law law;
  double tolerance = 1e-11;  ///< relative, of the moments by quadrature
};

// The triangle's quantile has a corner at the mode, which the quadrature sees.
std::vector<Case> const continuous{{"normal", NormalLaw{-0.02, 0.015}},
                                   {"lognormal", LognormalLaw{1.05, 0.4}},
                                   {"uniform", UniformLaw{-1.0, 3.0}},
                                   {"triangular", TriangularLaw{-0.5, 0.1, 2.0}, 1e-5},
                                   {"triangular_to_its_low_end", TriangularLaw{0.0, 0.0, 2.0}, 1e-9},
                                   {"pert", PertLaw{0.8, 0.95, 1.4}},
                                   {"pert_at_its_high_end", PertLaw{0.0, 1.0, 1.0}},
                                   {"beta", BetaLaw{0.8, 0.1}},
                                   {"beta_stretched", BetaLaw{1.0, 0.2, 0.5, 2.0}},
                                   {"gamma", GammaLaw{2.0, 0.7}},
                                   {"gamma_spread", GammaLaw{1.0, 2.0}, 1e-9}};

class ContinuousLaw : public testing::TestWithParam<Case> {};

/// Integral of f(quantile) over u by the trapezoid rule in the normal score, where both ends vanish to all
/// orders.
template <class F>
double integral(Law const& law, F&& f) {
  boost::math::normal const normal;
  constexpr double step = 1.0 / 128.0;
  double sum = 0.0;
  for (double z = -8.0; z <= 8.0; z += step) sum += pdf(normal, z) * f(quantile(law, cdf(normal, z)));
  return sum * step;
}

TEST_P(ContinuousLaw, HasItsMeanAndSdByQuadrature) {
  auto const& [name, law, allowed] = GetParam();
  double const m = integral(law, [](double x) { return x; });
  double const s = std::sqrt(integral(law, [m](double x) { return (x - m) * (x - m); }));
  double const scale = std::abs(m) + s;
  EXPECT_EQ(fault_of(law), "");
  EXPECT_NEAR(mean(law), m, allowed * scale);
  EXPECT_NEAR(standard_deviation(law), s, allowed * scale);
  EXPECT_GT(std::abs(1.001 * standard_deviation(law) - s), allowed * scale)
      << "the check must see a tenth of a per cent";
}

TEST_P(ContinuousLaw, QuantileAndCdfUndoEachOther) {
  Law const& law = GetParam().law;
  double previous = -1e300;
  for (double u : {1e-12, 1e-6, 0.001, 0.05, 0.25, 0.5, 0.75, 0.9, 0.999, 1.0 - 1e-6, 1.0 - 1e-12}) {
    double const x = quantile(law, u);
    EXPECT_NEAR(cdf(law, x), u, 1e-10 * std::min(u, 0.01) + 4e-16) << "at u = " << u;
    EXPECT_EQ(cdf_below(law, x), cdf(law, x));
    EXPECT_GE(x, previous);
    previous = x;
  }
}

TEST_P(ContinuousLaw, HasFiniteQuantilesAtTheEndsOfUniform) {
  Law const& law = GetParam().law;
  EXPECT_TRUE(std::isfinite(quantile(law, 0x1p-53)));
  EXPECT_TRUE(std::isfinite(quantile(law, 1.0 - 0x1p-53)));
  EXPECT_NEAR(cdf(law, -1e6), 0.0, 0.0);
  EXPECT_NEAR(cdf(law, 1e6), 1.0, 0.0);
}

INSTANTIATE_TEST_SUITE_P(Laws, ContinuousLaw, testing::ValuesIn(continuous),
                         [](auto const& tested) { return tested.param.name; });

// The closed forms of Malcolm and others: mean (a + 4m + b)/6; variance (mean - a)(b - mean)/7 follows from
// the beta law.
TEST(PertLaw, HasTheMeanAndVarianceOfItsDefinition) {
  Law const law = PertLaw{0.8, 0.95, 1.4};
  EXPECT_DOUBLE_EQ(mean(law), (0.8 + 4.0 * 0.95 + 1.4) / 6.0);
  EXPECT_NEAR(standard_deviation(law), std::sqrt((1.0 - 0.8) * (1.4 - 1.0) / 7.0), 1e-15);
}

// The beta law of mean 2/7 and variance 10/392 is Beta(2, 5); its median, 0.26444998329566005, is the root of
// I_x(2, 5) = 1 - (1 - x)^5 (1 + 5x) = 1/2.
TEST(BetaLaw, IsFoundFromMeanAndSd) {
  double const median = quantile(BetaLaw{2.0 / 7.0, std::sqrt(10.0 / 392.0)}, 0.5);
  EXPECT_NEAR(1.0 - std::pow(1.0 - median, 5) * (1.0 + 5.0 * median), 0.5, 1e-12);
}

TEST(GammaLaw, OfCvOneIsExponential) {
  for (double u : {0.01, 0.5, 0.99})
    EXPECT_NEAR(quantile(GammaLaw{3.0, 3.0}, u), -3.0 * std::log1p(-u), 1e-12);
}

TEST(LognormalLaw, IsGivenByItsOwnMoments) {
  // Median = mean / sqrt(1 + cv²).
  EXPECT_NEAR(quantile(LognormalLaw{100.0, 75.0}, 0.5), 100.0 / 1.25, 1e-12);
}

TEST(DiscreteLaw, JumpsAtItsValues) {
  Law const law = DiscreteLaw{{3.0, -1.0, 0.5}, {1.0, 2.0, 1.0}};
  EXPECT_EQ(quantile(law, 0.5), -1.0);
  EXPECT_EQ(quantile(law, std::nextafter(0.5, 1.0)), 0.5);
  EXPECT_EQ(quantile(law, 0.75), 0.5);
  EXPECT_EQ(quantile(law, 1.0 - 0x1p-53), 3.0);
  EXPECT_EQ(cdf(law, 0.5), 0.75);
  EXPECT_EQ(cdf_below(law, 0.5), 0.5);
  EXPECT_EQ(cdf(law, -1.5), 0.0);
  EXPECT_EQ(cdf_below(law, -1.0), 0.0);
  EXPECT_EQ(cdf(law, 3.0), 1.0);
  EXPECT_DOUBLE_EQ(mean(law), 0.375);
  EXPECT_DOUBLE_EQ(standard_deviation(law), std::sqrt(0.5 + 0.25 * 0.25 + 0.25 * 9.0 - 0.375 * 0.375));
}

// 0.1 + 0.2 + 0.3 is not 0.6 in doubles, whatever the order: the last chance must still be one.
TEST(DiscreteLaw, ReachesOneWhateverItsWeightsRoundTo) {
  DiscreteLaw const law{{3.0, 2.0, 1.0, 4.0}, {0.1, 0.2, 0.3, 0.0}};
  EXPECT_EQ(cdf(law, 3.0), 1.0);
  EXPECT_EQ(quantile(law, 1.0 - 0x1p-53), 3.0) << "a value without weight is never drawn";
}

TEST(DiscreteLaw, TakesAValueTwice) {
  Law const law = DiscreteLaw{{1.0, 2.0, 1.0}, {1.0, 1.0, 2.0}};
  EXPECT_EQ(cdf(law, 1.0), 0.75);
  EXPECT_EQ(cdf_below(law, 1.0), 0.0);
  EXPECT_EQ(quantile(law, 0.75), 1.0);
}

TEST(EmpiricalLaw, GivesEveryObservationTheSameChance) {
  Law const law = EmpiricalLaw{{4.0, 1.0, 1.0, 2.0}};
  EXPECT_EQ(quantile(law, 0.5), 1.0);
  EXPECT_EQ(quantile(law, 0.51), 2.0);
  EXPECT_EQ(cdf(law, 1.0), 0.5);
  EXPECT_EQ(cdf_below(law, 2.0), 0.5);
  EXPECT_DOUBLE_EQ(mean(law), 2.0);
  EXPECT_DOUBLE_EQ(standard_deviation(law), std::sqrt(1.5));
}

// A spread of zero is a fixed number: one atom, which the quantile must hit exactly.
TEST(LawWithoutSpread, IsAnAtomAtItsMean) {
  for (Law const& law : {Law{NormalLaw{1.07, 0.0}}, Law{LognormalLaw{1.07, 0.0}}}) {
    EXPECT_EQ(fault_of(law), "");
    for (double u : {1e-9, 0.5, 0.999}) EXPECT_EQ(quantile(law, u), 1.07);
    EXPECT_EQ(cdf(law, 1.07), 1.0);
    EXPECT_EQ(cdf_below(law, 1.07), 0.0);
    EXPECT_EQ(cdf_below(law, 1.08), 1.0);
    EXPECT_EQ(cdf(law, 1.06), 0.0);
    EXPECT_EQ(standard_deviation(law), 0.0);
  }
}

TEST(LawQuantile, RefusesTheEndsOfTheInterval) {
  EXPECT_THROW(quantile(UniformLaw{}, 0.0), BrokenPromise);
  EXPECT_THROW(quantile(UniformLaw{}, 1.0), BrokenPromise);
}

// The table a driver reads is the law's own quantile to 1e-7 of a standard deviation, and never falls.
TEST(LawQuantile, TheTableOfScoresIsTheQuantile) {
  for (Law const& law :
       {Law{PertLaw{-0.03, 0.01, 0.04}}, Law{PertLaw{0.0, 0.0, 1.0}}, Law{BetaLaw{0.82, 0.06, 0.0, 1.0}},
        Law{BetaLaw{0.5, 0.4, 0.0, 1.0}}, Law{GammaLaw{2.0, 1.0}}, Law{GammaLaw{1.0, 1.6}}}) {
    LawQuantile const ready(law);
    double worst = 0.0, last = -1e9;
    for (double z = -6.0; z <= 6.0; z += 0.0137) {
      double const value = ready.at_score(z);
      worst = std::max(worst, std::abs(value - quantile(law, normal_cdf(z))) / standard_deviation(law));
      EXPECT_GE(value, last - 1e-15 * std::abs(last));
      last = value;
    }
    EXPECT_LT(worst, 1e-7) << law.index();
  }
  LawQuantile const plain{Law{NormalLaw{1.0, 0.5}}};
  EXPECT_EQ(plain.at_score(0.7), quantile(Law{NormalLaw{1.0, 0.5}}, normal_cdf(0.7)));
}

}  // namespace
}  // namespace plimsoll
