#include "law_choice.hpp"

#include <gtest/gtest.h>

#include <random>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

LawPlace const place{"*/65-69/*", "inpatient"};

std::vector<Amount> weibull_amounts(int size) {
  std::mt19937_64 engine(11);
  std::vector<Amount> sample;
  for (int i = 0; i < size; ++i) sample.push_back({1.0, std::weibull_distribution<>(0.6, 3'000.0)(engine)});
  return sample;
}

Tried const* listed(std::vector<Tried> const& tried, std::string const& family) {
  for (Tried const& one : tried)
    if (one.family == family) return &one;
  return nullptr;
}

TEST(SeverityChoice, BestByACriterionNamesItAndListsAll) {
  ChosenSeverity const chosen = choose_severity(SeverityChoice::best_by_bic, weibull_amounts(3'000), place);
  EXPECT_EQ(family_of(chosen.law), "weibull");
  EXPECT_EQ(chosen.fit.chosen_by, "bic of 10 families");
  ASSERT_EQ(chosen.tried.size(), 10u);
  EXPECT_TRUE(listed(chosen.tried, "weibull")->chosen);
  EXPECT_FALSE(listed(chosen.tried, "gamma")->chosen);
  for (Tried const& one : chosen.tried) {
    EXPECT_TRUE(one.fit.sample || !one.note.empty()) << one.family;
    if (one.note.empty()) {
      EXPECT_GE(one.fit.bic, chosen.fit.bic) << one.family;
    }
  }
  EXPECT_TRUE(chosen.fit.log_score && chosen.fit.mean_excess && chosen.fit.anderson_darling);
}

TEST(SeverityChoice, AFamilyAskedForIsNotCompared) {
  ChosenSeverity const chosen = choose_severity(SeverityChoice::burr, weibull_amounts(2'000), place);
  EXPECT_EQ(family_of(chosen.law), "burr");
  EXPECT_FALSE(chosen.fit.chosen_by);
  EXPECT_EQ(chosen.tried.size(), 1u);
}

TEST(SeverityChoice, TheUsualTwoAreThoseOfBefore) {
  ChosenSeverity const chosen = choose_severity(SeverityChoice::aic, weibull_amounts(2'000), place);
  EXPECT_EQ(chosen.tried.size(), 2u);
  EXPECT_EQ(chosen.fit.chosen_by, "aic of 2 families");
}

// Totals of several claims: only families whose sums have a law.
TEST(SeverityChoice, TotalsHaveThreeFamilies) {
  std::vector<Amount> totals = weibull_amounts(500);
  for (std::size_t i = 0; i < totals.size(); i += 2) totals[i].n = 3.0;
  EXPECT_EQ(choose_severity(SeverityChoice::best_by_aic, totals, place).tried.size(), 3u);
  for (SeverityChoice const choice : {SeverityChoice::gb2, SeverityChoice::best_by_log_score}) {
    try {
      choose_severity(choice, totals, place);
      FAIL();
    } catch (ModelError const& error) {
      EXPECT_TRUE(std::string(error.what()).starts_with("cell */65-69/*, category inpatient"))
          << error.what();
    }
  }
}

CountSample counted(std::vector<double> const& times) {
  CountSample sample;
  for (std::size_t n = 0; n < times.size(); ++n) {
    sample.groups.push_back({1.0, static_cast<std::int64_t>(n), times[n]});
    sample.members += times[n];
    sample.exposure += times[n];
    sample.claims += times[n] * static_cast<double>(n);
    sample.claimants += n > 0 ? times[n] : 0.0;
  }
  return sample;
}

// 40 % without any, the others Poisson of mean 3: the zero-inflated Poisson and the hurdle are the same law.
TEST(CountChoice, BestByACriterionNamesItAndListsAll) {
  CountSample const sample = counted({4'300, 896, 1'344, 1'344, 1'008, 605, 302, 130, 49, 16, 6});
  ChosenCount const chosen = choose_count(CountChoice::best_by_aic, true, sample, place);
  EXPECT_EQ(family_of(chosen.law), "zero_inflated_poisson");
  EXPECT_EQ(chosen.fit.chosen_by, "aic of 7 families");
  EXPECT_EQ(chosen.tried.size(), 7u);
  EXPECT_NEAR(parameters(chosen.law)[1], 0.4, 0.01);
  EXPECT_NEAR(listed(chosen.tried, "hurdle_poisson")->fit.log_likelihood.value(),
              chosen.fit.log_likelihood.value(), 1e-4);
  EXPECT_EQ(choose_count(CountChoice::aic, true, sample, place).tried.size(), 2u);
}

TEST(CountChoice, AFamilyThatFellBackSaysSo) {
  CountSample const poisson = counted({370, 368, 184, 61, 15, 3});
  ChosenCount const chosen = choose_count(CountChoice::zero_inflated_poisson, true, poisson, place);
  EXPECT_EQ(family_of(chosen.law), "poisson");
  EXPECT_NE(chosen.tried.front().note, "");
}

}  // namespace
}  // namespace plimsoll
