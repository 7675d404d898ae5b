#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "plimsoll/models/cost/cost_model.hpp"
#include "plimsoll/models/cost/quadrature.hpp"
#include "plimsoll/sim/member_panel.hpp"

namespace plimsoll {

/// Members of one cell with the same months of exposure, as engines without members see them.
struct MemberGroup {
  std::size_t cell = 0;  ///< position in GroupedPanel::laws
  int months = 12;
  WeightedNodes scores;  ///< weights sum to the number of members
};

/// A panel whose members are known by cell, months and a few scores. Scores beyond `most_scores` different
/// ones are replaced by Gauss nodes of the same first 11 moments: what is summed over members is a smooth
/// function of the score, so nothing visible is lost (docs/theory/exact.md).
struct GroupedPanel {
  static constexpr std::size_t most_scores = 6;
  std::string name;
  PanelId panel{};
  double base_members = 0.0;                   ///< roster size in the base years
  std::vector<std::vector<CategoryLaw>> laws;  ///< by cell of the roster
  std::vector<ExposureClass> class_of_cell;
  std::vector<MemberGroup> groups;  ///< of the roster in the base years
  PanelMoves moves;
  WeightedNodes frailty = WeightedNodes::single(1.0);      ///< law of a factor on a member's frequency
  std::shared_ptr<PanelParameters const> parameters = {};  ///< empty where laws are taken as known
  FitShare share = {};
};

GroupedPanel group_members(MemberPanel const& panel, CostModel const& model);

}  // namespace plimsoll
