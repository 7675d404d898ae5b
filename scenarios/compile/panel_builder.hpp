#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {

/// Builds panels one population at a time; contracts meet them by name.
class PanelBuilder {
 public:
  PanelBuilder(LoadedStudy& loaded, YearAxis years) : loaded_(loaded), years_(std::move(years)) {}

  /// The engine that draws them; an empty Conditional where the method draws no members.
  Engine build(RunMethod method, TableShare const& share);
  Panels const& panels() const { return panels_; }
  std::vector<GroupedPanel> const& grouped() const { return grouped_; }
  /// Estimated laws whose parameters trials draw; nothing where all are taken as known.
  std::shared_ptr<UncertainParts const> parameters() const { return parts_; }

 private:
  PanelMoves moves(std::string const& name, PopulationTable const& population, CostTable const& cost,
                   int cost_year) const;
  CostModel read_model(std::string const& file);
  /// Panels of the population's fits: its own, then the alternatives, which share the roster.
  void add_members(std::string const& name, PopulationTable const& population, PanelNames& names,
                   RunMethod method);
  void keep(MemberPanel panel, CostModel model, RunMethod method);
  MemberPanel member_panel(std::string const& name, PopulationTable const& population, CostModel const& model,
                           PanelNames& names);
  void check_frailty(std::string const& name, Frailty const& frailty, CostModel const& model) const;
  void draw_parameters(std::string const& file, CostModel const& model, MemberPanel& panel);
  Roster dealt_roster(std::string const& name, PopulationTable const& population, CostModel const& model);
  void note_fallbacks(std::string const& name, Roster const& roster, CostModel const& model);
  void check_size(std::string const& name, double dollars) const;  ///< of a year's mean cost
  ClassPanel class_panel(std::string const& name, PopulationTable const& population, PanelNames& names);

  LoadedStudy& loaded_;
  YearAxis years_;
  Panels panels_;
  std::vector<MemberPanel> members_;
  std::vector<CostModel> models_;  // of members_
  std::vector<GroupedPanel> grouped_;
  std::shared_ptr<UncertainParts> parts_;
  std::map<std::string, CostModel> read_;  // by file as named
};

}  // namespace plimsoll
