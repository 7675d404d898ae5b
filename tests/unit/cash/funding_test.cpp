// Worked by hand: amounts are in cents.
#include "plimsoll/models/cash/funding.hpp"

#include <gtest/gtest.h>

#include <random>

namespace plimsoll {
namespace {

/// balance = opening + flows + drawn - repaid - interest - fees, at every point and to the cent.
void expect_reconciled(FundedPath const& path, std::vector<Cents> const& net, Cents opening) {
  Cents cash = opening, debt = 0;
  for (std::size_t i = 0; i < net.size(); ++i) {
    cash += net[i] + path.drawn[i] - path.repaid[i] - path.interest[i] - path.fees[i];
    debt += path.drawn[i] - path.repaid[i];
    ASSERT_EQ(path.balance[i], cash) << i;
    ASSERT_EQ(path.debt[i], debt) << i;
    ASSERT_GE(debt, 0) << i;
  }
}

TEST(Loan, IsPaidOutAtTheStartAndRepaidFromSettlements) {
  std::vector<Cents> const net{-100'000, 0, 80'000, 90'000}, repaying{0, 0, 80'000, 90'000};
  FundedPath const path = fund(net, repaying, 10'000, {FundingKind::loan, 120'000, 0.12, 0.01});
  EXPECT_EQ(path.fees, (std::vector<Cents>{1'200, 0, 0, 0}));
  EXPECT_EQ(path.interest, (std::vector<Cents>{0, 1'200, 1'200, 400}));
  EXPECT_EQ(path.debt, (std::vector<Cents>{120'000, 120'000, 40'000, 0}));
  EXPECT_EQ(path.balance.back(), 10'000 - 100'000 + 170'000 - 1'200 - 2'800);
  EXPECT_EQ(path.cost(), 4'000);
  expect_reconciled(path, net, 10'000);
}

TEST(Loan, WhatSettlementsDoNotRepayStaysOwed) {
  std::vector<Cents> const net{0, -50'000}, repaying{0, -50'000};
  FundedPath const path = fund(net, repaying, 0, {FundingKind::loan, 120'000, 0.0, 0.0});
  EXPECT_EQ(path.debt.back(), 120'000);
  expect_reconciled(path, net, 0);
}

TEST(LineOfCredit, LendsWhatIsMissingUpToItsLimit) {
  std::vector<Cents> const net{-100'000, -50'000, 30'000, 400'000}, repaying(4, 0);
  FundedPath const path = fund(net, repaying, 20'000, {FundingKind::line_of_credit, 110'000, 0.06, 0.012});
  EXPECT_EQ(path.drawn[0], 80'000);
  EXPECT_EQ(path.interest[1], 400);     // half a per cent of 80,000
  EXPECT_EQ(path.fees[1], 110);         // a tenth of a per cent of the limit
  EXPECT_EQ(path.drawn[1], 30'000);     // all that is left
  EXPECT_EQ(path.balance[1], -20'510);  // not covered
  EXPECT_EQ(path.debt.back(), 0);
  expect_reconciled(path, net, 20'000);
}

TEST(Funding, ReconcilesOnAnyFlows) {
  std::mt19937_64 engine(7);
  std::uniform_int_distribution<Cents> amount(-1'000'000, 1'000'000);
  for (FundingKind const kind : {FundingKind::loan, FundingKind::line_of_credit, FundingKind::payer_advance})
    for (int sample = 0; sample < 200; ++sample) {
      std::vector<Cents> net(40), repaying(40);
      for (std::size_t i = 0; i < net.size(); ++i) net[i] = amount(engine), repaying[i] = amount(engine);
      Cents const opening = amount(engine);
      expect_reconciled(fund(net, repaying, opening, {kind, 777'777, 0.071, 0.013}), net, opening);
    }
}

}  // namespace
}  // namespace plimsoll
