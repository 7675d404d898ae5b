#include "plimsoll/scenarios/member_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>
#include <string>

#include <filesystem>
#include <fstream>
#include <functional>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

ColumnMap small_map() {
  ColumnMap map;
  map.member = "id";
  map.year = "year";
  map.months.column = "months";
  map.age.column = "age";
  map.age.bands = {0, 65};
  map.categories = {{"carrier", {"c1", "c2"}}, {"inpatient", {"ip"}}};
  return map;
}

std::string const header = "id,year,months,age,c1,c2,ip\n";

class MemberFile : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) /
              ("member_file_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path write(std::string const& text, std::string const& name = "members.csv") const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }
  std::filesystem::path write_gzip(std::string const& text) const {
    std::filesystem::path const path = folder_ / "members.gz";
    gzFile file = gzopen(path.c_str(), "wb");
    gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
    gzclose(file);
    return path;
  }
  MemberYears read(std::filesystem::path const& path, ColumnMap const& map = small_map()) {
    return read_member_years(path, map, 2008, report_);
  }
  std::vector<std::string> faults_of(std::filesystem::path const& path, ColumnMap const& map = small_map()) {
    std::vector<std::string> all;
    try {
      read(path, map);
    } catch (InputError const& error) {
      for (Problem const& problem : error.problems()) all.push_back(to_text(problem));
    }
    return all;
  }
  std::string fault(std::string const& rows, ColumnMap const& map = small_map()) {
    std::vector<std::string> const all = faults_of(write(header + rows), map);
    return all.size() == 1 ? all.front() : std::string("not one fault");
  }

  std::filesystem::path folder_;
  ReadReport report_;
};

TEST_F(MemberFile, ReadsRowsIntoCellsAndCategories) {
  MemberYears const years =
      read(write(header + "a,2008,12,70,1.5,2.5,100\nb,2008,6,64,0,0,0\nc,2009,12,80,9,9,9\n"));
  EXPECT_THAT(years.categories, testing::ElementsAre("carrier", "inpatient"));
  EXPECT_THAT(years.cells, testing::ElementsAre(RiskCell{"*", "0-64", "*"}, RiskCell{"*", "65+", "*"}));
  ASSERT_EQ(years.rows.size(), 2U);
  EXPECT_EQ(years.rows[0].key, "a");
  EXPECT_EQ(years.rows[0].cell, 1U);
  EXPECT_EQ(years.rows[1].cell, 0U);
  EXPECT_EQ(years.rows[1].months, 6);
  EXPECT_THAT(years.costs, testing::ElementsAre(4.0, 100.0, 0.0, 0.0));
  EXPECT_FALSE(years.has_counts());
  EXPECT_EQ(report_.rows, 3);
  EXPECT_EQ(report_.kept, 2);
  EXPECT_EQ(report_.other_years, 1);
}

TEST_F(MemberFile, GzipByteOrderMarkCrlfQuotesAndBlankLinesAreAllTheSame) {
  std::string const plain = header + "a,2008,12,70,1.5,2.5,100\nb,2008,6,64,0,0,0\n";
  MemberYears const expected = read(write(plain));
  std::string const odd =
      "\xEF\xBB\xBFid,year,months,\"age\",c1,c2,ip\r\n\r\n\"a\",2008,12,70,1.5,2.5,100\r\n\r\nb,2008,6,64,0,"
      "0,0";
  for (std::filesystem::path const& path : {write(odd), write_gzip(plain), write_gzip(odd)}) {
    MemberYears const years = read(path);
    EXPECT_EQ(years.costs, expected.costs);
    EXPECT_EQ(years.rows.at(1).key, "b");
  }
}

TEST_F(MemberFile, MonthsFromSeveralColumns) {
  ColumnMap map = small_map();
  map.months = {{}, {"months", "c2"}, {"c1"}, {}};
  map.categories = {{"inpatient", {"ip"}}};
  EXPECT_EQ(read(write(header + "a,2008,12,70,2,9,1\nb,2008,12,70,0,12,1\n"), map).rows.front().months, 7);
  EXPECT_EQ(read(write(header + "a,2008,3,70,9,9,1\nb,2008,12,70,0,12,1\n"), map).rows.size(), 1U);
  EXPECT_EQ(report_.zero_exposure, 1);
}

TEST_F(MemberFile, CostWithoutExposureIsCounted) {
  read(write(header + "a,2008,0,70,2,9,1\nb,2008,0,70,0,0,0\nc,2008,12,70,0,12,1\n"));
  EXPECT_EQ(report_.zero_exposure, 2);
  EXPECT_EQ(report_.cost_without_exposure, 1);
  EXPECT_EQ(report_.dollars_without_exposure, 12.0);
}

TEST_F(MemberFile, EnrolmentRulesAndRiskFlags) {
  ColumnMap map = small_map();
  map.enrolment = {{"esrd", "c1", {"7"}, {}, {}}, {"disabled", {}, {}, 65.0, {}}, {"old", {}, {}, {}, 80.0}};
  map.risk = RiskMap{{}, {"c1", "c2"}, "7", {0, 1, 2}};
  map.categories = {{"inpatient", {"ip"}}};
  MemberYears const years =
      read(write(header + "a,2008,12,70,7,7,1\nb,2008,12,60,0,7,1\nc,2008,12,81,0,0,1\n"), map);
  EXPECT_EQ(years.cells[years.rows[0].cell].name(), "esrd/65+/2+");
  EXPECT_EQ(years.cells[years.rows[1].cell].name(), "disabled/0-64/1");
  EXPECT_EQ(years.cells[years.rows[2].cell].name(), "old/65+/0");
  EXPECT_THAT(fault("a,2008,12,70,0,0,1\n", map), AllOf(HasSubstr(":2"), HasSubstr("no enrolment rule")));
}

TEST_F(MemberFile, AgeFromBirthDateIsThatOf31December) {
  ColumnMap map = small_map();
  map.age = {{}, "age", {0, 65}};
  MemberYears const years = read(write(header + "a,2008,12,19431231,0,0,1\nb,2008,12,19440101,0,0,1\n"), map);
  EXPECT_EQ(years.cells[years.rows[0].cell].age, "65+");
  EXPECT_EQ(years.cells[years.rows[1].cell].age, "0-64");
  EXPECT_THAT(fault("a,2008,12,19431331,0,0,1\n", map),
              AllOf(HasSubstr("age"), HasSubstr("birth date"), Not(HasSubstr("1943"))));
  EXPECT_THAT(fault("a,2008,12,20091001,0,0,1\n", map), HasSubstr("after the year"));
}

TEST_F(MemberFile, CountsAndScores) {
  ColumnMap map = small_map();
  map.categories = {{"inpatient", {"ip"}}};
  map.counts = {{"inpatient", {"c1", "c2"}}};
  map.score = "age";
  MemberYears const years = read(write(header + "a,2008,6,1.5,1,2,100\n"), map);
  EXPECT_THAT(years.counts, testing::ElementsAre(3));
  EXPECT_EQ(years.rows[0].exposure(), 0.75);
  EXPECT_THAT(fault("a,2008,6,1.5,-1,2,100\n", map), AllOf(HasSubstr("c1"), HasSubstr("whole number")));
  EXPECT_THAT(fault("a,2008,6,0,1,2,100\n", map), AllOf(HasSubstr("age"), HasSubstr("above 0")));
}

TEST_F(MemberFile, EachFaultNamesRowAndColumnAndNeverTheValue) {
  std::string const good = "good,2008,12,70,0,0,0\n";
  struct Case {
    std::string row, column, says, value;
  };
  for (Case const& c : std::vector<Case>{
           {"a,2008,12,70,$4711,0,0", "c1", "not a number", "4711"},
           {"a,2008,12,70,4711x,0,0", "c1", "not a number", "4711"},
           {"a,2008,12,70,nan,0,0", "c1", "not a number", "nan"},
           {"a,2008,12,70,,0,0", "c1", "empty", "4711"},
           {"a,2008,12,70,-4711,0,0", "c1", "negative cost of category carrier", "4711"},
           {"a,2008,13,70,0,0,0", "months", "whole number from 0 to 12", "13"},
           {"a,2008,-4,70,0,0,0", "months", "whole number from 0 to 12", "-4"},
           {"a,2008,6.5,70,0,0,0", "months", "whole number from 0 to 12", "6.5"},
           {"a,2008,12,471,0,0,0", "age", "between 0 and 130", "471"},
           {"a,20o8,12,70,0,0,0", "year", "not a number", "20o8"},
           {",2008,12,70,0,0,0", "id", "key is empty", "4711"},
           {"a,2008,12,70,0,0", "", "row has 6 cells, the header has 7", "4711"},
           {"good,2008,12,70,0,0,0", "id", "duplicate member-year, first seen in row 2", "good"}}) {
    std::string const text = fault(good + c.row + "\n");
    EXPECT_THAT(text, AllOf(HasSubstr("members.csv:3"), HasSubstr(c.column), HasSubstr(c.says),
                            Not(HasSubstr(c.value))))
        << c.row;
  }
}

TEST_F(MemberFile, NegativesBecomeZeroWhereTheMapSaysSo) {
  ColumnMap map = small_map();
  map.negative = "zero";
  MemberYears const years = read(write(header + "a,2008,12,70,-5,2,7\nb,2008,12,70,-5,8,7\n"), map);
  EXPECT_THAT(years.costs, testing::ElementsAre(0.0, 7.0, 3.0, 7.0));
  EXPECT_EQ(report_.negatives_to_zero.at("carrier"), 1);
  EXPECT_EQ(report_.negatives_to_zero.at("inpatient"), 0);
}

TEST_F(MemberFile, TheSameMemberMayComeInTwoYears) {
  EXPECT_NO_THROW(read(write(header + "a,2008,12,70,0,0,0\na,2009,12,70,0,0,0\n")));
  ReadReport report;
  EXPECT_EQ(
      read_member_years(write(header + "a,2008,12,70,0,0,0\na,2009,12,70,0,0,0\n"), small_map(), {}, report)
          .rows.size(),
      2U);
}

TEST_F(MemberFile, AllFaultsAreToldUpToFifty) {
  std::string rows;
  for (int i = 0; i < 80; ++i) rows.append(std::to_string(i)).append(",2008,99,70,x,0,0\n");
  std::vector<std::string> const all = faults_of(write(header + rows));
  ASSERT_EQ(all.size(), 51U);
  EXPECT_THAT(all[0], AllOf(HasSubstr(":2"), HasSubstr("months")));
  EXPECT_THAT(all[1], AllOf(HasSubstr(":2"), HasSubstr("c1")));
  EXPECT_THAT(all[50], HasSubstr("110 more faults"));
}

TEST_F(MemberFile, MissingColumnsAreAllNamedWithTheNearest) {
  std::vector<std::string> const all = faults_of(write("id,year,month,age,c1,c2\na,2008,12,70,0,0\n"));
  ASSERT_EQ(all.size(), 2U);
  EXPECT_THAT(all[0],
              AllOf(HasSubstr("months"), HasSubstr("missing column"), HasSubstr("did you mean month?")));
  EXPECT_THAT(all[1], HasSubstr("ip"));
  EXPECT_THAT(faults_of(write("id,year,months,age,c1,c2,ip,ip\n")).at(0), HasSubstr("stands twice"));
}

TEST_F(MemberFile, FilesWithoutMembersAreRefused) {
  EXPECT_THAT(faults_of(write("")).at(0), HasSubstr("empty"));
  EXPECT_THAT(faults_of(write("\n\n")).at(0), HasSubstr("empty"));
  EXPECT_THAT(fault(""), HasSubstr("no member with a month of exposure in year 2008"));
  EXPECT_THAT(fault("a,2009,12,70,0,0,0\n"), HasSubstr("no member with a month of exposure in year 2008"));
  EXPECT_THAT(fault("a,2008,0,70,0,0,0\n"), HasSubstr("no member"));
}

TEST_F(MemberFile, FilesThatCannotBeReadAreRefused) {
  EXPECT_THAT(faults_of(folder_ / "absent.csv").at(0),
              AllOf(HasSubstr("absent.csv"), HasSubstr("cannot be read")));
  EXPECT_THAT(faults_of(folder_).at(0), HasSubstr("folder"));
  EXPECT_THAT(faults_of(write(header + "a,2008,12,70,0,0,\"0\n")).at(0), HasSubstr("never closed"));
  EXPECT_THAT(faults_of(write(header + "a,2008,12,70,0,0\"x,0\n")).at(0),
              AllOf(HasSubstr(":2"), HasSubstr("quotes")));
}

std::string many_rows() {
  std::string text = header;
  for (int i = 0; i < 20000; ++i)
    text.append(std::to_string(i * 7919LL % 1000003))
        .append(",2008,12,70,")
        .append(std::to_string(i * 31 % 977))
        .append(",0,0\n");
  return text;
}

TEST_F(MemberFile, TruncatedGzipNamesTheRowReached) {
  std::filesystem::path const path = write_gzip(many_rows());
  auto const size = std::filesystem::file_size(path);
  for (std::uintmax_t const kept : {size / 2, size - 4, size - 12, std::uintmax_t{15}}) {
    std::filesystem::resize_file(write_gzip(many_rows()), kept);
    std::vector<std::string> const all = faults_of(path);
    ASSERT_EQ(all.size(), 1U) << kept;
    EXPECT_THAT(all.front(), AllOf(HasSubstr("members.gz"), HasSubstr("truncated"), HasSubstr("row ")))
        << kept;
  }
}

TEST_F(MemberFile, CorruptGzipIsRefused) {
  std::filesystem::path const path = write_gzip(many_rows());
  auto const middle = static_cast<std::streamoff>(std::filesystem::file_size(path) / 2);
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(middle);
  file << "this is no deflate stream at all, not even nearly so";
  file.close();
  EXPECT_THAT(faults_of(path).back(), AllOf(HasSubstr("members.gz"), HasSubstr("corrupt")));
}

TEST_F(MemberFile, AFaultyRowBeforeTheTruncationIsToldToo) {
  std::string text = many_rows();
  text.insert(header.size(), "a,2008,99,70,0,0,0\n");
  std::filesystem::path const path = write_gzip(text);
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  std::vector<std::string> const all = faults_of(path);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_THAT(all[0], HasSubstr("months"));
  EXPECT_THAT(all[1], HasSubstr("truncated"));
}

TEST_F(MemberFile, RowsTheMapLeavesOutAreCountedAndNotLookedInto) {
  ColumnMap map = small_map();
  map.leave_out = {{"age", {"-*"}}, {"months", {"0"}}};
  MemberYears const years =
      read(write(header + "a,2008,12,-1,x,0,0\nb,2008,0,70,1,1,1\nc,2008,12,70,1,2,3\n"), map);
  ASSERT_EQ(years.rows.size(), 1U);
  EXPECT_EQ(report_.left_out, 2);
  EXPECT_EQ(report_.kept, 1);
}

TEST_F(MemberFile, MonthsMayAlwaysBeTheSame) {
  ColumnMap map = small_map();
  map.months = {};
  map.months.always = 12;
  EXPECT_EQ(read(write(header + "a,2008,,70,1,2,3\n"), map).rows.front().months, 12);
}

}  // namespace
}  // namespace plimsoll
