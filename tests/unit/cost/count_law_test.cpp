#include "plimsoll/models/cost/count_law.hpp"

#include <gtest/gtest.h>
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>

namespace plimsoll {
namespace {

TEST(CountLaw, PoissonMatchesBoost) {
  for (double const mean : {0.3, 1.0, 7.5, 80.0})
    for (std::int64_t const n : {0, 1, 2, 10, 100})
      EXPECT_NEAR(log_probability(PoissonCount{mean}, n),
                  std::log(boost::math::pdf(boost::math::poisson(mean), static_cast<double>(n))), 1e-9)
          << mean << " " << n;
}

TEST(CountLaw, NegativeBinomialMatchesBoost) {
  for (double const size : {1.0, 3.0, 0.37})
    for (double const mean : {0.05, 2.0, 30.0})
      for (std::int64_t const n : {0, 1, 5, 60, 400}) {
        boost::math::negative_binomial const oracle(size, size / (size + mean));
        double const mass = boost::math::pdf(oracle, static_cast<double>(n));
        if (mass > 1e-280) {
          EXPECT_NEAR(log_probability(NegativeBinomialCount{mean, size}, n), std::log(mass), 1e-8)
              << size << " " << mean << " " << n;
        }
      }
}

// By hand: mean 1, size 1/2 gives P(0) = (1/3)^(1/2), P(1) = 1/2 · 2/3 · P(0), P(2) = 3/8 · (2/3)² · P(0).
TEST(CountLaw, NegativeBinomialOfRealSizeByHand) {
  NegativeBinomialCount const law{1.0, 0.5};
  double const none = std::sqrt(1.0 / 3.0);
  EXPECT_NEAR(std::exp(log_probability(law, 0)), none, 1e-14);
  EXPECT_NEAR(std::exp(log_probability(law, 1)), none / 3.0, 1e-14);
  EXPECT_NEAR(std::exp(log_probability(law, 2)), none / 6.0, 1e-14);
}

TEST(CountLaw, NegativeBinomialTendsToPoisson) {
  for (std::int64_t const n : {0, 3, 20, 250})
    EXPECT_NEAR(log_probability(NegativeBinomialCount{5.0, 1e12}, n), log_probability(PoissonCount{5.0}, n),
                1e-6);
}

TEST(CountLaw, BothFormsOfTheNegativeBinomialMeet) {
  // 200 and 201 claims are worked out by a sum and by gamma functions: the ratio of their masses is known.
  NegativeBinomialCount const law{40.0, 2.5};
  double const ratio = (200.0 + law.size) / 201.0 * law.mean / (law.size + law.mean);
  EXPECT_NEAR(log_probability(law, 201) - log_probability(law, 200), std::log(ratio), 1e-10);
}

TEST(CountLaw, MassesSumToMeanAndVariance) {
  for (CountLaw const& law : {CountLaw{PoissonCount{2.5}}, CountLaw{NegativeBinomialCount{2.5, 0.7}},
                              CountLaw{BernoulliCount{0.3}}}) {
    double total = 0.0, first = 0.0, second = 0.0;
    for (std::int64_t n = 0; n < 400; ++n) {
      double const p = std::exp(log_probability(law, n)), x = static_cast<double>(n);
      total += p;
      first += x * p;
      second += x * x * p;
    }
    EXPECT_NEAR(total, 1.0, 1e-10);
    EXPECT_NEAR(first, mean(law), 1e-9);
    EXPECT_NEAR(second - first * first, variance(law), 1e-7);
  }
}

TEST(CountLaw, EdgesAreExact) {
  EXPECT_EQ(log_probability(PoissonCount{0.0}, 0), 0.0);
  EXPECT_EQ(log_probability(NegativeBinomialCount{0.0, 1.0}, 0), 0.0);
  EXPECT_EQ(log_probability(BernoulliCount{1.0}, 1), 0.0);
  EXPECT_EQ(log_probability(BernoulliCount{1.5}, 1), 0.0);
  EXPECT_TRUE(std::isinf(log_probability(PoissonCount{0.0}, 1)));
  EXPECT_TRUE(std::isinf(log_probability(PoissonCount{1.0}, -1)));
  EXPECT_TRUE(std::isinf(log_probability(BernoulliCount{0.5}, 2)));
  EXPECT_TRUE(std::isinf(log_probability(BernoulliCount{1.0}, 0)));
}

TEST(CountLaw, ExposureMultipliesTheMeanOnly) {
  EXPECT_EQ(scaled(NegativeBinomialCount{2.0, 0.7}, 0.5), (CountLaw{NegativeBinomialCount{1.0, 0.7}}));
  EXPECT_EQ(mean(scaled(BernoulliCount{0.8}, 2.0)), 1.6);
  EXPECT_EQ(family_of(BernoulliCount{}), "bernoulli");
}

}  // namespace
}  // namespace plimsoll
