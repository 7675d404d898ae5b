#include "document.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "later_terms.hpp"
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
    if (own.find("template") || own.find("template_by_year"))  // one schedule takes the place of the other
      for (char const* key : {"template", "template_by_year"}) base.table()->erase(key);
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

/// Terms of rule packs joined in order; none where one of them could not be read, which is noted.
std::optional<NodeArray> joined(std::vector<WrittenName> const& packs, std::filesystem::path const& folder,
                                std::vector<std::int64_t> const& years, std::vector<Problem>& problems) {
  NodeArray terms;
  for (WrittenName const& named : packs) {
    RulePack pack = load_rule_pack(named, folder, problems, std::move(terms));
    check_dates(pack, named, years, problems);
    bool const misplaced = pack.part && &named == &packs.front();
    if (misplaced) refuse_part(named, problems);
    if (misplaced || pack.terms.empty()) return std::nullopt;
    terms = std::move(pack.terms);
  }
  return terms;
}

/// A missing value of a rule pack is missing in the user's contract, so that is where messages must point.
void point_at(NodeArray& terms, Node const& contract, SourceSpot const& packs) {
  for (Node& term : terms)
    if (term.spot.file != contract.spot.file) term.spot = packs;
}

void expand_contract(Node& contract, std::filesystem::path const& folder,
                     std::vector<std::int64_t> const& years, std::vector<Problem>& problems) {
  NodeTable& table = *contract.table();
  KeyPath const path = KeyPath("contract") / text_at(table, "id");
  std::vector<std::string> const own = keys_of<ContractTable>();
  std::vector<YearTerms> stages;
  bool unread = false;  // then every change would look like a fault of its own
  for (ScheduledPacks const& scheduled : schedule_of(table, path, years, problems)) {
    std::optional<NodeArray> terms = joined(scheduled.packs, folder, scheduled.years, problems);
    unread = unread || !terms;
    stages.push_back({scheduled.from, terms.value_or(NodeArray{})});
  }
  if (!unread) change_stages(stages, table, own, path, problems);
  std::erase_if(table.items(),
                [&](auto const& item) { return std::find(own.begin(), own.end(), item.first) == own.end(); });
  for (char const* key : {"template", "template_by_year"})
    if (Node const* packs = table.find(key))
      for (YearTerms& stage : stages) point_at(stage.terms, contract, packs->spot);
  table.set("term", Node{unread ? NodeArray{} : std::move(stages.front().terms), contract.spot});
  if (!unread && stages.size() > 1) table.set("later", later_node(std::move(stages), contract.spot));
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

bool is_there(Node& document, KeyPath const& path) {
  std::vector<KeyPath> const later = later_paths(document, path);
  return find(document, path) || std::any_of(later.begin(), later.end(), [&](KeyPath const& other) {
           return find(document, other) != nullptr;
         });
}

/// The path as written, or with `contract.` before it where that names something: the short form of --without
/// and --set.
KeyPath completed(Node& document, KeyPath const& path) {
  KeyPath const in_contract = KeyPath("contract") / path.text();
  return !is_there(document, path) && is_there(document, in_contract) ? in_contract : path;
}

Node* parent_of(Node& document, KeyPath const& path) {
  std::size_t const dot = path.text().rfind('.');
  return dot == std::string::npos ? &document : find(document, KeyPath(path.text().substr(0, dot)));
}

/// Binds a value of a clause in the later years of its contract that have the clause.
bool bind_later(Node& document, KeyPath const& path, Node const& value) {
  constexpr std::size_t keys_to_a_field = 4;
  bool bound = false;
  for (KeyPath const& later : later_paths(document, path)) {
    Node* const parent = path.keys().size() >= keys_to_a_field ? parent_of(document, later) : nullptr;
    if (Node* found = find(document, later))
      *found = value;
    else if (parent && parent->table())
      parent->table()->set(later.keys().back(), value);
    else
      continue;
    bound = true;
  }
  return bound;
}

void bind_path(Node& document, KeyPath const& written, Node value, std::vector<Problem>& problems) {
  KeyPath const path = completed(document, written);
  std::string const& text = path.text();
  std::size_t const dot = text.rfind('.');
  std::string const last = dot == std::string::npos ? text : text.substr(dot + 1);
  bool const packs = last == "template" || text.find(".template_by_year") != std::string::npos;
  if (text.starts_with("contract.") && (packs || last == "like")) {
    problems.push_back({value.spot, text, "cannot be bound",
                        "terms are read from rule packs before numbers are bound",
                        "write another contract into the study"});
    return;
  }
  bool const bound = bind_later(document, path, value);
  if (Node* found = find(document, path)) {
    *found = std::move(value);
    return;
  }
  Node* const parent = parent_of(document, path);
  if (parent &&
      parent->table()) {  // an optional value nobody gave; the reader refuses keys that do not exist
    parent->table()->set(last, std::move(value));
    return;
  }
  if (bound) return;
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

/// A clause may stand in some years of a contract only.
bool remove_in_all_years(Node& document, KeyPath const& path) {
  bool removed = false;
  for (KeyPath const& later : later_paths(document, path)) removed = remove_item(document, later) || removed;
  return remove_item(document, path) || removed;
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
    if (!remove_in_all_years(document, completed(document, KeyPath(path))))
      problems.push_back({{"--without", 0, 0},
                          path,
                          "names nothing in the study",
                          "",
                          "name a term (CONTRACT.TERM), program.NAME, correlation, or parameters"});
  for (std::string const& text : bindings.set) apply_set(document, text, problems);
}

}  // namespace plimsoll
