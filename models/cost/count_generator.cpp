#include "count_generator.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll {
namespace {

using Complex = CountGenerator::Complex;
using Value = CountGenerator::Value;

constexpr std::size_t rate_nodes = 64;

/// ln(1 + z), good where z is small, as it is for a large negative binomial size.
Complex log_one_plus(Complex z) {
  return {0.5 * std::log1p(2.0 * z.real() + std::norm(z)), std::atan2(z.imag(), 1.0 + z.real())};
}

Value generate(PoissonCount const& law, Complex s) {
  Complex const value = std::exp(law.mean * (s - 1.0));
  return {value, law.mean * value};
}
Value generate(NegativeBinomialCount const& law, Complex s) {
  Complex const lack = law.mean / law.size * (1.0 - s);
  Complex const value = std::exp(-law.size * log_one_plus(lack));
  return {value, law.mean * value / (1.0 + lack)};
}

}  // namespace

CountGenerator::CountGenerator(CountLaw const& law) : form_(zero_modified(law)) {
  if (auto const* mixed = std::get_if<PoissonLognormalCount>(&form_.base)) {
    rates_ = lognormal_nodes(std::sqrt(std::expm1(mixed->sigma * mixed->sigma)), rate_nodes);
    for (double& rate : rates_.at) rate *= mixed->mean;
  }
}

Value CountGenerator::of_base(Complex s) const {
  if (auto const* poisson = std::get_if<PoissonCount>(&form_.base)) return generate(*poisson, s);
  if (auto const* binomial = std::get_if<NegativeBinomialCount>(&form_.base)) return generate(*binomial, s);
  if (auto const* any = std::get_if<BernoulliCount>(&form_.base)) {
    double const chance = std::min(1.0, any->mean);
    return {1.0 - chance + chance * s, chance};
  }
  Value sum{0.0, 0.0};
  for (std::size_t i = 0; i < rates_.at.size(); ++i) {
    Value const one = generate(PoissonCount{rates_.at[i]}, s);
    sum.value += rates_.weight[i] * one.value;
    sum.slope += rates_.weight[i] * one.slope;
  }
  return sum;
}

Value CountGenerator::operator()(Complex s) const {
  Value const base = of_base(s);
  if (form_.factor == 1.0) return base;
  return {1.0 - form_.factor + form_.factor * base.value, form_.factor * base.slope};
}

}  // namespace plimsoll
