#include "plimsoll/sim/claims.hpp"

#include <cmath>

#include "member_tallies.hpp"
#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/cost/count_inversion.hpp"

namespace plimsoll {
namespace {

constexpr std::uint32_t pages_per_slot = 1u << 17;
constexpr std::size_t most_slots = 127;

/// Amounts of one member-year-category in dollars: the sum of `claims` claims, the first from the count's own page.
double claims_total(SeveritySampler const& severity, std::int64_t claims, Words const& first, WordAddress const& at,
                    std::uint32_t trial, std::uint32_t page) {
  double sum = severity(uniform(first[2], first[3]));
  for (std::int64_t claim = 1; claim < claims; claim += 2) {
    Words const words = words_at(at, trial, ++page);
    sum += severity(uniform(words[0], words[1]));
    if (claim + 1 < claims) sum += severity(uniform(words[2], words[3]));
  }
  return sum;
}

/// One member, year and category over all lanes: whole cents, rounded once after every factor, half to even.
void draw_category(CellSampler::Category const& law, std::size_t slot, Lanes const& exposure, Lanes const& unit_cost,
                   WordAddress const& at, TrialBlock block, Lanes& cents) {
  CountInversion count(law.count);
  double const law_mean = mean(law.count);
  bool const hurdle = std::holds_alternative<BernoulliCount>(law.count);
  auto const page = static_cast<std::uint32_t>(slot) * pages_per_slot;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    cents[lane] = 0.0;
    double const moved_mean = law_mean * exposure[lane];
    if (moved_mean <= 0.0) continue;
    Words const words = words_at(at, block.trial(lane), page);
    std::int64_t const claims = count(moved_mean, uniform(words[0], words[1]));
    if (claims == 0) continue;
    PLIMSOLL_EXPECT(claims < 2 * static_cast<std::int64_t>(pages_per_slot) - 2);
    // A hurdle that is certain keeps its mean by growing the year's amount instead.
    double const surplus = hurdle ? std::max(1.0, moved_mean) : 1.0;
    double const dollars = claims_total(law.severity, claims, words, at, block.trial(lane), page);
    cents[lane] = std::nearbyint(dollars * surplus * unit_cost[lane] * 100.0);
  }
}

void draw_panel(MemberPanel const& panel, TallyPlan const& plan, DriverLanes const& drivers, YearAxis const& years,
                Seed seed, TrialBlock block, Experience& experience) {
  std::vector<MovedYear> const moved = move(panel.moves, drivers, years);
  std::size_t const categories = panel.samplers.front().categories.size();
  std::vector<Lanes> cents(categories);
  for (std::size_t year = 0; year < years.size(); ++year) {
    MemberTallies tallies(panel.panel, plan, drivers, years, year, experience);
    Lanes size;
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      size[lane] = std::round(panel.base_members * moved[year].roster_share[lane]);
    double const longest = *std::max_element(size.begin(), size.end());
    PLIMSOLL_EXPECT(longest <= static_cast<double>(panel.roster->members.size()));
    for (std::size_t i = 0; static_cast<double>(i) < longest; ++i) {
      RosterMember const& member = panel.roster->members[i];
      WordAddress const at{seed, member.address, Purpose::claims, years[year]};
      double const weight = member.months / 12.0 * member.score;
      Lanes exposure, months;
      for (std::size_t lane = 0; lane < lane_count; ++lane) {
        bool const enrolled = static_cast<double>(i) < size[lane];
        months[lane] = enrolled ? member.months : 0.0;
        exposure[lane] = enrolled ? weight * moved[year].frequency[lane] : 0.0;
      }
      CellSampler const& cell = panel.samplers[member.cell];
      for (std::size_t slot = 0; slot < categories; ++slot)
        draw_category(cell.categories[slot], slot, exposure, moved[year].unit_cost, at, block, cents[slot]);
      tallies.add(panel.class_of_cell[member.cell], member.months, months, cents);
    }
  }
}

}  // namespace

std::vector<CellSampler> samplers_for(Roster const& roster, CostModel const& model) {
  PLIMSOLL_EXPECT(model.categories.size() <= most_slots);
  std::vector<CellSampler> samplers;
  for (RiskCell const& cell : roster.cells) {
    CellSampler sampler;
    for (CategoryLaw const& law : model.cells[find_cell(model, cell)].laws)
      sampler.categories.push_back({law.count, SeveritySampler(law.severity)});
    samplers.push_back(std::move(sampler));
  }
  return samplers;
}

Experience draw(Claims const& engine, TallyPlan const& plan, DriverLanes const& drivers, YearAxis const& years,
                Seed seed, TrialBlock block) {
  Experience experience(plan.tallies().size(), years.size());
  for (MemberPanel const& panel : engine.panels) draw_panel(panel, plan, drivers, years, seed, block, experience);
  return experience;
}

}  // namespace plimsoll
