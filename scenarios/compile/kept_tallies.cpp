#include "compile/kept_tallies.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/experience/excess_curve.hpp"

namespace plimsoll {
namespace {

PanelNames const& names_of(PanelId panel, Panels const& panels) {
  auto const found = std::find_if(panels.begin(), panels.end(),
                                  [&](auto const& named) { return named.second.view.panel == panel; });
  PLIMSOLL_EXPECT(found != panels.end());
  return found->second;
}

std::string scope_name(Scope scope, PanelNames const& names) {
  if (scope.is_all()) return "all";
  std::vector<std::string> categories;
  for (std::size_t category = 0; category < names.categories.size(); ++category)
    if (scope.includes(category)) categories.push_back(names.categories[category]);
  return fmt::format("{}", fmt::join(categories, "+"));
}

std::string shape_name(Tally const& tally) {
  switch (tally.shape) {
    case TallyShape::member_months: return "member_months";
    case TallyShape::amount: return "amount";
    case TallyShape::excess: return tally.basis == LimitBasis::annualised ? "excess" : "policy_year_excess";
    case TallyShape::over: return "members_over";
    case TallyShape::months_over: break;
  }
  return "months_over";
}

std::string says(Tally const& tally) {
  switch (tally.shape) {
    case TallyShape::member_months: return "months of exposure";
    case TallyShape::amount: return "cost of the members";
    case TallyShape::excess: return "cost of the members above the limit the name ends in";
    case TallyShape::over: return "members drawn whose cost is above the limit the name ends in";
    case TallyShape::months_over: break;
  }
  return "member months drawn of members whose cost is above the limit the name ends in";
}

bool same_members(Tally const& a, Tally const& b) {
  return a.panel == b.panel && a.scope == b.scope && a.exposure == b.exposure && a.basis == b.basis;
}

/// Limits the study writes as numbers for the members of one curve, in any year.
std::vector<double> fixed_limits(TallyPlan const& plan, Tally const& curve) {
  std::vector<double> limits;
  for (Tally const& tally : plan.tallies())
    if (tally.limit && tally.limit->is_fixed() && same_members(tally, curve))
      for (std::size_t year = 0; year < tally.limit->years_listed(); ++year)
        limits.push_back(tally.limit->fixed(year));
  return limits;
}

/// One tally for every curve the plan has a limit on.
std::vector<Tally> curves_of(TallyPlan const& plan) {
  std::vector<Tally> curves;
  for (Tally const& tally : plan.tallies())
    if (tally.limit && std::none_of(curves.begin(), curves.end(),
                                    [&](Tally const& known) { return same_members(known, tally); }))
      curves.push_back(tally);
  return curves;
}

}  // namespace

Tally slope_of(Tally excess) {
  excess.shape = excess.basis == LimitBasis::annualised ? TallyShape::months_over : TallyShape::over;
  return excess;
}

std::string kept_name(Tally const& tally, Panels const& panels) {
  PanelNames const& names = names_of(tally.panel, panels);
  std::string const exposure =
      tally.exposure ? names.view.classes[static_cast<std::size_t>(*tally.exposure)] : "all";
  std::string name = fmt::format("experience/{}/{}/{}/{}", names.population, scope_name(tally.scope, names),
                                 exposure, shape_name(tally));
  if (tally.limit) name += fmt::format("/{}", tally.limit->fixed());
  return name;
}

std::vector<double> limits_kept(TallyPlan const& plan, Tally const& excess) {
  return curve_limits(fixed_limits(plan, excess));
}

std::vector<KeptTally> kept_tallies(Program const& program, Panels const& panels) {
  TallyPlan const plan = tallies_of(program);
  TallyPlan kept;
  for (Tally const& tally : plan.tallies())
    if (!tally.limit) kept.add(tally);
  for (Tally const& curve : curves_of(plan)) {
    kept.add({curve.panel, curve.scope, TallyShape::amount, curve.exposure, {}});
    kept.add({curve.panel, Scope::all(), TallyShape::member_months, curve.exposure, {}});
    for (double limit : limits_kept(plan, curve)) {
      Tally const excess{curve.panel, curve.scope, TallyShape::excess, curve.exposure, limit, curve.basis};
      kept.add(excess);
      kept.add(slope_of(excess));
    }
  }
  std::vector<KeptTally> named;
  for (Tally const& tally : kept.tallies()) named.push_back({tally, kept_name(tally, panels), says(tally)});
  return named;
}

}  // namespace plimsoll
