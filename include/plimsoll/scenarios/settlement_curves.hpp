#pragma once

#include <string>
#include <utility>
#include <vector>

#include "plimsoll/models/measure/figure.hpp"
#include "plimsoll/models/measure/histogram.hpp"
#include "plimsoll/scenarios/opened_run.hpp"

namespace plimsoll {

/// How the settlements of a contract-year are spread over all trials of a run; dollars, positive is paid to
/// us.
struct SettlementCurve {
  std::string contract;  ///< its id, or `all_signed` for the signed contracts together
  int year = 0;
  Figure mean, probability_of_owing;
  Histogram shape;
  std::vector<std::pair<double, double>> owed_more_than;  ///< amount owed, chance of owing more
};
inline constexpr char const* all_signed = "total";

/// By year: every contract, then all signed ones together where they are several.
std::vector<SettlementCurve> settlement_curves(OpenedRun const& run);

/// What a contract settles less what another does, trial by trial.
struct DifferenceCurve {
  std::string first, second;
  int year = 0;
  Histogram shape;
};

/// By year: every contract against the study's first.
std::vector<DifferenceCurve> difference_curves(OpenedRun const& run);

/// Share of all trials whose gross savings, as a share of benchmark after terms, lie within half a step of
/// each rate; what lies beyond the ends is counted at them. Empty where a trial has no benchmark or the
/// trials do not weigh the same.
std::vector<std::pair<double, double>> savings_density(OpenedRun const& run, std::string const& contract,
                                                       int year);

}  // namespace plimsoll
