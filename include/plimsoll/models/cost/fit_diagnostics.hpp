#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/models/cost/cost_model.hpp"
#include "plimsoll/models/cost/member_years.hpp"

namespace plimsoll {

// How laws stand beside the data they were fitted to, as the charts of a fit page show it. Every figure of
// the data is of 11 members or more, and no edge or threshold is an amount of the data. Method:
// docs/theory/fit-diagnostics.md.

/// Amounts between two edges; the first also holds what is below it, the last what is above.
struct AmountBin {
  double low = 0.0, high = 0.0;  ///< dollars, made from the fitted law
  std::int64_t members = 0;      ///< 11 or more
  double expected = 0.0;         ///< members under the fitted law
};

/// Fitted density at an amount, per unit of its natural logarithm.
struct DensityPoint {
  double amount = 0.0, density = 0.0;
};

/// Geometric means of one group of members by rank, 11 or more: of the data, and of the fitted quantiles at
/// the same ranks, dollars.
struct QuantilePair {
  double data = 0.0, fitted = 0.0;
  double log_error = 0.0;  ///< standard error of ln(data) if the fitted law is true
};

/// Mean of what members have above a threshold, given that they are above it, dollars.
struct ExcessPoint {
  double threshold = 0.0;
  double data = 0.0, std_error = 0.0;  ///< of 11 members or more, as many again to the next threshold
  double fitted = 0.0;
};

/// The amount below which a share of the members lies, dollars.
struct TailQuantile {
  double level = 0.0;
  double data = 0.0;       ///< geometric mean of the 11 members nearest to it
  double std_error = 0.0;  ///< sampling error of `data`
  double fitted = 0.0;
};

/// Amounts of the members who have any. Where the data have claim counts these are totals of n claims, held
/// against the fitted laws of such totals, mixed as the members' n are.
struct AmountDiagnostics {
  std::vector<AmountBin> bins;          ///< rising
  std::vector<DensityPoint> curve;      ///< rising
  std::vector<QuantilePair> quantiles;  ///< rising
  std::vector<ExcessPoint> excess;      ///< rising
  std::vector<TailQuantile> tail;       ///< of 90, 95, 99, 99.5 and 99.9 % those with 11 members above
};

/// Members with so many claims in the year (in a hurdle 1 = any cost).
struct CountClass {
  std::int64_t low = 0;
  std::optional<std::int64_t> high;  ///< empty: low or more
  double data = 0.0;                 ///< share of the members, to the nearest 11 of them
  double fitted = 0.0;               ///< mean chance over the same exposures
};

/// A law of its own of one cell and category.
struct LawDiagnostics {
  std::string cell, category;
  std::vector<CountClass> counts;
  AmountDiagnostics amounts;
};

/// Of every cell and category whose count and severity were both fitted to its own members and whose sample
/// and data mean the model shows; in the order of the model. Expects a model fitted to these data, before or
/// after its means were matched or blended, and rows without weights.
std::vector<LawDiagnostics> diagnose(MemberYears const& data, CostModel const& model);

}  // namespace plimsoll
