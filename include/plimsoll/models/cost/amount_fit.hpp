#pragma once

#include <array>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/models/cost/severity_law.hpp"

namespace plimsoll {

/// What is known of one amount, in dollars from the ground up: that it lies in [low, high], and that it
/// would not have been reported below `truncation` (a deductible, a reporting threshold). Known exactly
/// where low = high; at or above a policy limit where high is infinite.
struct ObservedAmount {
  double low;
  double high;
  double truncation = 0.0;
  double weight = 1.0;
  static constexpr ObservedAmount exactly(double amount, double truncation = 0.0, double weight = 1.0) {
    return {amount, amount, truncation, weight};
  }
  static constexpr ObservedAmount at_least(double limit, double truncation = 0.0, double weight = 1.0) {
    return {limit, std::numeric_limits<double>::infinity(), truncation, weight};
  }
  constexpr bool is_exact() const { return low == high; }
};

/// Families that can be fitted to amounts.
enum class SeverityFamily {
  lognormal,
  gamma,
  weibull,
  inverse_gaussian,
  pareto,
  lomax,
  gpd,
  burr,
  gb2,
  smooth_lognormal_pareto,
  lognormal_mixture,
  empirical_gpd
};
template <>
struct Names<SeverityFamily> {
  static constexpr std::array<std::pair<std::string_view, SeverityFamily>, 12> pairs{
      {{"lognormal", SeverityFamily::lognormal},
       {"gamma", SeverityFamily::gamma},
       {"weibull", SeverityFamily::weibull},
       {"inverse_gaussian", SeverityFamily::inverse_gaussian},
       {"pareto", SeverityFamily::pareto},
       {"lomax", SeverityFamily::lomax},
       {"gpd", SeverityFamily::gpd},
       {"burr", SeverityFamily::burr},
       {"gb2", SeverityFamily::gb2},
       {"smooth_lognormal_pareto", SeverityFamily::smooth_lognormal_pareto},
       {"lognormal_mixture", SeverityFamily::lognormal_mixture},
       {"empirical_gpd", SeverityFamily::empirical_gpd}}};
};

struct AmountFit {
  SeverityLaw law;
  double log_likelihood = 0.0;
  int parameters = 0;  ///< estimated ones
  /// In the order of parameters(law); 0 for what was given; empty where a parameter ended on the bound of its
  /// search, and for points of the data's own distribution.
  std::vector<double> standard_errors;
  std::vector<double> correlations = {};  ///< of the estimates, below the diagonal, row by row
};

/// The law of one amount of highest likelihood, given truncation, limits and weights.
///
/// Standard errors by the inverse of the observed information and the delta method. `pareto` and `gpd` take
/// the smallest truncation point as their threshold, which must be above 0. `empirical_gpd` needs exact
/// amounts and 300 of them: its body holds at most 100 points, 20 amounts or more between two, its tail the
/// largest tenth. Expects 0 <= truncation <= low <= high, exact amounts above 0 and
/// weight > 0. ModelError beginning with `what` where the fit does not converge or the amounts do not do.
/// docs/theory/cost-laws.md.
AmountFit fit_amounts(SeverityFamily family, std::vector<ObservedAmount> const& sample,
                      std::string const& what);

/// Log-likelihood of a law on a sample: Σ weight · (ln density or ln chance of the interval
/// − ln P(X > truncation)).
double log_likelihood(SeverityLaw const& law, std::vector<ObservedAmount> const& sample);

}  // namespace plimsoll
