// The ratchet of a benchmark made of our own cost, without noise: skill that saves 3 % of what base years
// cost is worth 3 % until the renewal, and after it what 42 CFR 425.658 gives back of it.
#include <gtest/gtest.h>

#include "support/agreement_study.hpp"

namespace plimsoll {
namespace {

using test::AgreementStudy;
using test::column_of;

constexpr double skill = 0.03;

double savings_rate(TrialTable const& trials, int year) {
  double const benchmark = column_of(trials, "deal", "benchmark", year)[0];
  return (benchmark - column_of(trials, "deal", "expenditure", year)[0]) / benchmark;
}

TrialTable settled(double saved, std::string const& agreement) {
  AgreementStudy study;
  study.skill = saved;
  study.agreement = agreement;
  study.more = test::gross_contract("deal", "agreement = \"deal\"");
  return study.simulate();
}

TEST(Agreement, SkillIsWorthItsRateUntilTheRenewalTakesIt) {
  TrialTable const trials = settled(skill, "years = 5");
  for (int year : {2027, 2028, 2029, 2030, 2031})
    EXPECT_NEAR(savings_rate(trials, year), skill, 1e-9) << year;
  EXPECT_NEAR(savings_rate(trials, 2032), 0.0, 1e-9);
}

TEST(Agreement, WithoutARenewalTheSkillStays) {  // negative control
  EXPECT_NEAR(savings_rate(settled(skill, "years = 6"), 2032), skill, 1e-9);
}

TEST(Agreement, HalfOfPriorSavingsIsGivenBack) {
  TrialTable const trials = settled(skill, "years = 5\nprior_savings = { share = 0.5 }");
  EXPECT_NEAR(savings_rate(trials, 2031), skill, 1e-9);
  // Base years cost 9,700; of the 300 saved in each, half is added.
  EXPECT_NEAR(column_of(trials, "deal", "benchmark", 2032)[0] / 10'000.0, 9'850.0, 1e-6);
  EXPECT_NEAR(savings_rate(trials, 2032), 150.0 / 9'850.0, 1e-9);
}

TEST(Agreement, PriorSavingsAreLimitedByNationalCost) {
  TrialTable const trials =
      settled(skill, "years = 5\nprior_savings = { share = 0.5, cap = 0.05, national = 2000 }");
  EXPECT_NEAR(column_of(trials, "deal", "benchmark", 2032)[0] / 10'000.0, 9'700.0 + 0.05 * 2'000.0, 1e-6);
}

TEST(Agreement, PriorLossesAddNothing) {
  TrialTable const trials = settled(-skill, "years = 5\nprior_savings = { share = 0.5 }");
  EXPECT_NEAR(savings_rate(trials, 2031), -skill, 1e-9);
  EXPECT_NEAR(savings_rate(trials, 2032), 0.0, 1e-9);
}

TEST(Agreement, WithoutSkillNothingIsSavedInAnyYear) {
  TrialTable const trials = settled(0.0, "years = 5\nprior_savings = {}");
  for (int year = 2027; year <= 2032; ++year) EXPECT_NEAR(savings_rate(trials, year), 0.0, 1e-9) << year;
}

TEST(Agreement, RenewalWeightsAreTheirOwn) {
  // The programme saves nothing in 2027 and 2028, 3 % in 2029: only its weight is ratcheted away.
  AgreementStudy study;
  study.years = {2027, 2028, 2029, 2030};
  study.agreement = "years = 3\nrenewal_weights = [0.1, 0.3, 0.6]";
  study.more = test::gross_contract("deal", "agreement = \"deal\"");
  std::string text = study.text();
  text.replace(text.find("effect = 0"), 10, "effect = [0.0, 0.0, 0.03, 0.03]");
  TrialTable const trials = simulate(compile_study(load_study_text(text, "agreement_study.toml", {})).plan);
  EXPECT_NEAR(column_of(trials, "deal", "benchmark", 2030)[0] / 10'000.0, 10'000.0 - 0.6 * 300.0, 1e-6);
}

TEST(Agreement, AYearThatIsNotDrawnIsAFaultThatNamesIt) {
  AgreementStudy study;
  study.agreement = "start = 2026\nyears = 5";
  study.base_years = {2024, 2025, 2026};
  study.more = test::gross_contract("deal", "agreement = \"deal\"");
  try {
    study.compiled();
    FAIL() << "2023 is neither a base year nor settled";
  } catch (InputError const& error) {
    ASSERT_EQ(error.problems().size(), 1u);
    EXPECT_EQ(error.problems()[0].key, "agreement.deal");
    EXPECT_EQ(error.problems()[0].what, "needs 2023 as a base year");
  }
}

TEST(Agreement, AContractInAMidAgreementReadsTheYearsBeforeItsStart) {
  AgreementStudy study;
  study.agreement = "start = 2025\nyears = 5";
  study.base_years = {2022, 2023, 2024};
  study.skill = skill;
  study.more = test::gross_contract("deal", "agreement = \"deal\"");
  TrialTable const trials = study.simulate();
  EXPECT_NEAR(savings_rate(trials, 2029), skill, 1e-9);
  EXPECT_NEAR(savings_rate(trials, 2030), 0.0, 1e-9);  // of 2027 to 2029
}

}  // namespace
}  // namespace plimsoll
