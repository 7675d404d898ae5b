#include "plimsoll/models/cost/count_inversion.hpp"

#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>

namespace plimsoll {
namespace {

constexpr double smallest_start =
    1e-250;  // below it the climb from zero would lose its first chances to underflow

namespace policies = boost::math::policies;
using Inverse = policies::policy<policies::discrete_quantile<policies::integer_round_up>>;

}  // namespace

CountInversion::CountInversion(CountLaw const& law) : family_(static_cast<Family>(law.index())) {
  if (auto const* negative_binomial = std::get_if<NegativeBinomialCount>(&law))
    size_ = negative_binomial->size;
}

std::int64_t CountInversion::operator()(double mean, double u) {
  if (mean <= 0.0) return 0;
  // The upper end of u, so that 'more' stays 'more': u <= 1 - mean means no event.
  if (family_ == Family::bernoulli) return u > 1.0 - mean ? 1 : 0;
  if (mean != mean_) aim_at(mean);
  if (u <= none_) return 0;
  if (none_ > smallest_start) return climb(u);
  if (family_ == Family::poisson)
    return static_cast<std::int64_t>(quantile(boost::math::poisson_distribution<double, Inverse>(mean), u));
  return static_cast<std::int64_t>(quantile(
      boost::math::negative_binomial_distribution<double, Inverse>(size_, size_ / (size_ + mean)), u));
}

void CountInversion::aim_at(double mean) {
  mean_ = mean;
  bool const poisson = family_ == Family::poisson;
  none_ = poisson ? std::exp(-mean) : std::exp(-size_ * std::log1p(mean / size_));
  factor_ = poisson ? mean : mean / (mean + size_);
}

std::int64_t CountInversion::climb(double u) const {
  double chance = none_, below = none_;
  std::int64_t n = 0;
  while (below < u) {
    double const k = static_cast<double>(n);
    chance *= factor_ * (family_ == Family::poisson ? 1.0 : k + size_) / (k + 1.0);
    ++n;
    double const next = below + chance;
    // Past the mode the chances have sunk below the last bit of the sum: u lies in its rounding error.
    if (next == below && k > mean_) break;
    below = next;
  }
  return n;
}

}  // namespace plimsoll
