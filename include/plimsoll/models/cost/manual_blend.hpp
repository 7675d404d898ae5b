#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/models/cost/cost_model.hpp"
#include "plimsoll/models/cost/credibility.hpp"
#include "plimsoll/models/cost/member_years.hpp"

namespace plimsoll {

enum class CredibilityMethod { limited_fluctuation, buhlmann_straub };
template <>
struct Names<CredibilityMethod> {
  static constexpr std::array<std::pair<std::string_view, CredibilityMethod>, 2> pairs{
      {{"limited_fluctuation", CredibilityMethod::limited_fluctuation},
       {"buhlmann_straub", CredibilityMethod::buhlmann_straub}}};
};

/// How own experience and a manual rate are weighted.
struct BlendPlan {
  CredibilityMethod method = CredibilityMethod::limited_fluctuation;
  FullCredibility full;
  static constexpr auto fields = field_table(
      optional("credibility", &BlendPlan::method,
               "weight of own experience against --manual: by claims, or by how far cells differ"),
      optional("full", &BlendPlan::full, "standard of full credibility, limited fluctuation only"));
  friend bool operator==(BlendPlan const&, BlendPlan const&) = default;
};

/// The structure of one category as ratios to the manual rate, exposure in manual dollars.
struct CategoryStructure {
  std::string category;
  BuhlmannStraub ratios;
};

struct Blend {
  CostModel model;                            ///< means blended, `fit.credibility` of every law filled in
  std::vector<CategoryStructure> structures;  ///< Bühlmann-Straub only
};

/// Faults of a manual rate as the reader must report them: another year of dollars, a category that is
/// missing or has a mean of 0, a cell that no law of the manual covers.
std::vector<std::string> manual_faults(CostModel const& fitted, CostModel const& manual);

/// The fitted model with each mean moved to Z · own + (1 - Z) · manual, cell by cell and category by
/// category, by a factor on the severity; shapes and counts stay as fitted. Own is the mean of the data;
/// where it or Z would tell of 1 to 10 people, Z is 0. Z by limited fluctuation: claims of
/// the data (or members with any) against full_credibility_claims with the fitted law's variance. By
/// Bühlmann-Straub: the cells of the data × members, ratios of cost to manual, exposure in manual dollars,
/// complement 1. Expects no manual_faults, and `fitted` to be a fit of `data`, whose rows have no weights.
/// docs/theory/credibility.md.
Blend blend_with_manual(MemberYears const& data, CostModel fitted, CostModel const& manual,
                        BlendPlan const& plan);

}  // namespace plimsoll
