// Members who come and go: months, cost and persistence of drawn panels against closed forms.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>

#include "plimsoll/sim/claims.hpp"
#include "plimsoll/sim/panel_law.hpp"
#include "plimsoll/sim/sums.hpp"

namespace plimsoll {
namespace {

constexpr int first_year = 2026;
constexpr std::uint64_t members = 1'500;
YearAxis const years{{}, {first_year, first_year + 1}};
Movement const movement{0.10, 0.05, 1.3, 3.0};

CostModel one_category(double claims) {
  CostModel model;
  model.year = first_year;
  model.categories = {"care"};
  CellLaw cell;
  cell.laws.push_back({"care", PoissonCount{claims}, LognormalSeverity{5.0, 0.4}, {}});
  model.cells.push_back(std::move(cell));
  return model;
}

MemberPanel panel_of(std::uint64_t size, std::optional<Movement> const& moves) {
  MemberPanel panel;
  panel.name = "p";
  Roster roster = deal_roster("p", {{RiskCell{}, 1.0}}, size, 12);
  panel.base_members = static_cast<double>(size);
  panel.class_of_cell = {ExposureClass{}};
  panel.moves.cost_year = first_year;
  panel.moves.movement = moves;
  auto joiners = std::make_shared<std::vector<RosterMember>>();
  for (std::uint64_t i = 0; i < size; ++i) {
    joiners->push_back(roster.members[i]);
    joiners->back().address = member_address("p", "joining", i);
  }
  panel.joiners = joiners;
  panel.roster = std::make_shared<Roster const>(std::move(roster));
  return panel;
}

struct Mean {
  double value = 0.0, error = 0.0;
};
Mean mean_of(std::vector<double> const& values) {
  double sum = 0.0, squares = 0.0;
  auto const n = static_cast<double>(values.size());
  for (double x : values) sum += x / n;
  for (double x : values) squares += (x - sum) * (x - sum) / n;
  return {sum, std::sqrt(squares / n)};
}

/// Months and dollars of a year by trial.
struct Counted {
  std::vector<double> months, dollars;
};

template <class Engine>
Counted counted(Engine const& engine, Attribution attribution, std::size_t year, std::uint32_t blocks) {
  TallyPlan plan;
  Tally months{PanelId{}, Scope::all(), TallyShape::member_months, {}, {}};
  Tally dollars{PanelId{}, Scope::all(), TallyShape::amount, {}, {}};
  months.attribution = dollars.attribution = attribution;
  TallyId const m = plan.add(months), d = plan.add(dollars);
  // Another attribution beside it changes nothing of the first.
  if (attribution != Attribution::enrolled) {
    dollars.attribution =
        attribution == Attribution::prospective ? Attribution::retrospective : Attribution::prospective;
    plan.add(dollars);
  }
  Counted found;
  for (std::uint32_t block = 0; block < blocks; ++block) {
    DriverLanes const lanes({}, years, Seed{5}, TrialBlock{block});
    Experience const experience = draw(engine, plan, lanes, years, Seed{5}, TrialBlock{block});
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      found.months.push_back(experience.at(m, year)[lane]);
      found.dollars.push_back(experience.at(d, year)[lane] / 100.0);
    }
  }
  return found;
}

constexpr std::array all{Attribution::prospective, Attribution::retrospective, Attribution::enrolled};

/// Months and dollars that a stable roster of the panel's size would have in a year.
struct Whole {
  double months, dollars;
};
Whole whole(double claims) {
  CellLaw const cell = one_category(claims).cells.front();
  return {12.0 * static_cast<double>(members), static_cast<double>(members) * moments(cell).mean};
}

void expect_counted(Counted const& drawn, Attribution attribution, double entrants, char const* engine) {
  CountedShare const share = counted_share({0.10, 0.05, 1.3, 3.0, entrants}, attribution);
  Whole const stable = whole(2.0);
  Mean const months = mean_of(drawn.months), dollars = mean_of(drawn.dollars);
  std::printf("%s %s: months %.4f +- %.4f, expected %.4f; cost %.4f +- %.4f, expected %.4f\n", engine,
              std::string(name_in_study(attribution)).c_str(), months.value / stable.months,
              months.error / stable.months, share.months, dollars.value / stable.dollars,
              dollars.error / stable.dollars, share.cost);
  EXPECT_NEAR(months.value, share.months * stable.months, 4.9 * months.error + 0.51) << "whole months";
  EXPECT_NEAR(dollars.value, share.cost * stable.dollars, 4.9 * dollars.error);
}

TEST(MovementDrawn, MonthsAndCostAreThoseOfTheRates) {
  CostModel const model = one_category(2.0);
  Sums const sums{make_tables({panel_of(members, movement)}, {model}, AmountDraw::one_sum)};
  Claims const claims{make_tables({panel_of(members, movement)}, {model}, AmountDraw::each_claim)};
  for (Attribution attribution : all) {
    expect_counted(counted(sums, attribution, 0, 4), attribution, 0.0, "sums, first year,");
    expect_counted(counted(sums, attribution, 1, 4), attribution, 0.15, "sums, second year,");
    expect_counted(counted(claims, attribution, 1, 2), attribution, 0.15, "claims, second year,");
  }
}

// What the test above can see: a roster that stays.
TEST(MovementDrawn, AStableRosterDiffers) {
  Sums const sums{make_tables({panel_of(members, std::nullopt)}, {one_category(2.0)}, AmountDraw::one_sum)};
  Mean const dollars = mean_of(counted(sums, Attribution::prospective, 1, 4).dollars);
  double const expected =
      counted_share({0.10, 0.05, 1.3, 3.0, 0.15}, Attribution::prospective).cost * whole(2.0).dollars;
  EXPECT_GT(std::abs(dollars.value - expected), 4.9 * dollars.error);
}

TEST(MovementDrawn, PanelsWithoutMembersExpectTheSame) {
  ClassPanel panel;
  panel.name = "p";
  panel.classes = {{"*", ExposureClass{}, static_cast<double>(members), 1.0}};
  panel.pbpy = moments(one_category(2.0).cells.front()).mean;
  panel.process_cv = 1.0;
  panel.moves.cost_year = first_year;
  panel.moves.movement = movement;
  for (Attribution attribution : all)
    expect_counted(counted(PanelLaw{{panel}}, attribution, 1, 8), attribution, 0.15, "panel, second year,");
}

/// Covariance of one seat's cost in two years, over the squared mean; prospective, so leavers cost all year.
Mean persistence(double churn) {
  MemberPanel panel = panel_of(1, Movement{churn, 0.0, 1.0, 1.0});
  panel.joiners.reset();
  panel.frailty = Frailty{FrailtyFamily::lognormal, 0.8, 0.7};
  Sums const sums{make_tables({panel}, {one_category(3.0)}, AmountDraw::one_sum)};
  Counted const first = counted(sums, Attribution::prospective, 0, 2'000),
                second = counted(sums, Attribution::prospective, 1, 2'000);
  double const mean = moments(one_category(3.0).cells.front()).mean;
  std::vector<double> products;
  for (std::size_t i = 0; i < first.dollars.size(); ++i)
    products.push_back((first.dollars[i] / mean - 1.0) * (second.dollars[i] / mean - 1.0));
  return mean_of(products);
}

// Whoever takes the seat has a frailty of their own: what lasts of a seat is the share that stays.
TEST(MovementDrawn, PersistenceIsThatOfStayers) {
  double const square = std::log1p(0.64);
  for (double churn : {0.0, 0.3}) {
    Mean const drawn = persistence(churn);
    double const expected = (1.0 - churn) * std::expm1(0.7 * square);
    std::printf("churn %.1f: %.4f +- %.4f, expected %.4f\n", churn, drawn.value, drawn.error, expected);
    EXPECT_NEAR(drawn.value, expected, 4.9 * drawn.error);
  }
  EXPECT_GT(persistence(0.0).value - persistence(0.3).value, 4.9 * persistence(0.3).error);
}

}  // namespace
}  // namespace plimsoll
