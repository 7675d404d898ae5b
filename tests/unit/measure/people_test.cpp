// The rule for counts of people: which of them to hide, whatever they stand in.
#include "plimsoll/models/measure/people.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plimsoll/models/measure/table.hpp"

namespace plimsoll {
namespace {

using testing::ElementsAre;

/// Parts of a total that stands elsewhere.
std::vector<bool> hidden(std::vector<double> const& people) {
  PeopleSum all;
  for (std::size_t i = 0; i < people.size(); ++i) all.parts.push_back(i);
  return hidden_people(people, {all});
}

TEST(HiddenPeople, FewAreHiddenAndNobodyIsNot) {
  EXPECT_TRUE(is_few(1.0) && is_few(10.0) && is_few(0.5));
  EXPECT_FALSE(is_few(0.0) || is_few(11.0) || is_few(-3.0));
  EXPECT_THAT(hidden({0, 50, 12}), ElementsAre(false, false, false));
}

TEST(HiddenPeople, OneHiddenTakesTheSmallestOtherWithIt) {
  EXPECT_THAT(hidden({3, 50, 12}), ElementsAre(true, false, true));
  EXPECT_THAT(hidden({3, 0, 0}), ElementsAre(true, false, false));
}

TEST(HiddenPeople, SeveralWhoseSumIsFewTakeOneMore) {
  EXPECT_THAT(hidden({3, 50, 10}), ElementsAre(true, false, true));
  EXPECT_THAT(hidden({3, 50, 4}), ElementsAre(true, true, true));
}

TEST(HiddenPeople, TheWholeGoesWhereItIsToGoFirst) {
  // 200 rows are 193 kept and 7 left out: who keeps count of the kept must not be told the rows.
  EXPECT_THAT(hidden_people({200, 7, 193}, {{{1, 2}, 0, 0}}), ElementsAre(true, true, false));
  EXPECT_THAT(hidden_people({200, 7, 193}, {{{1, 2}, 0, {}}}), ElementsAre(false, true, true));
}

TEST(HiddenPeople, ASumOfWhichSomethingIsNeverToldGivesNothingAway) {
  EXPECT_THAT(hidden_people({200, 7, 193}, {{{1, 2}, 0, {}}}, {true, true, false}),
              ElementsAre(false, true, false));
}

TEST(HiddenPeople, InWords) {
  EXPECT_EQ(people_in_words(7), "1 to 10");
  EXPECT_EQ(people_in_words(193), "193");
  EXPECT_EQ(people_in_words(193, 200), "more than 10");
  EXPECT_EQ(people_in_words(193, 193), "193");
  EXPECT_EQ(people_in_words(0, 7), "0");
}

TableBuilder counts() {
  TableBuilder table("t", "Counts");
  table.column("what", "what", Unit::none, Presentation::text)
      .column("members", "members", Unit::members, Presentation::count)
      .column("dollars", "dollars", Unit::dollars, Presentation::whole_dollars);
  return table;
}

void add(TableBuilder& table, std::string const& id, std::int64_t people) {
  Figure const dollars = exact_figure("", 100.0 * static_cast<double>(people), Unit::dollars);
  table.row_of_people(id, {{id}, counted(people), behind(people, dollars)});
}

Suppressed::Why why(Table const& table, std::size_t row, std::size_t column = 1) {
  return std::get<Suppressed>(table.rows()[row].cells[column]).why;
}

TEST(CountedRows, HideFewTheDollarsBehindThemAndOneBeside) {
  TableBuilder table = counts();
  for (std::int64_t const people : {7, 150, 43}) add(table, std::to_string(people), people);
  Table const built = table.build();
  for (std::size_t const column : {1u, 2u}) {
    EXPECT_EQ(why(built, 0, column), Suppressed::Why::few);
    EXPECT_EQ(why(built, 2, column), Suppressed::Why::beside_few);
    EXPECT_FALSE(std::holds_alternative<Suppressed>(built.rows()[1].cells[column]));
  }
  EXPECT_THAT(built.notes(), testing::SizeIs(2));
  EXPECT_EQ(words_of(Suppressed{}), "1-10");
  EXPECT_EQ(words_of(Suppressed{Suppressed::Why::beside_few}), "hidden");
}

TEST(CountedRows, AddUpToARowThatGoesFirst) {
  TableBuilder table = counts();
  add(table, "all", 200);
  add(table, "out", 7);
  add(table, "kept", 193);
  table.adds_up({"out", "kept"}, "all");
  Table const built = table.build();
  EXPECT_EQ(why(built, 0), Suppressed::Why::beside_few);
  EXPECT_EQ(why(built, 1), Suppressed::Why::few);
  EXPECT_EQ(std::get<People>(built.rows()[2].cells[1]).count(), 193u);
}

TEST(CountedRows, WhatARowLeavesOfAnotherIsACountToo) {
  TableBuilder table = counts();
  add(table, "kept", 200);
  add(table, "negative", 193);
  table.rest_of("kept", "negative");
  Table const built = table.build();
  EXPECT_EQ(why(built, 1), Suppressed::Why::beside_few);
  EXPECT_EQ(std::get<People>(built.rows()[0].cells[1]).count(), 200u);
}

// The control: cells that do not say whose number they are stand as they are.
TEST(CountedRows, OtherRowsAreLeftAlone) {
  TableBuilder table = counts();
  table.row("a", {"a", people_cell(150), Empty{}});
  table.row("b", {"b", people_cell(7), Empty{}});
  EXPECT_EQ(std::get<People>(table.build().rows()[0].cells[1]).count(), 150u);
}

}  // namespace
}  // namespace plimsoll
