#include "plimsoll/sim/panel_law.hpp"

#include <cmath>

#include "plimsoll/core/lane_list.hpp"
#include "plimsoll/core/normal.hpp"

namespace plimsoll {
namespace {

/// Dollars of a class-year with this mean and sd, at uniform u.
double total_at(PanelShape shape, double mean, double sd, double u) {
  if (mean <= 0.0) return 0.0;
  if (sd <= 0.0) return mean;
  switch (shape) {
    case PanelShape::normal: return mean + sd * normal_quantile(u);
    case PanelShape::lognormal: return quantile(LognormalLaw{mean, sd}, u);
    case PanelShape::gamma: return quantile(GammaLaw{mean, sd}, u);
  }
  return mean;
}

struct ClassYear {
  Lanes member_months;
  Lanes cents;
};

ClassYear draw_class(ClassPanel const& panel, ClassPanel::Class const& members, MovedYear const& moved,
                     QuantityLanes const& pbpy, QuantityLanes const& process_cv, WordAddress const& at,
                     TrialBlock block) {
  ClassYear drawn;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    double const months = std::round(members.members * moved.roster_share[lane] * panel.months);
    double const lives = months / 12.0;
    double const level = members.relative_cost * pbpy[lane] * moved.frequency[lane] * moved.unit_cost[lane];
    Words const words = words_at(at, block.trial(lane), 0);
    double const dollars = total_at(panel.shape, lives * level, level * process_cv[lane] * std::sqrt(lives),
                                    uniform(words[0], words[1]));
    drawn.member_months[lane] = months;
    drawn.cents[lane] = std::nearbyint(dollars * 100.0);
  }
  return drawn;
}

/// The same luck for whoever an attribution counts.
void add_panel(ClassPanel const& panel, Attribution attribution, TallyPlan const& plan,
               DriverLanes const& drivers, YearAxis const& years, Seed seed, TrialBlock block,
               Experience& experience) {
  std::vector<MovedYear> const moved = expected_moves(panel.moves, attribution, nullptr, drivers, years);
  for (ClassPanel::Class const& members : panel.classes) {
    KeyPath const name = KeyPath("panel") / panel.name / members.name;
    WordAddress at{seed, named_address(name.text()), Purpose::class_year, 0};
    for (std::size_t year = 0; year < years.size(); ++year) {
      at.year = years[year];
      ClassYear const drawn =
          draw_class(panel, members, moved[year], QuantityLanes(panel.pbpy, drivers, years, year),
                     QuantityLanes(panel.process_cv, drivers, years, year), at, block);
      for (std::size_t t = 0; t < plan.tallies().size(); ++t) {
        Tally const& tally = plan.tallies()[t];
        if (tally.panel != panel.panel || tally.attribution != attribution) continue;
        if (tally.exposure && *tally.exposure != members.exposure) continue;
        if (tally.shape == TallyShape::amount && tally.scope.is_all())
          add_lanes(drawn.cents, experience.at(static_cast<TallyId>(t), year));
        if (tally.shape == TallyShape::member_months)
          add_lanes(drawn.member_months, experience.at(static_cast<TallyId>(t), year));
      }
    }
  }
}

}  // namespace

Experience draw(PanelLaw const& engine, TallyPlan const& plan, DriverLanes const& drivers,
                YearAxis const& years, Seed seed, TrialBlock block) {
  Experience experience(plan.tallies().size(), years.size());
  for (ClassPanel const& panel : engine.panels) {
    for (Attribution attribution : attributions_of(plan, panel.panel))
      add_panel(panel, attribution, plan, drivers, years, seed, block, experience);
  }
  return experience;
}

}  // namespace plimsoll
