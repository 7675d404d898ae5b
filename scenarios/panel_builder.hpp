#pragma once

#include <map>
#include <string>
#include <vector>

#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {

/// Builds panels one population at a time; contracts meet them by name.
class PanelBuilder {
 public:
  PanelBuilder(LoadedStudy& loaded, YearAxis years) : loaded_(loaded), years_(std::move(years)) {}

  /// The engine that draws them; an empty Conditional where the method draws no members.
  Engine build(RunMethod method);
  Panels const& panels() const { return panels_; }
  std::vector<GroupedPanel> const& grouped() const { return grouped_; }

 private:
  PanelMoves moves(std::string const& name, PopulationTable const& population, CostTable const& cost,
                   int cost_year) const;
  CostModel cost_model(std::string const& name);
  MemberPanel member_panel(std::string const& name, PopulationTable const& population, CostModel const& model,
                           PanelNames& names);
  void check_frailty(std::string const& name, Frailty const& frailty, CostModel const& model) const;
  Roster dealt_roster(std::string const& name, PopulationTable const& population, CostModel const& model);
  void note_fallbacks(std::string const& name, Roster const& roster, CostModel const& model);
  void check_size(std::string const& name, Roster const& roster, CostModel const& model) const;
  ClassPanel class_panel(std::string const& name, PopulationTable const& population, PanelNames& names);

  LoadedStudy& loaded_;
  YearAxis years_;
  Panels panels_;
  std::vector<GroupedPanel> grouped_;
};

}  // namespace plimsoll
