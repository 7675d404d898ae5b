#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "count_fit.hpp"

namespace plimsoll {

/// Families that can be fitted to claim counts.
enum class CountFamily {
  poisson,
  negative_binomial,
  zero_inflated_poisson,
  zero_inflated_negative_binomial,
  hurdle_poisson,
  hurdle_negative_binomial,
  poisson_lognormal
};
template <>
struct Names<CountFamily> {
  static constexpr std::array<std::pair<std::string_view, CountFamily>, 7> pairs{
      {{"poisson", CountFamily::poisson},
       {"negative_binomial", CountFamily::negative_binomial},
       {"zero_inflated_poisson", CountFamily::zero_inflated_poisson},
       {"zero_inflated_negative_binomial", CountFamily::zero_inflated_negative_binomial},
       {"hurdle_poisson", CountFamily::hurdle_poisson},
       {"hurdle_negative_binomial", CountFamily::hurdle_negative_binomial},
       {"poisson_lognormal", CountFamily::poisson_lognormal}}};
};

/// The law of a member-year's count of highest likelihood, its mean multiplied by exposure; equal
/// member-years count as often as their group says. A family that ends on its bound is the simpler one there,
/// with a notice: no more zeros than the base law's, no more variance than the Poisson's. ModelError
/// beginning with `what` where the fit does not converge, and for a hurdle where an exposure is above one
/// year, as a score can make it, or no member-year has two claims.
CountFit fit_count(CountFamily family, CountSample const& sample, std::string const& what);

/// Log-likelihood of a law on a sample.
double log_likelihood(CountSample const& sample, CountLaw const& law);

}  // namespace plimsoll
