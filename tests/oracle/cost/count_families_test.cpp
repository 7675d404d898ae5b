// Zero-inflated, hurdle and Poisson-lognormal counts from their definitions: Boost's chances, quadrature, and
// sums over counts.

#include <gtest/gtest.h>
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

#include "count_generator.hpp"
#include "plimsoll/models/cost/count_chances.hpp"
#include "plimsoll/models/cost/count_law.hpp"

namespace plimsoll {
namespace {

double chance(CountLaw const& law, std::int64_t n) {
  return std::exp(log_probability(law, n));
}

double poisson_chance(double mean, std::int64_t n) {
  return pdf(boost::math::poisson(mean), static_cast<double>(n));
}
double binomial_chance(double mean, double size, std::int64_t n) {
  return pdf(boost::math::negative_binomial(size, size / (size + mean)), static_cast<double>(n));
}

std::vector<CountLaw> const families{ZeroInflatedPoissonCount{0.9, 0.35},
                                     ZeroInflatedPoissonCount{6.0, 0.1},
                                     ZeroInflatedNegativeBinomialCount{2.1, 0.3, 0.7},
                                     HurdlePoissonCount{0.3, 1.6},
                                     HurdlePoissonCount{2.5, 1.6},
                                     HurdleNegativeBinomialCount{0.8, 3.0, 0.5},
                                     HurdleNegativeBinomialCount{4.0, 3.0, 0.5},
                                     PoissonLognormalCount{0.4, 1.2},
                                     PoissonLognormalCount{9.0, 0.6},
                                     PoissonLognormalCount{40.0, 0.05}};

TEST(CountFamilies, ChancesSumToOneWithTheMeanAndVarianceOfTheLaw) {
  for (CountLaw const& law : families) {
    double whole = 0.0, first = 0.0, second = 0.0;
    for (std::int64_t n = 0; n < 6'000; ++n) {
      double const p = chance(law, n), k = static_cast<double>(n);
      whole += p;
      first += k * p;
      second += k * k * p;
    }
    EXPECT_NEAR(whole, 1.0, 1e-9) << family_of(law);
    EXPECT_NEAR(first / mean(law), 1.0, 1e-7) << family_of(law);
    EXPECT_NEAR((second - first * first) / variance(law), 1.0, 1e-5) << family_of(law);
  }
}

TEST(CountFamilies, ZeroInflatedByDefinition) {
  for (std::int64_t n : {0, 1, 2, 7}) {
    double const zero = n == 0 ? 0.35 : 0.0;
    EXPECT_NEAR(chance(ZeroInflatedPoissonCount{0.65 * 1.4, 0.35}, n), zero + 0.65 * poisson_chance(1.4, n),
                1e-14);
    EXPECT_NEAR(chance(ZeroInflatedNegativeBinomialCount{0.65 * 1.4, 0.35, 0.8}, n),
                zero + 0.65 * binomial_chance(1.4, 0.8, n), 1e-14);
  }
}

TEST(CountFamilies, HurdlesByDefinition) {
  double const p = 0.2, rate = 1.3, size = 0.8;
  double const poisson_any = 1.0 - std::exp(-rate);
  double const binomial_any = 1.0 - std::pow(1.0 + rate / size, -size);
  HurdlePoissonCount const poisson{p * rate / poisson_any, rate / poisson_any};
  HurdleNegativeBinomialCount const binomial{p * rate / binomial_any, rate / binomial_any, size};
  EXPECT_NEAR(chance(poisson, 0), 1.0 - p, 1e-13);
  EXPECT_NEAR(chance(binomial, 0), 1.0 - p, 1e-13);
  for (std::int64_t n : {1, 2, 7}) {
    EXPECT_NEAR(chance(poisson, n), p * poisson_chance(rate, n) / poisson_any, 1e-13);
    EXPECT_NEAR(chance(binomial, n), p * binomial_chance(rate, size, n) / binomial_any, 1e-13);
  }
  // Exposure multiplies the chance of any, up to 1, and then the claims of those who have.
  EXPECT_NEAR(chance(scaled(poisson, 0.5), 0), 1.0 - 0.5 * p, 1e-13);
  EXPECT_NEAR(chance(scaled(poisson, 0.5), 3) / chance(poisson, 3), 0.5, 1e-12);
  CountLaw const certain = scaled(poisson, 10.0);
  EXPECT_NEAR(chance(certain, 0), 0.0, 1e-12);
  EXPECT_NEAR(mean(certain), 10.0 * poisson.mean, 1e-12);
}

TEST(CountFamilies, PoissonLognormalByQuadrature) {
  for (auto const& [mean, sigma] : {std::pair{0.4, 1.2}, {3.0, 0.5}, {25.0, 2.0}})
    for (std::int64_t n : {0, 1, 3, 20, 90}) {
      auto const integrand = [&](double z) {
        double const rate = mean * std::exp(sigma * z - 0.5 * sigma * sigma), k = static_cast<double>(n);
        return std::exp(k * std::log(rate) - rate - std::lgamma(k + 1.0) - 0.5 * z * z) /
               std::sqrt(2.0 * std::numbers::pi);
      };
      double by_hand = 0.0;
      for (double from = -12.0; from < 12.0; from += 0.125)
        by_hand +=
            boost::math::quadrature::gauss_kronrod<double, 31>::integrate(integrand, from, from + 0.125, 0);
      EXPECT_NEAR(chance(PoissonLognormalCount{mean, sigma}, n) / by_hand, 1.0, 1e-11)
          << mean << ' ' << sigma << ' ' << n;
      EXPECT_GT(std::abs(chance(PoissonLognormalCount{mean, 1.01 * sigma}, n) / by_hand - 1.0), 1e-7);
    }
}

TEST(CountFamilies, RowsOfChancesAreTheLaws) {
  for (CountLaw const& law : families) {
    double const moved = 1.3 * mean(law);
    CountChances const row(law, moved);
    double p = row.none();
    EXPECT_NEAR(p, chance(with_mean(law, moved), 0), 1e-12) << family_of(law);
    for (std::int64_t n = 1; n < 30; ++n) {
      p = row.next(p, static_cast<double>(n - 1));
      EXPECT_NEAR(p, chance(with_mean(law, moved), n), 1e-12) << family_of(law) << ' ' << n;
    }
  }
}

TEST(CountFamilies, GeneratingFunctionsAreSumsOverCounts) {
  for (CountLaw const& law : families) {
    CountGenerator const generator(law);
    for (std::complex<double> const s : {std::complex<double>{0.3, 0.2}, {-0.4, 0.7}, {0.93, -0.1}}) {
      std::complex<double> value = 0.0, slope = 0.0, power = 1.0, before = 0.0;
      for (std::int64_t n = 0; n < 2'000; ++n) {
        value += chance(law, n) * power;
        slope += static_cast<double>(n) * chance(law, n) * before;
        before = power;
        power *= s;
      }
      EXPECT_NEAR(std::abs(generator(s).value - value), 0.0, 1e-8) << family_of(law);
      EXPECT_NEAR(std::abs(generator(s).slope - slope) / mean(law), 0.0, 1e-6) << family_of(law);
    }
  }
}

}  // namespace
}  // namespace plimsoll
