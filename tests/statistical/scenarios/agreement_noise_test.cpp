// What chance does to agreements: mean savings by year with and without skill, what a renewal gives back to
// luck, and the noise of the savings rate where members keep their factors or have new ones every year.
// Formulas: docs/theory/agreements.md.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <numbers>

#include "plimsoll/scenarios/cost_file.hpp"
#include "support/agreement_study.hpp"
#include "support/run_folder.hpp"

namespace plimsoll {
namespace {

using test::AgreementStudy;
using test::column_of;

constexpr double tail_1e6 = 4.9;  // half-width of a two-sided test with tail 1e-6, in standard errors
constexpr double cost = 10'000.0;
constexpr int members = 10'000;

/// Savings per member in dollars.
Figure savings(TrialTable const& trials, int year) {
  auto const benchmark = column_of(trials, "deal", "benchmark", year);
  auto const spent = column_of(trials, "deal", "expenditure", year);
  std::vector<double> per_member(benchmark.size());
  for (std::size_t i = 0; i < per_member.size(); ++i) per_member[i] = (benchmark[i] - spent[i]) / members;
  return Sample("savings", Unit::dollars, per_member).mean();
}

TrialTable drawn(double skill, std::string const& agreement) {
  AgreementStudy study;
  study.process_cv = 2.0;
  study.skill = skill;
  study.trials = 20'224;
  study.agreement = agreement;
  study.more = test::gross_contract("deal", "agreement = \"deal\"");
  return study.simulate();
}

void expect_mean(Figure const& figure, double exact, int year) {
  EXPECT_NEAR(figure.value, exact, tail_1e6 * figure.std_error) << year;
}

TEST(AgreementNoise, SkillEarnsItsRateUntilTheRenewal) {
  TrialTable const trials = drawn(0.03, "years = 5");
  for (int year = 2027; year <= 2031; ++year) expect_mean(savings(trials, year), 0.03 * cost, year);
  Figure const renewed = savings(trials, 2032);
  expect_mean(renewed, 0.0, 2032);
  EXPECT_GT(std::abs(renewed.value - 0.03 * cost), tail_1e6 * renewed.std_error);  // negative control
}

TEST(AgreementNoise, WithoutSkillNobodySavesInAnyYear) {
  TrialTable const trials = drawn(0.0, "years = 5");
  for (int year = 2027; year <= 2032; ++year) expect_mean(savings(trials, year), 0.0, year);
}

TEST(AgreementNoise, ARenewalGivesLuckBackWithoutSkill) {
  TrialTable const trials = drawn(0.0, "years = 5\nprior_savings = { share = 0.5 }");
  double const year_sd = 2.0 * cost / std::sqrt(members);
  double const luck = 0.5 * std::sqrt(2.0 / 3.0) * year_sd / std::sqrt(2.0 * std::numbers::pi);
  Figure const renewed = savings(trials, 2032);
  expect_mean(renewed, luck, 2032);
  EXPECT_GT(renewed.value, tail_1e6 * renewed.std_error);  // negative control: it is not nothing
}

CostModel const law{
    "cost/1",
    2023,
    "",
    {"medical"},
    {{"*", "*", "*", 1000.0, {{"medical", PoissonCount{2.0}, LognormalSeverity{7.5, 1.2}, {}}}}}};
constexpr int lives = 2'000;
constexpr double factor_cv = 1.0;

/// sd of the savings rate times the square root of lives, members' factors correlated so from year to year.
Figure noise(double year_correlation) {
  test::ScratchFolder const folder;
  std::ofstream(folder.path() / "cost.toml") << cost_file_text(law);
  std::string const text = fmt::format(
      "schema = \"study/1\"\n[run]\ntrials = 4096\nseed = 9\nbase_years = [2021, 2022, 2023]\n"
      "performance_years = [2024]\n[reserve]\npolicy = \"mean\"\n[population.aco]\nmembers = {}\n"
      "[cost.aco]\nfile = \"cost.toml\"\nfrailty = {{ cv = {}, year_correlation = {} }}\n"
      "[benchmark.thirds]\nbase_year_weights = [0.3333333333333333, 0.3333333333333333, 0.3333333333333333]\n"
      "[agreement.deal]\n{}",
      lives, factor_cv, year_correlation, test::gross_contract("deal", "agreement = \"deal\""));
  TrialTable const trials = simulate(compile_study(load_study_text(text, "noise.toml", folder.path())).plan);
  auto const benchmark = column_of(trials, "deal", "benchmark", 2024);
  auto const spent = column_of(trials, "deal", "expenditure", 2024);
  std::vector<double> rate(benchmark.size());
  for (std::size_t i = 0; i < rate.size(); ++i)
    rate[i] = (benchmark[i] - spent[i]) / benchmark[i] * std::sqrt(lives);
  return Sample("rate", Unit::fraction, rate).standard_deviation();
}

TEST(AgreementNoise, FactorsThatAreKeptCancelAndNewOnesAdd) {
  double const own_luck = std::pow(moments(law.cells.front()).cv(), 2.0), frailty = factor_cv * factor_cv;
  double const weights = 1.0 + 1.0 / 3.0;
  double const kept = std::sqrt(own_luck * weights), fresh = std::sqrt((own_luck + frailty) * weights);
  // The ratio of two noisy totals has relative terms of order v / N beyond the closed form.
  double const second_order = 3.0 * (own_luck + frailty) / lives;
  Figure const with_kept = noise(1.0), with_fresh = noise(0.0);
  auto const width = [&](Figure const& figure, double exact) {
    return tail_1e6 * figure.std_error + second_order * exact;
  };
  EXPECT_NEAR(with_kept.value, kept, width(with_kept, kept));
  EXPECT_NEAR(with_fresh.value, fresh, width(with_fresh, fresh));
  // Negative control: neither is the other.
  EXPECT_GT(std::abs(with_kept.value - fresh), width(with_kept, fresh));
  EXPECT_GT(std::abs(with_fresh.value - kept), width(with_fresh, kept));
}

}  // namespace
}  // namespace plimsoll
