#include "plimsoll/sim/member_groups.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace plimsoll {
namespace {

constexpr std::size_t frailty_nodes = 16;

WeightedNodes nodes_of(Frailty const& frailty) {
  return frailty.family == FrailtyFamily::gamma ? gamma_nodes(frailty.cv, frailty_nodes)
                                                : lognormal_nodes(frailty.cv, frailty_nodes);
}

}  // namespace

GroupedPanel group_members(MemberPanel const& panel, CostModel const& model) {
  GroupedPanel grouped;
  grouped.name = panel.name;
  grouped.panel = panel.panel;
  grouped.base_members = panel.base_members;
  grouped.class_of_cell = panel.class_of_cell;
  grouped.moves = panel.moves;
  grouped.parameters = panel.parameters;
  grouped.share = panel.share;
  if (panel.frailty) grouped.frailty = nodes_of(*panel.frailty);
  for (RiskCell const& cell : panel.roster->cells)
    grouped.laws.push_back(model.cells[find_cell(model, cell)].laws);
  auto const size =
      std::min(panel.roster->members.size(), static_cast<std::size_t>(std::round(panel.base_members)));
  std::map<std::pair<std::size_t, int>, WeightedNodes> groups;
  for (std::size_t i = 0; i < size; ++i) {
    RosterMember const& member = panel.roster->members[i];
    WeightedNodes& scores = groups[{member.cell, member.months}];
    scores.at.push_back(member.score);
    scores.weight.push_back(1.0);
  }
  for (auto const& [key, scores] : groups)
    grouped.groups.push_back({key.first, key.second, gauss_nodes(scores, GroupedPanel::most_scores)});
  return grouped;
}

}  // namespace plimsoll
