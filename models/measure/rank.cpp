#include <boost/math/distributions/binomial.hpp>
#include <limits>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/sample.hpp"

namespace plimsoll {

std::size_t percentile_rank(double p, std::size_t n) {
  PLIMSOLL_EXPECT(p > 0.0 && p < 1.0 && n > 0);
  double const product = p * static_cast<double>(n);
  double const nearest = std::round(product);
  // p carries half an ulp of its decimal and the product another half: 0.07 * 100 must be 7,
  // not 7.000000000000001.
  double const slack = 4.0 * std::numeric_limits<double>::epsilon() * product;
  double const rank = std::abs(product - nearest) <= slack ? nearest : std::ceil(product);
  return std::clamp<std::size_t>(static_cast<std::size_t>(rank), 1, n);
}

RankInterval percentile_rank_interval(double p, std::size_t n) {
  PLIMSOLL_EXPECT(p > 0.0 && p < 1.0 && n > 0);
  constexpr double tail = 0.025;
  double const trials = static_cast<double>(n);
  boost::math::binomial_distribution<double> const law(trials, p);
  auto const at_most = [&](std::size_t k) { return boost::math::cdf(law, static_cast<double>(k)); };
  auto const more_than = [&](std::size_t k) {
    return boost::math::cdf(boost::math::complement(law, static_cast<double>(k)));
  };
  // The normal law puts both ranks within a step or two; the exact law then decides.
  double const reach = normal_95 * std::sqrt(trials * p * (1.0 - p));
  auto const start = [&](double rank) { return static_cast<std::size_t>(std::clamp(rank, 0.0, trials)); };

  std::size_t low = start(std::floor(trials * p - reach));  // largest with P(B <= low - 1) <= tail, 0 if none
  while (low > 0 && at_most(low - 1) > tail) --low;
  while (low < n && at_most(low) <= tail) ++low;
  std::size_t high = start(std::ceil(trials * p + reach)) + 1;  // smallest with P(B > high - 1) <= tail
  high = std::min(high, n + 1);
  while (high <= n && more_than(high - 1) > tail) ++high;
  while (high > 1 && more_than(high - 2) <= tail) --high;
  return {low, high};
}

}  // namespace plimsoll
