#include "rule_pack.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "reader.hpp"
#include "shipped_files.hpp"

namespace plimsoll {
namespace {

constexpr std::size_t deepest_inheritance = 16;

std::string label_of(Node const& term) {
  return item_label(term, 0);
}

std::vector<std::string> labels_of(NodeArray const& terms) {
  std::vector<std::string> labels;
  for (Node const& term : terms) labels.push_back(label_of(term));
  return labels;
}

NodeArray::iterator term_named(NodeArray& terms, std::string_view name) {
  return std::find_if(terms.begin(), terms.end(), [&](Node const& term) { return label_of(term) == name; });
}

/// Place where an added term goes: `before` or `after` another, else the end.
NodeArray::iterator place_for(NodeArray& terms, NodeTable const& added, KeyPath const& path,
                              std::vector<Problem>& problems) {
  for (std::string_view side : {"before", "after"}) {
    Node const* const other = added.find(side);
    if (!other) continue;
    auto const found = other->text() ? term_named(terms, *other->text()) : terms.end();
    if (found != terms.end()) return side == "before" ? found : found + 1;
    problems.push_back({other->spot, (path / side).text(), "names no term of this contract", "",
                        "terms are " + fmt::format("{}", fmt::join(labels_of(terms), ", "))});
  }
  return terms.end();
}

void add_term(NodeArray& terms, Node term, KeyPath const& path, std::vector<Problem>& problems) {
  NodeTable* const table = term.table();
  Node const* const kind = table ? table->find("kind") : nullptr;
  if (!kind || !kind->text()) {
    problems.push_back({term.spot, path.text(), "a term needs a kind", "", "write kind = \"...\""});
    return;
  }
  if (!table->find("name")) table->set("name", *kind);
  KeyPath const own = path / label_of(term);
  if (term_named(terms, label_of(term)) != terms.end()) {
    problems.push_back({term.spot, own.text(), "is the name of a term already there", "",
                        "give this one another name, or change the other by a table of its name"});
    return;
  }
  auto const place = place_for(terms, *table, own, problems);
  terms.insert(place, std::move(term));
}

}  // namespace

void merge(NodeTable& base, NodeTable const& over) {
  for (auto const& [key, node] : over.items()) {
    Node* const old = base.find(key);
    bool const both_tables = old && old->table() && node.table();
    bool const law = both_tables && (old->table()->find("dist") || node.table()->find("dist"));
    if (both_tables && !law)
      merge(*old->table(), *node.table());
    else
      base.set(key, node);
  }
}

void change_terms(NodeArray& terms, NodeTable const& changes, std::vector<std::string> const& own_keys,
                  KeyPath const& path, std::vector<Problem>& problems) {
  if (Node const* without = changes.find("without"); without && without->array())
    for (Node const& name : *without->array()) {
      auto const found = name.text() ? term_named(terms, *name.text()) : terms.end();
      if (found != terms.end())
        terms.erase(found);
      else
        problems.push_back({name.spot, (path / "without").text(), "names no term of this contract", "", ""});
    }
  if (Node const* added = changes.find("term"); added && added->array())
    for (Node const& term : *added->array()) add_term(terms, term, path, problems);
  for (auto const& [key, node] : changes.items()) {
    if (key == "term" || key == "without" ||
        std::find(own_keys.begin(), own_keys.end(), key) != own_keys.end())
      continue;
    auto const found = term_named(terms, key);
    if (found != terms.end() && node.table()) {
      merge(*found->table(), *node.table());
      continue;
    }
    std::vector<std::string> known = labels_of(terms);
    known.insert(known.end(), own_keys.begin(), own_keys.end());
    std::string const near = nearest(key, known);
    problems.push_back({node.spot, (path / key).text(), "is neither a key of this table nor a term of it", "",
                        near.empty() ? "" : "did you mean \"" + near + "\"?"});
  }
}

namespace {

/// Text of a pack and the name it goes by in messages.
std::optional<std::pair<std::string, std::string>> pack_text(std::string const& name,
                                                             std::filesystem::path const& folder) {
  if (auto const text = shipped_file("rulepacks/" + name + ".toml")) return {{std::string(*text), name}};
  std::filesystem::path const file = folder / name;
  std::error_code error;
  if (std::filesystem::is_regular_file(file, error)) return {{read_text_file(file.string()), file.string()}};
  return std::nullopt;
}

RulePack load(std::string const& name, std::filesystem::path const& folder, SourceSpot const& spot,
              KeyPath const& path, std::vector<Problem>& problems, std::size_t depth) {
  RulePack pack;
  auto const text = depth < deepest_inheritance ? pack_text(name, folder) : std::nullopt;
  if (!text) {
    std::string near = nearest(name, shipped_rule_packs());
    for (std::string const& shipped : shipped_rule_packs())
      if (shipped.starts_with(name + "@")) near = shipped;  // the newest year of a pack named without one
    problems.push_back(
        {spot, path.text(),
         depth < deepest_inheritance ? "no rule pack \"" + name + "\"" : "rule packs inherit in a circle", "",
         near.empty() ? "" : "did you mean \"" + near + "\"?"});
    return pack;
  }
  Node const document = parse_toml(text->first, text->second);
  Reader reader(document);
  Node own = document;  // only the pack's own keys are read here; terms are read as part of the contract
  std::erase_if(own.table()->items(), [](auto const& item) {
    auto const keys = keys_of<RulePack>();
    return std::find(keys.begin(), keys.end(), item.first) == keys.end();
  });
  reader.read(own, KeyPath{}, pack);
  std::vector<Problem> const faults = reader.problems();
  problems.insert(problems.end(), faults.begin(), faults.end());
  if (!pack.like.empty()) pack.terms = load(pack.like, folder, own.spot, path, problems, depth + 1).terms;
  change_terms(pack.terms, *document.table(), keys_of<RulePack>(), KeyPath(name), problems);
  return pack;
}

}  // namespace

RulePack load_rule_pack(std::string const& name, std::filesystem::path const& folder, SourceSpot const& spot,
                        KeyPath const& path, std::vector<Problem>& problems) {
  return load(name, folder, spot, path, problems, 0);
}

std::vector<std::string> shipped_rule_packs() {
  std::vector<std::string> names;
  for (std::string_view file : shipped_file_names())
    if (file.starts_with("rulepacks/")) names.emplace_back(file.substr(10, file.size() - 10 - 5));
  return names;
}

}  // namespace plimsoll
