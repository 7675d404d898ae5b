// Exit and carried balances, whatever the years bring: every trial against the same contract without them.
#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/models/contract/carried_balance.hpp"
#include "plimsoll/models/contract/program.hpp"
#include "support/agreement_study.hpp"

namespace plimsoll {
namespace {

using test::AgreementStudy;
using test::column_of;

constexpr double cent = 0.005;

double cents(double x) {
  return std::round(x * 100.0) / 100.0;
}

/// Contract "plain" beside contract "deal", which has the agreement; no renewal moves the benchmark.
AgreementStudy noisy(std::string const& agreement) {
  AgreementStudy study;
  study.process_cv = 2.0;
  study.agreement = "years = 10\n" + agreement;
  study.more = test::gross_contract("plain", "") + test::gross_contract("deal", "agreement = \"deal\"");
  return study;
}

TEST(Exit, LaterYearsSettleNothingAndCountNobody) {
  AgreementStudy const study = noisy("exit = { year = 2029 }");
  TrialTable const trials = study.simulate();
  for (int year : study.years) {
    auto const plain = column_of(trials, "plain", "settlement", year);
    auto const deal = column_of(trials, "deal", "settlement", year);
    for (std::size_t i = 0; i < deal.size(); ++i) EXPECT_EQ(deal[i], year <= 2029 ? plain[i] : 0.0);
    if (year <= 2029) continue;
    for (char const* what : {"person_years", "benchmark", "expenditure", "owed", "upside", "maximum_owed"})
      for (double value : column_of(trials, "deal", what, year)) EXPECT_EQ(value, 0.0) << what;
  }
}

TEST(Exit, WithinAYearPaysNoSavingsAndPartOfLosses) {
  AgreementStudy const study = noisy("exit = { year = 2029, months = 9 }");
  TrialTable const trials = study.simulate();
  auto const plain = column_of(trials, "plain", "settlement", 2029);
  auto const deal = column_of(trials, "deal", "settlement", 2029);
  for (std::size_t i = 0; i < deal.size(); ++i)
    EXPECT_NEAR(deal[i], cents(std::min(plain[i], 0.0) * 0.75), cent);
  TrialTable const early = noisy("exit = { year = 2029, months = 6 }").simulate();
  for (double value : column_of(early, "deal", "settlement", 2029)) EXPECT_EQ(value, 0.0);
}

TEST(Exit, ComesAfterLossesInARow) {
  AgreementStudy const study = noisy("exit = { after_losses = 2 }");
  TrialTable const trials = study.simulate();
  std::size_t left = 0;
  for (std::size_t i = 0; i < trials.trials; ++i) {
    int owing = 0;
    bool in_force = true;
    for (int year : study.years) {
      double const plain = column_of(trials, "plain", "settlement", year)[i];
      ASSERT_EQ(column_of(trials, "deal", "settlement", year)[i], in_force ? plain : 0.0) << year;
      owing = plain < 0.0 ? owing + 1 : 0;
      if (owing >= 2) in_force = false;
    }
    left += in_force ? 0 : 1;
  }
  EXPECT_GT(left, trials.trials / 4);  // it happens, and not always
  EXPECT_LT(left, trials.trials);
}

TEST(Carry, ConservesWhatIsSettled) {
  for (char const* shares :
       {"losses = 1.0", "losses = 0.5, gains = 0.25", "gains = 1.0", "losses = 1.0, gains = 1.0"})
    for (char const* more : {"", "exit = { year = 2030, months = 8 }", "exit = { after_losses = 1 }"}) {
      AgreementStudy const study = noisy(fmt::format("carry = {{ {} }}\n{}", shares, more));
      TrialTable const trials = study.simulate();
      for (std::size_t i = 0; i < trials.trials; ++i) {
        double before = 0.0, paid = 0.0, carried = 0.0;
        for (int year : study.years) {
          EXPECT_EQ(column_of(trials, "deal", "carried_in", year)[i], carried);
          before += column_of(trials, "deal", "before_carry", year)[i];
          paid += column_of(trials, "deal", "settlement", year)[i];
          carried = column_of(trials, "deal", "carried_out", year)[i];
        }
        ASSERT_NEAR(paid + carried, before, cent) << shares << more;
      }
    }
}

TEST(Carry, SettledAtTheEndLeavesNothing) {
  AgreementStudy const study =
      noisy("carry = { losses = 1.0, settled_at_end = true }\nexit = { year = 2031 }");
  TrialTable const trials = study.simulate();
  for (double value : column_of(trials, "deal", "carried_out", 2031)) EXPECT_EQ(value, 0.0);
  std::size_t owing = 0;
  for (int year : {2027, 2028, 2029, 2030})
    for (double value : column_of(trials, "deal", "settlement", year)) EXPECT_GE(value, 0.0);
  for (double value : column_of(trials, "deal", "settlement", 2031)) owing += value < 0.0 ? 1 : 0;
  EXPECT_GT(owing, 0u);
}

/// Losses carried in full: years of -100, +60 and +70 pay 0, 0 and 30.
TEST(Carry, ALossIsMadeGoodBeforeAnythingIsPaid) {
  CarriedBalance balance;
  std::vector<double> paid;
  for (double settled : {-100.0, 60.0, 70.0, -10.0}) {
    CarriedYear const year = carry(settled, balance, {1.0, 0.0}, 0.0);
    paid.push_back(evaluate(year.paid, {}));
    balance = year.closing;
  }
  EXPECT_EQ(paid, (std::vector<double>{0.0, 0.0, 30.0, 0.0}));
  EXPECT_EQ(evaluate(balance.total(), {}), -10.0);
}

/// Half of a gain is kept and then used: +100, -30, -50 pay 50, 0 and -30.
TEST(Carry, AGainKeptIsUsedBeforeAnythingIsOwed) {
  CarriedBalance balance;
  std::vector<double> paid;
  for (double settled : {100.0, -30.0, -50.0}) {
    CarriedYear const year = carry(settled, balance, {0.0, 0.5}, 0.0);
    paid.push_back(evaluate(year.paid, {}));
    balance = year.closing;
  }
  EXPECT_EQ(paid, (std::vector<double>{50.0, 0.0, -30.0}));
  EXPECT_EQ(evaluate(balance.total(), {}), 0.0);
}

}  // namespace
}  // namespace plimsoll
