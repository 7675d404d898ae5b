#pragma once

#include <memory>
#include <string>
#include <vector>

#include "plimsoll/models/cost/cost_model.hpp"
#include "plimsoll/models/cost/severity_sampler.hpp"
#include "plimsoll/models/experience/experience.hpp"
#include "plimsoll/models/population/roster.hpp"
#include "plimsoll/sim/panel_moves.hpp"

namespace plimsoll {

/// Laws of one cell made ready to draw from, in the order of the categories.
struct CellSampler {
  struct Category {
    CountLaw count;
    SeveritySampler severity;
  };
  std::vector<Category> categories;
};

/// One panel of the Claims engine.
struct MemberPanel {
  std::string name;
  PanelId panel{};
  std::shared_ptr<Roster const> roster;      ///< the longest any trial needs; trials use a prefix
  double base_members = 0.0;                 ///< roster size in the base years
  std::vector<ExposureClass> class_of_cell;  ///< by cell of the roster
  std::vector<CellSampler> samplers;         ///< by cell of the roster
  PanelMoves moves;
};

/// Samplers for every cell of a roster, each taking its law from the cell or its nearest parent in the model.
/// Categories keep the model's order: a category's position is its slot in the page of words.
std::vector<CellSampler> samplers_for(Roster const& roster, CostModel const& model);

/// Engine that draws every claim of every member: count by inversion, then each amount, per category and
/// year. Exact mode, and the oracle of any faster one.
///
/// Words of category slot s: page (s · 2^17 + k); page 0 of a slot holds (count, first amount), page k two
/// further amounts, two words each. Slots up to 62; 262,142 claims per member, category and year.
struct Claims {
  std::vector<MemberPanel> panels;
};

Experience draw(Claims const& engine, TallyPlan const& plan, DriverLanes const& drivers,
                YearAxis const& years, Seed seed, TrialBlock block);

}  // namespace plimsoll
