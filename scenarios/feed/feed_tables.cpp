#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "feed/feed.hpp"

namespace plimsoll {
namespace {

Cell count_cell(std::int64_t count) {
  return exact_figure("", static_cast<double>(count), Unit::count);
}

Cell dollar_cell(std::int64_t cents) {
  return exact_figure("", static_cast<double>(cents) / 100.0, Unit::dollars);
}

/// Whether rows of the feed's members tell of 1 to 10 people by what is left of them: all are not told then,
/// nor is what only all of them have.
bool hides_all(Feed const& feed) {
  if (feed.rows.categories.empty()) return is_few(static_cast<double>(feed.members));
  auto const count = [](auto number) { return static_cast<double>(number); };
  std::vector<double> const people{count(feed.members), count(feed.without_months), count(feed.unattributed),
                                   count(feed.rows.rows.size())};
  return hidden_people(people, {{{1, 2, 3}, 0, 0}}).front();
}

Table files_table(Feed const& feed) {
  TableBuilder table("files", "Files read");
  table.column("table", "table", Unit::none, Presentation::text)
      .column("file", "file", Unit::none, Presentation::text)
      .column("rows", "rows", Unit::count, Presentation::count);
  Cell const hidden = Suppressed{Suppressed::Why::beside_few};
  for (std::size_t i = 0; i < feed.files.size(); ++i) {
    FileRows const& file = feed.files[i];
    bool const of_people = file.table == "members" || file.table == "attribution";
    Cell const people = hides_all(feed) ? hidden : people_cell(static_cast<std::uint64_t>(file.rows));
    table.row(fmt::format("{}.{}", i + 1, file.table),
              {file.table, file.file.empty() ? std::string("none in the folder") : file.file,
               of_people ? people : count_cell(file.rows)});
  }
  return table.build();
}

Table totals_table(Feed const& feed) {
  TableBuilder table("totals", "Control totals");
  table.column("what", "what", Unit::none, Presentation::text)
      .column("value", "value", Unit::count, Presentation::count);
  auto const row = [&](char const* id, std::string says, CountedCell value) {
    table.row_of_people(id, {{std::move(says)}, std::move(value)});
  };
  bool const of_year = !feed.rows.categories.empty();
  row("members", "members", counted(feed.members));
  table.adds_up({"without_months", "unattributed", "kept"}, "members");
  if (feed.member_months > 0) {
    Cell const months =
        hides_all(feed) ? Cell(Suppressed{Suppressed::Why::beside_few}) : count_cell(feed.member_months);
    row("member_months", "member months of the months with claims", {months});
  }
  if (!of_year) return table.build();
  std::int64_t sum = 0;
  for (MemberRecord const& member : feed.rows.rows) sum += member.months;
  auto const kept = static_cast<std::int64_t>(feed.rows.rows.size());
  row("without_months", "members without a month in the year", counted(feed.without_months));
  if (feed.unattributed > 0)
    row("unattributed", "members without a month attributed in it", counted(feed.unattributed));
  row("kept", "members of the year", counted(kept));
  row("kept_months", "their member months", behind(kept, count_cell(sum)));
  return table.build();
}

/// One line of where the dollars went.
struct Line {
  std::string id, says;
  std::int64_t cents = 0, rows = 0;
  std::unordered_set<std::uint32_t> members;
};

bool is_small(Line const& line) {
  return is_few(static_cast<double>(line.members.size()));
}

/// Lines of 1 to 10 members are put together until more stand behind them, else they would show what a
/// member cost.
std::vector<Line> pooled(std::vector<Line> lines) {
  std::stable_sort(lines.begin(), lines.end(),
                   [](Line const& a, Line const& b) { return a.members.size() < b.members.size(); });
  Line pool{"left_out", "left out: other", 0, 0, {}};
  std::vector<Line> shown;
  for (Line& line : lines)
    if (is_small(line) || is_small(pool)) {
      pool.cents += line.cents;
      pool.rows += line.rows;
      pool.members.insert(line.members.begin(), line.members.end());
    } else {
      shown.push_back(std::move(line));
    }
  if (!pool.members.empty()) shown.push_back(std::move(pool));
  return shown;
}

Table categories_table(Feed const& feed) {
  TableBuilder table("categories", "Kept, by category");
  table.column("category", "category", Unit::none, Presentation::text)
      .column("members", "members", Unit::members, Presentation::count)
      .column("claims", "claims", Unit::count, Presentation::count)
      .column("dollars", "dollars", Unit::dollars, Presentation::whole_dollars)
      .column("use", "use", Unit::none, Presentation::text);
  for (std::size_t i = 0; i < feed.totals.by_category.size(); ++i) {
    CostCell const& cell = feed.totals.by_category[i];
    table.row_of_people(feed.totals.categories[i],
                        {{feed.totals.categories[i]},
                         counted(cell.members),
                         behind(cell.members, count_cell(cell.claims)),
                         behind(cell.members, dollar_cell(cell.cents)),
                         {std::string(i < feed.totals.fitted ? "fitted" : "reviewed only")}});
  }
  return table.build();
}

Table months_table(Feed const& feed) {
  TableBuilder table("months", "Members, and dollars by month of service");
  table.column("month", "month", Unit::none, Presentation::text)
      .column("members", "members", Unit::members, Presentation::count);
  for (std::string const& category : feed.totals.categories)
    table.column(category, category, Unit::dollars, Presentation::whole_dollars);
  for (auto const& [month, cells] : feed.totals.by_month) {
    auto const members = feed.members_by_month.find(month);
    std::vector<CountedCell> row{{month_text(month)}};
    if (feed.members_by_month.empty())
      row.push_back({Empty{}});
    else
      row.push_back(counted(members == feed.members_by_month.end() ? 0 : members->second));
    for (CostCell const& cell : cells) row.push_back(behind(cell.members, dollar_cell(cell.cents)));
    table.row_of_people(month_text(month), std::move(row));
  }
  return table.build();
}

}  // namespace

Table dollars_table(Feed const& feed) {
  TableBuilder table("dollars", "Where the dollars of the claims went");
  table.column("what", "what", Unit::none, Presentation::text)
      .column("rows", "rows", Unit::count, Presentation::count)
      .column("dollars", "dollars", Unit::dollars, Presentation::whole_dollars);
  std::vector<Line> lines;
  for (auto const& [check, left] : feed.sums.left_out) {
    CheckText const& text = text_of(check);
    lines.push_back(
        {std::string(text.id), "left out: " + std::string(text.says), left.cents, left.rows, left.members});
  }
  lines = pooled(std::move(lines));
  bool const few = is_few(static_cast<double>(feed.totals.members));
  bool const hidden = few || std::any_of(lines.begin(), lines.end(), is_small);
  table.row("in_files", {"in rows that could be read, reversals taken off", Empty{},
                         hidden ? Cell(Suppressed{}) : dollar_cell(feed.sums.cents_in_files)});
  for (Line const& line : lines)
    table.row(line.id, {line.says,
                        is_small(line) && is_few(static_cast<double>(line.rows)) ? Cell(Suppressed{})
                                                                                 : count_cell(line.rows),
                        is_small(line) ? Cell(Suppressed{}) : dollar_cell(line.cents)});
  table.row("kept", {"kept", Empty{}, few ? Cell(Suppressed{}) : dollar_cell(feed.totals.kept_cents)});
  return table.build();
}

std::vector<bool> hidden_months(Feed const& feed, std::optional<std::size_t> category) {
  std::vector<double> people;
  for (auto const& [month, cells] : feed.totals.by_month) {
    auto const members = feed.members_by_month.find(month);
    people.push_back(static_cast<double>(category                                 ? cells[*category].members
                                         : members == feed.members_by_month.end() ? 0
                                                                                  : members->second));
  }
  PeopleSum all;
  for (std::size_t i = 0; i < people.size(); ++i) all.parts.push_back(i);
  return hidden_people(people, {all});
}

std::vector<Table> feed_tables(Feed const& feed) {
  return {files_table(feed),      totals_table(feed), dollars_table(feed),
          categories_table(feed), months_table(feed), feed.defects.table()};
}

}  // namespace plimsoll
