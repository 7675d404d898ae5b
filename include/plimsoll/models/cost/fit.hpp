#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/models/cost/cost_model.hpp"
#include "plimsoll/models/cost/fit_choices.hpp"
#include "plimsoll/models/cost/member_years.hpp"

namespace plimsoll {

enum class MeanMatching { none, scale };
template <>
struct Names<MeanMatching> {
  static constexpr std::array<std::pair<std::string_view, MeanMatching>, 2> pairs{
      {{"none", MeanMatching::none}, {"scale", MeanMatching::scale}}};
};

/// What to fit and how to choose.
struct FitPlan {
  SeverityChoice severity = SeverityChoice::aic;
  CountChoice count = CountChoice::aic;  ///< used where the data have claim counts
  std::int64_t minimum_claimants = 50;
  MeanMatching mean_matching = MeanMatching::none;
  static constexpr auto fields =
      field_table(optional("severity", &FitPlan::severity,
                           "a family; aic: lognormal or gamma by AIC, cell by cell; best_by_aic, _bic, _ks, "
                           "_anderson_darling or _log_score: of all families"),
                  optional("count", &FitPlan::count,
                           "a family; aic: poisson or negative_binomial; best_by_aic or best_by_bic: of all "
                           "families; without claim counts a hurdle is fitted"),
                  optional("minimum_claimants", &FitPlan::minimum_claimants, Unit::count, Range{11.0},
                           "cells with fewer take their severity from a parent cell"),
                  optional("mean_matching", &FitPlan::mean_matching,
                           "scale: multiply severity until fitted means equal the data"));
  friend bool operator==(FitPlan const&, FitPlan const&) = default;
};

/// One family tried for one law; all are listed, one is chosen.
struct Candidate {
  std::string cell;
  std::string category;
  std::string part;    ///< "count" or "severity"
  std::string family;  ///< "gamma" …
  LawFit fit;          ///< its criteria; zero where no fit was found
  bool chosen = false;
  std::string note;       ///< why there is no fit, or why the law cannot be used
  bool withheld = false;  ///< its criteria would tell of 1 to 10 people, and are left out
};

/// Fitted against data mean of one category over all members, dollars per member-year.
struct MeanCheck {
  std::string category;
  double data_mean = 0.0;
  double fitted_mean = 0.0;
  double ratio() const { return data_mean > 0.0 ? fitted_mean / data_mean : 1.0; }
  bool off() const { return ratio() > 1.02 || ratio() < 0.98; }
};

struct FitResult {
  CostModel model;                    ///< `year` is left 0 for the caller
  std::vector<Candidate> candidates;  ///< by cell, category, part
  std::vector<MeanCheck> means;       ///< by category, last "total"
  std::vector<std::string> notices;   ///< thin cells, means off by more than 2 %, families that fell back
};

/// Maximum-likelihood laws for every risk cell and its parents, (*,*,*) included, so any cell finds a law.
///
/// - Count: a family with mean · exposure, exposure = months/12 · score; without counts a hurdle,
///   P(any) = p · exposure.
/// - Severity: the year's amount of those with any (hurdle), any family; or the claims behind a member's
///   total, lognormal, gamma or inverse Gaussian: the sum of n gamma claims is gamma, of n inverse Gaussian
///   claims inverse Gaussian, of n lognormal claims lognormal by the first two moments.
/// - Thin cells: with fewer than `minimum_claimants` the severity comes from the nearest parent that has
/// them;
///   with 10 claimants or fewer, or fewer than `minimum_claimants` members, the count law too, its mean held
///   to what five claimants give where the cell has the members, since exact small numbers must not leave.
///
/// Method: docs/theory/cost-laws.md. ModelError naming cell and category where a fit does not converge or a
/// category has too few amounts.
FitResult fit(MemberYears const& data, FitPlan const& plan);

}  // namespace plimsoll
