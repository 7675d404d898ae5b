// Inversion against Boost's distribution functions: n is right when F(n - 1) < u <= F(n), and nothing else
// is.

#include "plimsoll/models/cost/count_inversion.hpp"

#include <gtest/gtest.h>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <functional>

#include "plimsoll/core/address.hpp"

namespace plimsoll {
namespace {

std::vector<double> const inverted_means{0.001, 0.02,  0.3,   1.0,   2.5,   12.0,  50.0,
                                         200.0, 500.0, 574.0, 577.0, 900.0, 2000.0};
std::vector<double> const sizes{0.3, 0.7, 1.0, 1.5, 4.0, 13.5, 50.0};

/// A grid that reaches both ends of `uniform`, then 500 words.
std::vector<double> some_uniforms() {
  std::vector<double> us{0x1p-53, 1e-12, 1e-6, 1e-3, 0.5, 1.0 - 1e-3, 1.0 - 1e-6, 1.0 - 1e-9};
  for (std::uint32_t trial = 0; trial < 500; ++trial) {
    Words const words = words_at({Seed{7}, MemberAddress{7}, Purpose::claims, 2024}, trial, 0);
    us.push_back(uniform(words[0], words[1]));
  }
  return us;
}

/// P(N <= n) and P(N > n), each with all its digits.
struct Tails {
  std::function<double(double)> below, above;
};

template <class Law>
Tails tails_of(Law const& law) {
  return {[law](double n) { return n < 0.0 ? 0.0 : cdf(law, n); },
          [law](double n) { return n < 0.0 ? 1.0 : cdf(complement(law, n)); }};
}

/// Whether n is the smallest count with F(n) >= u. The sum of n chances and Boost's own functions round, so a
/// u within 2e-13 of F, relative to the nearer tail, may fall either side; sums near one also round by some
/// last bits of one.
bool inverts(Tails const& tails, std::int64_t n, double u) {
  auto const reaches = [&](double count, double slack) {
    double const gap = u < 0.5 ? tails.below(count) - u : (1.0 - u) - tails.above(count);
    return gap >= slack * (2e-13 * std::min(u, 1.0 - u) + (u < 0.5 ? 0.0 : 1e-13));
  };
  auto const count = static_cast<double>(n);
  return reaches(count, -1.0) && (n == 0 || !reaches(count - 1.0, 1.0));
}

TEST(PoissonInversion, IsTheSmallestCountThatReachesU) {
  for (double mean : inverted_means) {
    CountInversion draw(PoissonCount{mean});
    Tails const tails = tails_of(boost::math::poisson(mean));
    for (double u : some_uniforms())
      ASSERT_TRUE(inverts(tails, draw(mean, u), u))
          << "mean " << mean << ", u " << u << ", n " << draw(mean, u);
  }
}

TEST(NegativeBinomialInversion, IsTheSmallestCountThatReachesU) {
  for (double size : sizes)
    for (double mean : inverted_means) {
      CountInversion draw(NegativeBinomialCount{1.0, size});
      Tails const tails = tails_of(boost::math::negative_binomial(size, size / (size + mean)));
      for (double u : some_uniforms())
        ASSERT_TRUE(inverts(tails, draw(mean, u), u))
            << "mean " << mean << ", size " << size << ", u " << u << ", n " << draw(mean, u);
    }
}

TEST(NegativeControl, ACountOffByOneOrAMeanOffByTwoPerCentIsSeen) {
  CountInversion draw(NegativeBinomialCount{1.0, 1.5});
  Tails const tails = tails_of(boost::math::negative_binomial(1.5, 1.5 / (1.5 + 50.0)));
  int wrong_above = 0, wrong_below = 0, wrong_mean = 0;
  for (double u : some_uniforms()) {
    std::int64_t const n = draw(50.0, u);
    wrong_above += !inverts(tails, n + 1, u);
    wrong_below += n > 0 && !inverts(tails, n - 1, u);
    wrong_mean += !inverts(tails, draw(51.0, u), u);
  }
  EXPECT_EQ(wrong_above, static_cast<int>(some_uniforms().size()));
  EXPECT_GT(wrong_below, 400);
  EXPECT_GT(wrong_mean, 200);
}

// Common random numbers: with the same u a higher mean never gives fewer claims, across the change of method
// too.
TEST(CountInversion, RisesWithTheMean) {
  for (CountLaw const& law : {CountLaw{PoissonCount{1.0}}, CountLaw{NegativeBinomialCount{1.0, 0.3}},
                              CountLaw{NegativeBinomialCount{1.0, 50.0}}, CountLaw{BernoulliCount{0.3}}}) {
    CountInversion draw(law);
    for (double u : {1e-9, 0.01, 0.2, 0.5, 0.77, 0.95, 0.9999, 1.0 - 1e-9}) {
      std::int64_t previous = 0;
      for (double mean = 0.001; mean < 2000.0; mean *= 1.01) {
        std::int64_t const n = draw(mean, u);
        ASSERT_GE(n, previous) << family_of(law) << ", mean " << mean << ", u " << u;
        previous = n;
      }
    }
  }
}

TEST(CountInversion, RemembersNothingButTheMean) {
  CountInversion draw(NegativeBinomialCount{1.0, 0.7});
  std::int64_t const first = draw(3.0, 0.9);
  draw(8.0, 0.4);
  draw(0.0, 0.4);
  EXPECT_EQ(draw(3.0, 0.9), first);
  EXPECT_EQ(CountInversion(NegativeBinomialCount{99.0, 0.7})(3.0, 0.9), first)
      << "the mean is given with each draw";
}

TEST(CountInversion, GivesNothingAtMeanZero) {
  for (CountLaw const& law : {CountLaw{PoissonCount{1.0}}, CountLaw{NegativeBinomialCount{1.0, 0.3}},
                              CountLaw{BernoulliCount{0.3}}})
    EXPECT_EQ(CountInversion(law)(0.0, 1.0 - 0x1p-53), 0);
}

TEST(CountInversion, EndsAtTheLastUniform) {
  constexpr double last = 1.0 - 0x1p-53;
  EXPECT_GT(CountInversion(PoissonCount{1.0})(1.0, last), 15);
  EXPECT_LT(CountInversion(PoissonCount{1.0})(1.0, last), 25);
  EXPECT_GT(CountInversion(NegativeBinomialCount{1.0, 0.3})(2000.0, last), 100'000);
  EXPECT_LT(CountInversion(NegativeBinomialCount{1.0, 0.3})(2000.0, last), 400'000);
}

TEST(BernoulliInversion, HappensForTheUpperShareOfU) {
  CountInversion draw(BernoulliCount{0.25});
  EXPECT_EQ(draw(0.25, 0.75), 0) << "F(0) = 0.75 reaches u";
  EXPECT_EQ(draw(0.25, std::nextafter(0.75, 1.0)), 1);
  EXPECT_EQ(draw(1.0, 0x1p-53), 1) << "a sure event";
  EXPECT_EQ(draw(1.7, 0x1p-53), 1) << "a mean moved above one is still one event";
}

}  // namespace
}  // namespace plimsoll
