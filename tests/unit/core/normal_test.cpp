#include "plimsoll/core/normal.hpp"

#include <gtest/gtest.h>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <vector>

namespace plimsoll {
namespace {

boost::math::normal const reference;

// Relative, so the far tail counts as much as the middle. Boost rounds once from long double.
constexpr double tolerance = 1e-14;

void expect_as_boost(double u) {
  double const expected = quantile(reference, u);
  ASSERT_NEAR(normal_quantile(u), expected, tolerance * std::abs(expected)) << "at u = " << u;
}

TEST(NormalQuantile, AgreesWithBoostInTheLowerTail) {
  for (double exponent = -300.0; exponent < -0.302; exponent += 0.01)
    expect_as_boost(std::pow(10.0, exponent));
}

TEST(NormalQuantile, AgreesWithBoostInTheUpperTail) {
  for (double exponent = -15.95; exponent < -0.302; exponent += 0.01)
    expect_as_boost(1.0 - std::pow(10.0, exponent));
  expect_as_boost(1.0 - 0x1p-53);
}

TEST(NormalQuantile, AgreesWithBoostOverTheMiddle) {
  for (int i = 1; i < 5000; ++i) expect_as_boost(i / 5000.0);
}

TEST(NormalQuantile, AgreesWithBoostWhereItsFormulasMeet) {
  for (double u : {0.075, 0.925, std::exp(-25.0), 1.0 - std::exp(-25.0)})
    for (double near : {std::nextafter(u, 0.0), u, std::nextafter(u, 1.0)}) expect_as_boost(near);
}

TEST(NormalQuantile, IsZeroInTheMiddleAndOdd) {
  EXPECT_EQ(normal_quantile(0.5), 0.0);
  for (double u : {0x1p-10, 0x1p-4, 0x3p-4}) EXPECT_EQ(normal_quantile(u), -normal_quantile(1.0 - u));
}

TEST(NormalQuantiles, AreTheSameBitsAsOneByOne) {
  std::vector<double> u{0.075, 0.925, 0x1p-53, 1.0 - 0x1p-53, std::exp(-25.0)};
  for (int i = 1; i < 1000; ++i) u.push_back(i / 1000.0);
  std::vector<double> together(u.size());
  normal_quantiles(u, together);
  for (std::size_t i = 0; i < u.size(); ++i)
    ASSERT_EQ(together[i], normal_quantile(u[i])) << "at u = " << u[i];
  EXPECT_NE(together[7], normal_quantile(std::nextafter(u[7], 1.0))) << "a neighbour must be seen";
}

TEST(NormalCdf, AgreesWithBoost) {
  // erfc multiplies the rounding of its argument by about x squared.
  for (double x = -37.0; x <= 9.0; x += 0.0625) {
    double const expected = cdf(reference, x);
    ASSERT_NEAR(normal_cdf(x), expected, (1e-15 + 3e-16 * x * x) * expected) << "at x = " << x;
  }
}

TEST(NormalCdf, UndoesTheQuantile) {
  for (int i = 1; i < 1000; ++i) EXPECT_NEAR(normal_cdf(normal_quantile(i / 1000.0)), i / 1000.0, 1e-15);
}

}  // namespace
}  // namespace plimsoll
