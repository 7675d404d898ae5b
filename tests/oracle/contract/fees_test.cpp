#include <gtest/gtest.h>

#include "oracle/contract/mssp.hpp"

// Worked examples of contracts.md 5 (primary care) and 8 (care-management fees), and users' table A, rows 8
// and 13, to the cent.
namespace plimsoll::test {
namespace {

double line_of_fee(Term const& term, double members) {
  return value_in(line_of(term, named_position()), {0.0, 0.0, members});
}

// Section 5: 8,000 members, 96,000 member months.
TEST(PatientCenteredMedicalHome, FeeBonusAndCost) {
  double const fee = line_of_fee(MemberFee{3.0, {}}, 8'000.0);
  double const bonus = line_of_fee(MemberFee{1.5, 8'000.0 * 0.8}, 8'000.0);  // pays for a score of 0.8
  double const cost = line_of_fee(ProgramCost{2.6, 1.0, 1.0, {}}, 8'000.0);
  EXPECT_EQ(fee, 288'000.0);
  EXPECT_DOUBLE_EQ(bonus, 115'200.0);
  EXPECT_DOUBLE_EQ(fee + bonus, 403'200.0);
  EXPECT_DOUBLE_EQ(cost, -249'600.0);
  EXPECT_DOUBLE_EQ(fee + bonus + cost, 153'600.0);
}

// Users' row 8: 5,000 members at $6.
TEST(MemberFees, RowEight) {
  EXPECT_EQ(line_of_fee(MemberFee{6.0, {}}, 5'000.0), 360'000.0);
  EXPECT_EQ(line_of_fee(MemberFee{6.0, 5'000.0}, 0.0), 360'000.0);
}

// Section 5: a base total of $1,000,000, adjusted by +50 % at best and -10 % at worst.
TEST(PrimaryCareFirst, BestAndWorstAdjustment) {
  auto const paid = [](double rate) {
    return settle({{"payment", MemberFee{100.0, 1'000.0}, {}},
                   {"leakage", Leakage{0.2}, {}},
                   {"visits", VisitFee{40.0, 1.0, 1'000.0}, {}},
                   {"adjustment", PerformanceAdjustment{rate, -0.10, 0.50}, {}}},
                  {0.0, 0.0, 1'000.0});
  };
  EXPECT_EQ(paid(0.0), 1'000'000.0);  // 1,200,000 less 20 %, and 40,000
  EXPECT_EQ(paid(0.5), 1'500'000.0);
  EXPECT_EQ(paid(0.8), 1'500'000.0);
  EXPECT_EQ(paid(-0.1), 900'000.0);
  EXPECT_EQ(paid(-0.4), 900'000.0);
}

// Section 8: panel 2,000, 35 % enrolled, 85 % of months billed, $66.
FeeStream chronic_care() {
  FeeStream stream;
  stream.members = 2'000.0;
  stream.enrolled = 0.35;
  stream.billed = 0.85;
  stream.fee = 66.0;
  return stream;
}
CareManagementFee fee(FeeStream stream) {
  CareManagementFee fee;
  fee.code = FeeCode::ccm;
  fee.stream = std::move(stream);
  fee.coinsurance_collected = 0.90;
  return fee;
}

TEST(ChronicCare, GrossCollectedAndNet) {
  EXPECT_NEAR(value_in(allowed(chronic_care(), named_position()), {}), 471'240.00, 1e-6);
  std::vector<NamedTerm> terms{{"fee", fee(chronic_care()), {}}};
  EXPECT_EQ(settle(terms, {}), 454'275.36);
  terms.push_back({"nurses", ProgramCost{38.0, 1.0, 0.35, 2'000.0}, {}});
  EXPECT_EQ(settle(terms, {}), 135'075.36);
}

/// A contract of half the savings on the same members, with the fees counted as cost.
double shared(double cost, double includes) {
  CountedFees counted;
  counted.stream = chronic_care();
  counted.benchmark_includes = includes;
  return settle({{"fees", counted, {}},
                 {"gross_savings", GrossSavings{}, {}},
                 {"savings_share", SavingsShare{0.50}, {}}},
                {24'000'000.0, cost, 2'000.0});
}

TEST(ChronicCare, FeesDragOnSharedSavings) {
  double const without = 0.50 * (24'000'000.0 - 22'000'000.0);
  EXPECT_EQ(shared(22'000'000.0, 0.0) - without, -188'496.00);
  EXPECT_NEAR(135'075.36 + shared(22'000'000.0, 0.0) - without, -53'420.64, 1e-9);
  double const break_even = 106'841.28;  // cost avoided that makes up for it
  EXPECT_NEAR(135'075.36 + shared(22'000'000.0 - break_even, 0.0) - without, 0.0, 1e-9);
  EXPECT_EQ(shared(22'000'000.0, 1.0), without);  // a benchmark that holds all of the fees
  EXPECT_EQ(shared(22'000'000.0, 0.5) - without, -94'248.00);
}

TEST(ChronicCare, DenialsAndEligibilityLowerTheFee) {
  FeeStream stream = chronic_care();
  stream.eligible = 0.5;
  stream.denial = 0.1;
  EXPECT_NEAR(value_in(allowed(stream, named_position()), {}), 471'240.00 * 0.45, 1e-6);
}

// Users' row 13: 300, 600 and 100 patients at $15, $50 and $110, allowed amounts.
TEST(AdvancedPrimaryCare, ThreeLevels) {
  auto const level = [](double patients, double amount) {
    FeeStream stream;
    stream.members = patients;
    stream.enrolled = 1.0;
    stream.fee = amount;
    return stream;
  };
  Position const at = named_position();
  EXPECT_EQ(value_in(allowed(level(300.0, 15.0), at) + allowed(level(600.0, 50.0), at) +
                         allowed(level(100.0, 110.0), at),
                     {}),
            546'000.0);
}

// CY2025 final rule as section 8 has it: APCM excludes CCM, PCM and TCM in the same month.
TEST(FeeCodes, ApcmStandsAlone) {
  for (FeeCode code : {FeeCode::apcm, FeeCode::ccm, FeeCode::pcm, FeeCode::tcm}) {
    EXPECT_TRUE(exclude_each_other(FeeCode::apcm, code));
    EXPECT_TRUE(exclude_each_other(code, FeeCode::apcm));
  }
  EXPECT_FALSE(exclude_each_other(FeeCode::apcm, FeeCode::other));
  EXPECT_FALSE(exclude_each_other(FeeCode::ccm, FeeCode::tcm));
}

}  // namespace
}  // namespace plimsoll::test
