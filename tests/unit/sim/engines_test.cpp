// Sums, Claims and PanelLaw: what the tallies hold, by members counted by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/sim/claims.hpp"
#include "plimsoll/sim/panel_law.hpp"
#include "plimsoll/sim/sums.hpp"

namespace plimsoll {
namespace {

YearAxis const one_year{{}, {2026}};
constexpr PanelId panel_0{0};

Roster two_members() {
  Roster roster;
  roster.cells = {RiskCell{"esrd", "*", "*"}, RiskCell{"aged", "*", "*"}};
  roster.members = {{member_address("p", "one"), 0, 12, 1.0}, {member_address("p", "two"), 1, 6, 1.0}};
  return roster;
}

/// Every category certain, every amount near its mean: a hurdle of 1 with almost no spread.
CostModel certain(double first, double second) {
  auto const fixed = [](double dollars) { return LognormalSeverity{std::log(dollars), 1e-9}; };
  return {"cost/1",
          2026,
          "",
          {"a", "b"},
          {{"*",
            "*",
            "*",
            {},
            {{"a", BernoulliCount{1.0}, fixed(first), {}}, {"b", BernoulliCount{1.0}, fixed(second), {}}}}}};
}

struct Drawn {
  Experience experience;
  double at(TallyId tally, std::size_t lane = 0) const { return experience.at(tally, 0)[lane]; }
};

MemberPanel panel_of(Roster roster, PanelMoves moves = {}) {
  MemberPanel panel;
  panel.panel = panel_0;
  panel.base_members = static_cast<double>(roster.members.size());
  for (std::size_t cell = 0; cell < roster.cells.size(); ++cell)
    panel.class_of_cell.push_back(static_cast<ExposureClass>(cell));
  panel.roster = std::make_shared<Roster const>(std::move(roster));
  if (moves.cost_year == 0) moves.cost_year = 2026;
  panel.moves = std::move(moves);
  return panel;
}

/// Both engines that draw members.
class MemberEngines : public testing::TestWithParam<AmountDraw> {
 protected:
  Drawn draw_panel(MemberPanel panel, CostModel const& model, TallyPlan const& plan) const {
    DriverLanes const drivers(DriverPlan{}, one_year, Seed{1}, TrialBlock{0});
    std::vector<TabledPanel> panels = make_tables({std::move(panel)}, {model}, GetParam());
    if (GetParam() == AmountDraw::each_claim)
      return {draw(Claims{std::move(panels)}, plan, drivers, one_year, Seed{1}, TrialBlock{0})};
    return {draw(Sums{std::move(panels)}, plan, drivers, one_year, Seed{1}, TrialBlock{0})};
  }
  Drawn draw_members(Roster roster, CostModel const& model, TallyPlan const& plan,
                     PanelMoves moves = {}) const {
    return draw_panel(panel_of(std::move(roster), std::move(moves)), model, plan);
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, MemberEngines, testing::Values(AmountDraw::one_sum, AmountDraw::each_claim),
                         [](auto const& engine) {
                           return std::string(engine.param == AmountDraw::one_sum ? "Sums" : "Claims");
                         });

Tally tally(TallyShape shape, std::optional<ExposureClass> exposure = {},
            std::optional<Quantity> limit = {}) {
  return {panel_0, Scope::all(), shape, exposure, std::move(limit)};
}

TEST_P(MemberEngines, MonthsAndAmountsByClass) {
  TallyPlan plan;
  TallyId const months = plan.add(tally(TallyShape::member_months));
  TallyId const aged_months = plan.add(tally(TallyShape::member_months, ExposureClass{1}));
  TallyId const esrd = plan.add(tally(TallyShape::amount, ExposureClass{0}));
  TallyId const b_only = plan.add({panel_0, Scope::of(1), TallyShape::amount, ExposureClass{0}, {}});
  Drawn const drawn = draw_members(two_members(), certain(1000.0, 500.0), plan);
  EXPECT_EQ(drawn.at(months), 18.0);
  EXPECT_EQ(drawn.at(aged_months), 6.0);
  EXPECT_EQ(drawn.at(esrd), 150'000.0) << "whole cents";
  EXPECT_EQ(drawn.at(b_only), 50'000.0);
}

TEST_P(MemberEngines, PartYearMembersMeetAPartYearLimit) {
  TallyPlan plan;
  TallyId const full = plan.add(tally(TallyShape::excess, ExposureClass{0}, Quantity(1200.0)));
  TallyId const half = plan.add(tally(TallyShape::excess, ExposureClass{1}, Quantity(1200.0)));
  TallyId const over = plan.add(tally(TallyShape::over, {}, Quantity(1200.0)));
  Roster roster = two_members();
  roster.members[1].score = 2.0;  // six months at twice the frequency: a full year's hurdle
  Drawn const drawn = draw_members(roster, certain(1000.0, 500.0), plan);
  EXPECT_EQ(drawn.at(full), 30'000.0);  // 1,500 less 1,200
  EXPECT_EQ(drawn.at(half), 90'000.0);  // 1,500 less 600
  EXPECT_EQ(drawn.at(over), 2.0);
}

TEST_P(MemberEngines, ALimitOfThePolicyYearIsWholeWhateverTheMonths) {
  TallyPlan plan;
  Tally by_year = tally(TallyShape::excess, ExposureClass{1}, Quantity(1200.0));
  by_year.basis = LimitBasis::policy_year;
  TallyId const half = plan.add(by_year);
  by_year.exposure.reset();
  by_year.shape = TallyShape::over;
  TallyId const over = plan.add(by_year);
  Roster roster = two_members();
  roster.members[1].score = 2.0;
  Drawn const drawn = draw_members(roster, certain(1000.0, 500.0), plan);
  EXPECT_EQ(drawn.at(half), 30'000.0);  // six months at 1,500: less 1,200, not less 600
  EXPECT_EQ(drawn.at(over), 2.0);
}

TEST_P(MemberEngines, AnEmptyScopeHoldsNothing) {
  TallyPlan plan;
  TallyId const nothing = plan.add({panel_0, Scope::none(), TallyShape::amount, {}, {}});
  EXPECT_EQ(draw_members(two_members(), certain(1000.0, 500.0), plan).at(nothing), 0.0);
}

TEST_P(MemberEngines, ACertainHurdleGrowsTheAmountInstead) {
  TallyPlan plan;
  TallyId const amount = plan.add(tally(TallyShape::amount, ExposureClass{0}));
  PanelMoves moves;
  moves.utilization = 1.5;
  EXPECT_EQ(draw_members(two_members(), certain(1000.0, 500.0), plan, moves).at(amount), 225'000.0);
}

TEST_P(MemberEngines, TrendCompoundsFromTheCostYear) {
  TallyPlan plan;
  TallyId const amount = plan.add(tally(TallyShape::amount, ExposureClass{0}));
  Roster roster = two_members();
  PanelMoves moves;
  moves.trend = 0.10;
  moves.cost_year = 2024;
  Drawn const drawn = draw_members(two_members(), certain(1000.0, 500.0), plan, moves);
  EXPECT_EQ(drawn.at(amount), 181'500.0);  // 1,500 · 1.1²
}

TEST_P(MemberEngines, DecliningRostersLoseTheirLastMembers) {
  TallyPlan plan;
  TallyId const months = plan.add(tally(TallyShape::member_months));
  PanelMoves moves;
  moves.growth = -0.5;
  EXPECT_EQ(draw_members(two_members(), certain(1000.0, 500.0), plan, moves).at(months), 12.0);
}

TEST_P(MemberEngines, MembersOrderChangesNoBit) {
  Roster reversed = two_members();
  std::swap(reversed.members[0], reversed.members[1]);
  TallyPlan plan;
  TallyId const amount = plan.add(tally(TallyShape::amount));
  CostModel model = certain(1000.0, 500.0);
  model.cells[0].laws[0].count = NegativeBinomialCount{2.0, 0.8};
  model.cells[0].laws[0].severity = LognormalSeverity{7.0, 1.5};
  EXPECT_EQ(draw_members(two_members(), model, plan).experience.at(amount, 0),
            draw_members(reversed, model, plan).experience.at(amount, 0));
}

TEST_P(MemberEngines, MoreFrequencyNeverMeansFewerClaimsOrDollars) {
  TallyPlan plan;
  TallyId const amount = plan.add(tally(TallyShape::amount));
  CostModel model = certain(1000.0, 500.0);
  model.cells[0].laws[0].count = NegativeBinomialCount{2.0, 0.8};
  PanelMoves more;
  more.utilization = 1.1;
  Drawn const base = draw_members(two_members(), model, plan),
              busier = draw_members(two_members(), model, plan, more);
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    EXPECT_LE(base.at(amount, lane), busier.at(amount, lane));
}

TEST(PanelLawEngine, WithoutSpreadTheTotalIsTheMean) {
  ClassPanel panel;
  panel.name = "p";
  panel.classes = {{"*", ExposureClass{0}, 100.0}};
  panel.months = 6.0;
  panel.pbpy = 1000.0;
  panel.process_cv = 0.0;
  panel.moves.cost_year = 2026;
  TallyPlan plan;
  TallyId const amount = plan.add(tally(TallyShape::amount)),
                months = plan.add(tally(TallyShape::member_months));
  TallyId const excess = plan.add(tally(TallyShape::excess, ExposureClass{0}, Quantity(10.0)));
  DriverLanes const drivers(DriverPlan{}, one_year, Seed{1}, TrialBlock{0});
  Experience const drawn = draw(PanelLaw{{panel}}, plan, drivers, one_year, Seed{1}, TrialBlock{0});
  EXPECT_EQ(drawn.at(months, 0)[0], 600.0);
  EXPECT_EQ(drawn.at(amount, 0)[0], 5'000'000.0);  // 50 person-years in cents
  EXPECT_EQ(drawn.at(excess, 0)[0], 0.0);
}

}  // namespace
}  // namespace plimsoll
