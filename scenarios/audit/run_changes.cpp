#include "audit/run_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "plimsoll/sim/digest.hpp"
#include "reserve/change_groups.hpp"
#include "study/assumption_words.hpp"
#include "study/changed_paths.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_value = 100;

bool is_one_of(std::string_view key, std::initializer_list<std::string_view> keys) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// Keys of populations and costs that say which data are read.
bool names_data(std::vector<std::string> const& keys) {
  if (keys.size() < 3) return false;
  if (keys[0] == "population") return is_one_of(keys[2], {"file", "column_map", "columns", "file_year"});
  return keys[0] == "cost" && is_one_of(keys[2], {"file", "alternative"});
}

bool is_from_pack(Node const* node, std::string const& study) {
  return node && !node->spot.file.empty() && node->spot.file != study && !node->spot.file.starts_with("--");
}

/// Which of the recorded rule packs a contract names, with their hashes: equal texts are equal packs.
std::string packs_text(RunSide const& side) {
  std::string text;
  for (UsedRulePack const& pack : side.run.results.header.rule_packs) text += pack.name + pack.sha256 + "\n";
  return text;
}

/// The document without what moves no figure.
Node without_words(Node document) {
  erase_words(document);
  for (char const* key : {"title", "purpose", "scenario"}) document.table()->erase(key);
  return document;
}

std::string recorded_hash(RunSide const& side, std::string const& seen_from_here) {
  for (InputFile const& input : side.run.results.header.inputs)
    if (seen_from_here == (side.run.loaded.folder / input.path).string() || seen_from_here == input.path)
      return input.sha256;
  return fs::is_regular_file(seen_from_here) ? sha256_of_file(seen_from_here) : std::string{};
}

/// Two paths to the same bytes are one file.
bool is_same_file(RunSide const& a, RunSide const& b, KeyPath const& path) {
  Node const *const from = find(a.document, path), *const to = find(b.document, path);
  if (!is_one_of(path.keys().back(), {"file", "column_map"}) || !from || !to || !from->text() || !to->text())
    return false;
  std::string const hash = recorded_hash(a, *from->text());
  return !hash.empty() && hash == recorded_hash(b, *to->text());
}

std::string cause_of(RunSide const& a, RunSide const& b, KeyPath const& path, bool packs_differ) {
  std::vector<std::string> const keys = path.keys();
  if (names_data(keys)) return "data";
  if (keys.front() == "contract") {
    bool const named = keys.back() == "template" || (keys.size() > 2 && keys[2] == "template_by_year");
    bool const whole_list = keys.back() == "term" || keys.back() == "later";
    if (named || (whole_list && packs_differ) || is_from_pack(find(a.document, path), a.run.loaded.file) ||
        is_from_pack(find(b.document, path), b.run.loaded.file))
      return "rule_pack";
  }
  if (path.text() == "run.seed") return "seed";
  return std::string(id_of(group_of(path)));
}

}  // namespace

std::vector<CauseName> const& cause_names() {
  static std::vector<CauseName> const names = [] {
    std::vector<CauseName> all{{"data", "data (files read)"}, {"rule_pack", "rule packs"}};
    for (ChangeGroup group : change_groups)
      if (group != ChangeGroup::trials)
        all.push_back({std::string(id_of(group)), "study: " + std::string(name_of(group))});
    all.push_back({"seed", "seed"});
    all.push_back({"trials", "number of trials and estimator"});
    return all;
  }();
  return names;
}

std::string name_of_cause(std::string const& id) {
  for (CauseName const& cause : cause_names())
    if (cause.id == id) return cause.name;
  return id;
}

std::string value_text(Node const* node) {
  if (!node) return {};
  std::string text;
  double storage = 0.0;
  if (NodeTable const* table = node->table()) {
    for (auto const& [key, item] : table->items())
      text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", key, value_text(&item));
    text = "{ " + text + " }";
  } else if (NodeArray const* array = node->array()) {
    for (Node const& item : *array) text += (text.empty() ? "" : ", ") + value_text(&item);
    text = "[" + text + "]";
  } else if (node->text()) {
    text = "\"" + *node->text() + "\"";
  } else if (double const* number = node->number(storage)) {
    text = fmt::format("{}", *number);
  } else {
    text = std::get<bool>(node->value) ? "true" : "false";
  }
  return text.size() > longest_value ? text.substr(0, longest_value) + " ..." : text;
}

std::vector<RunChange> run_changes(RunSide const& a, RunSide const& b) {
  bool const packs_differ = packs_text(a) != packs_text(b);
  std::set<std::string> counts;
  for (KeyPath const& path : changed_paths(without_words(a.document), without_words(b.document)))
    counts.insert(path.text());
  std::vector<RunChange> changes;
  auto const add = [&](KeyPath const& path, std::string cause) {
    if (is_same_file(a, b, path)) return;
    changes.push_back(
        {path, std::move(cause), value_text(find(a.document, path)), value_text(find(b.document, path))});
  };
  for (KeyPath const& path : changed_paths(a.document, b.document))
    if (!counts.contains(path.text())) add(path, "words");
  for (std::string const& path : counts) add(KeyPath(path), cause_of(a, b, KeyPath(path), packs_differ));
  return changes;
}

void take_path(Node& to, Node const& from, KeyPath const& path) {
  Node const* const theirs = find(from, path);
  if (Node* const mine = find(to, path); mine && theirs) {
    *mine = *theirs;
    return;
  }
  std::vector<std::string> const keys = path.keys();
  KeyPath above;
  for (std::size_t i = 0; i + 1 < keys.size(); ++i) above = above / keys[i];
  Node* const parent = keys.size() > 1 ? find(to, above) : &to;
  if (!parent || !parent->table()) return;
  if (theirs)
    parent->table()->set(keys.back(), *theirs);
  else
    parent->table()->erase(keys.back());
}

}  // namespace plimsoll
