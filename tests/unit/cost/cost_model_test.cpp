#include "plimsoll/models/cost/cost_model.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <cmath>
#include <string>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

CellLaw cell(std::string enrolment, std::string age, std::string risk, double mean) {
  return {std::move(enrolment),
          std::move(age),
          std::move(risk),
          {},
          {{"inpatient", PoissonCount{mean}, GammaSeverity{2.0, 50.0}, {}}}};
}

CostModel model() {
  CostModel made;
  made.categories = {"inpatient"};
  made.cells = {cell("*", "*", "*", 1.0), cell("aged", "*", "*", 2.0), cell("aged", "65-74", "*", 3.0),
                cell("aged", "65-74", "0", 4.0)};
  return made;
}

TEST(CostModel, CellsFallBackToTheirNearestParent) {
  EXPECT_EQ(find_cell(model(), {"aged", "65-74", "0"}), 3U);
  EXPECT_EQ(find_cell(model(), {"aged", "65-74", "1-2"}), 2U);
  EXPECT_EQ(find_cell(model(), {"aged", "85+", "0"}), 1U);
  EXPECT_EQ(find_cell(model(), {"esrd", "65-74", "0"}), 0U);
}

TEST(CostModel, ACellWithoutAnyParentIsAnError) {
  CostModel orphan = model();
  orphan.cells.erase(orphan.cells.begin());
  try {
    find_cell(orphan, {"esrd", "65-74", "0"});
    FAIL();
  } catch (ModelError const& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("esrd/65-74/0"));
  }
}

// Compound Poisson: mean λE[X], variance λE[X²]. Gamma(2, 50): E[X] = 100, E[X²] = 15,000.
TEST(CostModel, MomentsOfACompoundPoisson) {
  CostMoments const at = moments(cell("*", "*", "*", 3.0), 0.5);
  EXPECT_NEAR(at.mean, 150.0, 1e-10);
  EXPECT_NEAR(at.variance, 1.5 * 15000.0, 1e-8);
  EXPECT_NEAR(at.cv(), std::sqrt(22500.0) / 150.0, 1e-12);
}

// Negative binomial: variance = mean · Var X + Var N · E[X]² = 3 · 5000 + (3 + 9/2) · 10,000.
TEST(CostModel, MomentsOfACompoundNegativeBinomial) {
  CategoryLaw const law{"x", NegativeBinomialCount{3.0, 2.0}, GammaSeverity{2.0, 50.0}, {}};
  EXPECT_NEAR(moments(law).variance, 15000.0 + 75000.0, 1e-7);
}

// A hurdle moved to mean 1.5 pays 1.5 X for certain: variance 2.25 Var X. Below 1: p E[X²] − (p E[X])².
TEST(CostModel, MomentsOfAHurdleOnBothSidesOfCertainty) {
  CategoryLaw const law{"x", BernoulliCount{0.5}, GammaSeverity{2.0, 50.0}, {}};
  EXPECT_NEAR(moments(law, 3.0).mean, 150.0, 1e-10);
  EXPECT_NEAR(moments(law, 3.0).variance, 2.25 * 5000.0, 1e-8);
  EXPECT_NEAR(moments(law, 1.0).variance, 0.5 * 15000.0 - 2500.0, 1e-8);
}

// A tail without variance: the year has none either, and no claims cost nothing for certain.
TEST(CostModel, MomentsOfATailWithoutVariance) {
  CategoryLaw const law{"x", PoissonCount{3.0}, LognormalParetoSeverity{9.2, 0.9, 1e5, 1.9}, {}};
  EXPECT_TRUE(std::isinf(moments(law).variance));
  EXPECT_NEAR(moments(law).mean / (3.0 * mean(law.severity)), 1.0, 1e-14);
  EXPECT_EQ(moments(law, 0.0).mean, 0.0);
  EXPECT_EQ(moments(law, 0.0).variance, 0.0);
}

TEST(CostModel, CategoriesAddUp) {
  CellLaw two = cell("*", "*", "*", 3.0);
  two.laws.push_back({"carrier", BernoulliCount{0.5}, GammaSeverity{2.0, 50.0}, {}});
  EXPECT_NEAR(moments(two).mean, 350.0, 1e-10);
  EXPECT_NEAR(moments(two).variance, 45000.0 + 5000.0, 1e-7);
  EXPECT_EQ(CostMoments{}.cv(), 0.0);
}

TEST(CostModel, FaultsAreAllNamed) {
  EXPECT_TRUE(faults(model()).empty());
  CostModel bad = model();
  bad.schema = "cost/9";
  bad.categories = {"carrier", "carrier"};
  bad.cells.push_back(bad.cells.front());
  std::vector<std::string> const found = faults(bad);
  EXPECT_THAT(found, testing::Contains(testing::HasSubstr("schema")));
  EXPECT_THAT(found, testing::Contains("category carrier is listed twice"));
  EXPECT_THAT(found, testing::Contains("cell */*/* is given twice"));
  EXPECT_THAT(found, testing::Contains("cell aged/*/* has 1 laws for 2 categories"));
  EXPECT_THAT(found,
              testing::Contains("cell aged/*/*: law 1 is for inpatient where categories lists carrier"));
}

TEST(CostModel, CategoryNamesThatCannotBeColumnsAreRefused) {
  for (char const* name : {"", "total", "a/b"}) {
    CostModel bad = model();
    bad.categories.front() = name;
    EXPECT_THAT(faults(bad), testing::Contains(testing::HasSubstr("cannot have that name"))) << name;
  }
  CostModel wide = model();
  for (std::size_t i = 0; i <= most_categories; ++i) wide.categories.push_back(fmt::format("c{}", i));
  EXPECT_THAT(faults(wide), testing::Contains(testing::HasSubstr("at most 63 can be drawn")));
}

}  // namespace
}  // namespace plimsoll
