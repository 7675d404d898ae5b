#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "plimsoll/models/measure/table.hpp"
#include "table_json.hpp"
#include "table_terminal.hpp"

namespace plimsoll {
namespace {

Table tracks() {
  TableBuilder builder("tracks", "PY2027");
  builder.column("track", "track", Unit::none, Presentation::text)
      .column("mean", "mean", Unit::dollars, Presentation::millions)
      .column("maximum", "maximum", Unit::dollars, Presentation::whole_dollars)
      .column("owe", "P(owe)", Unit::fraction, Presentation::percent)
      .column("members", "members", Unit::members, Presentation::count);
  builder.row("basic_e", {"basic_e", normal_figure("", 2'231'400.0, 13'000.0, Unit::dollars),
                          exact_figure("", 1'440'000.0, Unit::dollars),
                          normal_figure("", 0.125, 0.0017, Unit::fraction), people_cell(12'000)});
  builder.row("enhanced", {"enhanced", normal_figure("", -12'360'000.0, 400.0, Unit::dollars),
                           exact_figure("", -22'500'000.25, Unit::dollars),
                           normal_figure("", 0.0, 0.0001, Unit::fraction), people_cell(4)});
  builder.row("one_sided", {"one-sided, Größe", Figure{"", 0.1, not_known, std::nullopt, Unit::dollars},
                            exact_figure("", 0.0, Unit::dollars),
                            Figure{"", not_known, not_known, std::nullopt, Unit::fraction}, people_cell(0)});
  return builder.build();
}

TEST(Terminal, AlignsAndMarksErrors) {
  EXPECT_EQ(
      to_terminal(tracks()),
      "PY2027\n"
      "  track                       mean       maximum        P(owe)  members\n"
      "                                $M             $\n"
      "  basic_e             2.23  ±0.01     1,440,000   12.5% ±0.2%    12,000\n"
      "  enhanced          (12.36) ±<0.01  (22,500,000)   0.0% ±<0.1%     1-10\n"
      "  one-sided, Größe    0.00  ±?                0                       0\n"
      "note  ±? marks a figure whose simulation error is not known: too few trials fell into its case.\n"
      "note  An empty cell has no value: no trial fell into that case, or none could.\n"
      "note  Counts of 1 to 10 people are not shown.\n");
}

TEST(Terminal, NegativesWithoutMoneyTakeAMinusSign) {
  TableBuilder builder("t", "");
  builder.column("rate", "savings", Unit::fraction, Presentation::percent)
      .column("x", "x", Unit::none, Presentation::number)
      .column("usd", "owed", Unit::dollars, Presentation::whole_dollars);
  builder.row("a", {exact_figure("", -0.021, Unit::fraction), exact_figure("", -1234.5, Unit::none),
                    exact_figure("", -0.4, Unit::dollars)});
  builder.row("b", {exact_figure("", -0.0001, Unit::fraction), exact_figure("", 1.0, Unit::none),
                    exact_figure("", 999.6, Unit::dollars)});
  EXPECT_EQ(to_terminal(builder.build()),
            "  savings          x   owed\n"
            "                          $\n"
            "    -2.1%  -1,234.50      0\n"
            "     0.0%       1.00  1,000\n");
}

TEST(Json, KeepsEveryBit) {
  double const awkward = 0.1 + 0.2;
  TableBuilder builder("t", "t");
  builder.column("x", "x", Unit::dollars, Presentation::millions);
  builder.row("r", {Figure{"my.id", awkward, 1.0 / 3.0, Interval{-1e-17, 2e300}, Unit::dollars}});
  auto const json = nlohmann::ordered_json::parse(to_json(builder.build()).dump());
  auto const& cell = json["rows"][0]["cells"]["x"];
  EXPECT_EQ(cell["value"].get<double>(), awkward);
  EXPECT_EQ(cell["std_error"].get<double>(), 1.0 / 3.0);
  EXPECT_EQ(cell["interval"][0].get<double>(), -1e-17);
  EXPECT_EQ(cell["interval"][1].get<double>(), 2e300);
  EXPECT_EQ(cell["unit"], "dollars");
  EXPECT_EQ(cell["id"], "my.id");
}

TEST(Json, SuppressedEmptyAndUnknown) {
  auto const json = to_json(tracks());
  auto const& rows = json["rows"];
  EXPECT_EQ(rows[0]["cells"]["members"]["value"], 12'000);
  EXPECT_FALSE(rows[1]["cells"]["members"].contains("value"));
  EXPECT_EQ(rows[1]["cells"]["members"]["suppressed"], "1-10");
  EXPECT_TRUE(rows[2]["cells"]["mean"]["std_error"].is_null());
  EXPECT_TRUE(rows[2]["cells"]["owe"].is_null());
  EXPECT_EQ(rows[2]["cells"]["track"]["text"], "one-sided, Größe");
  EXPECT_EQ(rows[0]["cells"]["maximum"]["std_error"], 0.0);
  EXPECT_EQ(rows[0]["cells"]["maximum"]["id"], "tracks/basic_e/maximum");
  EXPECT_EQ(json["columns"][1]["presentation"], "millions");
  EXPECT_EQ(json["notes"].size(), 3u);
}

}  // namespace
}  // namespace plimsoll
