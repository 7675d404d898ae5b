#include "reserve/change_groups.hpp"

#include <algorithm>
#include <set>

namespace plimsoll {
namespace {

constexpr std::array<std::string_view, 8> ids{"roster",  "risk_score", "benchmark", "experience",
                                              "quality", "assumption", "policy",    "trials"};
constexpr std::array<std::string_view, 8> names{"roster (population)",
                                                "risk score (population score)",
                                                "benchmark",
                                                "experience (cost)",
                                                "quality",
                                                "assumptions, terms and programmes",
                                                "reserve policy and netting",
                                                "number of trials and seed"};
constexpr std::array<std::string_view, 3> of_trials{"trials", "seed", "estimator"};

bool listed(std::string_view key, auto const& keys) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// Top-level tables that are a group of their own.
std::vector<std::string_view> tables_of(ChangeGroup group) {
  switch (group) {
    case ChangeGroup::risk_score: return {"population"};
    case ChangeGroup::benchmark: return {"benchmark"};
    case ChangeGroup::experience: return {"cost", "actual"};
    case ChangeGroup::quality: return {"quality"};
    case ChangeGroup::policy: return {"reserve", "portfolio"};
    default: return {};
  }
}

void take(NodeTable& to, NodeTable const& from, std::string_view key) {
  if (Node const* node = from.find(key))
    to.set(std::string(key), *node);
  else
    to.erase(key);
}

std::set<std::string> keys_of_both(NodeTable const& a, NodeTable const& b) {
  std::set<std::string> keys;
  for (auto const& [key, node] : a.items()) keys.insert(key);
  for (auto const& [key, node] : b.items()) keys.insert(key);
  return keys;
}

/// Populations as `from` has them, each with the score it has in `to`.
void take_roster(NodeTable& to, NodeTable const& from) {
  Node const* const old = to.find("population");
  NodeTable const before = old && old->table() ? *old->table() : NodeTable{};
  take(to, from, "population");
  Node* const now = to.find("population");
  if (!now || !now->table()) return;
  for (auto& [name, population] : now->table()->items()) {
    Node const* const same = before.find(name);
    if (same && same->table() && population.table()) take(*population.table(), *same->table(), "score");
  }
}

/// Keys of `[run]` that are of the group of trials, or all others.
void take_run(NodeTable& to, NodeTable const& from, bool trials) {
  Node* const mine = to.find("run");
  Node const* const theirs = from.find("run");
  if (!mine || !theirs || !mine->table() || !theirs->table()) return;
  for (std::string const& key : keys_of_both(*mine->table(), *theirs->table()))
    if (listed(key, of_trials) == trials) take(*mine->table(), *theirs->table(), key);
}

void take_rest(NodeTable& to, NodeTable const& from) {
  std::set<std::string_view> taken{"run"};
  for (ChangeGroup group : change_groups)
    for (std::string_view table : tables_of(group)) taken.insert(table);
  for (std::string const& key : keys_of_both(to, from))
    if (!taken.contains(key)) take(to, from, key);
  take_run(to, from, false);
}

}  // namespace

std::string_view id_of(ChangeGroup group) {
  return ids[static_cast<std::size_t>(group)];
}

std::string_view name_of(ChangeGroup group) {
  return names[static_cast<std::size_t>(group)];
}

ChangeGroup group_of(KeyPath const& path) {
  std::vector<std::string> const keys = path.keys();
  std::string const& top = keys.front();
  if (top == "run")
    return keys.size() > 1 && listed(keys[1], of_trials) ? ChangeGroup::trials : ChangeGroup::assumption;
  if (top == "population")
    return keys.size() > 2 && keys[2] == "score" ? ChangeGroup::risk_score : ChangeGroup::roster;
  for (ChangeGroup group : change_groups)
    if (listed(top, tables_of(group))) return group;
  return ChangeGroup::assumption;
}

bool exchange(Node& to, Node const& from, ChangeGroup group) {
  Node const before = to;
  NodeTable& table = *to.table();
  if (group == ChangeGroup::roster) take_roster(table, *from.table());
  if (group == ChangeGroup::assumption) take_rest(table, *from.table());
  if (group == ChangeGroup::trials) take_run(table, *from.table(), true);
  for (std::string_view key : tables_of(group)) take(table, *from.table(), key);
  return !same_values(before, to);
}

bool same_values(Node const& a, Node const& b) {
  if (a.value.index() != b.value.index()) return false;
  if (a.array())
    return std::equal(a.array()->begin(), a.array()->end(), b.array()->begin(), b.array()->end(),
                      same_values);
  if (a.table()) {
    auto const& mine = a.table()->items();
    return mine.size() == b.table()->items().size() &&
           std::all_of(mine.begin(), mine.end(), [&](auto const& item) {
             Node const* const theirs = b.table()->find(item.first);
             return theirs && same_values(item.second, *theirs);
           });
  }
  if (auto const* x = std::get_if<bool>(&a.value)) return *x == std::get<bool>(b.value);
  if (auto const* x = std::get_if<std::int64_t>(&a.value)) return *x == std::get<std::int64_t>(b.value);
  if (auto const* x = std::get_if<double>(&a.value)) return *x == std::get<double>(b.value);
  return *a.text() == *b.text();
}

}  // namespace plimsoll
