// reserves.md section 6: ten equally likely scenarios of two contracts, losses in $M, level 0.80.
#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <numeric>

#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/models/reserve/allocation.hpp"

namespace plimsoll {
namespace {

std::vector<double> const loss_a{-2.0, -1.5, -1.0, -0.5, 0.0, 0.2, 0.5, 1.0, 1.8, 2.6};
std::vector<double> const loss_b{-1.0, -0.5, -0.8, 0.2, -0.3, -0.6, 1.0, -0.2, 0.6, 1.4};

std::vector<double> negated(std::vector<double> values) {
  for (double& x : values) x = -x;
  return values;
}

struct Two {
  std::vector<double> a, b;
  std::vector<PortfolioPart> parts(Netting netting, std::string const& of_b = "two") const {
    std::vector<EntitySettlement> const contracts{{"a", "one", a}, {"b", of_b, b}};
    return portfolio_parts(contracts, netting);
  }
};
Two const worked{negated(loss_a), negated(loss_b)};

PortfolioAtLevel at(std::vector<PortfolioPart> const& parts, double level, SharedDesign design = nullptr) {
  double const levels[] = {level};
  return measure_portfolio(parts, levels, "portfolio", design).front();
}

double allocated(PortfolioAtLevel const& level) {
  return std::accumulate(level.parts.begin(), level.parts.end(), 0.0,
                         [](double sum, PartAtLevel const& part) { return sum + part.allocated.value; });
}

TEST(WorkedAllocation, AllNetted) {
  PortfolioAtLevel const level = at(worked.parts(Netting::all), 0.80);
  EXPECT_NEAR(level.tail_value_at_risk.value, 3.2, 1e-12);
  EXPECT_NEAR(level.parts[0].allocated.value, 2.2, 1e-12);
  EXPECT_NEAR(level.parts[1].allocated.value, 1.0, 1e-12);
  EXPECT_NEAR(level.parts[0].tail_value_at_risk.value, 2.2, 1e-12);
  EXPECT_NEAR(level.parts[1].tail_value_at_risk.value, 1.2, 1e-12);
  EXPECT_NEAR(level.diversification_tail_value_at_risk.value, 0.2, 1e-12);
  EXPECT_EQ(level.parts[0].allocated.id, "portfolio.a.allocated_tvar_0.80");
}

TEST(WorkedAllocation, NothingNetted) {  // owed: a 0.2 .5 1 1.8 2.6 from the sixth; sums 0.2 1.5 1.0 2.4 4.0
  std::vector<double> const losses = portfolio_losses(worked.parts(Netting::none));
  EXPECT_EQ(losses, (std::vector<double>{0.0, 0.0, 0.0, 0.2, 0.0, 0.2, 1.5, 1.0, 1.8 + 0.6, 4.0}));
}

TEST(WorkedAllocation, OneEntityNetsWithinItselfOnly) {
  EXPECT_EQ(portfolio_losses(worked.parts(Netting::entity)), portfolio_losses(worked.parts(Netting::none)));
  std::vector<double> const netted = portfolio_losses(worked.parts(Netting::entity, "one"));
  for (std::size_t i = 0; i < netted.size(); ++i)
    EXPECT_NEAR(netted[i], std::max(0.0, loss_a[i] + loss_b[i]), 1e-12) << i;
}

// Trials at the value at risk share what is missing to the tail: 12 trials, level 0.75, tail of 3; VaR = 2 is
// taken by three trials and one lies above, so each of the three counts 2/3.
TEST(Atoms, TrialsAtTheValueAtRiskShareTheRest) {
  Two const tied{{0, 0, 0, 0, 0, 0, 0, 0, -2, -1, -1, -5}, {0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 1}};
  PortfolioAtLevel const level = at(tied.parts(Netting::all), 0.75);
  EXPECT_NEAR(level.value_at_risk.value, 2.0, 1e-12);
  EXPECT_NEAR(level.tail_value_at_risk.value, (4.0 + 2.0 * 2.0) / 3.0, 1e-12);
  EXPECT_NEAR(level.parts[0].allocated.value, (5.0 + 2.0 / 3.0 * (2.0 + 1.0 + 1.0)) / 3.0, 1e-12);
  EXPECT_NEAR(level.parts[1].allocated.value, (-1.0 + 2.0 / 3.0 * 2.0) / 3.0, 1e-12);
}

TEST(Atoms, AllocationsAddUpWhereMostTrialsOweNothing) {
  Two rare{std::vector<double>(1000, 5e6), std::vector<double>(1000, 3e6)};
  for (std::size_t i = 0; i < 40; ++i) rare.a[i] = -1e6 * static_cast<double>(i + 1) / 7.0;
  for (std::size_t i = 20; i < 60; ++i) rare.b[i] = -2e6 / 3.0 * static_cast<double>(i);
  for (Netting netting : {Netting::none, Netting::entity, Netting::all})
    for (double p : {0.5, 0.75, 0.94, 0.95, 0.99}) {
      PortfolioAtLevel const level = at(rare.parts(netting, "one"), p);
      double const tvar = level.tail_value_at_risk.value;
      EXPECT_NEAR(allocated(level), tvar, 1e-9 * std::max(1.0, std::abs(tvar))) << p;
      EXPECT_GE(level.diversification_tail_value_at_risk.value, -1e-6) << p;
    }
  // Each loses in 4 % of trials: alone no 95 % reserve, together one. Percentiles are not clamped.
  PortfolioAtLevel const level = at(rare.parts(Netting::none), 0.95);
  EXPECT_EQ(level.sum_value_at_risk.value, 0.0);
  EXPECT_LT(level.diversification_value_at_risk.value, 0.0);
}

// A weight of two is the same as the trial drawn twice.
TEST(Weights, StandForTrials) {
  TrialDesign design;
  for (std::size_t i = 0; i < 10; ++i) design.weight.push_back(i % 3 == 0 ? 2.0 : 1.0);
  Two repeated;
  for (std::size_t i = 0; i < 10; ++i)
    for (double copies = design.weight[i]; copies > 0.0; copies -= 1.0) {
      repeated.a.push_back(worked.a[i]);
      repeated.b.push_back(worked.b[i]);
    }
  auto const shared = std::make_shared<TrialDesign const>(design);
  for (double p : {0.5, 0.7, 0.8, 0.9}) {
    PortfolioAtLevel const weighted = at(worked.parts(Netting::all), p, shared);
    PortfolioAtLevel const plain = at(repeated.parts(Netting::all), p);
    EXPECT_NEAR(weighted.tail_value_at_risk.value, plain.tail_value_at_risk.value, 1e-12) << p;
    EXPECT_NEAR(allocated(weighted), weighted.tail_value_at_risk.value, 1e-12) << p;
    for (std::size_t i = 0; i < 2; ++i)
      EXPECT_NEAR(weighted.parts[i].allocated.value, plain.parts[i].allocated.value, 1e-12) << p;
  }
}

}  // namespace
}  // namespace plimsoll
