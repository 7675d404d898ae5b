#include <fmt/format.h>

#include "plimsoll/scenarios/describe.hpp"
#include "reader.hpp"
#include "rule_pack.hpp"

namespace plimsoll {
namespace {

std::string number_text(double value) {
  return fmt::format("{}", value);
}

/// A value as a person would write it.
std::string text_of(Node const& node) {
  double storage = 0.0;
  if (double const* number = node.number(storage)) return number_text(*number);
  if (node.text()) return "= " + *node.text();
  if (auto const* flag = std::get_if<bool>(&node.value)) return *flag ? "true" : "false";
  std::string list;
  if (NodeArray const* array = node.array())
    for (Node const& item : *array) list += (list.empty() ? "" : ", ") + text_of(item);
  return "[" + list + "]";
}

std::string cites_of(NodeTable const& term, std::string_view field, Clause const& clause) {
  if (Node const* cites = term.find("cites")) {
    if (cites->text()) return *cites->text();
    if (Node const* own = cites->table() ? cites->table()->find(field) : nullptr; own && own->text())
      return *own->text();
  }
  return std::string(clause.cites);
}

class TermRows {
 public:
  explicit TermRows(TableBuilder& table) : table_(table) {}

  void add(Node const& node) {
    NodeTable const& term = *node.table();
    std::string const kind = *term.find("kind")->text();
    for_each_alternative<Term>([&]<class T>() {
      if (T::clause.kind == kind) add<T>(item_label(node, 0), term);
    });
  }

 private:
  template <class T>
  void add(std::string const& name, NodeTable const& term) {
    bool first = true;
    auto const row = [&](std::string const& field, std::string value, std::string_view unit,
                         std::string cites) {
      table_.row(name + "." + field,
                 {first ? name : std::string{}, first ? std::string(T::clause.kind) : std::string{}, field,
                  std::move(value), std::string(unit), std::move(cites)});
      first = false;
    };
    for_each_field<T>([&](auto const& field) {
      std::string const key(field.key);
      std::string const cites = cites_of(term, field.key, T::clause);
      std::string_view const unit = field.unit == Unit::none ? std::string_view{} : name_of(field.unit);
      Node const* const value = term.find(field.key);
      if (value && value->table() && !value->table()->find("dist"))
        for (auto const& [name_of_item, item] : value->table()->items())
          row(key + "." + name_of_item, text_of(item), unit, cites);
      else if (value)
        row(key, text_of(*value), unit, cites);
      else
        row(key, field.need == Need::required ? "given by the contract" : "open to the contract", unit, "");
    });
    if (first) row("", "", "", std::string(T::clause.cites));
  }

  TableBuilder& table_;
};

}  // namespace

Table rule_pack_list() {
  TableBuilder table("rule_packs", "Shipped rule packs");
  table.column("name", "template", Unit::none, Presentation::text)
      .column("title", "programme", Unit::none, Presentation::text)
      .column("years", "performance years", Unit::none, Presentation::text);
  for (std::string const& name : shipped_rule_packs()) {
    std::vector<Problem> problems;
    RulePack const pack = load_rule_pack(name, {}, {}, KeyPath(name), problems);
    if (!problems.empty()) throw InputError(problems);
    std::string years;
    for (std::int64_t year : pack.performance_years)
      years += (years.empty() ? "" : ", ") + std::to_string(year);
    table.row(name, {name, pack.title, years});
  }
  return table.build();
}

Table rule_pack_table(std::string const& name, std::filesystem::path const& folder) {
  std::vector<Problem> problems;
  RulePack const pack = load_rule_pack(name, folder, {"", 0, 0}, KeyPath("template"), problems);
  if (!problems.empty()) throw InputError(problems);
  TableBuilder table(name, pack.title + " (" + name + ")");
  table.column("term", "term", Unit::none, Presentation::text)
      .column("kind", "kind", Unit::none, Presentation::text)
      .column("field", "field", Unit::none, Presentation::text)
      .column("value", "value", Unit::none, Presentation::text)
      .column("unit", "unit", Unit::none, Presentation::text)
      .column("cites", "source", Unit::none, Presentation::text);
  TermRows rows(table);
  for (Node const& term : pack.terms) rows.add(term);
  table.note(
      "terms apply from top to bottom; change one in a contract by a table of its name, e.g. "
      "[contract.loss_cap]");
  return table.build();
}

}  // namespace plimsoll
