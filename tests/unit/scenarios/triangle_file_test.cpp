#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "plimsoll/scenarios/unpaid_file.hpp"
#include "published/payment_cells.hpp"

namespace plimsoll {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;

class TriangleFile : public testing::Test {
 protected:
  TriangleRequest write(std::string const& text) {
    auto const* const test = testing::UnitTest::GetInstance()->current_test_info();
    std::filesystem::path const path =
        std::filesystem::path(testing::TempDir()) / (std::string(test->name()) + ".csv");
    std::ofstream(path) << text;
    return {path, false, {}};
  }
  static std::vector<Problem> faults_of(TriangleRequest const& request) {
    try {
      read_triangle(request);
    } catch (InputError const& error) {
      return error.problems();
    }
    return {};
  }
  static auto fault(std::uint32_t line, char const* key, char const* what) {
    return AllOf(Field(&Problem::spot, Field(&SourceSpot::line, line)), Field(&Problem::key, key),
                 Field(&Problem::what, HasSubstr(what)));
  }
  static constexpr char const* matrix =
      "month,0,1,2,3\nJan,400,820,940,960\nFeb,420,850,965,\nMar,410,835,,\nApr,430,,,\n";
  static constexpr char const* list =
      "claim,incurred,paid,amount\nx,2026-01,2026-01,400\nx,2026-01-31,2026-02-03,420.00\n"
      "x,202601,202603,120\nx,20260105,2026-04,20\nx,2026-02,2026-02,420\nx,2026-02,2026-03,430\n"
      "x,2026-02,2026-04,115\nx,2026-03,2026-03,410.5\nx,2026-03,2026-03,-.5\nx,2026-03,2026-04,425\n"
      "x,2026-04,2026-04,430\n";
};

TEST_F(TriangleFile, MatrixAndListSayTheSame) {
  std::string text = list;
  text.replace(text.find("-.5"), 3, "-0.5");
  PaidTriangle const a = read_triangle(write(matrix)), b = read_triangle(write(text));
  ASSERT_EQ(a.periods(), b.periods());
  EXPECT_EQ(b.name(3), "2026-04");
  for (std::size_t i = 0; i < a.periods(); ++i)
    for (std::size_t lag = 0; lag <= a.latest_lag(i); ++lag) EXPECT_EQ(a.paid(i, lag), b.paid(i, lag));
}

TEST_F(TriangleFile, IncrementalMatrix) {
  TriangleRequest request =
      write("m,0,1,2,3\nJan,400,420,120,20\nFeb,420,430,115,\nMar,410,425,,\nApr,430,,,\n");
  request.incremental = true;
  EXPECT_EQ(read_triangle(request).paid(0, 3), 960.0);
}

TEST_F(TriangleFile, EveryBadCellIsNamed) {
  EXPECT_THAT(faults_of(write("month,0,1,2\nJan,400,x,940\nFeb,4e999,850\nMar,nan,,\n")),
              ElementsAre(fault(2, "1", "not an amount"), fault(3, "", "has 3 cells"),
                          fault(4, "0", "not an amount")));
  EXPECT_THAT(
      faults_of(write("incurred,paid,amount\n2026-13,2026-01,1\n2026-01,2025-12,1\n2026-01,2026-02,1.005\n")),
      ElementsAre(fault(2, "incurred", "not a month"), fault(3, "paid", "before the month incurred"),
                  fault(4, "amount", "not an amount")));
  EXPECT_THAT(faults_of(write("incurred,amount,x\n2026-01,1,1\n")),
              ElementsAre(fault(1, "", "lacks incurred or paid")));
  EXPECT_THAT(faults_of(write("a,b\n1,2\n")), ElementsAre(fault(1, "", "neither a triangle nor a list")));
}

TEST_F(TriangleFile, FaultsOfTheTriangleNameTheLine) {
  EXPECT_THAT(
      faults_of(write("m,0,1,2,3\nJan,400,820,810,960\nFeb,420,850,965,\nMar,410,835,,\nApr,-1,,,\n")),
      ElementsAre(fault(2, "period Jan, lag 2", "falls"), fault(5, "period Apr, lag 0", "negative")));
}

TEST_F(TriangleFile, ValuationIsForLists) {
  TriangleRequest request = write(matrix);
  request.valuation = "2026-04";
  EXPECT_THAT(faults_of(request), ElementsAre(fault(0, "valuation", "is for a list")));
  request = write(list);
  request.incremental = true;
  EXPECT_THAT(faults_of(request), testing::Contains(fault(0, "incremental", "is for a matrix")));
}

TEST_F(TriangleFile, ReportNoticesWhatNeedsAWord) {
  UnpaidRequest request{write("m,0,1,2,3\nJan,400,820,940,960\nFeb,420,850,965,\nMar,410,835,,\nApr,0,,,\n"),
                        {1.005, 0.0, 0.0},
                        {},
                        MarginShare{0.1}};
  UnpaidReport const report = unpaid_file(request);
  EXPECT_THAT(report.notices, ElementsAre(HasSubstr("taken as known for sure"), HasSubstr("period Apr")));
  EXPECT_DOUBLE_EQ(report.margin, 0.1 * report.chosen.unpaid());
  request.a_priori = {"Apr=97.5x10"};
  UnpaidReport const chosen = unpaid_file(request);
  EXPECT_EQ(chosen.notices.size(), 1u);
  EXPECT_GT(chosen.chosen.unpaid(), report.chosen.unpaid() + 500.0);
  request.a_priori = {"Apr:97.5x10", "Apr=97.5", "x10=1"};
  EXPECT_THROW(unpaid_file(request), InputError);
}

TEST(PaymentCells, ReadWhatIsMeantAndNothingElse) {
  EXPECT_EQ(cents_of("1234.5"), 123450);
  EXPECT_EQ(cents_of("-0.07"), -7);
  EXPECT_EQ(cents_of("12"), 1200);
  for (char const* const bad : {"", "-", ".5", "1.", "1.005", "1,5", "1e3", "99999999999999999999"})
    EXPECT_EQ(cents_of(bad), std::nullopt) << bad;
  EXPECT_EQ(month_of("2026-04"), 2026 * 12 + 3);
  EXPECT_EQ(month_of("20260417"), month_of("2026-04-17"));
  for (char const* const bad :
       {"", "2026", "2026-4", "2026/04", "2026-00", "2026-04-32", "1826-01", "2026-04-1"})
    EXPECT_EQ(month_of(bad), std::nullopt) << bad;
  EXPECT_EQ(dollars_of("97.50"), 97.5);
  EXPECT_EQ(dollars_of("inf"), std::nullopt);
}

}  // namespace
}  // namespace plimsoll
