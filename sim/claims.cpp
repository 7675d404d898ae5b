#include "plimsoll/sim/claims.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "member_tallies.hpp"
#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/cost/count_inversion.hpp"

namespace plimsoll {
namespace {

constexpr std::uint32_t pages_per_slot = 1u << 17;

/// One member, year and category over all lanes, in three passes so that each runs at its own pace: count the
/// claims and collect the uniforms of their amounts, turn those into dollars, add up. Keeps its memory from
/// call to call.
class CategoryDraw {
 public:
  void draw(CellSampler::Category const& law, std::size_t slot, Lanes const& exposure, Lanes const& unit_cost,
            WordAddress const& at, TrialBlock block, Lanes& cents) {
    auto const page = static_cast<std::uint32_t>(slot) * pages_per_slot;
    used_ = 0;
    count_claims(law.count, page, exposure, at, block);
    dollars_.resize(uniforms_.size());
    law.severity(std::span(uniforms_).first(used_), std::span(dollars_).first(used_));
    add_up(law.count, exposure, unit_cost, cents);
  }

 private:
  void count_claims(CountLaw const& law, std::uint32_t page, Lanes const& exposure, WordAddress const& at,
                    TrialBlock block) {
    CountInversion count(law);
    double const law_mean = mean(law);
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      claims_[lane] = 0;
      double const moved_mean = law_mean * exposure[lane];
      if (moved_mean <= 0.0) continue;
      Words const words = words_at(at, block.trial(lane), page);
      claims_[lane] = count(moved_mean, uniform(words[0], words[1]));
      if (claims_[lane] > 0) collect_uniforms(claims_[lane], words, at, block.trial(lane), page);
    }
  }

  /// The first from the count's own page, two from each page after it.
  void collect_uniforms(std::int64_t claims, Words const& first, WordAddress const& at, std::uint32_t trial,
                        std::uint32_t page) {
    PLIMSOLL_EXPECT(claims < 2 * static_cast<std::int64_t>(pages_per_slot) - 2);
    auto const end = used_ + static_cast<std::size_t>(claims);
    if (end + 1 > uniforms_.size()) uniforms_.resize(2 * (end + 1));
    uniforms_[used_] = uniform(first[2], first[3]);
    for (std::size_t next = used_ + 1; next < end; next += 2) {
      Words const words = words_at(at, trial, ++page);
      uniforms_[next] = uniform(words[0], words[1]);
      uniforms_[next + 1] =
          uniform(words[2], words[3]);  // one past the last claim where their number is even
    }
    used_ = end;
  }

  /// Whole cents, rounded once after every factor, half to even.
  void add_up(CountLaw const& law, Lanes const& exposure, Lanes const& unit_cost, Lanes& cents) const {
    double const law_mean = mean(law);
    bool const hurdle = std::holds_alternative<BernoulliCount>(law);
    double const* next = dollars_.data();
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      double sum = 0.0;
      for (std::int64_t claim = 0; claim < claims_[lane]; ++claim) sum += *next++;
      // A hurdle that is certain keeps its mean by growing the year's amount instead.
      double const surplus = hurdle ? std::max(1.0, law_mean * exposure[lane]) : 1.0;
      cents[lane] = std::nearbyint(sum * surplus * unit_cost[lane] * 100.0);
    }
  }

  std::array<std::int64_t, lane_count> claims_{};
  std::vector<double> uniforms_, dollars_;
  std::size_t used_ = 0;
};

void draw_panel(MemberPanel const& panel, TallyPlan const& plan, DriverLanes const& drivers,
                YearAxis const& years, Seed seed, TrialBlock block, Experience& experience) {
  std::vector<MovedYear> const moved = move(panel.moves, drivers, years);
  std::size_t const categories = panel.samplers.front().categories.size();
  std::vector<Lanes> cents(categories);
  CategoryDraw category;
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
        category.draw(cell.categories[slot], slot, exposure, moved[year].unit_cost, at, block, cents[slot]);
      tallies.add(panel.class_of_cell[member.cell], member.months, months, cents);
    }
  }
}

}  // namespace

std::vector<CellSampler> samplers_for(Roster const& roster, CostModel const& model) {
  PLIMSOLL_EXPECT(model.categories.size() <= most_categories);
  std::vector<CellSampler> samplers;
  for (RiskCell const& cell : roster.cells) {
    CellSampler sampler;
    for (CategoryLaw const& law : model.cells[find_cell(model, cell)].laws)
      sampler.categories.push_back({law.count, SeveritySampler(law.severity)});
    samplers.push_back(std::move(sampler));
  }
  return samplers;
}

Experience draw(Claims const& engine, TallyPlan const& plan, DriverLanes const& drivers,
                YearAxis const& years, Seed seed, TrialBlock block) {
  Experience experience(plan.tallies().size(), years.size());
  for (MemberPanel const& panel : engine.panels)
    draw_panel(panel, plan, drivers, years, seed, block, experience);
  return experience;
}

}  // namespace plimsoll
