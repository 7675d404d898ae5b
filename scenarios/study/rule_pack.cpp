#include "study/rule_pack.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "plimsoll/sim/digest.hpp"
#include "study/reader.hpp"
#include "text/shipped_files.hpp"

namespace plimsoll {
namespace {

constexpr std::size_t deepest_inheritance = 16;

std::string label_of(Node const& term) {
  return item_label(term, 0);
}

std::vector<std::string> term_labels(NodeArray const& terms) {
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
                        "terms are " + fmt::format("{}", fmt::join(term_labels(terms), ", "))});
  }
  return terms.end();
}

/// A term without a name goes by its kind.
void name_by_kind(Node& term) {
  NodeTable* const table = term.table();
  if (!table || table->find("name")) return;
  if (Node const* const kind = table->find("kind")) table->set("name", Node(*kind));
}

void add_term(NodeArray& terms, Node term, KeyPath const& path, std::vector<Problem>& problems) {
  NodeTable* const table = term.table();
  Node const* const kind = table ? table->find("kind") : nullptr;
  if (!kind || !kind->text()) {
    problems.push_back({term.spot, path.text(), "a term needs a kind", "", "write kind = \"...\""});
    return;
  }
  name_by_kind(term);
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

std::vector<WrittenName> written_names(Node const* node, KeyPath const& path) {
  std::vector<WrittenName> names;
  if (node && node->text() && !node->text()->empty()) names.push_back({*node->text(), node->spot, path});
  if (node && node->array())
    for (Node const& name : *node->array())
      if (name.text()) names.push_back({*name.text(), name.spot, path});
  return names;
}

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
  for (WrittenName const& left_out : written_names(changes.find("without"), path / "without")) {
    auto const found = term_named(terms, left_out.name);
    if (found != terms.end())
      terms.erase(found);
    else
      problems.push_back({left_out.spot, left_out.path.text(), "names no term of this contract", "", ""});
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
    std::vector<std::string> known = term_labels(terms);
    known.insert(known.end(), own_keys.begin(), own_keys.end());
    std::string const near = nearest(key, known);
    problems.push_back({node.spot, (path / key).text(), "is neither a key of this table nor a term of it", "",
                        near.empty() ? "" : "did you mean \"" + near + "\"?"});
  }
}

namespace {

/// "2026", or "2019-2023" from first to last.
std::string span_of(std::vector<std::int64_t> const& years) {
  if (years.empty()) return {};
  auto const [first, last] = std::minmax_element(years.begin(), years.end());
  return *first == *last ? fmt::format("{}", *first) : fmt::format("{}-{}", *first, *last);
}

void note_unknown(WrittenName const& pack, std::vector<Problem>& problems) {
  std::string near = nearest(pack.name, shipped_rule_packs());
  for (std::string const& shipped : shipped_rule_packs())
    if (shipped.starts_with(pack.name + "@")) near = shipped;  // the newest year of a pack named without one
  problems.push_back({pack.spot, pack.path.text(), "no rule pack \"" + pack.name + "\"", "",
                      near.empty() ? "" : "did you mean \"" + near + "\"?"});
}

/// The pack's own keys; its terms are read as part of the contract.
void read_own_keys(Node const& document, RulePack& pack, std::vector<Problem>& problems) {
  Reader reader(document);
  Node own = document;
  std::erase_if(own.table()->items(), [](auto const& item) {
    auto const keys = keys_of<RulePack>();
    return std::find(keys.begin(), keys.end(), item.first) == keys.end();
  });
  reader.read(own, KeyPath{}, pack);
  std::vector<Problem> const faults = reader.problems();
  problems.insert(problems.end(), faults.begin(), faults.end());
}

/// A part by itself has nothing to change, to leave out, or to stand beside: its tables stand for the terms
/// they would change, and its own terms stand in their order.
void settle_alone(NodeTable& document, NodeArray& terms) {
  std::vector<std::string> const own = keys_of<RulePack>();
  std::vector<std::string> changed;
  for (auto const& [key, node] : document.items())
    if (node.table() && std::find(own.begin(), own.end(), key) == own.end() &&
        term_named(terms, key) == terms.end())
      changed.push_back(key);
  for (std::string const& key : changed) {
    Node term = *document.find(key);
    term.table()->set("name", Node{key, term.spot});
    terms.push_back(std::move(term));
    document.erase(key);
  }
  if (Node* without = document.find("without"); without && without->array())
    std::erase_if(*without->array(), [&](Node const& name) {
      return !name.text() || term_named(terms, *name.text()) == terms.end();
    });
  if (Node* added = document.find("term"); added && added->array())
    for (Node& term : *added->array())
      for (char const* side : {"before", "after"})
        if (Node const* other = term.table() ? term.table()->find(side) : nullptr)
          if (!other->text() || term_named(terms, *other->text()) == terms.end()) term.table()->erase(side);
}

/// Reads a pack and those it is like, each onto the terms before it.
class Loader {
 public:
  Loader(std::filesystem::path const& folder, std::vector<Problem>& problems)
      : folder_(folder), problems_(problems) {}

  RulePack load(WrittenName const& named, NodeArray onto, std::size_t depth = 0) {
    RulePack pack;
    std::optional<PackText> const text = find_text(named, depth);
    if (!text) return pack;
    std::optional<Node> document = parse_toml(text->text, text->place);
    read_own_keys(*document, pack, problems_);
    used_.push_back(
        {named.name, pack.title, span_of(pack.performance_years), text->shipped, sha256_of(text->text)});
    if (depth == 0) alone_ = pack.part && onto.empty();
    pack.terms = std::move(onto);
    for (WrittenName const& other : written_names(document->table()->find("like"), named.path)) {
      pack.terms = load(other, std::move(pack.terms), depth + 1).terms;
      if (pack.terms.empty()) return pack;  // it could not be read, which is said already
    }
    if (alone_) settle_alone(*document->table(), pack.terms);
    change_terms(pack.terms, *document->table(), keys_of<RulePack>(), KeyPath(named.name), problems_);
    return pack;
  }

  std::vector<UsedRulePack> take_used() { return std::move(used_); }

 private:
  std::optional<PackText> find_text(WrittenName const& named, std::size_t depth) {
    if (depth == deepest_inheritance) {
      problems_.push_back({named.spot, named.path.text(), "rule packs inherit in a circle", "", ""});
      return std::nullopt;
    }
    std::optional<PackText> text = pack_text(named.name, folder_);
    if (!text) note_unknown(named, problems_);
    return text;
  }

  std::filesystem::path const& folder_;
  std::vector<Problem>& problems_;
  std::vector<UsedRulePack> used_;
  bool alone_ = false;
};

}  // namespace

std::optional<PackText> pack_text(std::string const& name, std::filesystem::path const& folder) {
  if (auto const text = shipped_file("rulepacks/" + name + ".toml"))
    return PackText{std::string(*text), name, true};
  std::filesystem::path const file = folder / name;
  std::error_code error;
  if (std::filesystem::is_regular_file(file, error))
    return PackText{read_text_file(file.string()), file.string(), false};
  return std::nullopt;
}

RulePack load_rule_pack(WrittenName const& named, std::filesystem::path const& folder,
                        std::vector<Problem>& problems, NodeArray onto) {
  Loader loader(folder, problems);
  RulePack pack = loader.load(named, std::move(onto));
  pack.used = loader.take_used();
  return pack;
}

std::vector<std::string> shipped_rule_packs() {
  std::vector<std::string> names;
  for (std::string_view file : shipped_file_names())
    if (file.starts_with("rulepacks/")) names.emplace_back(file.substr(10, file.size() - 10 - 5));
  return names;
}

}  // namespace plimsoll
