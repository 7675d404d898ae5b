#include "table_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace plimsoll {

namespace {

using Json = nlohmann::ordered_json;

std::string_view name_of(Presentation presentation) {
  switch (presentation) {
    case Presentation::text: return "text";
    case Presentation::cents: return "cents";
    case Presentation::whole_dollars: return "whole_dollars";
    case Presentation::millions: return "millions";
    case Presentation::percent: return "percent";
    case Presentation::fine_percent: return "fine_percent";
    case Presentation::count: return "count";
    case Presentation::number: return "number";
    case Presentation::factor: return "factor";
  }
  return "number";
}

struct CellWriter {
  std::string id;

  Json operator()(Empty) const { return nullptr; }
  Json operator()(std::string const& text) const { return {{"id", id}, {"text", text}}; }
  Json operator()(Figure const& figure) const {
    Json json{{"id", figure.id}, {"value", figure.value}};
    json["std_error"] = std::isfinite(figure.std_error) ? Json(figure.std_error) : Json(nullptr);
    json["interval"] =
        figure.interval ? Json::array({figure.interval->low, figure.interval->high}) : Json(nullptr);
    json["unit"] = plimsoll::name_of(figure.unit);
    return json;
  }
  Json operator()(People const& people) const {
    return {{"id", id},
            {"value", people.count()},
            {"std_error", 0.0},
            {"interval", nullptr},
            {"unit", plimsoll::name_of(Unit::members)}};
  }
  Json operator()(Suppressed hidden) const {
    return {{"id", id}, {"suppressed", words_of(hidden)}, {"unit", plimsoll::name_of(Unit::members)}};
  }
};

}  // namespace

nlohmann::ordered_json to_json(Table const& table) {
  Json columns = Json::array();
  for (Column const& column : table.columns())
    columns.push_back({{"id", column.id},
                       {"name", column.name},
                       {"unit", plimsoll::name_of(column.unit)},
                       {"presentation", name_of(column.presentation)}});
  Json rows = Json::array();
  for (std::size_t row = 0; row < table.rows().size(); ++row) {
    Json cells = Json::object();
    for (std::size_t i = 0; i < table.columns().size(); ++i)
      cells[table.columns()[i].id] =
          std::visit(CellWriter{table.cell_id(row, i)}, table.rows()[row].cells[i]);
    rows.push_back({{"id", table.rows()[row].id}, {"cells", std::move(cells)}});
  }
  return {{"id", table.id()},
          {"title", table.title()},
          {"columns", std::move(columns)},
          {"rows", std::move(rows)},
          {"notes", table.notes()}};
}

bool has_number(nlohmann::ordered_json const& cell, char const* key) {
  return cell.is_object() && cell.contains(key) && cell[key].is_number();
}

nlohmann::ordered_json to_json(std::vector<Table> const& tables) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (Table const& table : tables) all.push_back(to_json(table));
  return all;
}

nlohmann::ordered_json to_json(std::vector<InputFile> const& inputs) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (InputFile const& input : inputs)
    all.push_back(
        {{"role", input.role}, {"path", input.path}, {"bytes", input.bytes}, {"sha256", input.sha256}});
  return all;
}

}  // namespace plimsoll
