#include "plimsoll/scenarios/claim_map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace plimsoll {
namespace {

TEST(ClaimMap, ShippedMapsAreSound) {
  for (char const* name : {"tuva", "cclf", "desynpuf_claims"}) {
    ClaimMap const map = read_claim_map(name, {});
    EXPECT_TRUE(faults(map).empty()) << name;
    EXPECT_FALSE(fitted_categories(map).empty()) << name;
  }
  EXPECT_THAT(reviewed_categories(read_claim_map("cclf", {})),
              testing::ElementsAre("part_d_paid_by_beneficiary"));
}

TEST(ClaimMap, AllFaultsAreFoundAtOnce) {
  ClaimMap map;
  map.members.bands = {65, 65};
  map.members.enrolment = {{"a/b", {}, {"x"}, {}, {}}};
  map.negative = "ignore";
  map.attributed_only = true;
  map.claims["c"].category = {{"", {}}, {"total", {}}};
  map.control = ControlMap{{"CCLF0"}, {{"CCLF1", "nothing"}}};
  std::vector<std::string> keys;
  for (Problem const& problem : faults(map)) keys.push_back(problem.key);
  EXPECT_THAT(keys, testing::IsSupersetOf({"members.table.file", "members.cover", "members.bands",
                                           "members.enrolment[0]", "members.enrolment[0].type", "negative",
                                           "attributed_only", "claims.c.table.file", "claims.c.claim",
                                           "claims.c.line", "claims.c.service_date", "claims.c.category[0]",
                                           "claims.c.category[1]", "control.counts.CCLF1"}));
}

TEST(ClaimMap, ACategoryIsEitherFittedOrReviewed) {
  ClaimMap map = read_claim_map("tuva", {});
  map.claims["pharmacy"].category = {{"inpatient", {}}};
  map.claims["pharmacy"].fitted = false;
  EXPECT_EQ(faults(map).size(), 1U);
}

// The codes of full Medicaid benefits are one key of the map, so that a copy of it can take others.
TEST(ClaimMap, FullBenefitsAreOneRuleOfTheMedicareMaps) {
  for (char const* name : {"tuva", "cclf"}) {
    std::vector<std::vector<std::string>> codes;
    for (EnrolmentRule const& rule : read_claim_map(name, {}).members.enrolment)
      if (rule.type == "aged_dual") codes.push_back(rule.equals);
    EXPECT_THAT(codes, testing::ElementsAre(testing::ElementsAre("02", "04", "08"))) << name;
  }
}

TEST(ClaimMap, AMapOfMembersIsNotOneOfClaims) {
  EXPECT_THROW(read_claim_map("desynpuf", {}), InputError);
}

}  // namespace
}  // namespace plimsoll
