#include "short_table.hpp"

#include <fmt/format.h>

namespace plimsoll {
namespace {

constexpr std::size_t most_rows = 100, rows_kept = 20;

}  // namespace

Table shortened(Table const& table) {
  if (table.rows().size() <= most_rows) return table;
  TableBuilder shorter(table.id(), table.title());
  for (Column const& column : table.columns())
    shorter.column(column.id, column.name, column.unit, column.presentation);
  std::size_t kept = 0;
  for (std::size_t row = 0; row < table.rows().size(); ++row)
    if (Row const& one = table.rows()[row]; row < rows_kept || one.id == "all") {
      shorter.row(one.id, one.cells);
      ++kept;
    }
  shorter.note(fmt::format("{} of {} rows are not shown: summary.json and --json have all of them",
                           table.rows().size() - kept, table.rows().size()));
  for (std::string const& note : table.notes()) shorter.note(note);
  return shorter.build();
}

}  // namespace plimsoll
