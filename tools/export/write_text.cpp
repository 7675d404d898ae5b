#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "export/writers.hpp"
#include "plain_text.hpp"

namespace plimsoll {
namespace {

/// Quoted where CSV needs it (RFC 4180), and never a formula.
std::string csv_text(std::string text) {
  text = never_formula(std::move(text));
  if (text.find_first_of("\",\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

struct CsvCell {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(std::string const& text) const { return csv_text(text); }
  std::string operator()(double value) const { return fmt::format("{}", value); }
  std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
};

struct JsonCell {
  nlohmann::ordered_json operator()(std::monostate) const { return nullptr; }
  nlohmann::ordered_json operator()(auto const& value) const { return value; }
};

std::span<std::byte const> bytes_of(std::string const& text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

std::string csv_of(OpenTable const& table) {
  std::string text;
  for (OpenColumn const& column : table.columns) text += (text.empty() ? "" : ",") + column.name;
  text += "\r\n";
  table.each([&](std::span<OpenValue const> row) {
    for (std::size_t i = 0; i < row.size(); ++i) text += (i == 0 ? "" : ",") + std::visit(CsvCell{}, row[i]);
    text += "\r\n";
  });
  return text;
}

}  // namespace

void write_csv(std::filesystem::path const& folder, std::vector<OpenTable> const& tables,
               Overwrite overwrite) {
  if (overwrite == Overwrite::refuse && std::filesystem::exists(folder))
    throw IoError(folder.string() + " is there already; --force replaces its tables");
  bool const made = !std::filesystem::exists(folder);
  make_folder(folder);
  try {
    std::vector<AsideFile>
        files;  // all of them before the first has its name: no tables of two runs side by side
    for (std::vector<OpenTable> const& part : {tables, about(tables)})
      for (OpenTable const& table : part)
        files.emplace_back(folder / (table.name + ".csv"), bytes_of(csv_of(table)), Overwrite::replace);
    commit_together(files);
  } catch (...) {
    std::error_code ignored;
    if (made) std::filesystem::remove(folder, ignored);  // where nothing stands in it
    throw;
  }
}

void write_json(std::filesystem::path const& path, std::vector<OpenTable> const& tables,
                Overwrite overwrite) {
  nlohmann::ordered_json all = nlohmann::ordered_json::object();
  for (OpenTable const& table : tables) {
    nlohmann::ordered_json columns = nlohmann::ordered_json::object(), rows = nlohmann::ordered_json::array();
    for (OpenColumn const& column : table.columns) columns[column.name] = column.says;
    table.each([&](std::span<OpenValue const> row) {
      nlohmann::ordered_json record = nlohmann::ordered_json::object();
      for (std::size_t i = 0; i < row.size(); ++i)
        record[table.columns[i].name] = std::visit(JsonCell{}, row[i]);
      rows.push_back(std::move(record));
    });
    all[table.name] = {{"says", table.says}, {"columns", std::move(columns)}, {"rows", std::move(rows)}};
  }
  std::string const text = nlohmann::ordered_json{{"format", "plimsoll-export/1"}, {"tables", all}}.dump(
                               1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) +
                           "\n";
  write_aside(path, bytes_of(text), overwrite);
}

}  // namespace plimsoll
