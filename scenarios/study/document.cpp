#include "study/document.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "plimsoll/scenarios/study.hpp"
#include "study/assumption_words.hpp"
#include "study/expand_contracts.hpp"
#include "study/expand_published.hpp"
#include "study/later_terms.hpp"
#include "study/reader.hpp"

namespace plimsoll {
namespace {

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

/// Tables of a study that are one table, or tables by name: no lists of them.
std::vector<std::string> tables_of_study() {
  std::vector<std::string> names;
  for_each_field<Study>([&](auto const& field) {
    using Member = std::remove_cvref_t<decltype(std::declval<Study&>().*field.at)>;
    if constexpr (!requires(Member & member) { member.pop_back(); }) names.emplace_back(field.key);
  });
  return names;
}

/// Makes the tables above a key where the study leaves out the whole of a table it may have: `[portfolio]`.
void make_room(Node& document, KeyPath const& path, SourceSpot const& spot) {
  std::vector<std::string> const keys = path.keys(), known = tables_of_study();
  if (keys.size() < 2 || document.table()->find(keys.front()) ||
      std::find(known.begin(), known.end(), keys.front()) == known.end())
    return;
  Node* at = &document;
  for (std::size_t i = 0; i + 1 < keys.size(); ++i) {
    at->table()->set(keys[i], Node{NodeTable{}, spot});
    at = at->table()->find(keys[i]);
  }
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
  make_room(document, path, value.spot);
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

/// What a study of published results is made of must be known before its contracts are there; it is bound
/// again with everything else, which reports the faults.
void bind_early(Node& document, Bindings const& bindings) {
  auto const is_early = [](std::string_view key) {
    return key.starts_with("published.") || key.starts_with("run.");
  };
  std::vector<Problem> reported_later;
  if (Node const* const overlay = find(document, KeyPath("scenario") / bindings.scenario);
      overlay && overlay->table()) {
    NodeTable const changes = *overlay->table();
    for (auto const& [key, node] : changes.items())
      if (is_early(key)) bind_path(document, KeyPath(key), node, reported_later);
  }
  for (std::string const& text : bindings.set)
    if (is_early(text)) apply_set(document, text, reported_later);
}

}  // namespace

std::vector<std::string> expand_study(Node& document, std::filesystem::path const& folder,
                                      Bindings const& bindings, std::vector<Problem>& problems) {
  std::vector<std::string> notices;
  if (document.table()->find("published")) {
    bind_early(document, bindings);
    expand_published(document, folder, problems, notices);
  }
  expand_contracts(document, folder, problems);
  check_assumption_keys(document, problems);
  if (!bindings.scenario.empty()) apply_scenario(document, bindings.scenario, problems);
  for (std::string const& path : bindings.without)
    if (!remove_in_all_years(document, completed(document, KeyPath(path))))
      problems.push_back({{"--without", 0, 0},
                          path,
                          "names nothing in the study",
                          "",
                          "name a term (CONTRACT.TERM), program.NAME, correlation, or parameters"});
  for (std::string const& text : bindings.set) apply_set(document, text, problems);
  return notices;
}

}  // namespace plimsoll
