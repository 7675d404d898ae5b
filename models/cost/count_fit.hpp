#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "amounts.hpp"
#include "plimsoll/models/cost/count_law.hpp"

namespace plimsoll {

struct CountFit {
  CountLaw law;
  double log_likelihood = 0.0;
  int parameters = 1;
  std::vector<double> standard_errors;    ///< natural parameters; empty on a bound
  std::string_view notice;                ///< empty, or why the family fell back
  std::vector<double> correlations = {};  ///< of the estimates, below the diagonal, row by row
};

/// P(any) = p · exposure. Where a score makes an exposure pass 1 the likelihood has no regular maximum (one
/// member without cost forbids p above 1/exposure): p then solves Σ min(1, p · exposure) = members with any,
/// and says so.
CountFit fit_hurdle(CountSample const& sample, std::string const& what);

/// Closed form: mean = Σ claims / Σ exposure.
CountFit fit_poisson(CountSample const& sample);

/// Mean and real size. Falls back to the Poisson, with a notice, where the counts vary no more than Poisson
/// counts do: the likelihood then rises for ever as size grows.
CountFit fit_negative_binomial(CountSample const& sample, std::string const& what);

}  // namespace plimsoll
