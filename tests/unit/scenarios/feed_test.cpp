// Claims of a folder: cover, netting of reversals, repeats, categories, and what is left out, on hand-made
// rows.
#include "feed/feed.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <numeric>

namespace plimsoll {
namespace {

ClaimMap small_map() {
  ClaimMap map;
  map.members.table.file = {"members.csv"};
  map.members.member = "id";
  map.members.cover.start = {"from"};
  map.members.cover.end = {"to"};
  map.members.birth_date = "born";
  map.members.death_date = "died";
  map.members.bands = {0, 65};
  ClaimsMap claims;
  claims.table.file = {"claims.csv"};
  claims.member = "id";
  claims.claim = {"claim"};
  claims.line = {"claim", "line", "adj"};
  claims.service_date = {"day"};
  claims.amount = {"paid"};
  claims.cancel = {{"adj", {"1"}}};
  claims.category = {{"emergency", {{"type", {"op"}}, {"rev", {"045?"}}}},
                     {"inpatient", {{"type", {"ip"}}}},
                     {"outpatient", {{"type", {"op"}}}}};
  map.claims["all"] = claims;
  return map;
}

std::string const members = "id,from,to,born,died\n";
std::string const claims = "id,claim,line,adj,day,type,rev,paid\n";

class FeedTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) /
              ("feed_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  Feed read(std::string const& who, std::string const& what, ClaimMap const& map = small_map()) {
    std::ofstream(folder_ / "members.csv") << members << who;
    std::ofstream(folder_ / "claims.csv") << claims << what;
    Feed feed = read_feed(folder_, map, 2025, 100);
    std::int64_t left = 0;
    for (auto const& [check, out] : feed.sums.left_out) left += out.cents;
    EXPECT_EQ(feed.sums.cents_in_files, left + feed.totals.kept_cents) << "dollars were lost";
    return feed;
  }
  /// Rows of one check, and that nothing of it was noted elsewhere.
  static std::vector<std::uint32_t> rows_of(Feed const& feed, Check check) {
    std::vector<std::uint32_t> rows;
    for (auto const& [place, found] : feed.defects.found())
      if (place.check == check) rows.insert(rows.end(), found.first.begin(), found.first.end());
    return rows;
  }
  static std::vector<double> costs_of(Feed const& feed, std::size_t row) {
    auto const costs = feed.rows.costs_of(row);
    return {costs.begin(), costs.end()};
  }

  std::filesystem::path folder_;
};

using testing::ElementsAre;
using testing::IsEmpty;

std::string const one_member = "a,2025-01-01,2025-12-31,1950-05-05,\n";

// One attributed in 2025, one in 2024 only, one never: by default all count and two are told.
TEST_F(FeedTest, MembersNotAttributedAreToldOrLeftOut) {
  ClaimMap map = small_map();
  map.attribution = AttributionMap{{{"attributed.csv"}, {}, {}}, "id", "month"};
  std::ofstream(folder_ / "attributed.csv") << "id,month\na,2025-07\na,2025-08\nb,2024-12\n";
  std::string const who = "a,2024-01-01,,1950-01-01,\nb,2024-01-01,,1950-01-01,\nc,2024-01-01,,1950-01-01,\n";
  std::string const what =
      "a,1,1,0,2025-02-01,ip,,100\nb,2,1,0,2025-02-01,ip,,20\nb,3,1,0,2024-02-01,ip,,3\n"
      "c,4,1,0,2025-02-01,ip,,7\n";
  Feed const all = read(who, what, map);
  EXPECT_EQ(all.rows.rows.size(), 3U);
  EXPECT_EQ(all.totals.kept_cents, 13000);
  EXPECT_THAT(rows_of(all, Check::not_attributed), ElementsAre(3, 4));
  EXPECT_TRUE(all.sums.left_out.empty());
  map.attributed_only = true;
  Feed const attributed = read(who, what, map);
  ASSERT_EQ(attributed.rows.rows.size(), 1U);
  EXPECT_EQ(attributed.rows.rows[0].key, "a");
  EXPECT_EQ(attributed.rows.rows[0].months, 12);
  EXPECT_EQ(attributed.unattributed, 2);
  EXPECT_EQ(attributed.totals.kept_cents, 10300);
  EXPECT_EQ(attributed.sums.left_out.at(Check::unattributed).cents, 2700);
  EXPECT_TRUE(rows_of(attributed, Check::not_attributed).empty());
  std::filesystem::remove(folder_ / "attributed.csv");
  EXPECT_THROW(read(who, what, map), InputError);
  map.attributed_only = false;
  EXPECT_TRUE(rows_of(read(who, what, map), Check::not_attributed).empty());
}

TEST_F(FeedTest, ClaimsBecomeMemberYears) {
  Feed const feed = read(one_member + "b,2025-03-15,2025-06-01,1980-01-01,\n",
                         "a,c1,1,0,2025-02-01,ip,,1000\n"
                         "a,c1,2,0,2025-02-02,ip,,500.25\n"
                         "b,c2,1,0,2025-04-01,op,0300,80\n");
  EXPECT_THAT(feed.rows.categories, ElementsAre("emergency", "inpatient", "outpatient"));
  ASSERT_EQ(feed.rows.rows.size(), 2U);
  EXPECT_EQ(feed.rows.rows[0].months, 12);
  EXPECT_EQ(feed.rows.rows[1].months, 4);  // a month counts with any day of cover
  EXPECT_THAT(costs_of(feed, 0), ElementsAre(0.0, 1500.25, 0.0));
  EXPECT_THAT(costs_of(feed, 1), ElementsAre(0.0, 0.0, 80.0));
  EXPECT_THAT(feed.rows.counts, ElementsAre(0, 1, 0, 0, 0, 1));
  EXPECT_THAT(feed.rows.cells, ElementsAre(RiskCell{"*", "0-64", "*"}, RiskCell{"*", "65+", "*"}));
}

TEST_F(FeedTest, AClaimTakesTheEarliestRuleOfAnyOfItsLines) {
  Feed const feed = read(one_member,
                         "a,c1,1,0,2025-02-01,op,0300,70\n"
                         "a,c1,2,0,2025-02-01,op,0450,30\n");
  EXPECT_THAT(costs_of(feed, 0), ElementsAre(100.0, 0.0, 0.0));
}

TEST_F(FeedTest, ACancellationTakesItsClaimOff) {
  Feed const feed = read(one_member,
                         "a,c1,1,0,2025-02-01,ip,,1000\n"
                         "a,c1,1,1,2025-02-01,ip,,1000\n"
                         "a,c1,1,2,2025-02-01,ip,,1100\n");
  EXPECT_THAT(costs_of(feed, 0), ElementsAre(0.0, 1100.0, 0.0));
  EXPECT_THAT(feed.rows.counts, ElementsAre(0, 1, 0));
  EXPECT_EQ(feed.defects.rows_of(Weight::defect), 0 + 2);  // two categories without a dollar
  EXPECT_THAT(rows_of(feed, Check::reversal_without_original), IsEmpty());
}

TEST_F(FeedTest, ACancelledClaimCountsNothing) {
  Feed const feed = read(one_member, "a,c1,1,0,2025-02-01,ip,,1000\na,c1,1,1,2025-02-01,ip,,1000\n");
  EXPECT_THAT(costs_of(feed, 0), ElementsAre(0.0, 0.0, 0.0));
  EXPECT_THAT(feed.rows.counts, ElementsAre(0, 0, 0));
}

TEST_F(FeedTest, ReversalsWithoutOriginalAndNegativeAmountsAreTold) {
  ClaimMap map = small_map();
  map.negative = "zero";
  Feed const feed = read(one_member,
                         "a,c1,1,1,2025-02-01,ip,,1000\n"
                         "a,c2,1,0,2025-02-01,op,,-20\n"
                         "a,c3,1,0,2025-02-01,op,,50\n",
                         map);
  EXPECT_THAT(rows_of(feed, Check::reversal_without_original), ElementsAre(2));
  EXPECT_THAT(rows_of(feed, Check::negative_amount), ElementsAre(3));
  EXPECT_THAT(costs_of(feed, 0), ElementsAre(0.0, 0.0, 30.0));
  EXPECT_EQ(feed.defects.rows_of(Weight::fault), 0);
}

TEST_F(FeedTest, ATotalBelowZeroIsAFaultUnlessTheMapSetsItToZero) {
  Feed const feed = read(one_member, "a,c1,1,1,2025-02-01,ip,,1000\n");
  EXPECT_EQ(feed.defects.rows_of(Weight::fault), 1);
  EXPECT_TRUE(feed.rows.rows.empty());
}

TEST_F(FeedTest, ARepeatedLineCountsOnce) {
  Feed const feed = read(one_member,
                         "a,c1,1,0,2025-02-01,ip,,1000\n"
                         "a,c1,2,0,2025-02-01,ip,,1000\n"
                         "a,c1,1,0,2025-02-01,ip,,1000\n");
  EXPECT_THAT(rows_of(feed, Check::repeated_line), ElementsAre(4));
  EXPECT_THAT(costs_of(feed, 0), ElementsAre(0.0, 2000.0, 0.0));
}

TEST_F(FeedTest, CostOutsideLifeAndCoverIsLeftOutAndNamed) {
  Feed const feed = read(
      "a,2025-01-01,2025-06-30,1950-05-05,2025-03-31\n"
      "b,2025-02-01,2025-06-30,1950-05-05,\n",
      "a,c1,1,0,1949-01-01,ip,,1\n"
      "a,c2,1,0,2025-04-01,ip,,2\n"
      "b,c3,1,0,2025-01-31,ip,,4\n"
      "b,c4,1,0,2025-07-01,ip,,8\n"
      "z,c5,1,0,2025-02-02,ip,,16\n"
      "b,c6,1,0,2025-06-30,ip,,32\n");
  EXPECT_THAT(rows_of(feed, Check::service_before_birth), ElementsAre(2));
  EXPECT_THAT(rows_of(feed, Check::service_after_death), ElementsAre(3));
  EXPECT_THAT(rows_of(feed, Check::service_outside_cover), ElementsAre(4, 5));
  EXPECT_THAT(rows_of(feed, Check::cost_without_cover), ElementsAre(6));
  EXPECT_EQ(feed.totals.kept_cents, 3200);
  ASSERT_EQ(feed.rows.rows.size(), 2U);
  EXPECT_EQ(feed.rows.rows[0].months, 3);  // cover ends with death
}

TEST_F(FeedTest, RowsThatCannotBeReadAreFaultsByRowAndColumn) {
  Feed const feed = read(one_member,
                         "a,c1,1,0,2025-02-30,ip,,1000\n"
                         "a,c2,1,0,2025-02-01,ip,,1000x\n"
                         ",c3,1,0,2025-02-01,ip,,1000\n"
                         "a,c4,1,0,2025-02-01,ip,1000\n"
                         "a,c5,1,0,2025-02-01,zz,,1000\n"
                         "a,c6,1,0,,ip,,1000\n");
  EXPECT_THAT(rows_of(feed, Check::not_a_date), ElementsAre(2, 7));
  EXPECT_THAT(rows_of(feed, Check::not_an_amount), ElementsAre(3));
  EXPECT_THAT(rows_of(feed, Check::empty_key), ElementsAre(4));
  EXPECT_THAT(rows_of(feed, Check::unreadable_row), ElementsAre(5));
  EXPECT_THAT(rows_of(feed, Check::no_category), ElementsAre(6));
  EXPECT_EQ(feed.defects.problems(Weight::fault).front().spot.line, 5U);
}

TEST_F(FeedTest, CoverIsJoinedAndItsFaultsAreTold) {
  Feed const feed = read(
      "a,2025-01-01,2025-03-31,1950-05-05,\n"
      "a,2025-03-01,2025-05-31,1950-05-05,\n"
      "a,2025-03-01,2025-05-31,1950-05-05,\n"
      "a,2025-09-01,2025-09-30,1950-05-05,\n"
      "b,2025-09-01,2025-08-01,1950-05-05,\n",
      "a,c1,1,0,2025-02-01,ip,,1000\n");
  EXPECT_THAT(rows_of(feed, Check::overlapping_cover), ElementsAre(3));
  EXPECT_THAT(rows_of(feed, Check::repeated_cover), ElementsAre(4));
  EXPECT_THAT(rows_of(feed, Check::gap_in_cover), ElementsAre(5));
  EXPECT_THAT(rows_of(feed, Check::cover_ends_before_start), ElementsAre(6));
  ASSERT_EQ(feed.rows.rows.size(), 1U);
  EXPECT_EQ(feed.rows.rows[0].months, 6);
  EXPECT_THAT(rows_of(feed, Check::thin_cell), ElementsAre(2));
}

TEST_F(FeedTest, ColumnsTheMapDoesNotKnowAreNamed) {
  ClaimMap map = small_map();
  map.claims["all"].table.unused = {"pl*"};
  std::ofstream(folder_ / "members.csv") << members << one_member;
  std::ofstream(folder_ / "claims.csv") << "id,claim,line,adj,day,type,rev,paid,plan,copay\n"
                                        << "a,c1,1,0,2025-02-01,ip,,1,x,2\n";
  Feed const feed = read_feed(folder_, map, {}, 5);
  EXPECT_THAT(rows_of(feed, Check::unmapped_column), ElementsAre(1));
  std::ofstream(folder_ / "claims.csv") << "id,claim,line,adj,day,type,rev,payd\n";
  try {
    read_feed(folder_, map, {}, 5);
    FAIL() << "a missing column was taken";
  } catch (InputError const& wrong) {
    EXPECT_EQ(wrong.problems().front().key, "paid");
    EXPECT_THAT(wrong.problems().front().suggestion, testing::HasSubstr("payd"));
  }
}

TEST_F(FeedTest, MonthsWithoutClaimsAndJumpsOfMembershipAreTold) {
  std::string who, what;
  for (int i = 0; i < 40; ++i)
    who += "m" + std::to_string(i) + (i < 20 ? ",2025-01-01" : ",2025-03-01") + ",2025-12-31,1950-05-05,\n";
  for (char const* month : {"01", "02", "03", "05", "09"})
    what += "m1,c" + std::string(month) + ",1,0,2025-" + month + "-03,ip,,10\n";
  Feed const feed = read(who, what);
  std::vector<std::string> found;
  for (auto const& [place, at] : feed.defects.found())
    found.push_back(std::string(text_of(place.check).id) + " " + place.column);
  EXPECT_THAT(
      found, testing::IsSupersetOf({"month_without_claims 2025-04", "month_without_claims 2025-06 to 2025-08",
                                    "membership_jump 2025-03", "empty_category emergency"}));
  EXPECT_THAT(found, testing::Not(testing::Contains("membership_jump 2025-02")));
}

// Two spans that meet inside March, a gap in May, a life that ends in February, one that begins after all
// claims.
TEST_F(FeedTest, AMemberCountsOnceInEveryMonthWithADayOfCover) {
  std::string const who =
      "a,2024-06-01,2025-03-10,1950-05-05,\na,2025-03-20,2025-04-01,1950-05-05,\na,2025-06-30,,1950-05-05,\n"
      "b,2025-01-31,2025-12-31,1950-05-05,2025-02-01\nc,2025-07-01,2025-12-31,1950-05-05,\n";
  std::string const what = "a,1,1,0,2025-01-05,ip,,10\na,2,1,0,2025-06-30,ip,,10\n";
  Month const january = month_of(2025, 1);
  Feed const feed = read(who, what);
  EXPECT_THAT(feed.members_by_month, ElementsAre(testing::Pair(january, 2), testing::Pair(january + 1, 2),
                                                 testing::Pair(january + 2, 1), testing::Pair(january + 3, 1),
                                                 testing::Pair(january + 5, 1)));
  EXPECT_EQ(feed.member_months, 7);
  ClaimMap map = small_map();
  map.attribution = AttributionMap{{{"attributed.csv"}, {}, {}}, "id", "month"};
  map.attributed_only = true;
  std::ofstream(folder_ / "attributed.csv") << "id,month\na,2024-07\na,2025-04\nb,2024-12\n";
  EXPECT_EQ(read(who, what, map).member_months, 5);
}

// Months are counted from the ends of cover, not one by one for each member: that would be 190 million here.
TEST_F(FeedTest, AMistypedYearOfServiceLeavesTheMonthsRight) {
  std::string who;
  for (int i = 0; i < 2'000; ++i) who += "m" + std::to_string(i) + ",2025-01-01,,1950-05-05,\n";
  Feed const feed = read(who, "m1,1,1,0,2025-01-03,ip,,10\nm1,2,1,0,9998-12-03,ip,,10\n");
  EXPECT_EQ(feed.member_months, std::int64_t{2'000} * 12 * (9998 - 2024));
  EXPECT_EQ(feed.members_by_month.at(month_of(9998, 12)), 2'000);
}

TEST_F(FeedTest, FormerKeysAreThoseOfTheMember) {
  ClaimMap map = small_map();
  map.crosswalk = CrosswalkMap{{{"xref.csv"}, {}, {}}, "old", "new"};
  std::ofstream(folder_ / "xref.csv") << "old,new\na0,a1\na1,a\n";
  Feed const feed = read(one_member, "a0,c1,1,0,2025-02-01,ip,,7\na,c1,2,0,2025-02-01,ip,,3\n", map);
  EXPECT_THAT(costs_of(feed, 0), ElementsAre(0.0, 10.0, 0.0));
  EXPECT_EQ(feed.defects.rows_of(Weight::fault), 0);
}

TEST_F(FeedTest, LinesMayTellTheCategoryOfTheirHeader) {
  ClaimMap map = small_map();
  ClaimsMap lines = map.claims["all"];
  map.claims["all"].space = lines.space = "a";
  lines.table.file = {"lines.csv"};
  lines.amount = {};
  lines.category = {{"emergency", {{"rev", {"045?"}}}}};
  map.claims["zz_lines"] = lines;
  std::ofstream(folder_ / "lines.csv")
      << claims << "a,c1,1,0,2025-02-01,op,0450,70\na,c2,1,0,2025-02-01,op,0300,70\n";
  Feed const feed = read(one_member, "a,c1,1,0,2025-02-01,op,,70\na,c2,1,0,2025-02-01,op,,5\n", map);
  EXPECT_THAT(costs_of(feed, 0), ElementsAre(70.0, 0.0, 5.0));
}

TEST_F(FeedTest, NothingShownHoldsACountOrAValueOfFewMembers) {
  Feed const feed = read(one_member, "a,c1,1,0,2025-02-01,ip,,7401.93\nz,c2,1,0,2025-02-01,ip,,6603.17\n");
  for (Table const& table : feed_tables(feed))
    for (Row const& row : table.rows())
      for (Cell const& cell : row.cells)
        if (Figure const* figure = std::get_if<Figure>(&cell)) {
          EXPECT_TRUE(figure->unit == Unit::count || figure->value == 0.0) << table.id() << " " << row.id;
        }
}

}  // namespace
}  // namespace plimsoll
