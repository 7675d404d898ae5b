#include "plimsoll/models/cost/count_inversion.hpp"

#include <algorithm>
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>

namespace plimsoll {
namespace {

namespace policies = boost::math::policies;
using Inverse = policies::policy<policies::discrete_quantile<policies::integer_round_up>>;

}  // namespace

CountInversion::CountInversion(CountLaw const& law) : law_(law) {}

std::int64_t CountInversion::operator()(double mean, double u) {
  if (mean <= 0.0) return 0;
  // The upper end of u, so that 'more' stays 'more': u <= 1 - mean means no event.
  if (std::holds_alternative<BernoulliCount>(law_)) return u > 1.0 - mean ? 1 : 0;
  if (mean != mean_) aim_at(mean);
  if (u <= chances_.none()) return 0;
  return chances_.begins() ? climb(u) : far(u);
}

std::int64_t CountInversion::far(double u) const {
  ZeroModified const form = chances_.form();
  double const of_base = std::max(1e-300, 1.0 - (1.0 - u) / form.factor);
  if (auto const* law = std::get_if<NegativeBinomialCount>(&form.base))
    return static_cast<std::int64_t>(quantile(boost::math::negative_binomial_distribution<double, Inverse>(
                                                  law->size, law->size / (law->size + law->mean)),
                                              of_base));
  return static_cast<std::int64_t>(
      quantile(boost::math::poisson_distribution<double, Inverse>(mean(form.base)), of_base));
}

void CountInversion::aim_at(double mean) {
  mean_ = mean;
  chances_ = CountChances(law_, mean);
}

std::int64_t CountInversion::climb(double u) const {
  double chance = chances_.none(), below = chance;
  std::int64_t n = 0;
  while (below < u) {
    double const k = static_cast<double>(n);
    chance = chances_.next(chance, k);
    ++n;
    double const next = below + chance;
    // Past the mode the chances have sunk below the last bit of the sum: u lies in its rounding error.
    if (next == below && k > mean_) break;
    below = next;
  }
  return n;
}

}  // namespace plimsoll
