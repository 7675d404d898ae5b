// reserves.md section 5: worked regulatory floors.
#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/models/reserve/floors.hpp"

namespace plimsoll {
namespace {

// 28 CCR 1300.76: premium 180M: 2 % of 150M and 1 % of 30M = 3.3M; 8 % of 150M non-capitated = 12.0M.
TEST(TangibleNetEquity, WorkedExample) {
  TangibleNetEquity const rule;
  EXPECT_DOUBLE_EQ(rule.of_premium.of(180e6), 3.3e6);
  EXPECT_DOUBLE_EQ(required_amount(rule, 180e6, 150e6, 0.0), 12e6);
  EXPECT_DOUBLE_EQ(required_amount(rule, 180e6, 0.0, 0.0), 3.3e6);
  EXPECT_DOUBLE_EQ(required_amount(rule, 10e6, 0.0, 0.0), 1e6) << "never below a million";
  EXPECT_DOUBLE_EQ(required_amount(rule, 0.0, 200e6, 50e6), 12e6 + 2e6 + 2e6);
}

// A risk-bearing organisation with claims payable and IBNR of 4.0M and liquid assets of 3.2M passes at 0.80.
TEST(CashToClaims, WorkedExample) {
  EXPECT_DOUBLE_EQ(cash_to_claims(3.2e6, 4.0e6), 0.80);
  EXPECT_GE(cash_to_claims(3.2e6, 4.0e6), least_cash_to_claims);
  EXPECT_LT(cash_to_claims(2.9e6, 4.0e6), least_cash_to_claims);
  EXPECT_TRUE(std::isinf(cash_to_claims(1.0, 0.0)));
}

TEST(OrganisationEquity, IsTheGreaterOfTwoShares) {
  EXPECT_DOUBLE_EQ(required_amount(OrganisationEquity{}, 50e6, 10e6), 0.5e6);
  EXPECT_DOUBLE_EQ(required_amount(OrganisationEquity{}, 50e6, 20e6), 0.8e6);
}

// 15 % of 25M and 9 % of 15M of premium at a claims ratio of 0.9, 15 % credit: 5.1M · 0.9 · 0.85.
TEST(RiskBasedCapital, ChargesAndLevels) {
  EXPECT_NEAR(underwriting_charge(40e6, 0.9, 0.15), 5.1e6 * 0.9 * 0.85, 1e-6);
  EXPECT_DOUBLE_EQ(authorised_control_level({1e6, 3e6, 4e6, 0.0, 0.0}), 3e6);
  EXPECT_EQ(action_level(6.0e6, 3e6), "none");
  EXPECT_EQ(action_level(5.9e6, 3e6), "company action");
  EXPECT_EQ(action_level(4.4e6, 3e6), "regulatory action");
  EXPECT_EQ(action_level(2.9e6, 3e6), "authorised control");
  EXPECT_EQ(action_level(2.0e6, 3e6), "mandatory control");
}

}  // namespace
}  // namespace plimsoll
