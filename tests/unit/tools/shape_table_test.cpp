#include "shape_table.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "plimsoll/models/measure/sample.hpp"
#include "table_terminal.hpp"

namespace plimsoll {
namespace {

/// 1 to 1,000, so that P1 is 10 and P99 is 990.
std::vector<double> ramp() {
  std::vector<double> values(1000);
  std::iota(values.begin(), values.end(), 1.0);
  return values;
}

Histogram shape_of(std::vector<double> const& values, std::size_t bins) {
  Sample const sample("x", Unit::dollars, values);
  return histogram_of(values, nullptr, bins, sample.percentile(0.01).value, sample.percentile(0.99).value);
}

TEST(Histogram, CountsWhatLiesBetweenItsPercentiles) {
  Histogram const shape = shape_of(ramp(), 4);
  EXPECT_EQ(shape.low, 10.0);
  EXPECT_EQ(shape.high, 990.0);
  EXPECT_TRUE(shape.atoms.empty());
  ASSERT_EQ(shape.share.size(), 4U);
  for (std::size_t bin = 0; bin < 3; ++bin) EXPECT_NEAR(shape.share[bin], 0.245, 1e-12);
  EXPECT_NEAR(shape.share[3], 0.246, 1e-12);
}

TEST(Histogram, AtomsAreNoBars) {
  std::vector<double> values = ramp();
  for (std::size_t i = 0; i < 300; ++i) values[i] = 0.0;  // nothing owed
  for (std::size_t i = 990; i < 1000; ++i) values[i] = 2000.0;
  Histogram const shape = shape_of(values, 10);
  EXPECT_EQ(shape.atoms, (std::vector<Atom>{{0.0, 0.3}, {2000.0, 0.01}}));
  EXPECT_EQ(shape.share.front(), 0.0);
  values.back() = 2001.0;  // nine of a thousand are no atom
  EXPECT_EQ(shape_of(values, 10).atoms, (std::vector<Atom>{{0.0, 0.3}}));
}

TEST(Histogram, WeighsAsTheDesignDoes) {
  auto design = std::make_shared<TrialDesign>();
  design->weight = std::vector<double>(1000, 1.0);
  for (std::size_t i = 500; i < 1000; ++i) design->weight[i] = 3.0;
  std::vector<double> values = ramp();
  for (std::size_t i = 0; i < 500; ++i) values[i] = 0.0;
  Histogram const shape = histogram_of(values, design, 5);
  ASSERT_EQ(shape.atoms.size(), 1U);
  EXPECT_DOUBLE_EQ(shape.atoms.front().share, 0.25);
}

TEST(Sparkline, DrawsBarsAndMarks) {
  Histogram const shape{0.0, 4.0, {0.0, 0.1, 0.2, 0.4}, {{0.0, 0.3}}};
  EXPECT_EQ(sparkline(shape, true), "◆▂▄█");
  EXPECT_EQ(sparkline(shape, false), "|:=@");
}

TEST(Sparkline, OneAmountInEveryTrialIsAMarkAlone) {
  EXPECT_EQ(sparkline(shape_of(std::vector<double>(100, 7.0), 4), true), "◆   ");
}

TEST(ShapeTable, NamesContractsAndTheirAtoms) {
  TableBuilder settlements("settlement.2026", "");
  settlements.column("contract", "contract", Unit::none, Presentation::text)
      .column("mean", "mean", Unit::dollars, Presentation::whole_dollars);
  settlements.row("a", {"a", exact_figure("", 1.0, Unit::dollars)});
  std::vector<double> values = ramp();
  for (std::size_t i = 0; i < 300; ++i) values[i] = 0.0;
  TrialTable trials{{{"contract/a/settlement", Unit::dollars, 2026, ""}}, 1000, values};
  std::string const text = to_terminal(shape_table(settlements.build(), trials, 2026, false));
  EXPECT_NE(text.find("30.0%"), std::string::npos) << text;
  EXPECT_NE(text.find("|"), std::string::npos) << text;
  EXPECT_NE(text.find("P1 to P99"), std::string::npos) << text;
}

Table wide() {
  TableBuilder table("t", "Wide");
  table.column("contract", "contract", Unit::none, Presentation::text)
      .column("year", "year", Unit::none, Presentation::text);
  for (char const* name : {"alpha", "beta", "gamma", "delta"})
    table.column(name, name, Unit::dollars, Presentation::whole_dollars);
  for (char const* year : {"2026", "2027"}) {
    std::vector<Cell> cells{"deal", year};
    for (int i = 0; i < 4; ++i) cells.emplace_back(exact_figure("", 1234567.0 + i, Unit::dollars));
    table.row(std::string("deal.") + year, std::move(cells));
  }
  return table.build();
}

TEST(Terminal, ColumnsWithoutRoomGoOnBelowBehindTheNamesOfTheirRows) {
  EXPECT_EQ(to_terminal(wide(), Screen{true, 40}),
            "Wide\n"
            "  contract  year      alpha       beta\n"
            "                          $          $\n"
            "  deal      2026  1,234,567  1,234,568\n"
            "  deal      2027  1,234,567  1,234,568\n"
            "\n"
            "  contract  year      gamma      delta\n"
            "                          $          $\n"
            "  deal      2026  1,234,569  1,234,570\n"
            "  deal      2027  1,234,569  1,234,570\n");
  EXPECT_EQ(to_terminal(wide(), Screen{true, 200}), to_terminal(wide()));
}

TEST(Terminal, ANarrowScreenLosesNoCell) {
  std::string const text = to_terminal(wide(), Screen{true, 5});
  for (char const* cell : {"1,234,567", "1,234,568", "1,234,569", "1,234,570"})
    EXPECT_NE(text.find(cell), std::string::npos) << text;
}

TEST(Terminal, InkMarksTitlesNotesAndVerdictsAndMovesNothing) {
  TableBuilder builder("t", "Verdicts");
  builder.column("a", "a", Unit::none, Presentation::text).column("b", "b", Unit::none, Presentation::text);
  builder.row("1", {"fail", "failing"}).note("n");
  EXPECT_EQ(to_terminal(builder.build(), Screen{true, 0, Ink(true)}),
            "\x1b[1mVerdicts\x1b[0m\n  a     b\n  \x1b[1;31mfail\x1b[0m  failing\n\x1b[36mnote\x1b[0m  n\n");
}

}  // namespace
}  // namespace plimsoll
