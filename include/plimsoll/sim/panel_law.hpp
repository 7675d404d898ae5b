#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/models/experience/experience.hpp"
#include "plimsoll/sim/panel_moves.hpp"

namespace plimsoll {

/// Law of a class-year's total in PanelLaw.
enum class PanelShape { normal, lognormal, gamma };
template <>
struct Names<PanelShape> {
  static constexpr std::array<std::pair<std::string_view, PanelShape>, 3> pairs{
      {{"normal", PanelShape::normal}, {"lognormal", PanelShape::lognormal}, {"gamma", PanelShape::gamma}}};
};

/// One panel of the PanelLaw engine.
struct ClassPanel {
  struct Class {
    std::string name;  ///< enrolment type; part of the address of its draws
    ExposureClass exposure{};
    double members = 0.0;        ///< in the base years
    double relative_cost = 1.0;  ///< factor on pbpy
  };
  std::string name;
  PanelId panel{};
  std::vector<Class> classes;
  double months = 12.0;  ///< of exposure per member and year
  Quantity pbpy;         ///< mean dollars per beneficiary-year
  Quantity process_cv;   ///< sd over mean of one member's year, after any claimant cap
  PanelShape shape = PanelShape::normal;
  PanelMoves moves;
};

/// Engine with one draw per panel, class and year: a total of mean N·pbpy and sd pbpy·cv·sqrt(N). For
/// contract-only studies, tests and previews. It has no members: excess and over tallies are zero, since
/// `process_cv` is that of capped cost. docs/theory/panel-law.md.
struct PanelLaw {
  std::vector<ClassPanel> panels;
};

Experience draw(PanelLaw const& engine, TallyPlan const& plan, DriverLanes const& drivers,
                YearAxis const& years, Seed seed, TrialBlock block);

}  // namespace plimsoll
