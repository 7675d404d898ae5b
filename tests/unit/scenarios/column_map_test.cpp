#include "plimsoll/scenarios/column_map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "support/desynpuf_map.hpp"

namespace plimsoll {
namespace {

std::vector<std::string> keys(ColumnMap const& map, bool year_given = false) {
  std::vector<std::string> all;
  for (Problem const& problem : faults(map, year_given)) all.push_back(problem.key);
  return all;
}

TEST(ColumnMap, TheDesynpufMapIsSound) {
  EXPECT_TRUE(faults(test::desynpuf_map(), false).empty());
}

TEST(ColumnMap, AllFaultsAreFoundAtOnce) {
  ColumnMap map = test::desynpuf_map();
  map.year.reset();
  map.months.column = "MONTHS";
  map.age.bands = {0, 65, 65};
  map.risk->column = "RISK";
  map.enrolment[0].equals.clear();
  map.negative = "ignore";
  map.categories["dental"] = {};
  map.counts = {{"vision", {"N"}}};
  EXPECT_THAT(keys(map), testing::IsSupersetOf({"months", "months.less", "age.birth_date", "age.bands",
                                                "risk", "enrolment[0]", "negative", "categories.dental",
                                                "counts.vision", "counts.inpatient"}));
  EXPECT_THAT(keys(map, true), testing::Not(testing::Contains("age.birth_date")));
}

TEST(ColumnMap, ListsEachColumnOnce) {
  ColumnMap map;
  map.member = "id";
  map.months.column = "months";
  map.categories = {{"a", {"x", "y"}}, {"b", {"y"}}};
  EXPECT_THAT(columns_of(map), testing::ElementsAre("id", "months", "x", "y"));
  EXPECT_EQ(columns_of(test::desynpuf_map()).size(), 27U);
}

}  // namespace
}  // namespace plimsoll
