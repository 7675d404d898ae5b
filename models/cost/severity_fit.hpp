#pragma once

#include <string>
#include <vector>

#include "amounts.hpp"
#include "plimsoll/models/cost/severity_law.hpp"

namespace plimsoll {

struct SeverityFit {
  SeverityLaw law;
  double log_likelihood = 0.0;
  double ks = 0.0;
  std::vector<double> standard_errors;    ///< natural parameters
  std::vector<double> correlations = {};  ///< below the diagonal, row by row
};

/// Laws of one claim (of one year in a hurdle) from totals of n claims; sum_of() is the law of a total.
SeverityFit fit_lognormal(std::vector<Amount> const& sample, std::string const& what);
SeverityFit fit_gamma(std::vector<Amount> const& sample, std::string const& what);
SeverityFit fit_inverse_gaussian(std::vector<Amount> const& sample, std::string const& what);

/// Largest gap between the empirical distribution of F_n(x) over the sample and the uniform distribution;
/// for n = 1 throughout this is the ordinary one-sample statistic.
double ks_distance(std::vector<Amount> const& sample, SeverityLaw const& law);

}  // namespace plimsoll
