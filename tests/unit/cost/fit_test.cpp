#include "plimsoll/models/cost/fit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <cmath>
#include <limits>
#include <random>
#include <string>

#include "disclosure.hpp"
#include "maximise.hpp"
#include "plimsoll/core/errors.hpp"
#include "support/simulated_years.hpp"

namespace plimsoll {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

// Two enrolment types: "aged" of 400 members, and "esrd" with `few` members of whom `claimants` have cost.
MemberYears two_cells(int few, int claimants, double sigma = 1.5) {
  std::mt19937_64 engine(11);
  std::lognormal_distribution<> amount(6.0, sigma);
  MemberYears years = test::empty_years();
  years.cells = {{"aged", "*", "*"}, {"esrd", "*", "*"}};
  for (int i = 0; i < 400; ++i) test::add(years, 12, i % 2 ? amount(engine) : 0.0, 0);
  for (int i = 0; i < few; ++i) test::add(years, 12, i < claimants ? amount(engine) : 0.0, 1);
  return years;
}

CategoryLaw const& law_of(FitResult const& result, RiskCell const& cell) {
  return result.model.cells[find_cell(result.model, cell)].laws.front();
}

TEST(Fit, EveryParentIsFittedSoThatAnyCellFindsALaw) {
  FitResult const result = fit(two_cells(100, 60), {});
  EXPECT_EQ(result.model.cells.size(), 3U);
  EXPECT_EQ(result.model.cells.front().cell(), RiskCell{});
  EXPECT_TRUE(faults(result.model).empty());
  EXPECT_NO_THROW(find_cell(result.model, {"unheard of", "0-64", "6+"}));
  EXPECT_EQ(law_of(result, {"esrd", "*", "*"}).fit->severity.from, "esrd/*/*");
}

TEST(Fit, ThinCellsTakeTheirParentsSeverityAndSaySo) {
  FitResult const result = fit(two_cells(100, 30), {});
  CategoryLaw const& thin = law_of(result, {"esrd", "*", "*"});
  EXPECT_EQ(thin.severity, law_of(result, {}).severity);
  EXPECT_EQ(thin.fit->severity.from, "*/*/*");
  EXPECT_NEAR(mean(thin.count), 0.3, 1e-7);
  EXPECT_THAT(result.notices,
              Contains(AllOf(HasSubstr("esrd/*/*"), HasSubstr("care"), HasSubstr("fewer than 50"))));
}

TEST(Fit, TinyCellsTakeBothLawsFromTheirParent) {
  FitResult const result = fit(two_cells(30, 20), {});
  CategoryLaw const& tiny = law_of(result, {"esrd", "*", "*"});
  EXPECT_EQ(tiny.count, law_of(result, {}).count);
  EXPECT_EQ(tiny.fit->count.from, "*/*/*");
}

// 3, 7 or no claimant among 200: the parent's 50 % would be absurd, the true share would tell the number.
TEST(Fit, ManyMembersWithTenClaimantsOrFewerAllGetTheSameFrequency) {
  for (int const claimants : {0, 3, 7, 10})
    EXPECT_NEAR(mean(law_of(fit(two_cells(200, claimants), {}), {"esrd", "*", "*"}).count), 5.0 / 200.0,
                1e-12);
  EXPECT_NEAR(mean(law_of(fit(two_cells(200, 11), {}), {"esrd", "*", "*"}).count), 11.0 / 200.0, 1e-7);
}

TEST(Fit, NoFigureOfOneToTenPeopleLeaves) {
  FitResult const result = fit(two_cells(8, 8), {});
  CellLaw const& tiny = result.model.cells[find_cell(result.model, {"esrd", "*", "*"})];
  EXPECT_FALSE(tiny.person_years);
  EXPECT_FALSE(tiny.laws.front().fit->data_mean);
  // 408 − 400 would tell: one more figure of the family must go, and it is the smaller of the others.
  EXPECT_FALSE(result.model.cells[find_cell(result.model, {"aged", "*", "*"})].person_years);
  EXPECT_TRUE(result.model.cells.front().person_years);
  FitResult const open = fit(two_cells(60, 55), {});
  EXPECT_NEAR(*open.model.cells[find_cell(open.model, {"esrd", "*", "*"})].person_years, 60.0, 1e-12);
}

TEST(Disclosure, NothingFollowsBySubtraction) {
  std::vector<CellRows> const cells{{{}, false, {}},
                                    {{"a", "*", "*"}, false, {}},
                                    {{"b", "*", "*"}, false, {}},
                                    {{"a", "1", "*"}, true, {}},
                                    {{"a", "2", "*"}, true, {}}};
  std::vector<bool> const all(5, true);
  EXPECT_EQ(withheld(cells, {100, 60, 40, 30, 30}, all), std::vector<bool>(5, false));
  EXPECT_EQ(withheld(cells, {100, 60, 40, 5, 55}, all), (std::vector<bool>{0, 0, 0, 1, 1}));
  EXPECT_EQ(withheld(cells, {100, 60, 40, 0, 60}, all), std::vector<bool>(5, false));
  // b is small, so a goes; a's children would give a away unless one of them goes too.
  EXPECT_EQ(withheld(cells, {68, 60, 8, 25, 35}, all), (std::vector<bool>{0, 1, 1, 1, 0}));
}

TEST(Fit, BothFamiliesAreListedAndAicChooses) {
  for (bool const heavy : {true, false}) {
    std::mt19937_64 engine(3);
    MemberYears years = test::empty_years();
    for (int i = 0; i < 800; ++i)
      test::add(years, 12,
                heavy ? std::lognormal_distribution<>(6, 1.2)(engine)
                      : std::gamma_distribution<>(0.7, 900)(engine));
    FitResult const result = fit(years, {});
    std::string const expected = heavy ? "lognormal" : "gamma";
    EXPECT_EQ(family_of(law_of(result, {}).severity), expected);
    int listed = 0;
    for (Candidate const& candidate : result.candidates)
      if (candidate.part == "severity") {
        ++listed;
        EXPECT_EQ(candidate.chosen, candidate.family == expected);
        EXPECT_DOUBLE_EQ(candidate.fit.aic.value(), 4.0 - 2.0 * candidate.fit.log_likelihood.value());
        EXPECT_DOUBLE_EQ(candidate.fit.bic.value(),
                         2.0 * std::log(800.0) - 2.0 * candidate.fit.log_likelihood.value());
        EXPECT_TRUE(candidate.fit.ks.has_value());
      }
    EXPECT_EQ(listed, 2);
  }
}

TEST(Fit, AFamilyAskedForIsTaken) {
  EXPECT_EQ(family_of(law_of(fit(two_cells(60, 55), {.severity = SeverityChoice::gamma}), {}).severity),
            "gamma");
  EXPECT_EQ(family_of(law_of(fit(two_cells(60, 55), {.severity = SeverityChoice::lognormal}), {}).severity),
            "lognormal");
}

TEST(Fit, AMeanOffByMoreThanTwoPercentIsFlaggedAndMatchingOffered) {
  // A lognormal put on two spikes is far off their mean.
  MemberYears years = test::empty_years();
  for (int i = 0; i < 200; ++i) test::add(years, 12, i % 4 ? 10.0 : 5000.0);
  FitResult const off = fit(years, {.severity = SeverityChoice::lognormal});
  EXPECT_TRUE(off.means.front().off());
  EXPECT_THAT(off.notices,
              Contains(AllOf(HasSubstr("care"), HasSubstr("off the data mean"), HasSubstr("mean-matching"))));
  FitResult const matched =
      fit(years, {.severity = SeverityChoice::lognormal, .mean_matching = MeanMatching::scale});
  EXPECT_NEAR(matched.means.front().ratio(), 1.0, 1e-12);
  EXPECT_NE(law_of(matched, {}).fit->mean_factor, 1.0);
  EXPECT_NEAR(law_of(matched, {}).fit->fitted_mean, *law_of(matched, {}).fit->data_mean, 1e-9);
  EXPECT_THAT(matched.notices, Not(Contains(HasSubstr("off the data mean"))));
}

TEST(Fit, MatchingMakesEachCellAndTheWholeEqual) {
  FitResult const result =
      fit(two_cells(100, 60), {.severity = SeverityChoice::lognormal, .mean_matching = MeanMatching::scale});
  for (CellLaw const& cell : result.model.cells)
    EXPECT_NEAR(cell.laws.front().fit->fitted_mean / *cell.laws.front().fit->data_mean, 1.0, 1e-10)
        << cell.cell().name();
  FitResult const thin = fit(two_cells(100, 30), {.mean_matching = MeanMatching::scale});
  EXPECT_NEAR(thin.means.front().ratio(), 1.0, 1e-12);
}

TEST(Fit, CountsChooseBetweenPoissonAndNegativeBinomial) {
  std::mt19937_64 engine(5);
  for (double const size : {0.5, 0.0}) {
    MemberYears years = test::empty_years();
    for (int i = 0; i < 1000; ++i) {
      double const rate = size > 0.0 ? std::gamma_distribution<>(size, 2.0 / size)(engine) : 2.0;
      auto const n = std::poisson_distribution<std::int64_t>(rate)(engine);
      test::add_counted(years, 12, n,
                        n ? std::gamma_distribution<>(2.0 * static_cast<double>(n), 100)(engine) : 0.0);
    }
    EXPECT_EQ(family_of(law_of(fit(years, {}), {}).count), size > 0.0 ? "negative_binomial" : "poisson");
  }
}

TEST(Fit, UnderdispersedCountsFallBackToPoissonAndSaySo) {
  MemberYears years = test::empty_years();
  for (int i = 0; i < 200; ++i) test::add_counted(years, 12, 1, 100.0 + i);
  FitResult const result = fit(years, {.count = CountChoice::negative_binomial});
  EXPECT_EQ(law_of(result, {}).count, CountLaw{PoissonCount{1.0}});
  EXPECT_THAT(result.notices, Contains(HasSubstr("negative binomial is the Poisson")));
}

TEST(Fit, TheOrderOfRowsDoesNotMatter) {
  MemberYears const years = two_cells(100, 60);
  MemberYears back = years;
  std::reverse(back.rows.begin(), back.rows.end());
  std::reverse(back.costs.begin(), back.costs.end());
  FitResult const a = fit(years, {}), b = fit(back, {});
  for (std::size_t i = 0; i < a.model.cells.size(); ++i)
    EXPECT_NEAR(moments(a.model.cells[i]).mean / moments(b.model.cells[i]).mean, 1.0, 1e-7);
}

template <class Call>
std::string model_error(Call const& call) {
  try {
    call();
  } catch (ModelError const& error) {
    return error.what();
  }
  return "no error";
}

TEST(Fit, RefusalsNameCellAndCategory) {
  EXPECT_THAT(model_error([] { fit(test::empty_years(), {}); }), HasSubstr("no member-years"));
  MemberYears few = test::empty_years();
  for (int i = 0; i < 300; ++i) test::add(few, 12, i < 10 ? 100.0 + i : 0.0);
  EXPECT_THAT(model_error([&] { fit(few, {}); }), AllOf(HasSubstr("cell */*/*"), HasSubstr("category care")));
  MemberYears equal = test::empty_years();
  for (int i = 0; i < 300; ++i) test::add(equal, 12, 100.0);
  EXPECT_THAT(model_error([&] { fit(equal, {}); }), AllOf(HasSubstr("category care"), HasSubstr("equal")));
}

TEST(Maximise, NotConvergingIsAModelErrorThatNamesTheFit) {
  LogLikelihood const none = [](auto const&) { return std::numeric_limits<double>::quiet_NaN(); };
  EXPECT_THAT(model_error([&] {
                maximise(none, {{0, -1, 1}}, "cell x, category y");
              }),
              HasSubstr("cell x, category y"));
}

TEST(Maximise, FindsAMaximumAndItsCurvature) {
  LogLikelihood const f = [](std::vector<double> const& x) {
    return -2.0 * (x[0] - 3.0) * (x[0] - 3.0) - 0.5 * (x[1] + 1.0) * (x[1] + 1.0) -
           (x[0] - 3.0) * (x[1] + 1.0);
  };
  Optimum const best = maximise(f, {{0, -10, 10}, {0, -10, 10}}, "bowl");
  EXPECT_NEAR(best.at[0], 3.0, 1e-7);
  EXPECT_NEAR(best.at[1], -1.0, 1e-7);
  // Information [[4, 1], [1, 1]]: inverse diagonal 1/3 and 4/3.
  std::vector<double> const errors = observed_errors(f, best.at);
  EXPECT_NEAR(errors.at(0), std::sqrt(1.0 / 3.0), 1e-6);
  EXPECT_NEAR(errors.at(1), std::sqrt(4.0 / 3.0), 1e-6);
  EXPECT_TRUE(observed_errors([](auto const& x) { return x[0]; }, {0.0}).empty());
}

}  // namespace
}  // namespace plimsoll
