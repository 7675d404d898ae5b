#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "plimsoll/models/cost/mixed_families.hpp"
#include "plimsoll/models/cost/severity_families.hpp"
#include "plimsoll/models/cost/spliced_families.hpp"
#include "plimsoll/models/cost/tail_families.hpp"

namespace plimsoll {

using SeverityLaw =
    std::variant<LognormalSeverity, GammaSeverity, LognormalParetoSeverity, WeibullSeverity,
                 InverseGaussianSeverity, ParetoSeverity, LomaxSeverity, GpdSeverity, BurrSeverity,
                 Gb2Severity, SmoothLognormalParetoSeverity, LognormalMixtureSeverity, EmpiricalGpdSeverity>;

/// Dollars; infinite for a power tail of index 1 or less, which no cost file may have.
double mean(SeverityLaw const& law);

/// Dollars squared; infinite for a power tail of index 2 or less.
double variance(SeverityLaw const& law);

/// ln of the density at `dollars`; −infinity at and below 0, and where the law has no amounts.
double log_density(SeverityLaw const& law, double dollars);

/// P(X ≤ dollars).
double cdf(SeverityLaw const& law, double dollars);

/// P(X > dollars), with all its digits in the far tail.
double survival(SeverityLaw const& law, double dollars);

/// Dollars x with P(X ≤ x) = u, 0 < u < 1.
double quantile(SeverityLaw const& law, double u);

/// Dollars x with P(X > x) = p, 0 < p < 1, to full precision for p down to 1e-300; infinite only where no
/// double holds the amount.
double quantile_of_survival(SeverityLaw const& law, double p);

/// E[min(X, limit)], dollars; limit ≥ 0, infinity gives the mean.
double limited_mean(SeverityLaw const& law, double limit);

/// E[min(X, limit)²], dollars squared; limit ≥ 0, infinity gives the second moment, which may be infinite.
double limited_second_moment(SeverityLaw const& law, double limit);

/// The law of factor · X, factor > 0.
SeverityLaw scaled(SeverityLaw const& law, double factor);

/// The law of X1 + … + Xn, n ≥ 1: exact for the gamma and the inverse Gaussian; for the lognormal the
/// lognormal of the same mean and variance (Fenton 1960, Wilkinson), exact at n = 1. The other families have
/// no law of their own for such a sum: ModelError for n > 1. Only the fit to members' totals needs it.
SeverityLaw sum_of(SeverityLaw const& law, double n);

/// Whether sum_of() has a law for n > 1.
bool has_sums(SeverityLaw const& law);

/// Name of the family as written in cost files: "lognormal", "gamma", "burr" and so on.
std::string_view family_of(SeverityLaw const& law);

/// The law's numbers in the order of its fields, lists item by item.
std::vector<double> parameters(SeverityLaw const& law);

/// What no field alone can say of a law's numbers: points that do not rise, an infinite mean. Empty for none.
std::string_view fault_of(SeverityLaw const& law);

}  // namespace plimsoll
