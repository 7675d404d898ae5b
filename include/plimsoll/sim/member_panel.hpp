#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/models/cost/cost_model.hpp"
#include "plimsoll/models/cost/frailty_groups.hpp"
#include "plimsoll/models/cost/frailty_table.hpp"
#include "plimsoll/models/experience/experience.hpp"
#include "plimsoll/models/population/roster.hpp"
#include "plimsoll/sim/draw_tables.hpp"
#include "plimsoll/sim/page_plan.hpp"
#include "plimsoll/sim/panel_moves.hpp"
#include "plimsoll/sim/parameters.hpp"
#include "plimsoll/sim/table_share.hpp"

namespace plimsoll {

/// One panel of an engine that draws every member.
struct MemberPanel {
  std::string name;
  PanelId panel{};
  std::shared_ptr<Roster const> roster;      ///< the longest any trial needs; trials use a prefix
  double base_members = 0.0;                 ///< roster size in the base years
  std::vector<ExposureClass> class_of_cell;  ///< by cell of the roster
  PanelMoves moves;
  std::optional<Frailty> frailty;
  std::shared_ptr<PanelParameters const> parameters = {};  ///< empty where laws are taken as known
  FitShare share = {};  ///< trials drawn by this fit; the panel's others are entries of their own
  /// Seats of those who join in the course of a year, as many as any trial needs; cells are the roster's.
  std::shared_ptr<std::vector<RosterMember> const> joiners = {};
};

/// A member of the roster and whoever takes their place, or one who joins in the course of a year.
struct Seat {
  RosterMember const* member;
  double place;  ///< in the roster, or among the joiners
  bool joiner;
};

/// A frailty made ready to draw from.
struct FrailtyTables {
  FrailtyGroups groups;
  std::vector<std::shared_ptr<FrailtyTable const>> tables;  ///< by group
  float year_correlation = 1.0f;
};

/// A panel with what its members are drawn from.
struct TabledPanel {
  MemberPanel members;
  PagePlan pages;
  std::vector<Seat> seats;                       ///< cell by cell, so that a cell's tables stay near
  std::vector<CellTables> cells;                 ///< by cell of the roster
  std::shared_ptr<FrailtyTables const> frailty;  ///< empty where members have none
  /// Categories whose members' exposure is one, by category: their frailty group, 0 without a frailty.
  std::size_t group_of(std::size_t category) const {
    return frailty ? frailty->groups.of_category[category] : 0;
  }
};

/// Whether a member's amounts are drawn claim by claim, or as one sum of so many claims.
enum class AmountDraw { each_claim, one_sum };

/// Tables of every panel: laws of a cell come from the cell or its nearest parent in the model. Equal laws
/// share a table, so does a law that differs in scale only. Made in parallel; no number depends on threads,
/// nor on which process of the run made them.
std::vector<TabledPanel> make_tables(std::vector<MemberPanel> panels, std::vector<CostModel> const& models,
                                     AmountDraw amounts, TableShare const& share = {});

/// SHA-256 of every number the draw can read from the tables: part of a run's identity.
std::string digest_of(std::vector<TabledPanel> const& panels);

}  // namespace plimsoll
