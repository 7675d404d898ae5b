#include "plimsoll/models/cost/frailty_groups.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plimsoll {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> const categories{"inpatient", "outpatient", "pharmacy"};

double correlation(FrailtyGroups const& groups, std::size_t a, std::size_t b) {
  std::vector<double> const &x = groups.groups[groups.of_category[a]].loadings,
                            &y = groups.groups[groups.of_category[b]].loadings;
  double sum = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += x[i] * y[i];
  return sum;
}

TEST(FrailtyGroups, OneFactorUnlessTold) {
  FrailtyGroups const groups = groups_of(Frailty{FrailtyFamily::gamma, 0.5, 1.0}, categories);
  EXPECT_TRUE(groups.one_factor());
  EXPECT_EQ(groups.scores, 1u);
  EXPECT_THAT(groups.of_category, ElementsAre(0, 0, 0));
  EXPECT_THAT(groups.groups.front().loadings, ElementsAre(1.0));
}

TEST(FrailtyGroups, OneScoreOfTwoSpreads) {
  Frailty frailty{FrailtyFamily::gamma, 0.5, 1.0};
  frailty.category_cv = {{"pharmacy", 1.5}};
  FrailtyGroups const groups = groups_of(frailty, categories);
  EXPECT_EQ(groups.scores, 1u);
  EXPECT_THAT(groups.of_category, ElementsAre(0, 0, 1));
  EXPECT_EQ(groups.groups[1].cv, 1.5);
}

TEST(FrailtyGroups, LoadingsGiveTheCorrelations) {
  Frailty frailty{FrailtyFamily::gamma, 0.5, 1.0};
  frailty.category_correlation = 0.3;
  frailty.correlation = {
      {"inpatient ~ outpatient", 1.0}, {"pharmacy~inpatient", 0.6}, {"pharmacy ~ outpatient", 0.6}};
  ASSERT_THAT(faults(frailty, categories), IsEmpty());
  FrailtyGroups const groups = groups_of(frailty, categories);
  EXPECT_EQ(groups.scores, 2u);
  EXPECT_THAT(groups.of_category, ElementsAre(0, 0, 1)) << "two categories of one score are one group";
  EXPECT_NEAR(correlation(groups, 0, 2), 0.6, 1e-12);
  EXPECT_NEAR(correlation(groups, 2, 2), 1.0, 1e-12);
}

TEST(FrailtyGroups, FaultsNameWhatIsWrong) {
  Frailty frailty{FrailtyFamily::gamma, 0.5, 1.0};
  frailty.category_cv = {{"pharmcy", 1.0}};
  frailty.correlation = {{"inpatient", 0.5}, {"inpatient ~ dental", 0.5}};
  EXPECT_THAT(faults(frailty, categories),
              ElementsAre(HasSubstr("did you mean \"pharmacy\"?"), HasSubstr("\"inpatient\" must name two"),
                          HasSubstr("\"dental\" is no category")));
  frailty = {FrailtyFamily::gamma, 0.5, 1.0};
  frailty.correlation = {
      {"inpatient ~ outpatient", 0.9}, {"inpatient ~ pharmacy", 0.9}, {"outpatient ~ pharmacy", -0.9}};
  EXPECT_THAT(faults(frailty, categories), ElementsAre(HasSubstr("cannot hold together")));
}

}  // namespace
}  // namespace plimsoll
