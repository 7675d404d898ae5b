#include "plimsoll/models/reserve/repayment_mechanism.hpp"

#include <gtest/gtest.h>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

// contracts.md example M3: min(0.5 % of 156M = 780,000, 1 % of 18M) = 180,000.
TEST(RepaymentMechanism, WorkedExampleM3) {
  EXPECT_EQ(required_amount({}, 156'000'000.0, 18'000'000.0), 180'000.0);
}

TEST(RepaymentMechanism, ExpenditureBindsForHighRevenue) {
  EXPECT_EQ(required_amount({}, 156'000'000.0, 100'000'000.0), 780'000.0);
}

TEST(RepaymentMechanism, AgreementsBefore2022UseTwiceTheShares) {
  EXPECT_EQ(required_amount({.share_of_expenditure = 0.01, .share_of_revenue = 0.02}, 156e6, 18e6),
            360'000.0);
  EXPECT_THROW(required_amount({}, -1.0, 1.0), BrokenPromise);
}

}  // namespace
}  // namespace plimsoll
