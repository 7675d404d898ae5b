#include <algorithm>

#include "plimsoll/models/contract/ledger.hpp"
#include "plimsoll/models/contract/program.hpp"
#include "published/published_settlement.hpp"
#include "study/reader.hpp"
#include "study/rule_pack.hpp"

namespace plimsoll {
namespace {

NodeTable* term_named(NodeArray& terms, std::string_view name) {
  for (Node& term : terms)
    if (item_label(term, 0) == name) return term.table();
  return nullptr;
}

/// What the kind of a term on a page of TOML is: its target and the keys it may have.
struct Kind {
  Target target = Target::balance;
  std::vector<std::string> keys;
};
Kind kind_of_term(NodeTable const& term) {
  Kind kind;
  for_each_alternative<Term>([&]<class T>() {
    if (*term.find("kind")->text() == T::clause.kind) kind = {T::target, keys_of<T>()};
  });
  return kind;
}

void bind(NodeArray& terms, ColumnBinding const& binding) {
  NodeTable* const term = term_named(terms, binding.term);
  if (!term) return;
  std::vector<std::string> const keys = kind_of_term(*term).keys;
  if (std::find(keys.begin(), keys.end(), binding.field) != keys.end())
    term->set(binding.field, Node{binding.column, {}});
}

/// A share of a revenue that nobody gives limits nothing.
void drop_unknown_revenue(NodeTable& term) {
  if (!term.find("revenue")) term.erase("share_of_revenue");
}

/// Text that names another term's number, such as "quality.score", becomes that number.
void follow_references(NodeArray& terms) {
  for (Node& term : terms)
    for (auto& [key, value] : term.table()->items()) {
      if (key == "kind" || key == "name" || !value.text()) continue;
      std::size_t const dot = value.text()->find('.');
      if (dot == std::string::npos) continue;
      NodeTable* const other = term_named(terms, value.text()->substr(0, dot));
      if (Node const* number = other ? other->find(value.text()->substr(dot + 1)) : nullptr)
        value = Node(*number);
    }
}

/// The pack's terms on published totals. Benchmark and expenditure are published as they stand after every
/// term on them, so only terms on the balance are left.
std::vector<NamedTerm> terms_of(SettlementForm const& form) {
  std::vector<Problem> problems;
  RulePack pack = load_rule_pack({form.pack, {}, KeyPath(form.pack)}, {}, problems);
  Node const changes = parse_toml(form.changes, form.pack);
  change_terms(pack.terms, *changes.table(), {}, KeyPath(form.pack), problems);
  std::erase_if(pack.terms,
                [](Node const& term) { return kind_of_term(*term.table()).target != Target::balance; });
  for (ColumnBinding const& binding : form.bindings) bind(pack.terms, binding);
  follow_references(pack.terms);
  Node const nothing{NodeTable{}, {}};
  Reader reader(nothing, row_columns());
  std::vector<NamedTerm> terms;
  for (Node& term : pack.terms) {
    drop_unknown_revenue(*term.table());
    NamedTerm read{item_label(term, 0), {}, {}};
    reader.read_term(term, KeyPath(form.pack) / read.name, read.term);
    terms.push_back(std::move(read));
  }
  for (Problem const& problem : reader.problems()) problems.push_back(problem);
  if (!problems.empty()) throw InputError(std::move(problems));
  return terms;
}

/// 1 where the named line changes the balance.
Expr acts(Ledger const& ledger, std::string_view name) {
  for (LedgerLine const& line : ledger.lines)
    if (line.name == name) return select(line.line < 0.0 || line.line > 0.0, 1.0, 0.0);
  return 0.0;
}

Program program_of(SettlementForm const& form) {
  Position published;
  published.cost = Expr::named("row.cost");
  published.benchmark = Expr::named("row.benchmark");
  published.view.without_members = true;
  Ledger const ledger = write_ledger(terms_of(form), published);
  return compile({{"settlement", 0, Unit::dollars, "", ledger.settlement},
                  {"below_minimum", 0, Unit::none, "", acts(ledger, "minimum")},
                  {"capped", 0, Unit::none, "", acts(ledger, "savings_cap")}});
}

/// The rows of `block` as lanes of the program's columns; lanes beyond them stay 0.
std::vector<Lanes> columns_of(Program const& program, std::span<PublishedSettlement const> rows,
                              std::span<std::size_t const> block) {
  std::vector<Lanes> columns(program.columns.size(), Lanes::filled(0.0));
  for (std::size_t column = 0; column < columns.size(); ++column) {
    std::string const& name = std::get<NamedColumn>(program.columns[column]).name;
    for (std::size_t lane = 0; lane < block.size(); ++lane)
      columns[column][lane] = rows[block[lane]].columns.at(name);
  }
  return columns;
}

void settle_block(Program const& program, std::span<PublishedSettlement const> rows,
                  std::span<std::size_t const> block, std::vector<OurSettlement>& settled) {
  std::vector<Lanes> const columns = columns_of(program, rows, block);
  std::vector<Lanes const*> pointers;
  for (Lanes const& column : columns) pointers.push_back(&column);
  std::vector<Lanes> const results = evaluate(program, pointers);
  for (std::size_t lane = 0; lane < block.size(); ++lane)
    settled[block[lane]] = {results[0][lane], results[1][lane] > 0.0, results[2][lane] > 0.0};
}

}  // namespace

std::set<std::string> const& row_columns() {
  static std::set<std::string> const columns{"row.benchmark",    "row.cost",   "row.assigned",
                                             "row.minimum_rate", "row.score",  "row.standard",
                                             "row.alternative",  "row.relief", "row.low_revenue_members"};
  return columns;
}

std::optional<std::string> const& PackFinder::find(std::string const& programme, int year) {
  auto const [place, is_new] = known_.try_emplace({programme, year});
  if (!is_new) return place->second;
  for (std::string const& name : shipped_rule_packs()) {
    if (!name.starts_with(programme + "@")) continue;
    std::vector<Problem> problems;
    RulePack const pack = load_rule_pack({name, {}, KeyPath(name)}, {}, problems);
    auto const& years = pack.performance_years;
    if (std::find(years.begin(), years.end(), year) != years.end()) place->second = name;
  }
  return place->second;
}

std::vector<OurSettlement> settle_rows(std::span<PublishedSettlement const> rows) {
  std::map<SettlementForm, std::vector<std::size_t>> by_form;
  for (std::size_t row = 0; row < rows.size(); ++row) by_form[rows[row].form].push_back(row);
  std::vector<OurSettlement> settled(rows.size());
  for (auto const& [form, members] : by_form) {
    Program const program = program_of(form);
    for (std::size_t first = 0; first < members.size(); first += lane_count) {
      std::size_t const count = std::min(lane_count, members.size() - first);
      settle_block(program, rows, std::span(members).subspan(first, count), settled);
    }
  }
  return settled;
}

}  // namespace plimsoll
