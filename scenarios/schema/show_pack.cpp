#include "schema/show_pack.hpp"

#include <fmt/format.h>

#include "plimsoll/scenarios/describe.hpp"
#include "study/reader.hpp"
#include "study/rule_pack.hpp"

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

/// A word of the contract's own, not the key path of a number.
template <class V>
constexpr bool is_word =
    std::is_enum_v<V> || std::is_same_v<V, std::string> || std::is_same_v<V, std::optional<std::string>>;

class TermRows {
 public:
  explicit TermRows(TableBuilder& table) : table_(table) {}

  void add(Node const& node) {
    NodeTable const& term = *node.table();
    if (!term.find("kind")) return add_change(item_label(node, 0), term);
    std::string const kind = *term.find("kind")->text();
    for_each_alternative<Term>([&]<class T>() {
      if (T::clause.kind == kind) add<T>(item_label(node, 0), term);
    });
  }

 private:
  /// Rows of one term; its name and kind stand in the first.
  struct Rows {
    TableBuilder& table;
    std::string const& name;
    std::string_view kind;
    bool first = true;

    void add(std::string const& field, std::string value, std::string_view unit, std::string cites) {
      table.row(name + "." + field, {first ? name : std::string{}, first ? std::string(kind) : std::string{},
                                     field, std::move(value), std::string(unit), std::move(cites)});
      first = false;
    }
    void add_value(std::string const& key, Node const& value, std::string_view unit,
                   std::string const& cites) {
      if (value.table() && !value.table()->find("dist"))
        for (auto const& [item, node] : value.table()->items())
          add(key + "." + item, text_of(node), unit, cites);
      else
        add(key, text_of(value), unit, cites);
    }
  };

  /// What a part changes in a term of the packs before it, whose kind it need not say.
  void add_change(std::string const& name, NodeTable const& term) {
    Rows rows{table_, name, "(changed)"};
    for (auto const& [key, value] : term.items())
      if (key != "name" && key != "cites") rows.add_value(key, value, "", cites_of(term, key, Clause{}));
  }

  /// Every field of a table within the term, in order; those of a part within it go by `part.field`.
  template <class T, Described Part>
  static void add_fields(Rows& rows, NodeTable const& term, NodeTable const* table,
                         std::string const& prefix) {
    for_each_field<Part>([&](auto const& field) {
      using V = std::remove_cvref_t<decltype(std::declval<Part>().*field.at)>;
      std::string const key = prefix + std::string(field.key);
      Node const* const value = table ? table->find(field.key) : nullptr;
      std::string_view const unit = field.unit == Unit::none ? std::string_view{} : name_of(field.unit);
      if constexpr (SharedPart<V>) {
        if (!value || value->table())
          return add_fields<T, V>(rows, term, value ? value->table() : nullptr, key + ".");
      }
      std::string const cites = cites_of(term, key.substr(0, key.find('.')), T::clause);
      if (value && value->text() && is_word<V>)
        rows.add(key, *value->text(), unit, cites);
      else if (value)
        rows.add_value(key, *value, unit, cites);
      else
        rows.add(key, field.need == Need::required ? "given by the contract" : "open to the contract", unit,
                 "");
    });
  }

  template <class T>
  void add(std::string const& name, NodeTable const& term) {
    Rows rows{table_, name, T::clause.kind};
    add_fields<T, T>(rows, term, &term, "");
    if (rows.first) rows.add("", "", "", std::string(T::clause.cites));
  }

  TableBuilder& table_;
};

}  // namespace

Table rule_pack_list(std::string const& part) {
  TableBuilder table("rule_packs", "Shipped rule packs");
  table.column("name", "template", Unit::none, Presentation::text)
      .column("title", "programme", Unit::none, Presentation::text)
      .column("years", "performance years", Unit::none, Presentation::text);
  for (std::string const& name : shipped_rule_packs()) {
    if (name.find(part) == std::string::npos) continue;
    std::vector<Problem> problems;
    RulePack const pack = load_rule_pack({name, {}, KeyPath(name)}, {}, problems);
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
  RulePack const pack = load_rule_pack({name, {"", 0, 0}, KeyPath("template")}, folder, problems);
  if (!problems.empty()) throw InputError(problems);
  return terms_table(name, pack.title + " (" + name + ")", pack.terms);
}

Table terms_table(std::string const& id, std::string const& title, NodeArray const& terms) {
  TableBuilder table(id, title);
  table.column("term", "term", Unit::none, Presentation::text)
      .column("kind", "kind", Unit::none, Presentation::text)
      .column("field", "field", Unit::none, Presentation::text)
      .column("value", "value", Unit::none, Presentation::text)
      .column("unit", "unit", Unit::none, Presentation::text)
      .column("cites", "source", Unit::none, Presentation::text);
  TermRows rows(table);
  for (Node const& term : terms) rows.add(term);
  table.note(
      "terms apply from top to bottom; change one in a contract by a table of its name, e.g. "
      "[contract.loss_cap]");
  return table.build();
}

}  // namespace plimsoll
