// Frailty recovered from members drawn by other means, 20,000 in two years.
#include <gtest/gtest.h>

#include "plimsoll/models/cost/dependence_fit.hpp"
#include "plimsoll/models/cost/fit.hpp"
#include "support/dependence_print.hpp"
#include "support/linked_members.hpp"

namespace plimsoll {
namespace {

constexpr int members = 20'000;

/// Laws given the frailty of three categories: two of claims, one rare; or three hurdles.
CostModel true_model(bool claims) {
  CostModel model;
  model.year = 2025;
  model.categories = {"a", "b", "c"};
  CellLaw cell;
  if (claims)
    cell.laws = {{"a", NegativeBinomialCount{3.0, 2.0}, LognormalSeverity{6.0, 0.8}, {}},
                 {"b", NegativeBinomialCount{1.5, 1.5}, GammaSeverity{1.5, 300.0}, {}},
                 {"c", PoissonCount{0.3}, LognormalSeverity{8.0, 0.6}, {}}};
  else
    cell.laws = {{"a", BernoulliCount{1.2}, LognormalSeverity{6.0, 0.8}, {}},
                 {"b", BernoulliCount{0.4}, LognormalSeverity{6.5, 0.9}, {}},
                 {"c", BernoulliCount{0.15}, LognormalSeverity{8.0, 0.7}, {}}};
  model.cells.push_back(std::move(cell));
  Frailty frailty;
  frailty.family = FrailtyFamily::lognormal;
  frailty.cv = 0.9;
  frailty.year_correlation = 0.7;
  frailty.category_cv = {{"b", 0.7}, {"c", 1.1}};
  frailty.correlation = {{"a ~ b", 0.5}, {"a ~ c", 0.7}, {"b ~ c", 0.3}};
  model.frailty = frailty;
  return model;
}

struct TwoYears {
  MemberYears first, second;
};

TwoYears drawn(CostModel const& model, std::uint64_t seed = 5) {
  TwoYears years;
  years.first.categories = model.categories;
  years.first.cells = {RiskCell{}};
  years.second = years.first;
  test::LinkedMembers draw(model, seed);
  for (int i = 0; i < members; ++i)
    draw.add("m" + std::to_string(i), {&years.first, &years.second}, {0, 0}, {12, 12});
  return years;
}

DependenceFit fitted(TwoYears const& years, YearLink link) {
  CostModel const laws = fit(years.first, {.count = CountChoice::negative_binomial}).model;
  return fit_dependence({&years.first, &years.second}, laws, {FrailtyFamily::lognormal, link});
}

std::vector<double> truth() {
  return {0.9, 0.7, 1.1, 0.5, 0.7, 0.3, 0.7};
}

void expect_truth(DependenceFit const& fit) {
  test::print(fit);
  ASSERT_EQ(fit.estimates.size(), truth().size());
  for (std::size_t i = 0; i < truth().size(); ++i) {
    EXPECT_NEAR(fit.estimates[i].value, truth()[i], 4.9 * fit.estimates[i].standard_error)
        << fit.estimates[i].name;
    EXPECT_GT(fit.estimates[i].standard_error, 0.0) << fit.estimates[i].name;
  }
}

TEST(DependenceRecovery, FromClaims) {
  expect_truth(fitted(drawn(true_model(true)), YearLink::categories));
}

TEST(DependenceRecovery, FromAnnualAmounts) {
  expect_truth(fitted(drawn(true_model(false)), YearLink::categories));
}

// What the tests above can see: two categories that shun each other, and members linked to somebody else.
TEST(DependenceRecovery, OtherDependenceIsTold) {
  CostModel other = true_model(true);
  other.frailty->correlation["a ~ b"] = -0.2;
  DependenceFit const fit = fitted(drawn(other), YearLink::categories);
  EXPECT_LT(fit.estimates[3].value, 0.5 - 4.9 * fit.estimates[3].standard_error);
  TwoYears strangers = drawn(true_model(true));
  for (int i = 0; i < members; ++i)
    strangers.second.rows[static_cast<std::size_t>(i)].key = "m" + std::to_string((i + 1) % members);
  DependenceFit const none = fitted(strangers, YearLink::categories);
  EXPECT_LT(none.estimates[0].value, 0.9 - 4.9 * none.estimates[0].standard_error);
}

TEST(DependenceRecovery, TheTCopulaIsTold) {
  CostModel tied = true_model(true);
  tied.frailty->degrees = 3.0;
  DependenceFit const fit = fitted(drawn(tied), YearLink::total);
  test::print(fit);
  EXPECT_LE(fit.model.frailty->degrees.value_or(1e9), 5.0);
  EXPECT_GE(fitted(drawn(true_model(true)), YearLink::total).model.frailty->degrees.value_or(1e9), 10.0);
}

// Cost of a year is what it was: the frailty takes out of the laws what it brings.
TEST(DependenceRecovery, MomentsOfAYearStayThoseOfTheData) {
  for (bool claims : {true, false}) {
    TwoYears const years = drawn(true_model(claims));
    CostModel const laws = fit(years.first, {.count = CountChoice::negative_binomial}).model;
    DependenceFit const found = fit_dependence({&years.first, &years.second}, laws, {});
    TwoYears const again = drawn(found.model, 8);
    for (std::size_t c = 0; c < 3; ++c) {
      CostMoments const before = moments(laws.cells[0].laws[c]);
      double sum = 0.0, squares = 0.0, fourth = 0.0;
      for (int i = 0; i < members; ++i) {
        double const x = again.first.costs_of(static_cast<std::size_t>(i))[c] - before.mean;
        sum += x;
        squares += x * x;
        fourth += x * x * x * x;
      }
      double const variance = squares / members;
      EXPECT_NEAR(sum / members, 0.0, 4.9 * std::sqrt(variance / members));
      EXPECT_NEAR(
          variance, before.variance,
          4.9 * std::sqrt((fourth / members - variance * variance) / members) + 0.02 * before.variance);
      CostMoments const untouched = moments(found.model.cells[0].laws[c]);
      EXPECT_LT(untouched.variance, 0.9 * before.variance);  // the control: the laws without their frailty
    }
  }
}

}  // namespace
}  // namespace plimsoll
