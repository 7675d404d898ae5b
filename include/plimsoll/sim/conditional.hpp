#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/models/experience/experience.hpp"
#include "plimsoll/sim/member_groups.hpp"
#include "plimsoll/sim/moment_table.hpp"

namespace plimsoll {

/// A random sum over a panel's members: what tallies are made of.
struct PanelSum {
  enum class Shape : std::uint8_t {
    capped,   ///< sum of min(x, limit)
    amount,   ///< sum of x
    over,     ///< number of members with x > limit
    leading,  ///< cost of all members, each class cut at the first limit it meets: what a contract settles
  };
  Shape shape = Shape::amount;
  Scope scope = Scope::all();
  std::optional<ExposureClass> exposure;
  std::optional<Quantity> limit;
  LimitBasis basis = LimitBasis::annualised;
};

/// One panel of the Conditional engine.
struct ConditionalPanel {
  std::string name;
  PanelId panel{};
  double base_members = 0.0;
  PanelMoves moves;
  std::vector<double> member_months;  ///< by class, in the base years
  std::vector<PanelSum> sums;         ///< the first is the leading one: cost as the first limits met cut it
  std::vector<MomentTable> tables;    ///< means, deviations, skewnesses, factor of the correlations
  std::vector<std::size_t> table_of_year;                  ///< years with equal limits share a table
  std::shared_ptr<PanelParameters const> parameters = {};  ///< empty where laws are taken as known
  FitShare share = {};  ///< trials drawn by this fit; the panel's others are entries of their own
  Attribution attribution = Attribution::prospective;  ///< that of every tally of the panel
};

/// Engine without members: given the drivers, a panel's year is drawn at once from the means, covariances and
/// skewnesses that its members' laws give its sums. A preview, a control variate and a cross-check; about a
/// microsecond a trial. Drawn parameters of laws move it by the factors they make of the panel's expected
/// frequency and cost per claim. docs/theory/conditional.md.
struct Conditional {
  std::vector<ConditionalPanel> panels;
  bool at_means = false;  ///< every sum at its mean given the drivers, in place of a draw
};

/// Tabulates the sums the plan's tallies are made of. ModelError where a limit is drawn or a variance is
/// infinite, or where tallies of one panel count different members.
Conditional make_conditional(std::vector<GroupedPanel> const& panels, TallyPlan const& plan,
                             DriverPlan const& drivers, YearAxis const& years);

/// Standard normal scores of the leading sums, by panel and year: those of the trial's Sobol point where it
/// has further ones, else drawn.
std::vector<Lanes> leading_scores(Conditional const& engine, DriverLanes const& drivers,
                                  YearAxis const& years, Seed seed, TrialBlock block);

Experience draw(Conditional const& engine, TallyPlan const& plan, DriverLanes const& drivers,
                YearAxis const& years, Seed seed, TrialBlock block);

/// Without noise: the leading sum of every panel and year at this standard normal score, the others at their
/// mean given it. What estimators integrate over.
Experience experience_at(Conditional const& engine, TallyPlan const& plan, DriverLanes const& drivers,
                         YearAxis const& years, TrialBlock block, double score);

/// Conditional mean and standard deviation of a panel-year's leading sum given the drivers, dollars.
struct LeadingSum {
  Lanes mean, deviation;
};
LeadingSum leading_sum(ConditionalPanel const& panel, DriverLanes const& drivers, YearAxis const& years,
                       std::size_t year);

}  // namespace plimsoll
