#include "plimsoll/models/measure/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <cmath>
#include <limits>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

TableBuilder members_table() {
  TableBuilder builder("roster", "Members by cell");
  builder.column("cell", "cell", Unit::none, Presentation::text)
      .column("members", "members", Unit::members, Presentation::count);
  return builder;
}

TEST(People, HoldsZeroAndMoreThanTenOnly) {
  for (std::uint64_t count : {0u, 11u, 5000u}) {
    Cell const cell = people_cell(count);
    ASSERT_TRUE(std::holds_alternative<People>(cell)) << count;
    EXPECT_EQ(std::get<People>(cell).count(), count);
  }
  for (std::uint64_t count = 1; count <= 10; ++count) {
    EXPECT_TRUE(std::holds_alternative<Suppressed>(people_cell(count))) << count;
    EXPECT_THROW(People{count}, BrokenPromise) << count;
  }
}

TEST(Table, SuppressesSmallFiguresInMembersAndSaysSoOnce) {
  TableBuilder builder = members_table();
  builder.row("a", {"a", exact_figure("", 7.0, Unit::members)});
  builder.row("b", {"b", people_cell(3)});
  builder.row("c", {"c", exact_figure("", 11.0, Unit::members)});
  builder.row("d", {"d", exact_figure("", 0.0, Unit::members)});
  Table const table = builder.build();
  EXPECT_TRUE(std::holds_alternative<Suppressed>(table.rows()[0].cells[1]));
  EXPECT_TRUE(std::holds_alternative<Suppressed>(table.rows()[1].cells[1]));
  EXPECT_TRUE(std::holds_alternative<Figure>(table.rows()[2].cells[1]));
  EXPECT_TRUE(std::holds_alternative<Figure>(table.rows()[3].cells[1]));
  EXPECT_THAT(table.notes(), testing::ElementsAre("Counts of 1 to 10 people are not shown."));
}

TEST(Table, FigureWithoutAnIdGetsItsCellsAddress) {
  TableBuilder builder = members_table();
  builder.row("aged", {"aged", exact_figure("", 500.0, Unit::members)});
  builder.row("esrd", {"esrd", exact_figure("own", 90.0, Unit::members)});
  Table const table = builder.build();
  EXPECT_EQ(std::get<Figure>(table.rows()[0].cells[1]).id, "roster/aged/members");
  EXPECT_EQ(table.cell_id(0, 1), "roster/aged/members");
  EXPECT_EQ(std::get<Figure>(table.rows()[1].cells[1]).id, "own");
}

TEST(Table, KeepsNothingThatIsNotFinite) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  TableBuilder builder("t", "t");
  builder.column("x", "x", Unit::dollars, Presentation::number);
  builder.row("nan", {Figure{"a", not_known, 1.0, std::nullopt, Unit::dollars}});
  builder.row("infinite", {Figure{"b", infinity, 1.0, std::nullopt, Unit::dollars}});
  builder.row("no error", {Figure{"c", 1.0, infinity, Interval{0.0, infinity}, Unit::dollars}});
  Table const table = builder.build();
  EXPECT_TRUE(std::holds_alternative<Empty>(table.rows()[0].cells[0]));
  EXPECT_TRUE(std::holds_alternative<Empty>(table.rows()[1].cells[0]));
  auto const& figure = std::get<Figure>(table.rows()[2].cells[0]);
  EXPECT_TRUE(std::isnan(figure.std_error));
  EXPECT_FALSE(figure.interval.has_value());
  EXPECT_EQ(table.notes().size(), 2u);
}

TEST(Table, RefusesRaggedRowsAndRepeatedIds) {
  TableBuilder builder = members_table();
  builder.row("a", {"a", Empty{}});
  EXPECT_THROW(builder.row("b", {"b"}), BrokenPromise);
  EXPECT_THROW(builder.row("a", {"a", Empty{}}), BrokenPromise);
  EXPECT_THROW(builder.column("late", "late", Unit::none, Presentation::text), BrokenPromise);
}

}  // namespace
}  // namespace plimsoll
