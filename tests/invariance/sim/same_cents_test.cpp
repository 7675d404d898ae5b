// One block of trials drawn with every width of vector instructions: the same cents in every tally.
#include <gtest/gtest.h>

#include <array>
#include <barrier>
#include <functional>
#include <optional>
#include <thread>

#include "plimsoll/sim/run_plan.hpp"
#include "support/simd_levels.hpp"

namespace plimsoll {
namespace {

/// Rare, frequent, hurdle and heavy categories; what the study may move moves.
CostModel mixed_model() {
  auto const law = [](char const* name, CountLaw count, SeverityLaw severity) {
    return CategoryLaw{name, count, severity, {}};
  };
  CellLaw cell;
  cell.laws = {
      law("inpatient", NegativeBinomialCount{0.08, 0.7}, LognormalParetoSeverity{9.2, 0.94, 1e5, 2.2}),
      law("professional", NegativeBinomialCount{5.0, 1.5}, GammaSeverity{0.9, 150.0}),
      law("emergency", PoissonCount{0.2}, LognormalSeverity{6.7, 0.9}),
      law("pharmacy", NegativeBinomialCount{7.0, 1.0}, LognormalSeverity{3.5, 1.5}),
      law("any_home_health", BernoulliCount{0.1}, GammaSeverity{1.5, 5000.0})};
  CostModel model;
  model.year = 2026;
  model.categories = {"inpatient", "professional", "emergency", "pharmacy", "any_home_health"};
  model.cells = {cell};
  return model;
}

Driver driver(char const* path, double mean, double sd) {
  return {KeyPath(path), NormalLaw{mean, sd}, 0.5, {}, Unit::none};
}

std::vector<Driver> const drivers{driver("utilization", 1.0, 0.1), driver("trend", 0.04, 0.02),
                                  driver("growth", -0.05, 0.02)};
YearAxis const years{{2025}, {2026, 2027}};

Experience draw_block(AmountDraw amounts, TallyPlan const& plan, TableShare const& share = {}) {
  MemberPanel panel;
  panel.base_members = 260.0;
  panel.class_of_cell = {ExposureClass{0}};
  Roster roster = deal_roster("aco", {{RiskCell{}, 1.0}}, 300, 12);
  for (std::size_t i = 0; i < roster.members.size(); ++i) {
    roster.members[i].months = static_cast<std::uint8_t>(1 + i % 12);
    roster.members[i].score = 0.4 + 0.01 * static_cast<double>(i % 200);
  }
  panel.roster = std::make_shared<Roster const>(std::move(roster));
  panel.moves.utilization = Quantity(drivers[0]);
  panel.moves.trend = Quantity(drivers[1]);
  panel.moves.growth = Quantity(drivers[2]);
  panel.moves.cost_year = 2024;
  panel.frailty = Frailty{FrailtyFamily::gamma, 0.6, 0.7};
  std::vector<TabledPanel> panels = make_tables({panel}, {mixed_model()}, amounts, share);
  DriverPlan const driver_plan(drivers, {});
  DriverLanes const lanes(driver_plan, years, Seed{5}, TrialBlock{3});
  if (amounts == AmountDraw::each_claim)
    return draw(Claims{std::move(panels)}, plan, lanes, years, Seed{5}, TrialBlock{3});
  return draw(Sums{std::move(panels)}, plan, lanes, years, Seed{5}, TrialBlock{3});
}

TEST(SameCents, AtEveryWidth) {
  TallyPlan plan;
  std::vector<TallyId> ids{
      plan.add({PanelId{}, Scope::all(), TallyShape::member_months, {}, {}}),
      plan.add({PanelId{}, Scope::all(), TallyShape::amount, {}, {}}),
      plan.add({PanelId{}, Scope::of(0), TallyShape::amount, {}, {}}),
      plan.add({PanelId{}, Scope::of(3) | Scope::of(4), TallyShape::amount, {}, {}}),
      plan.add({PanelId{}, Scope::all(), TallyShape::excess, {}, Quantity(20'000.0)}),
      plan.add({PanelId{}, Scope::all(), TallyShape::over, {}, Quantity(50'000.0)}),
      plan.add({PanelId{}, Scope::of(0), TallyShape::months_over, {}, Quantity(8'000.0)})};
  for (AmountDraw amounts : {AmountDraw::one_sum, AmountDraw::each_claim}) {
    Experience const reference = draw_block(amounts, plan);
    test::at_every_simd_level([&] {
      Experience const drawn = draw_block(amounts, plan);
      for (TallyId id : ids)
        for (std::size_t year = 0; year < years.size(); ++year) {
          ASSERT_EQ(drawn.at(id, year), reference.at(id, year));
          ASSERT_NE(drawn.at(id, year), Lanes{}) << "every tally holds something";
        }
    });
  }
}

/// Two processes of one run, here two threads, that send each other the tables they made.
class TwoProcesses {
 public:
  using Change = std::function<void(TableShare::Bytes&)>;

  /// What each drew; the second is sent the frailty table of the first after `change`.
  std::array<std::optional<Experience>, 2> draw(
      AmountDraw amounts, TallyPlan const& plan, Change const& change = [](TableShare::Bytes&) {}) {
    std::array<std::optional<Experience>, 2> drawn;
    auto const run = [&](std::size_t process) {
      std::size_t exchanges = 0;
      TableShare const share{process, 2, [&](TableShare::Bytes mine) {
                               sent_[process] = std::move(mine);
                               both_.arrive_and_wait();
                               std::vector<TableShare::Bytes> all(sent_.begin(), sent_.end());
                               both_.arrive_and_wait();
                               if (exchanges++ == 0 && process == 1) change(all[0]);
                               EXPECT_FALSE(all[0].empty());
                               return all;
                             }};
      drawn[process] = draw_block(amounts, plan, share);
      EXPECT_EQ(exchanges, 2u) << "of the frailty, then of counts and amounts";
    };
    std::thread second(run, 1);
    run(0);
    second.join();
    return drawn;
  }

 private:
  std::barrier<> both_{2};
  std::array<TableShare::Bytes, 2> sent_;
};

TEST(SameCents, FromTablesMadeInTurns) {
  TallyPlan plan;
  TallyId const all = plan.add({PanelId{}, Scope::all(), TallyShape::amount, {}, {}});
  for (AmountDraw amounts : {AmountDraw::one_sum, AmountDraw::each_claim}) {
    Experience const alone = draw_block(amounts, plan);
    TwoProcesses two;
    for (auto const& drawn : two.draw(amounts, plan))
      for (std::size_t year = 0; year < years.size(); ++year)
        ASSERT_EQ(drawn->at(all, year), alone.at(all, year));
    // Negative control: a table that arrives with other numbers (leading bits of frailty factors) is drawn
    // from.
    auto const other = two.draw(amounts, plan, [](TableShare::Bytes& frailty) {
      for (std::size_t i = frailty.size() * 3 / 5 / 4 * 4 + 2; i < frailty.size(); i += 4)
        frailty[i] ^= std::byte{0x20};
    });
    bool same = true;
    for (std::size_t year = 0; year < years.size(); ++year)
      same = same && other[1]->at(all, year) == alone.at(all, year);
    EXPECT_FALSE(same);
  }
}

}  // namespace
}  // namespace plimsoll
