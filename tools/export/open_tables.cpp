#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "export/open_table.hpp"
#include "table_json.hpp"

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;

/// A name as every database takes it without quotes.
std::string plain(std::string_view text) {
  std::string name;
  for (unsigned char c : text) name += std::isalnum(c) ? static_cast<char>(std::tolower(c)) : '_';
  if (name.empty() || std::isdigit(static_cast<unsigned char>(name.front()))) name = "t_" + name;
  return name;
}

/// The id of a printed table in parts: change.enhanced.2026 is kind change, part enhanced, year 2026.
struct TableId {
  std::string kind, part;
  std::optional<std::int64_t> year;
};

TableId parsed(std::string id) {
  TableId parts;
  std::size_t const mark = id.find_last_of("._");
  std::string const last = mark == std::string::npos ? "" : id.substr(mark + 1);
  bool const year = last.size() == 4 &&
                    std::all_of(last.begin(), last.end(), [](unsigned char c) { return std::isdigit(c); });
  if (year) {
    parts.year = std::stoll(last);
    id.resize(mark);
  }
  std::size_t const dot = id.find('.');
  parts.kind = id.substr(0, dot);
  if (dot != std::string::npos) parts.part = id.substr(dot + 1);
  return parts;
}

/// "1-10 people" or "hidden".
std::string hidden_words(std::string const& suppressed) {
  return suppressed == words_of(Suppressed{}) ? suppressed + " people" : suppressed;
}

/// One printed table of one source.
struct Printed {
  std::string source;
  TableId id;
  Json const* table;
};

std::string columns_of(Json const& table) {
  std::string ids;
  for (Json const& column : table["columns"]) ids += column["id"].get<std::string>() + '\n';
  return ids;
}

/// What a column of all the tables of one kind holds beside its value.
struct Beside {
  bool error = false, interval = false, note = false;
};

/// The tables of one name, which share their columns.
class Kind {
 public:
  Kind(std::string name, std::vector<Printed> tables) : name_(std::move(name)), tables_(std::move(tables)) {
    for (Printed const& printed : tables_)
      for (Json const& column : (*printed.table)["columns"])
        if (known_.insert(column["id"].get<std::string>()).second) columns_.push_back(&column);
    for (Json const* column : columns_) beside_.push_back(beside_of(*column));
  }

  OpenTable open() const {
    std::string const title = (*tables_.front().table)["title"];
    OpenTable table{
        name_, fmt::format("printed as \"{}\"; amounts here are in the unit of their column", title), {}, {}};
    for (char const* key : {"source", "part"})
      table.columns.push_back({key, OpenType::text,
                               key == std::string("source")
                                   ? "document the row comes from"
                                   : "contract, population or view the table was for"});
    table.columns.push_back({"year", OpenType::whole, "year the table was for"});
    table.columns.push_back({"row", OpenType::text, "id of the row"});
    for (std::size_t i = 0; i < columns_.size(); ++i) append_columns(i, table.columns);
    table.each = [kind = *this](auto const& take) { kind.hand_out(take); };
    return table;
  }

 private:
  static bool is_text(Json const& column) { return column["presentation"] == "text"; }

  Beside beside_of(Json const& column) const {
    Beside beside;
    for (Printed const& printed : tables_)
      for (Json const& row : (*printed.table)["rows"]) {
        Json const& cells = row["cells"];
        auto const cell = cells.find(column["id"].get<std::string>());
        if (cell == cells.end() || !cell->is_object()) continue;
        beside.error = beside.error || (has_number(*cell, "std_error") && (*cell)["std_error"] != 0.0);
        beside.interval = beside.interval || (cell->contains("interval") && (*cell)["interval"].is_array());
        beside.note = beside.note || (!is_text(column) && !cell->contains("value"));
      }
    return beside;
  }

  void append_columns(std::size_t at, std::vector<OpenColumn>& columns) const {
    Json const& column = *columns_[at];
    std::string const id = plain(column["id"].get<std::string>()), unit = column["unit"];
    std::string const says = fmt::format("{}{}", column["name"].get<std::string>(),
                                         unit.empty() || is_text(column) ? "" : ", " + unit);
    std::string const name = is_taken(id) ? id + "_" : id;
    columns.push_back({name, is_text(column) ? OpenType::text : OpenType::number, says});
    // A name that a column of its own has keeps it: a tornado's mean_low stands beside the interval of its
    // mean.
    auto const beside = [&](char const* what) {
      return known_.contains(id + what) ? name + what + "_" : name + what;
    };
    if (beside_[at].error) columns.push_back({beside("_se"), OpenType::number, "standard error of " + name});
    if (beside_[at].interval)
      for (char const* end : {"_low", "_high"})
        columns.push_back({beside(end), OpenType::number, fmt::format("95 % interval of {}", name)});
    if (beside_[at].note)
      columns.push_back({beside("_note"), OpenType::text, "why " + name + " is no number"});
  }

  static bool is_taken(std::string const& id) {
    return id == "source" || id == "part" || id == "year" || id == "row";
  }

  void hand_out(std::function<void(std::span<OpenValue const>)> const& take) const {
    for (Printed const& printed : tables_)
      for (Json const& row : (*printed.table)["rows"]) {
        std::vector<OpenValue> values{printed.source, OpenValue{}, OpenValue{}, row["id"].get<std::string>()};
        if (!printed.id.part.empty()) values[1] = printed.id.part;
        if (printed.id.year) values[2] = *printed.id.year;
        for (std::size_t i = 0; i < columns_.size(); ++i) append_values(i, row["cells"], values);
        take(values);
      }
  }

  void append_values(std::size_t at, Json const& cells, std::vector<OpenValue>& values) const {
    static Json const nothing;
    auto const found = cells.find((*columns_[at])["id"].get<std::string>());
    Json const& cell = found == cells.end() ? nothing : *found;
    auto const number = [&](Json const& from, char const* key) {
      return has_number(from, key) ? OpenValue(from[key].get<double>()) : OpenValue{};
    };
    bool const text = cell.is_object() && cell.contains("text");
    if (is_text(*columns_[at]))
      values.push_back(text                        ? OpenValue(cell["text"].get<std::string>())
                       : has_number(cell, "value") ? OpenValue(cell["value"].dump())
                                                   : OpenValue{});
    else
      values.push_back(number(cell, "value"));
    if (beside_[at].error) values.push_back(number(cell, "std_error"));
    if (beside_[at].interval) {
      bool const known = cell.is_object() && cell.contains("interval") && cell["interval"].is_array();
      for (std::size_t end : {0, 1})
        values.push_back(known && cell["interval"][end].is_number()
                             ? OpenValue(cell["interval"][end].get<double>())
                             : OpenValue{});
    }
    if (beside_[at].note)
      values.push_back(text ? OpenValue(cell["text"].get<std::string>())
                       : cell.is_object() && cell.contains("suppressed")
                           ? OpenValue(hidden_words(cell["suppressed"].get<std::string>()))
                           : OpenValue{});
  }

  std::string name_;
  std::vector<Printed> tables_;
  std::set<std::string> known_;
  std::vector<Json const*> columns_;
  std::vector<Beside> beside_;
};

/// Tables of one kind whose columns differ by part are tables of their own: cash calendar and cash budget.
void append_kind(std::string const& kind, std::vector<Printed> const& tables, std::vector<OpenTable>& open) {
  std::map<std::string, std::vector<Printed>> by_columns;
  std::set<std::string> parts;
  for (Printed const& printed : tables) {
    by_columns[columns_of(*printed.table)].push_back(printed);
    parts.insert(printed.id.part);
  }
  if (by_columns.size() == 1 || parts.size() < by_columns.size()) {
    open.push_back(Kind(plain(kind), tables).open());
    return;
  }
  std::map<std::string, std::vector<Printed>> by_name;
  for (auto const& [columns, same] : by_columns)
    for (Printed const& printed : same)
      by_name[plain(same.front().id.part.empty() ? kind : kind + "_" + same.front().id.part)].push_back(
          printed);
  for (auto const& [name, same] : by_name) open.push_back(Kind(name, same).open());
}

}  // namespace

std::vector<OpenTable> open_tables(std::vector<NamedDocument> const& documents) {
  std::vector<std::string> order;
  std::map<std::string, std::vector<Printed>> kinds;
  for (NamedDocument const& source : documents) {
    if (!source.document.contains("tables")) continue;
    for (Json const& table : source.document["tables"]) {
      Printed const printed{source.name, parsed(table["id"].get<std::string>()), &table};
      if (!kinds.contains(printed.id.kind)) order.push_back(printed.id.kind);
      kinds[printed.id.kind].push_back(printed);
    }
  }
  std::vector<OpenTable> open;
  for (std::string const& kind : order) append_kind(kind, kinds[kind], open);
  return open;
}

}  // namespace plimsoll
