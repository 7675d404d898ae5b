#include "members/read_tables.hpp"

#include <algorithm>
#include <string>

namespace plimsoll {

Table read_table(ReadReport const& read) {
  TableBuilder table("read", "Rows read");
  table.column("what", "what", Unit::none, Presentation::text);
  table.column("rows", "rows", Unit::members, Presentation::count);
  auto const row = [&](std::string const& id, std::string what, std::int64_t count) {
    table.row_of_people(id, {{std::move(what)}, counted(count)});
  };
  row("rows", "rows of the file", read.rows);
  row("other_years", "of other years", read.other_years);
  row("left_out", "left out by the map", read.left_out);
  row("zero_exposure", "without a month of exposure, left out", read.zero_exposure);
  row("cost_without_exposure", "of these with cost", read.cost_without_exposure);
  for (auto const& [category, count] : read.negatives_to_zero)
    row("negative." + category, "negative " + category + " totals set to 0", count);
  row("kept", "kept", read.kept);
  // What is kept is told wherever the members are counted; so of its parts the whole file goes first.
  table.adds_up({"other_years", "left_out", "zero_exposure", "kept"}, "rows");
  table.rest_of("zero_exposure", "cost_without_exposure");
  for (auto const& [category, count] : read.negatives_to_zero) table.rest_of("kept", "negative." + category);
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
  for (std::size_t i = 0; i < width; ++i)
    table.row_of_people(rows.categories[i], {{rows.categories[i]},
                                             counted(people[i]),
                                             behind(people[i], exact_figure("", dollars[i], Unit::dollars))});
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
