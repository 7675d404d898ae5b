#include "document.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "plimsoll/scenarios/study.hpp"
#include "reader.hpp"
#include "rule_pack.hpp"

namespace plimsoll {
namespace {

/// An inherited law becomes a reference to the law it came from: two contracts that share a quality score by
/// `like` must see the same draw of it, not two draws of one law.
void share_laws(Node& node, KeyPath const& path) {
  if (NodeTable* table = node.table()) {
    if (table->find("dist")) {
      node.value = path.text();
      return;
    }
    for (auto& [key, item] : table->items()) share_laws(item, path / key);
  } else if (NodeArray* array = node.array()) {
    for (std::size_t i = 0; i < array->size(); ++i)
      share_laws((*array)[i], path / item_label((*array)[i], i));
  }
}

std::string text_at(NodeTable const& table, std::string_view key) {
  Node const* const node = table.find(key);
  return node && node->text() ? *node->text() : std::string{};
}

void inherit(NodeArray& contracts, std::size_t index, std::vector<Problem>& problems) {
  NodeTable& own = *contracts[index].table();
  std::string const like = text_at(own, "like");
  if (like.empty()) return;
  KeyPath const path = KeyPath("contract") / text_at(own, "id") / "like";
  for (std::size_t i = 0; i < index; ++i) {
    NodeTable const* const other = contracts[i].table();
    if (!other || text_at(*other, "id") != like) continue;
    Node base{*other, contracts[index].spot};
    share_laws(base, KeyPath("contract") / like);
    merge(*base.table(), own);
    own = *base.table();
    return;
  }
  problems.push_back({own.find("like")->spot, path.text(), "names no contract above this one", "",
                      "contracts inherit from those written before them"});
}

std::vector<std::int64_t> performance_years(Node& document) {
  std::vector<std::int64_t> years;
  if (Node const* node = find(document, KeyPath("run.performance_years")); node && node->array())
    for (Node const& year : *node->array())
      if (auto const* value = std::get_if<std::int64_t>(&year.value)) years.push_back(*value);
  return years;
}

void check_dates(RulePack const& pack, WrittenName const& named, std::vector<std::int64_t> const& years,
                 std::vector<Problem>& problems) {
  for (std::int64_t year : years) {
    if (pack.schema.empty() || std::find(pack.performance_years.begin(), pack.performance_years.end(),
                                         year) != pack.performance_years.end())
      continue;
    std::string const programme = named.name.substr(0, named.name.find('@'));
    std::string others;
    for (std::string const& other : shipped_rule_packs())
      if (other.starts_with(programme + "@") && other != named.name)
        others += (others.empty() ? "" : ", ") + other;
    problems.push_back({named.spot, named.path.text(),
                        named.name + " does not cover performance year " + std::to_string(year),
                        "a rule pack holds for the years it names",
                        others.empty() ? "" : "shipped: " + others});
  }
}

void refuse_part(WrittenName const& named, std::vector<Problem>& problems) {
  problems.push_back({named.spot, named.path.text(), named.name + " is a part, not a whole contract",
                      "it changes terms of the packs named before it",
                      "write template = [\"mssp/enhanced@2026\", \"" + named.name + "\"], say"});
}

void expand_contract(Node& contract, std::filesystem::path const& folder,
                     std::vector<std::int64_t> const& years, std::vector<Problem>& problems) {
  NodeTable& table = *contract.table();
  KeyPath const path = KeyPath("contract") / text_at(table, "id");
  NodeArray terms;
  bool unread = false;  // then every change would look like a fault of its own
  std::vector<WrittenName> const packs = written_names(table.find("template"), path / "template");
  for (WrittenName const& named : packs) {
    RulePack pack = load_rule_pack(named, folder, problems, std::move(terms));
    check_dates(pack, named, years, problems);
    bool const misplaced = pack.part && &named == &packs.front();
    if (misplaced) refuse_part(named, problems);
    terms = std::move(pack.terms);
    if (misplaced || terms.empty()) {
      unread = true;
      break;
    }
  }
  std::vector<std::string> const own = keys_of<ContractTable>();
  if (!unread) change_terms(terms, table, own, path, problems);
  std::erase_if(table.items(),
                [&](auto const& item) { return std::find(own.begin(), own.end(), item.first) == own.end(); });
  // A missing value of a rule pack is missing in the user's contract, so that is where messages must point.
  if (!packs.empty())
    for (Node& term : terms)
      if (term.spot.file != contract.spot.file) term.spot = table.find("template")->spot;
  table.set("term", Node{unread ? NodeArray{} : std::move(terms), contract.spot});
}

void expand_contracts(Node& document, std::filesystem::path const& folder, std::vector<Problem>& problems) {
  Node* const node = document.table()->find("contract");
  NodeArray* const contracts = node ? node->array() : nullptr;
  if (!contracts) return;
  std::vector<std::int64_t> const years = performance_years(document);
  for (std::size_t i = 0; i < contracts->size(); ++i)
    if ((*contracts)[i].table()) inherit(*contracts, i, problems);
  for (Node& contract : *contracts)
    if (contract.table()) expand_contract(contract, folder, years, problems);
}

/// The path as written, or with `contract.` before it where that names something: the short form of --without
/// and --set.
KeyPath completed(Node& document, KeyPath const& path) {
  KeyPath const in_contract = KeyPath("contract") / path.text();
  return !find(document, path) && find(document, in_contract) ? in_contract : path;
}

void bind_path(Node& document, KeyPath const& written, Node value, std::vector<Problem>& problems) {
  KeyPath const path = completed(document, written);
  std::string const& text = path.text();
  std::size_t const dot = text.rfind('.');
  std::string const last = dot == std::string::npos ? text : text.substr(dot + 1);
  if (text.starts_with("contract.") && (last == "template" || last == "like")) {
    problems.push_back({value.spot, text, "cannot be bound",
                        "terms are read from rule packs before numbers are bound",
                        "write another contract into the study"});
    return;
  }
  if (Node* found = find(document, path)) {
    *found = std::move(value);
    return;
  }
  Node* const parent = dot == std::string::npos ? &document : find(document, KeyPath(text.substr(0, dot)));
  if (parent &&
      parent->table()) {  // an optional value nobody gave; the reader refuses keys that do not exist
    parent->table()->set(last, std::move(value));
    return;
  }
  problems.push_back({value.spot, text, "names nothing in the study", "",
                      "key paths look like contract.ID.TERM.FIELD or cost.POPULATION.trend"});
}

/// Takes the key out of every table of a kind: `parameters` of all costs.
bool remove_everywhere(Node& document, std::string const& kind, std::string const& key) {
  Node* const tables = find(document, KeyPath(kind));
  bool found = false;
  if (!tables || !tables->table()) return found;
  for (auto& [name, table] : tables->table()->items())
    if (table.table() && table.table()->erase(key)) found = true;
  return found;
}

bool remove_item(Node& document, KeyPath const& path) {
  std::string const& text = path.text();
  std::size_t const dot = text.rfind('.');
  if (text == "parameters") return remove_everywhere(document, "cost", text);
  if (dot == std::string::npos) return text == "correlation" && document.table()->erase(text);
  Node* const parent = find(document, KeyPath(text.substr(0, dot)));
  std::string const name = text.substr(dot + 1);
  if (!parent || !find(document, path)) return false;
  NodeArray* list = parent->array();
  if (NodeTable* table = parent->table()) {
    if (table->erase(name)) return true;
    Node* const terms = table->find("term");
    list = terms ? terms->array() : nullptr;
  }
  return list && std::erase_if(*list, [&](Node const& item) { return item_label(item, 0) == name; }) > 0;
}

void apply_scenario(Node& document, std::string const& name, std::vector<Problem>& problems) {
  Node const* const overlay = find(document, KeyPath("scenario") / name);
  if (!overlay || !overlay->table()) {
    std::vector<std::string> names;
    if (Node const* all = find(document, KeyPath("scenario")); all && all->table())
      for (auto const& [other, node] : all->table()->items()) names.push_back(other);
    std::string const near = nearest(name, names);
    problems.push_back({{"--scenario", 0, 0},
                        name,
                        "is not a scenario of this study",
                        "",
                        names.empty()  ? "the study has none"
                        : near.empty() ? fmt::format("it has {}", fmt::join(names, ", "))
                                       : "did you mean \"" + near + "\"?"});
    return;
  }
  NodeTable const changes = *overlay->table();
  for (auto const& [key, node] : changes.items()) bind_path(document, KeyPath(key), node, problems);
}

void apply_set(Node& document, std::string const& text, std::vector<Problem>& problems) {
  std::size_t const equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    problems.push_back({{"--set", 0, 0}, text, "must be written key.path=value", "", ""});
    return;
  }
  try {
    bind_path(document, KeyPath(text.substr(0, equals)), parse_value(text.substr(equals + 1), "--set"),
              problems);
  } catch (InputError const&) {
    problems.push_back({{"--set", 0, 0}, text, "the value is not TOML", "", "write text in quotes"});
  }
}

}  // namespace

void expand_study(Node& document, std::filesystem::path const& folder, Bindings const& bindings,
                  std::vector<Problem>& problems) {
  expand_contracts(document, folder, problems);
  if (!bindings.scenario.empty()) apply_scenario(document, bindings.scenario, problems);
  for (std::string const& path : bindings.without)
    if (!remove_item(document, completed(document, KeyPath(path))))
      problems.push_back({{"--without", 0, 0},
                          path,
                          "names nothing in the study",
                          "",
                          "name a term (CONTRACT.TERM), program.NAME, correlation, or parameters"});
  for (std::string const& text : bindings.set) apply_set(document, text, problems);
}

}  // namespace plimsoll
