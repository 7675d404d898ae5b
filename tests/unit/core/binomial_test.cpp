#include "plimsoll/core/binomial.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/binomial.hpp>

namespace plimsoll {
namespace {

namespace policies = boost::math::policies;
using Exact = boost::math::binomial_distribution<
    double, policies::policy<policies::discrete_quantile<policies::integer_round_up>>>;

TEST(BinomialInversion, IsTheExactQuantile) {
  for (std::int64_t tries : {1, 2, 20, 400, 5'000, 100'000})
    for (double chance : {1e-6, 0.003, 0.1, 0.5, 0.71, 0.97, 0.9999}) {
      BinomialInversion draw(tries);
      Exact const exact(static_cast<double>(tries), chance);
      for (double u : {1e-9, 1e-4, 0.05, 0.25, 0.5, 0.8, 0.99, 0.99999}) {
        std::int64_t const k = draw(chance, u);
        // The definition itself, with room for the last digits of either sum.
        EXPECT_GE(cdf(exact, static_cast<double>(k)), u - 1e-11) << tries << ' ' << chance << ' ' << u;
        if (k > 0) {
          EXPECT_LT(cdf(exact, static_cast<double>(k - 1)), u + 1e-11) << tries << ' ' << chance << ' ' << u;
        }
      }
    }
}

TEST(BinomialInversion, HasNoSurpriseAtTheEnds) {
  BinomialInversion draw(50);
  EXPECT_EQ(draw(0.0, 0.999), 0);
  EXPECT_EQ(draw(1.0, 0.001), 50);
  for (double u : {0x1p-53, 1.0 - 0x1p-53}) {
    EXPECT_GE(draw(0.3, u), 0);
    EXPECT_LE(draw(0.3, u), 50);
  }
  EXPECT_LT(draw(0.3, 0x1p-53), 4);
  EXPECT_GT(draw(0.3, 1.0 - 0x1p-53), 34);
}

TEST(BinomialInversion, AHigherChanceNeverGivesFewer) {
  for (std::int64_t tries : {20, 400, 3'000})
    for (double u : {0.001, 0.2, 0.5, 0.77, 0.999}) {
      BinomialInversion draw(tries);
      std::int64_t before = 0;
      for (int step = 0; step <= 1'000; ++step) {
        std::int64_t const k = draw(step / 1'000.0, u);
        EXPECT_GE(k, before) << tries << ' ' << u << ' ' << step;
        before = k;
      }
      EXPECT_EQ(before, tries);
    }
}

TEST(BinomialInversion, DoesNotDependOnTheDrawsBefore) {
  BinomialInversion used(400), fresh(400);
  used(0.2, 0.9);
  used(0.7, 0.1);
  EXPECT_EQ(used(0.71, 0.085), fresh(0.71, 0.085));
}

}  // namespace
}  // namespace plimsoll
