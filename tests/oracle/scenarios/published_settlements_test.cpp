// CMS's own settlements, from their inputs. The published columns are the oracle; none of them is read but
// the inputs named below and, for comparison, earn_save_loss.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <functional>
#include <set>

#include "plimsoll/scenarios/validate_settlements.hpp"
#include "support/public_data.hpp"
#include "text/csv_stream.hpp"

namespace plimsoll {
namespace {

constexpr char const* published_panel = "mssp_puf/mssp_settlement_panel.csv";
constexpr char const* reach = "cmmi_results/aco_reach_py2023_results.csv";

std::vector<SettledRow> settled(char const* file) {
  return validate_settlements(test::public_data() / file);
}
double published(SettledRow const& row) {
  return row.published.value_or(0.0);
}
int sign(double x) {
  return (x > 0.0) - (x < 0.0);
}
bool within(SettledRow const& row, double relative) {
  double const apart = std::abs(row.settled - published(row));
  return apart <= std::max(2.0, relative * std::abs(published(row)));
}
std::size_t count(std::vector<SettledRow> const& rows, std::function<bool(SettledRow const&)> const& holds) {
  return static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), holds));
}

/// A copy of a results file with every cell changed by `change(column, cell)`.
std::filesystem::path rewritten(
    char const* file, char const* name,
    std::function<std::string(std::string const&, std::string const&)> const& change) {
  auto const copy = std::filesystem::path(testing::TempDir()) / name;
  std::ofstream out(copy, std::ios::binary);
  std::vector<std::string> header;
  stream_csv(test::public_data() / file, [&](std::vector<std::string> const& cells, std::uint32_t) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      std::string const cell = header.empty() ? cells[i] : change(header[i], cells[i]);
      out << (i == 0 ? "" : ",") << '"' << cell << '"';
    }
    out << '\n';
    if (header.empty()) header = cells;
  });
  return copy;
}

TEST(PublishedMssp, EveryPaymentMatches) {
  PLIMSOLL_NEEDS_DATA(published_panel);
  auto const rows = settled(published_panel);
  ASSERT_EQ(rows.size(), 3'881u);
  auto const paid = [](SettledRow const& row) { return published(row) > 0.0; };
  EXPECT_EQ(count(rows, paid), 1'792u);
  for (SettledRow const& row : rows)
    EXPECT_TRUE(!paid(row) || within(row, 2e-4)) << row.year << ' ' << row.id << ' ' << row.settled;
}

TEST(PublishedMssp, EveryLossByRateMatches) {
  PLIMSOLL_NEEDS_DATA(published_panel);
  auto const rows = settled(published_panel);
  auto const owed = [](SettledRow const& row) { return published(row) < 0.0; };
  EXPECT_EQ(count(rows, owed), 49u);
  EXPECT_EQ(count(rows, [&](auto const& row) { return owed(row) && within(row, 3e-4); }), 45u);
  for (SettledRow const& row :
       rows)  // the four others owe less, by a limit on a revenue that is not published
    if (owed(row) && !within(row, 3e-4)) {
      EXPECT_EQ(row.settlement_class, "loss_limited") << row.id;
      EXPECT_LT(row.settled, published(row)) << row.id;
    }
}

TEST(PublishedMssp, PaidOwedOrNothingIsRightButInThreeRows) {
  PLIMSOLL_NEEDS_DATA(published_panel);
  auto const rows = settled(published_panel);
  EXPECT_LE(
      count(rows,
            [](auto const& row) { return row.year >= 2014 && sign(row.settled) != sign(published(row)); }),
      3u);
  EXPECT_EQ(
      count(rows,
            [](auto const& row) { return row.year < 2014 && sign(row.settled) != sign(published(row)); }),
      0u);
}

TEST(PublishedMssp, NearlyNothingIsLeftUnexplained) {
  PLIMSOLL_NEEDS_DATA(published_panel);
  auto const rows = settled(published_panel);
  EXPECT_LE(count_of(rows, Agreement::unmatched), 6u);
  EXPECT_LE(count(rows, [](auto const& row) { return row.reason.starts_with("revenue not published"); }), 5u);
  for (SettledRow const& row : rows)
    EXPECT_EQ(row.reason.empty(), row.agreement == Agreement::matched) << row.id;
}

TEST(PublishedMssp, OnlyTheNamedColumnsAreRead) {
  PLIMSOLL_NEEDS_DATA(published_panel);
  std::set<std::string> const inputs{"py",          "track",        "current_start_date", "six_month",
                                     "n_ab",        "abtot_bnchmk", "abtot_exp",          "msr",
                                     "qual_score",  "met_qps",      "met_alt_qps",        "guardrail",
                                     "rev_exp_cat", "dis_adj",      "rev_loss_limit"};
  auto const blanked = validate_settlements(rewritten(
      published_panel, "blanked.csv",
      [&](auto const& column, auto const& cell) { return inputs.contains(column) ? cell : std::string{}; }));
  auto const rows = settled(published_panel);
  ASSERT_EQ(blanked.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(blanked[i].settled, rows[i].settled) << rows[i].id;
}

TEST(PublishedMssp, TheMinimumOfAOneSidedRowIsNotRead) {
  PLIMSOLL_NEEDS_DATA(published_panel);
  bool one_sided = false;
  auto const without = validate_settlements(
      rewritten(published_panel, "no_msr.csv", [&](auto const& column, auto const& cell) {
        if (column == "track") one_sided = cell == "1" || cell == "A" || cell == "B";
        return column == "msr" && one_sided ? std::string{} : cell;
      }));
  auto const rows = settled(published_panel);
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(without[i].settled, rows[i].settled) << rows[i].id;
}

// Negative control: the comparison does not agree with anything.
TEST(PublishedMssp, AThousandthOfSpendingIsNoticed) {
  PLIMSOLL_NEEDS_DATA(published_panel);
  auto const moved =
      validate_settlements(rewritten(published_panel, "moved.csv", [](auto const& column, auto const& cell) {
        return column == "abtot_exp" ? fmt::format("{}", std::stod(cell) * 1.001) : cell;
      }));
  EXPECT_GT(count_of(moved, Agreement::unmatched), 1'700u);
}

TEST(PublishedReach, NetSettlementsMatchToTheCentButOne) {
  PLIMSOLL_NEEDS_DATA(reach);
  auto const rows = settled(reach);
  ASSERT_EQ(rows.size(), 132u);
  EXPECT_EQ(
      count(rows,
            [](auto const& row) { return row.published && std::abs(row.settled - *row.published) <= 0.02; }),
      131u);
  EXPECT_EQ(count_of(rows, Agreement::matched), 131u);
}

}  // namespace
}  // namespace plimsoll
