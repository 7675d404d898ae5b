#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "feed/feed.hpp"
#include "feed/small_counts.hpp"

namespace plimsoll {
namespace {

Cell count_cell(std::int64_t count) {
  return exact_figure("", static_cast<double>(count), Unit::count);
}

Cell dollar_cell(std::int64_t cents) {
  return exact_figure("", static_cast<double>(cents) / 100.0, Unit::dollars);
}

Table files_table(Feed const& feed) {
  TableBuilder table("files", "Files read");
  table.column("table", "table", Unit::none, Presentation::text)
      .column("file", "file", Unit::none, Presentation::text)
      .column("rows", "rows", Unit::count, Presentation::count);
  for (std::size_t i = 0; i < feed.files.size(); ++i) {
    FileRows const& file = feed.files[i];
    table.row(fmt::format("{}.{}", i + 1, file.table),
              {file.table, file.file.empty() ? std::string("none in the folder") : file.file,
               file.table == "members" ? people_cell(static_cast<std::uint64_t>(file.rows))
                                       : count_cell(file.rows)});
  }
  return table.build();
}

/// Where few members have no month in the year, or none attributed, all members are not shown: their number
/// would tell.
Table totals_table(Feed const& feed) {
  TableBuilder table("totals", "Control totals");
  table.column("what", "what", Unit::none, Presentation::text)
      .column("value", "value", Unit::count, Presentation::count);
  auto const people = [](std::int64_t count) { return people_cell(static_cast<std::uint64_t>(count)); };
  auto const months = [](std::int64_t count, std::int64_t of) {
    return People::may_be_shown(static_cast<std::uint64_t>(of)) ? count_cell(count) : Cell(Suppressed{});
  };
  bool const of_year = !feed.rows.categories.empty();
  auto const few = [](std::int64_t count) {
    return !People::may_be_shown(static_cast<std::uint64_t>(count));
  };
  bool const hidden = of_year && (few(feed.without_months) || few(feed.unattributed));
  table.row("members", {"members", hidden ? Cell(Suppressed{}) : people(feed.members)});
  if (feed.member_months > 0)
    table.row("member_months",
              {"member months of the months with claims", months(feed.member_months, feed.members)});
  if (!of_year) return table.build();
  std::int64_t sum = 0;
  for (MemberRecord const& row : feed.rows.rows) sum += row.months;
  auto const kept = static_cast<std::int64_t>(feed.rows.rows.size());
  table.row("without_months", {"members without a month in the year", people(feed.without_months)});
  if (feed.unattributed > 0)
    table.row("unattributed", {"members without a month attributed in it", people(feed.unattributed)});
  table.row("kept", {"members of the year", people(kept)});
  table.row("kept_months", {"their member months", months(sum, kept)});
  return table.build();
}

/// One line of where the dollars went.
struct Line {
  std::string id, says;
  std::int64_t cents = 0, rows = 0;
  std::unordered_set<std::uint32_t> members;
};

bool is_small(Line const& line) {
  return !People::may_be_shown(line.members.size());
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
  std::vector<std::int64_t> people;
  for (CostCell const& cell : feed.totals.by_category) people.push_back(cell.members);
  std::vector<bool> const hidden = hidden_counts(people);
  for (std::size_t i = 0; i < people.size(); ++i) {
    CostCell const& cell = feed.totals.by_category[i];
    auto const shown = [&](Cell value) { return hidden[i] ? Cell(Suppressed{}) : std::move(value); };
    table.row(feed.totals.categories[i],
              {feed.totals.categories[i], shown(people_cell(static_cast<std::uint64_t>(cell.members))),
               shown(count_cell(cell.claims)), shown(dollar_cell(cell.cents)),
               i < feed.totals.fitted ? std::string("fitted") : std::string("reviewed only")});
  }
  return table.build();
}

std::vector<bool> hidden_months(Feed const& feed, std::size_t category) {
  std::vector<std::int64_t> people;
  for (auto const& [month, cells] : feed.totals.by_month) people.push_back(cells[category].members);
  return hidden_counts(people);
}

Table months_table(Feed const& feed) {
  TableBuilder table("months", "Members, and dollars by month of service");
  table.column("month", "month", Unit::none, Presentation::text)
      .column("members", "members", Unit::members, Presentation::count);
  std::vector<std::vector<bool>> hidden;
  for (std::size_t i = 0; i < feed.totals.categories.size(); ++i) {
    table.column(feed.totals.categories[i], feed.totals.categories[i], Unit::dollars,
                 Presentation::whole_dollars);
    hidden.push_back(hidden_months(feed, i));
  }
  std::vector<std::int64_t> members;
  for (auto const& [month, cells] : feed.totals.by_month) {
    auto const found = feed.members_by_month.find(month);
    members.push_back(found == feed.members_by_month.end() ? 0 : found->second);
  }
  std::vector<bool> const hidden_members = hidden_counts(members);
  std::size_t at = 0;
  for (auto const& [month, cells] : feed.totals.by_month) {
    std::vector<Cell> row{month_text(month)};
    row.push_back(feed.members_by_month.empty() ? Cell(Empty{})
                  : hidden_members[at]          ? Cell(Suppressed{})
                                                : people_cell(static_cast<std::uint64_t>(members[at])));
    for (std::size_t i = 0; i < cells.size(); ++i)
      row.push_back(hidden[i][at] ? Cell(Suppressed{}) : dollar_cell(cells[i].cents));
    table.row(month_text(month), std::move(row));
    ++at;
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
  bool const few = !People::may_be_shown(static_cast<std::uint64_t>(feed.totals.members));
  bool const hidden = few || std::any_of(lines.begin(), lines.end(), is_small);
  table.row("in_files", {"in rows that could be read, reversals taken off", Empty{},
                         hidden ? Cell(Suppressed{}) : dollar_cell(feed.sums.cents_in_files)});
  for (Line const& line : lines)
    table.row(line.id,
              {line.says, is_small(line) && line.rows <= 10 ? Cell(Suppressed{}) : count_cell(line.rows),
               is_small(line) ? Cell(Suppressed{}) : dollar_cell(line.cents)});
  table.row("kept", {"kept", Empty{}, few ? Cell(Suppressed{}) : dollar_cell(feed.totals.kept_cents)});
  return table.build();
}

std::vector<Table> feed_tables(Feed const& feed) {
  return {files_table(feed),      totals_table(feed), dollars_table(feed),
          categories_table(feed), months_table(feed), feed.defects.table()};
}

}  // namespace plimsoll
