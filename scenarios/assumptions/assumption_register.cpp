#include "plimsoll/scenarios/assumption_register.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "assumptions/register_rows.hpp"

namespace plimsoll {
namespace {

constexpr std::array<std::pair<char const*, char const*>, 7> columns{{{"key", "input"},
                                                                      {"value", "value"},
                                                                      {"basis", "basis"},
                                                                      {"source", "source"},
                                                                      {"owner", "owner"},
                                                                      {"date", "date"},
                                                                      {"note", "note"}}};

RegisterRow const* row_at(std::vector<RegisterRow> const& rows, KeyPath const& key) {
  auto const found =
      std::find_if(rows.begin(), rows.end(), [&](RegisterRow const& row) { return row.key == key; });
  return found == rows.end() ? nullptr : &*found;
}

bool same_words(AssumptionTable const& a, AssumptionTable const& b) {
  bool same = true;
  for_each_field<AssumptionTable>([&](auto const& field) { same = same && a.*field.at == b.*field.at; });
  return same;
}

std::string change_of(RegisterRow const& row, std::vector<RegisterRow> const& prior) {
  RegisterRow const* const was = row_at(prior, row.key);
  if (!was) return "new";
  if (was->value != row.value) return "was " + was->value;
  if (!was->hash.empty() && !row.hash.empty() && was->hash != row.hash) return "the file was replaced";
  return same_words(was->said, row.said) ? "unchanged" : "same value, said otherwise";
}

std::vector<Cell> cells_of(RegisterRow const& row) {
  return {row.key.text(), row.value,     row.said.basis, row.said.source,
          row.said.owner, row.said.date, row.said.note};
}

}  // namespace

Table assumption_register(LoadedStudy const& loaded, LoadedStudy const* prior) {
  std::vector<RegisterRow> const rows = register_rows(loaded);
  std::vector<RegisterRow> const before = prior ? register_rows(*prior) : std::vector<RegisterRow>{};
  TableBuilder table("assumptions", "Assumptions");
  for (auto const& [id, name] : columns) table.column(id, name, Unit::none, Presentation::text);
  if (prior) table.column("change", "since the prior study", Unit::none, Presentation::text);
  for (RegisterRow const& row : rows) {
    std::vector<Cell> cells = cells_of(row);
    if (prior) cells.emplace_back(change_of(row, before));
    table.row(row.key.text(), std::move(cells));
  }
  for (RegisterRow const& row : before) {
    if (row_at(rows, row.key)) continue;
    std::vector<Cell> cells(columns.size(), std::string());
    cells.front() = row.key.text();
    cells.emplace_back("left out; was " + row.value);
    table.row(row.key.text(), std::move(cells));
  }
  return table.build();
}

}  // namespace plimsoll
