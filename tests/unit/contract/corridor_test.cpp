#include "plimsoll/models/contract/corridor.hpp"

#include <gtest/gtest.h>

#include <array>

#include "plimsoll/models/contract/ledger.hpp"
#include "plimsoll/models/contract/program.hpp"

namespace plimsoll {
namespace {

/// Our part of a balance on a benchmark of 1000.
double part(Corridor const& term, double balance) {
  Position at;
  at.benchmark = 1000.0;
  at.balance = Expr::named("balance");
  std::array<std::pair<std::string, double>, 1> const numbers{{{"balance", balance}}};
  return balance + evaluate(apply(term, at), numbers);
}

Corridor const global{{{0.0, 1.0}, {0.25, 0.5}, {0.5, 0.25}}, {{0.0, 0.75}, {0.125, 0.5}}};

TEST(Corridor, SharesEachBandByItsOwnShare) {
  EXPECT_EQ(part(global, 0.0), 0.0);
  EXPECT_EQ(part(global, 100.0), 100.0);
  EXPECT_EQ(part(global, 250.0), 250.0);
  EXPECT_EQ(part(global, 350.0), 300.0);
  EXPECT_EQ(part(global, 500.0), 375.0);
  EXPECT_EQ(part(global, 900.0), 475.0);
}

TEST(Corridor, LossesHaveBandsOfTheirOwn) {
  EXPECT_EQ(part(global, -100.0), -75.0);
  EXPECT_EQ(part(global, -125.0), -93.75);
  EXPECT_EQ(part(global, -225.0), -143.75);
}

TEST(Corridor, ASideWithoutBandsStaysAsItIs) {
  Corridor const savings_only{{{0.0, 0.5}}, {}};
  EXPECT_EQ(part(savings_only, 100.0), 50.0);
  EXPECT_EQ(part(savings_only, -100.0), -100.0);
}

TEST(Corridor, SplittingABandChangesNothing) {
  Corridor const split{{{0.0, 1.0}, {0.125, 1.0}, {0.25, 0.5}, {0.375, 0.5}, {0.5, 0.25}, {0.75, 0.25}},
                       {{0.0, 0.75}, {0.0625, 0.75}, {0.125, 0.5}}};
  for (double balance = -1000.0; balance <= 1000.0; balance += 31.25)
    EXPECT_EQ(part(split, balance), part(global, balance)) << balance;
}

std::vector<Problem> faults(Corridor term) {
  std::vector<NamedTerm> const terms{{"gross_savings", GrossSavings{}, {}}, {"bands", std::move(term), {}}};
  return faults_of(terms, PanelView{});
}

TEST(Corridor, RefusesOverlapNamingBothBands) {
  auto const problems = faults({{{0.0, 1.0}, {0.3, 0.5}, {0.2, 0.25}}, {}});
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].key, "bands.savings");
  EXPECT_EQ(problems[0].what, "bands 2 (from 0.3) and 3 (from 0.2) overlap");
}

TEST(Corridor, RefusesAGapAtTheStartAndNoBands) {
  EXPECT_EQ(faults({{}, {{0.02, 0.5}}})[0].key, "bands.losses");
  EXPECT_EQ(faults({})[0].key, "bands");
  EXPECT_TRUE(faults({{{0.0, 0.5}}, {{0.0, 0.5}}}).empty());
}

}  // namespace
}  // namespace plimsoll
