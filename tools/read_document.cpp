#include "read_document.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/sim/json_seal.hpp"
#include "plimsoll/sim/whole_file.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

/// Documents are copied and written by functions that call themselves, as deep as they are nested.
bool is_shallow(std::string_view json) {
  constexpr std::size_t deepest = 64;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < json.size(); ++at) {
    char const c = json[at];
    if (c == '"')
      for (++at; at < json.size() && json[at] != '"'; ++at) at += json[at] == '\\' ? 1 : 0;
    else if (c == '[' || c == '{')
      ++depth;
    else if ((c == ']' || c == '}') && depth > 0)
      --depth;
    if (depth > deepest) return false;
  }
  return true;
}

bool is_known(nlohmann::ordered_json const& document) {
  return document.is_object() && (document.contains("tables") || document.contains("laws"));
}

bool has_texts(nlohmann::ordered_json const& object, std::initializer_list<char const*> keys) {
  return object.is_object() && std::all_of(keys.begin(), keys.end(), [&](char const* key) {
           return object.contains(key) && object[key].is_string();
         });
}

bool has_list(nlohmann::ordered_json const& object, char const* key) {
  return object.contains(key) && object[key].is_array();
}

/// A cell is nothing, or says what it holds; an interval has two ends.
bool is_cell(nlohmann::ordered_json const& cell) {
  if (cell.is_null()) return true;
  if (!cell.is_object()) return false;
  for (char const* key : {"text", "suppressed", "id", "unit"})
    if (cell.contains(key) && !cell[key].is_string()) return false;
  for (char const* key : {"value", "std_error"})
    if (cell.contains(key) && !cell[key].is_number() && !cell[key].is_null()) return false;
  if (!has_list(cell, "interval")) return true;
  return cell["interval"].size() == 2 &&
         std::all_of(cell["interval"].begin(), cell["interval"].end(),
                     [](nlohmann::ordered_json const& end) { return end.is_number() || end.is_null(); });
}

bool is_row(nlohmann::ordered_json const& row) {
  return has_texts(row, {"id"}) && row.contains("cells") && row["cells"].is_object() &&
         std::all_of(row["cells"].begin(), row["cells"].end(), is_cell);
}

/// Whether a table is one that a verb wrote: those who read it look at its parts without asking again.
bool is_table(nlohmann::ordered_json const& table) {
  if (!has_texts(table, {"id", "title"})) return false;
  for (char const* key : {"columns", "rows", "notes"})
    if (!has_list(table, key)) return false;
  auto const is_column = [](nlohmann::ordered_json const& column) {
    return has_texts(column, {"id", "name", "unit", "presentation"});
  };
  return std::all_of(table["columns"].begin(), table["columns"].end(), is_column) &&
         std::all_of(table["rows"].begin(), table["rows"].end(), is_row) &&
         std::all_of(table["notes"].begin(), table["notes"].end(),
                     [](nlohmann::ordered_json const& note) { return note.is_string(); });
}

/// Whether the text of a document holds what its verb wrote; a run seals its summary.
bool is_whole(nlohmann::ordered_json const& document, std::string const& text, bool of_run) {
  if (document.contains("format") && !document["format"].is_string()) return false;
  if ((of_run || document.contains("sha256")) && !meets_seal(text)) return false;
  if (!document.contains("tables")) return true;
  return document["tables"].is_array() &&
         std::all_of(document["tables"].begin(), document["tables"].end(), is_table);
}

Problem damaged(fs::path const& path) {
  return {{path.string(), 0, 0},
          "",
          "is damaged",
          "its text is not what a verb wrote: cut, changed, or a table of another kind",
          "print the document again with --json, or run the study again"};
}

Problem no_document(fs::path const& path) {
  return {{path.string(), 0, 0},
          "",
          "holds no tables",
          "it is no folder of a finished run and no document printed with --json",
          "plimsoll VERB … --json > FILE makes one"};
}

}  // namespace

std::vector<NamedDocument> read_documents(std::vector<fs::path> const& paths) {
  std::vector<NamedDocument> documents;
  std::vector<Problem> problems;
  for (fs::path const& given : paths) {
    fs::path path = given.lexically_normal();
    if (!path.has_filename()) path = path.parent_path();
    fs::path const name = path.stem();
    bool const of_run = fs::is_directory(path);
    if (of_run) path /= "summary.json";
    std::string const text = fs::is_regular_file(path) ? read_whole_file(path) : std::string();
    nlohmann::ordered_json document =
        is_shallow(text) ? nlohmann::ordered_json::parse(text, nullptr, false) : nlohmann::ordered_json();
    if (!is_known(document))
      problems.push_back(no_document(path));
    else if (!is_whole(document, text, of_run))
      problems.push_back(damaged(path));
    else
      documents.push_back({name.string(), std::move(document)});
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  return documents;
}

}  // namespace plimsoll
