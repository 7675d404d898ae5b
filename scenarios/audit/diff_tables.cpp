#include "audit/diff_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace plimsoll {
namespace {

constexpr std::size_t digits_of_a_hash = 12;

Table text_columns(TableBuilder& table, std::vector<std::pair<char const*, char const*>> const& columns,
                   std::vector<std::vector<std::string>> const& rows) {
  for (auto const& [id, name] : columns) table.column(id, name, Unit::none, Presentation::text);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<Cell> cells;
    for (std::string const& text : rows[i]) cells.push_back(text.empty() ? Cell(Empty{}) : Cell(text));
    table.row(std::to_string(i + 1), std::move(cells));
  }
  return table.build();
}

/// How numbers of a unit are shown.
struct ShownUnit {
  Unit unit;
  Presentation presentation;
};
ShownUnit shown_unit(std::string const& name) {
  constexpr std::array<ShownUnit, 4> known{{{Unit::dollars, Presentation::cents},
                                            {Unit::dollars_pbpy, Presentation::cents},
                                            {Unit::dollars_pmpm, Presentation::cents},
                                            {Unit::fraction, Presentation::fine_percent}}};
  for (ShownUnit const& one : known)
    if (name_of(one.unit) == name) return one;
  return {Unit::none, Presentation::number};
}

Cell side(MovedFigure const& moved, SummaryFigure const& figure, Unit unit, char const* which) {
  if (!std::isfinite(figure.value)) return Empty{};
  return normal_figure(fmt::format("{}.{}", moved.id, which), figure.value, figure.std_error, unit);
}

std::vector<Cell> figure_cells(MovedFigure const& moved, Unit unit) {
  double const by = moved.after.value - moved.before.value, error = moved.error();
  std::vector<Cell> cells{moved.id, side(moved, moved.before, unit, "a"), side(moved, moved.after, unit, "b"),
                          Empty{}, Empty{}};
  if (!std::isfinite(by)) return cells;
  cells[3] = normal_figure(moved.id + ".moved", by, error, unit);
  if (std::isfinite(error) && error > 0.0)
    cells[4] = exact_figure(moved.id + ".apart", std::abs(by) / error, Unit::none);
  return cells;
}

}  // namespace

Table causes_table(std::vector<DiffCause> const& causes) {
  TableBuilder table("diff.causes", "What may have moved a figure");
  for (char const* column : {"cause", "differs", "A", "B"})
    table.column(column, column, Unit::none, Presentation::text);
  auto const cell = [](std::string const& text) { return text.empty() ? Cell(Empty{}) : Cell(text); };
  for (DiffCause const& cause : causes)
    table.row(cause.id,
              {cause.name, std::string(cause.differs ? "YES" : "no"), cell(cause.a), cell(cause.b)});
  return table.build();
}

Table changes_table(std::vector<RunChange> const& changes) {
  TableBuilder table("diff.study", "Key paths that differ");
  std::vector<std::vector<std::string>> rows;
  for (RunChange const& change : changes)
    rows.push_back({change.path.text(),
                    change.cause == "words" ? "words, which move no figure" : name_of_cause(change.cause),
                    change.a, change.b});
  return text_columns(table, {{"key", "key path"}, {"cause", "part"}, {"a", "A"}, {"b", "B"}}, rows);
}

std::vector<HashedThing> inputs_of(ResultsHeader const& header) {
  std::vector<HashedThing> things;
  for (InputFile const& input : header.inputs)
    if (input.role != "study") things.push_back({input.role, input.path, input.sha256});
  return things;
}

std::vector<HashedThing> packs_of(ResultsHeader const& header) {
  std::vector<HashedThing> things;
  for (UsedRulePack const& pack : header.rule_packs) things.push_back({"rule pack", pack.name, pack.sha256});
  return things;
}

std::vector<HashedPair> differing_things(std::vector<HashedThing> const& a,
                                         std::vector<HashedThing> const& b) {
  auto const hash_in = [](std::vector<HashedThing> const& all, HashedThing const& thing) {
    auto const found = std::find_if(all.begin(), all.end(), [&](HashedThing const& one) {
      return one.role == thing.role && one.name == thing.name;
    });
    return found == all.end() ? std::string{} : found->sha256;
  };
  // The same bytes under another name are the same thing.
  auto const has = [](std::vector<HashedThing> const& all, HashedThing const& thing) {
    return std::any_of(all.begin(), all.end(), [&](HashedThing const& one) {
      return one.role == thing.role && one.sha256 == thing.sha256;
    });
  };
  std::vector<HashedPair> pairs;
  for (HashedThing const& thing : a)
    if (!has(b, thing)) pairs.push_back({thing.role, thing.name, thing.sha256, hash_in(b, thing)});
  for (HashedThing const& thing : b)
    if (!has(a, thing) && hash_in(a, thing).empty())
      pairs.push_back({thing.role, thing.name, "", thing.sha256});
  return pairs;
}

Table things_table(char const* id, char const* title, std::vector<HashedPair> const& pairs) {
  TableBuilder table(id, title);
  std::vector<std::vector<std::string>> rows;
  auto const start = [](std::string const& hash) {
    return hash.empty() ? std::string("not used") : hash.substr(0, digits_of_a_hash);
  };
  for (HashedPair const& pair : pairs) rows.push_back({pair.role, pair.name, start(pair.a), start(pair.b)});
  table.note("the first 12 digits of the SHA-256; manifest.json has all");
  return text_columns(
      table, {{"role", "role"}, {"name", "name"}, {"a", "SHA-256 in A"}, {"b", "SHA-256 in B"}}, rows);
}

std::vector<Table> figures_tables(std::vector<MovedFigure> const& moved) {
  std::vector<std::string> units;
  for (MovedFigure const& figure : moved)
    if (std::find(units.begin(), units.end(), figure.unit) == units.end()) units.push_back(figure.unit);
  std::vector<Table> tables;
  for (std::string const& unit : units) {
    ShownUnit const shown = shown_unit(unit);
    std::string const id = "diff.figures." + std::to_string(tables.size() + 1);
    TableBuilder table(id, fmt::format("Figures that moved, in {}", unit));
    table.column("figure", "figure", Unit::none, Presentation::text)
        .column("a", "A", shown.unit, shown.presentation)
        .column("b", "B", shown.unit, shown.presentation)
        .column("moved", "moved by", shown.unit, shown.presentation)
        .column("apart", "errors apart", Unit::none, Presentation::number);
    for (MovedFigure const& figure : moved)
      if (figure.unit == unit) table.row(figure.id, figure_cells(figure, shown.unit));
    table.note(
        "the error of what moved is that of two runs that share no draw, so an upper bound where they share "
        "theirs");
    tables.push_back(table.build());
  }
  return tables;
}

}  // namespace plimsoll
