#include "disclosure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "support/simulated_years.hpp"

namespace plimsoll {
namespace {

using testing::ElementsAre;

/// A parent and its children.
std::vector<CellRows> family(std::size_t children) {
  std::vector<CellRows> cells{{RiskCell{"aged", "*", "*"}, false, {}}};
  for (std::size_t i = 0; i < children; ++i)
    cells.push_back({RiskCell{"aged", "band" + std::to_string(i), "*"}, true, {}});
  return cells;
}

std::vector<bool> hidden(std::vector<double> const& people) {
  return withheld(family(people.size() - 1), people, std::vector<bool>(people.size(), true));
}

TEST(Disclosure, FewAloneTakeTheNextSmallestWithThem) {
  EXPECT_THAT(hidden({1005, 5, 400, 600}), ElementsAre(false, true, true, false));
}

// Five people in two cells: each hides the other, but what the parent leaves of the third is their sum.
TEST(Disclosure, ChildrenWhoseSumIsFewTakeOneMore) {
  EXPECT_THAT(hidden({1005, 2, 3, 400, 600}), ElementsAre(false, true, true, true, false));
}

TEST(Disclosure, ChildrenWhoseSumIsManyAreEnough) {
  EXPECT_THAT(hidden({1014, 9, 5, 400, 600}), ElementsAre(false, true, true, false, false));
}

TEST(Disclosure, NobodyIsNoFew) {
  EXPECT_THAT(hidden({1000, 0, 400, 600}), ElementsAre(false, false, false, false));
}

// 193 members and 7: the smaller of the others is withheld, and what its laws were fitted with.
MemberYears two_hundred() {
  MemberYears years = test::empty_years();
  years.cells = {{"aged", "0-79", "*"}, {"aged", "80+", "*"}};
  for (int i = 0; i < 200; ++i) test::add(years, 12, i % 3 ? 0.0 : 100.0 + 13.0 * i, i < 193 ? 0u : 1u);
  return years;
}

CellLaw const& cell_of(FitResult const& result, std::string const& age) {
  return result.model.cells[find_cell(result.model, {"aged", age, "*"})];
}

TEST(WithholdFew, NoLikelihoodSizeOrMeanOfTheWithheldIsLeft) {
  FitResult const result = fit(two_hundred(), {});
  for (char const* age : {"0-79", "80+"}) {
    EXPECT_FALSE(cell_of(result, age).person_years) << age;
    EXPECT_FALSE(cell_of(result, age).laws.front().fit->data_mean) << age;
  }
  LawFit const& count = cell_of(result, "0-79").laws.front().fit->count;
  ASSERT_EQ(count.from, "aged/0-79/*");
  EXPECT_FALSE(count.sample || count.log_likelihood || count.aic || count.bic || count.log_score);
  EXPECT_TRUE(count.standard_errors.empty());
  for (Candidate const& candidate : result.candidates)
    if (candidate.cell == "aged/0-79/*" && candidate.part == "count") {
      EXPECT_TRUE(candidate.withheld);
      EXPECT_FALSE(candidate.fit.log_likelihood);
    }
  EXPECT_TRUE(result.model.cells.front().laws.front().fit->count.log_likelihood);  // that of all is told
}

TEST(WithholdFew, AFrequencyNoLongerTellsWhatItWasDividedBy) {
  double const p = mean(cell_of(fit(two_hundred(), {}), "0-79").laws.front().count);
  EXPECT_NEAR(p, 65.0 / 193.0, 0.01);  // every third of them
  EXPECT_GT(std::abs(193.0 * p - std::round(193.0 * p)), 1e-3);
  EXPECT_NEAR(p, std::round(p * 50.0) / 50.0, 1e-12);  // steps of 0.02, the least above 3 / 193
}

TEST(WithholdFew, StepsAreCoarserThanThreeMembersAndFinerThanEight) {
  for (double const people : {50.0, 193.0, 1000.0, 45'000.0})
    for (double const mean : {20.0 / people, 0.3, 0.97, 4.2}) {
      EXPECT_LE(std::abs(coarse_count(mean, people) - mean), 3.75 / people + 1e-12) << people << ' ' << mean;
      EXPECT_GT(coarse_count(mean, people), 0.0);
      EXPECT_TRUE(mean > 1.0 || coarse_count(mean, people) < 1.0);
    }
}

}  // namespace
}  // namespace plimsoll
