#include "members/read_tables.hpp"

#include <algorithm>
#include <string>

#include "feed/small_counts.hpp"

namespace plimsoll {

Table read_table(ReadReport const& read) {
  TableBuilder table("read", "Rows read");
  table.column("what", "what", Unit::none, Presentation::text);
  table.column("rows", "rows", Unit::members, Presentation::count);
  auto const row = [&](std::string const& id, std::string what, std::int64_t count) {
    table.row(id, {std::move(what), people_cell(static_cast<std::uint64_t>(count))});
  };
  row("rows", "rows of the file", read.rows);
  row("other_years", "of other years", read.other_years);
  row("left_out", "left out by the map", read.left_out);
  row("zero_exposure", "without a month of exposure, left out", read.zero_exposure);
  row("cost_without_exposure", "of these with cost", read.cost_without_exposure);
  for (auto const& [category, count] : read.negatives_to_zero)
    row("negative." + category, "negative " + category + " totals set to 0", count);
  row("kept", "kept", read.kept);
  return table.build();
}

Table member_totals_table(MemberYears const& rows) {
  TableBuilder table("categories", "Kept, by category");
  table.column("category", "category", Unit::none, Presentation::text)
      .column("members", "members", Unit::members, Presentation::count)
      .column("dollars", "dollars", Unit::dollars, Presentation::whole_dollars);
  std::size_t const width = rows.categories.size();
  std::vector<std::int64_t> people(width, 0);
  std::vector<double> dollars(width, 0.0);
  for (std::size_t i = 0; i < rows.costs.size(); ++i) {
    people[i % width] += rows.costs[i] != 0.0 ? 1 : 0;
    dollars[i % width] += rows.costs[i];
  }
  std::vector<bool> const hidden = hidden_counts(people);
  for (std::size_t i = 0; i < width; ++i)
    table.row(rows.categories[i],
              {rows.categories[i],
               hidden[i] ? Cell(Suppressed{}) : people_cell(static_cast<std::uint64_t>(people[i])),
               hidden[i] ? Cell(Suppressed{}) : Cell(exact_figure("", dollars[i], Unit::dollars))});
  return table.build();
}

Table problems_table(std::vector<Problem> const& problems) {
  TableBuilder table("defects", "What the review found");
  table.column("check", "check", Unit::none, Presentation::text)
      .column("row", "row", Unit::none, Presentation::text)
      .column("column", "column", Unit::none, Presentation::text);
  for (std::size_t i = 0; i < problems.size(); ++i)
    table.row(
        std::to_string(i + 1),
        {problems[i].what, problems[i].spot.line > 0 ? std::to_string(problems[i].spot.line) : std::string{},
         problems[i].key});
  return table.build();
}

}  // namespace plimsoll
