#include "plimsoll/scenarios/contract_diff.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "plimsoll/models/contract/ledger.hpp"
#include "plimsoll/models/measure/paired.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "schema/show_pack.hpp"
#include "study/document.hpp"
#include "study/named_contract.hpp"
#include "study/rule_pack.hpp"
#include "study/tags.hpp"

namespace plimsoll {
namespace {

using Values = std::span<double const>;

bool is_pack(std::string const& name) {
  return name.find_first_of("@/.") != std::string::npos;
}

/// A study's text with a contract for each rule pack of the pair, like the one they are put into.
struct Prepared {
  std::string text, file, from, to;
};

std::string first_contract(Node const& document) {
  Node const* const contracts = document.table()->find("contract");
  if (!contracts || !contracts->array() || contracts->array()->empty()) return {};
  return item_label(contracts->array()->front(), 0);
}

Prepared prepare(ContractPair const& pair, DiffStudy const& study) {
  Prepared prepared{read_text_file(study.file.string()), study.file.string(), pair.from, pair.to};
  std::string const host =
      study.contract.empty() ? first_contract(parse_toml(prepared.text, prepared.file)) : study.contract;
  auto const add = [&](std::string& name, char const* id) {
    if (!is_pack(name)) return;
    prepared.text +=
        fmt::format("\n[[contract]]\nid = \"{}\"\nlike = \"{}\"\ntemplate = \"{}\"\n", id, host, name);
    name = id;
  };
  add(prepared.from, "diff_from");
  add(prepared.to, "diff_to");
  return prepared;
}

NodeArray pack_terms(std::string const& name) {
  std::vector<Problem> problems;
  RulePack pack = load_rule_pack({name, {"contracts diff", 0, 0}, KeyPath(name)}, {}, problems);
  if (!problems.empty()) throw InputError(std::move(problems));
  return std::move(pack.terms);
}

NodeArray study_terms(Node const& document, std::string const& id) {
  Node const* const contract = find(document, KeyPath("contract") / id);
  Node const* const terms = contract ? contract->table()->find("term") : nullptr;
  if (!terms) {
    std::vector<std::string> ids;
    for (Node const& other : *document.table()->find("contract")->array())
      ids.push_back(item_label(other, 0));
    std::string const near = nearest(id, ids);
    throw InputError(Problem{{"contracts diff", 0, 0},
                             id,
                             "is neither a rule pack nor a contract of the study",
                             "a rule pack is named with its year, as in mssp/enhanced@2026",
                             near.empty() ? fmt::format("contracts are {}", fmt::join(ids, ", "))
                                          : "did you mean \"" + near + "\"?"});
  }
  return *terms->array();
}

std::vector<Cell> const* find_row(Table const& table, std::string const& id) {
  for (Row const& row : table.rows())
    if (row.id == id) return &row.cells;
  return nullptr;
}

std::string text_at(std::vector<Cell> const* cells, std::size_t column) {
  return cells ? std::get<std::string>((*cells)[column]) : std::string{"-"};
}

std::string kind_in(NodeArray const& terms, std::string const& name) {
  for (Node const& term : terms)
    if (item_label(term, 0) == name)
      if (Node const* kind = term.table()->find("kind"); kind && kind->text()) return *kind->text();
  return {};
}

/// A term of one name and two kinds is another clause altogether.
void add_kind(TableBuilder& table, NodeArray const& from, NodeArray const& to, std::string const& name) {
  std::string const old = kind_in(from, name), now = kind_in(to, name);
  if (!now.empty() && old != now) table.row(name + ".kind", {name + ".kind", old, now, std::string{}});
}

Table terms_that_differ(ContractPair const& pair, NodeArray const& from, NodeArray const& to) {
  constexpr std::size_t value_column = 3, unit_column = 4;
  Table const before = terms_table("from", pair.from, from), after = terms_table("to", pair.to, to);
  TableBuilder table("terms", fmt::format("Terms of {} and {} that differ", pair.from, pair.to));
  table.column("field", "term.field", Unit::none, Presentation::text)
      .column("from", pair.from, Unit::none, Presentation::text)
      .column("to", pair.to, Unit::none, Presentation::text)
      .column("unit", "unit", Unit::none, Presentation::text);
  auto const add = [&](std::string const& id) {
    auto const *old = find_row(before, id), *now = find_row(after, id);
    if (text_at(old, value_column) != text_at(now, value_column))
      table.row(id, {id, text_at(old, value_column), text_at(now, value_column),
                     text_at(now ? now : old, unit_column)});
  };
  for (Node const& term : from) add_kind(table, from, to, item_label(term, 0));
  for (Row const& row : before.rows()) add(row.id);
  for (Row const& row : after.rows())
    if (!find_row(before, row.id)) add(row.id);
  table.note("\"-\": the contract has no such field; fields that are equal are left out");
  return table.build();
}

/// A place in the merged order of two lists of terms.
struct Slot {
  NamedTerm const* from = nullptr;
  NamedTerm const* to = nullptr;
};

NamedTerm const* named(std::vector<NamedTerm> const& terms, std::string const& name) {
  auto const found =
      std::find_if(terms.begin(), terms.end(), [&](NamedTerm const& term) { return term.name == name; });
  return found == terms.end() ? nullptr : &*found;
}

/// The order of `to`, terms of `from` alone after their neighbour above.
std::vector<Slot> merged(std::vector<NamedTerm> const& from, std::vector<NamedTerm> const& to) {
  std::vector<Slot> slots;
  for (NamedTerm const& term : to) slots.push_back({named(from, term.name), &term});
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (named(to, from[i].name)) continue;
    auto const above = std::find_if(slots.begin(), slots.end(),
                                    [&](Slot const& slot) { return i > 0 && slot.from == &from[i - 1]; });
    slots.insert(above == slots.end() ? slots.begin() : above + 1, {&from[i], nullptr});
  }
  return slots;
}

/// The terms when the first `changed` slots are those of `to`.
std::vector<NamedTerm> hybrid(std::vector<Slot> const& slots, std::size_t changed) {
  std::vector<NamedTerm> terms;
  for (std::size_t i = 0; i < slots.size(); ++i)
    if (NamedTerm const* term = i < changed ? slots[i].to : slots[i].from) terms.push_back(*term);
  return terms;
}

std::string slot_name(Slot const& slot) {
  return slot.to ? slot.to->name : slot.from->name;
}

/// One contract on the way from the first to the second, and the terms exchanged since the one before it.
struct Stage {
  std::string exchanged;
  ContractTable contract;
};

/// Contracts from the first to the second, one differing term further each; terms that only hold together are
/// exchanged together.
std::vector<Stage> stages(ContractTable const& from, ContractTable const& to,
                          std::set<std::string> const& differing, PanelView const& view) {
  std::vector<Slot> const slots = merged(from.terms, to.terms);
  std::vector<Stage> stages{{"", from}};
  std::string waiting;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    std::string const name = slot_name(slots[i]);
    if (!differing.contains(name)) continue;
    waiting += (waiting.empty() ? "" : " and ") + name;
    ContractTable next = to;
    next.id = fmt::format("stage_{}", stages.size());
    next.terms = hybrid(slots, i + 1);
    if (!faults_of(next.terms, view).empty()) continue;
    stages.push_back({std::exchange(waiting, {}), std::move(next)});
  }
  stages.back().contract = to;
  return stages;
}

/// Throws where the contract has more than one list of terms.
ContractTable const& one_list(LoadedStudy const& loaded, std::string const& id) {
  ContractTable const& contract = contract_named(loaded, id);
  if (contract.later_terms.empty()) return contract;
  throw InputError(Problem{{loaded.file, 0, 0},
                           id,
                           "changes its terms over the years",
                           "one list of terms is compared with one other",
                           "name the rule packs of a year"});
}

Table worth(ContractPair const& pair, std::vector<Stage> const& stages, TrialTable const& trials, int year) {
  TableBuilder table(fmt::format("worth.{}", year),
                     fmt::format("What each difference is worth for {}, on the same trials, $", year));
  table.column("step", "step", Unit::none, Presentation::text)
      .column("settlement", "settlement, mean", Unit::dollars, Presentation::whole_dollars)
      .column("difference", "difference", Unit::dollars, Presentation::whole_dollars)
      .column("owed", "we owe, mean", Unit::dollars, Presentation::whole_dollars)
      .column("owed_difference", "difference", Unit::dollars, Presentation::whole_dollars)
      .column("better", "better", Unit::fraction, Presentation::percent)
      .column("worse", "worse", Unit::fraction, Presentation::percent);
  auto const values = [&](Stage const& stage, char const* what) {
    return *trials.column(contract_column(stage.contract.id, what), year);
  };
  auto const mean = [&](std::string const& id, Values column) {
    return Sample(id, Unit::dollars, column).mean();
  };
  auto const add = [&](std::string const& id, std::string const& name, Stage const& stage,
                       Stage const* base) {
    std::string const figure = fmt::format("worth.{}.{}", year, id);
    std::vector<Cell> cells{name,    mean(figure + ".settlement", values(stage, "settlement")),
                            Empty{}, mean(figure + ".owed", values(stage, "owed")),
                            Empty{}, Empty{},
                            Empty{}};
    if (base) {
      PairedDifference const settled =
          paired_difference(figure + ".settlement_difference", Unit::dollars, values(stage, "settlement"),
                            values(*base, "settlement"));
      cells[2] = settled.mean;
      cells[4] = paired_difference(figure + ".owed_difference", Unit::dollars, values(stage, "owed"),
                                   values(*base, "owed"))
                     .mean;
      cells[5] = settled.better;
      cells[6] = settled.worse;
    }
    table.row(id, std::move(cells));
  };
  add("from", pair.from, stages.front(), nullptr);
  for (std::size_t i = 1; i < stages.size(); ++i)
    add("step." + std::to_string(i), "then " + stages[i].exchanged, stages[i], &stages[i - 1]);
  add("to", pair.to + ", in all", stages.back(), &stages.front());
  table.note(
      "terms are exchanged in the order of the ledger; in another order a step may be worth more or less");
  return table.build();
}

std::vector<Table> dollar_tables(ContractPair const& pair, Prepared const& prepared, DiffStudy const& study,
                                 std::set<std::string> const& differing) {
  LoadedStudy loaded =
      load_study_text(prepared.text, prepared.file, study.file.parent_path(), study.bindings);
  if (study.trials) loaded.study.run.trials = *study.trials;
  ContractTable const from = one_list(loaded, prepared.from), to = one_list(loaded, prepared.to);
  PanelView view;
  view.without_members = to.population.empty();
  std::vector<Stage> const steps = stages(from, to, differing, view);
  loaded.study.contract.clear();
  for (Stage const& stage : steps) loaded.study.contract.push_back(stage.contract);
  CompiledStudy const compiled = compile_study(std::move(loaded));
  TrialTable const trials = simulate(compiled.plan);
  std::vector<Table> tables;
  for (int year : compiled.plan.years().performance) tables.push_back(worth(pair, steps, trials, year));
  return tables;
}

/// Names of the terms that have a row in the table of differences.
std::set<std::string> differing_terms(Table const& table) {
  std::set<std::string> names;
  for (Row const& row : table.rows()) names.insert(row.id.substr(0, row.id.find('.')));
  return names;
}

}  // namespace

std::vector<Table> contract_diff(ContractPair const& pair, std::optional<DiffStudy> const& study) {
  if (!study) return {terms_that_differ(pair, pack_terms(pair.from), pack_terms(pair.to))};
  Prepared const prepared = prepare(pair, *study);
  Node document = parse_toml(prepared.text, prepared.file);
  std::vector<Problem> problems;
  expand_study(document, study->file.parent_path(), study->bindings, problems);
  if (!problems.empty()) throw InputError(std::move(problems));
  std::vector<Table> tables{
      terms_that_differ(pair, study_terms(document, prepared.from), study_terms(document, prepared.to))};
  std::set<std::string> const differing = differing_terms(tables.front());
  if (differing.empty()) return tables;
  for (Table& table : dollar_tables(pair, prepared, *study, differing)) tables.push_back(std::move(table));
  return tables;
}

}  // namespace plimsoll
