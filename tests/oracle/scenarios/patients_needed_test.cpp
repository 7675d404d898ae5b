// Chance of missing a standard against a sum of binomial terms worked out here, and the published example.
#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/scenarios/result_drivers.hpp"

namespace plimsoll {
namespace {

double term(int n, int k, double p) {
  return std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) + k * std::log(p) +
                  (n - k) * std::log1p(-p));
}

double below(int needed, int n, double p) {
  double sum = 0.0;
  for (int k = 0; k < needed; ++k) sum += term(n, k, p);
  return sum;
}

TEST(PatientsNeeded, SeventyOnePercentOfFourHundredAgainstSixtyEight) {
  PatientsNeeded const need = patients_needed(400, 0.71, 0.68);
  EXPECT_EQ(need.needed, 272);
  EXPECT_DOUBLE_EQ(need.expected, 284.0);
  EXPECT_NEAR(need.misses, 0.0852, 0.00005);
  EXPECT_NEAR(need.misses, below(272, 400, 0.71), 1e-10);
  EXPECT_NEAR(need.misses_with_more, below(271, 399, 0.71), 1e-10);
  EXPECT_LT(need.misses_with_more, need.misses);
}

TEST(PatientsNeeded, ComparesTheShareItselfAndNotARoundedProduct) {
  for (int n : {7, 10, 29, 100, 300, 997})
    for (int k = 0; k <= n; ++k) {
      double const standard = static_cast<double>(k) / n;
      EXPECT_EQ(patients_needed(n, 0.5, standard).needed, k);
      EXPECT_EQ(patients_needed(n, 0.5, standard, Better::lower).needed, n - k);
    }
}

TEST(PatientsNeeded, IsCertainAtBothEnds) {
  EXPECT_EQ(patients_needed(50, 0.3, 0.0).misses, 0.0);
  EXPECT_EQ(patients_needed(50, 1.0, 1.0).misses, 0.0);
  EXPECT_EQ(patients_needed(50, 0.0, 0.02).misses, 1.0);
}

}  // namespace
}  // namespace plimsoll
