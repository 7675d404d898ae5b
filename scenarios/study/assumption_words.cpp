#include "study/assumption_words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "study/later_terms.hpp"
#include "text/dates.hpp"

namespace plimsoll {
namespace {

using Word = std::string AssumptionTable::*;
constexpr std::array<std::pair<std::string_view, Word>, 5> words{{{"basis", &AssumptionTable::basis},
                                                                  {"source", &AssumptionTable::source},
                                                                  {"owner", &AssumptionTable::owner},
                                                                  {"date", &AssumptionTable::date},
                                                                  {"note", &AssumptionTable::note}}};

void add_paths(Node const& node, KeyPath const& path, std::vector<std::string>& paths) {
  if (!path.empty()) paths.push_back(without_list(path).text());
  if (NodeTable const* table = node.table())
    for (auto const& [key, item] : table->items()) add_paths(item, path / key, paths);
  if (NodeArray const* array = node.array())
    for (std::size_t i = 0; i < array->size(); ++i)
      if ((*array)[i].table()) add_paths((*array)[i], path / item_label((*array)[i], i), paths);
}

std::vector<std::string> key_paths(Node const& document) {
  std::vector<std::string> paths;
  for (auto const& [key, node] : document.table()->items())
    if (key != "assumption") add_paths(node, KeyPath(key), paths);
  return paths;
}

bool is_there(Node const& document, KeyPath const& path) {
  std::vector<KeyPath> const later = later_paths(document, path);
  return find(document, path) || std::any_of(later.begin(), later.end(), [&](KeyPath const& other) {
           return find(document, other) != nullptr;
         });
}

Node const& place_of(Node const& document, std::size_t position, std::string_view key) {
  KeyPath const item = KeyPath("assumption") / std::to_string(position + 1);
  for (KeyPath const& path : {item / key, item, KeyPath("assumption")})
    if (Node const* node = find(document, path)) return *node;
  return document;
}

void check_date(Reader& reader, Node const& node, std::string const& key, std::string const& date) {
  auto const day = parse_day(date);
  if (!date.empty() && (!day || *day == no_day))
    reader.note(node, KeyPath(key), "\"" + date + "\" is not a date", "", "write it as 2026-06-30");
}

}  // namespace

void check_assumption_keys(Node const& document, std::vector<Problem>& problems) {
  Node const* const list = document.table()->find("assumption");
  if (!list || !list->array()) return;
  for (Node const& item : *list->array()) {
    Node const* const key = item.table() ? item.table()->find("key") : nullptr;
    if (!key || !key->text() || is_there(document, KeyPath(*key->text()))) continue;
    std::string const near = nearest(*key->text(), key_paths(document));
    problems.push_back(
        {key->spot, "assumption.key", "\"" + *key->text() + "\" names nothing in the study",
         "an assumption is one of a number, a file or a table that is given",
         near.empty() ? "key paths look like cost.POPULATION.trend" : "did you mean \"" + near + "\"?"});
  }
}

std::vector<AssumptionTable> assumption_words(Reader& reader, std::vector<AssumptionTable> const& listed,
                                              Node const& document) {
  std::vector<AssumptionTable> said;
  auto const entry = [&](std::string const& key) -> AssumptionTable& {
    auto const found =
        std::find_if(said.begin(), said.end(), [&](auto const& own) { return own.key == key; });
    if (found != said.end()) return *found;
    said.emplace_back().key = key;
    return said.back();
  };
  for (Reader::Seen const& seen : reader.quantities()) {
    if (!seen.quantity.is_driver()) continue;
    std::string const& key = seen.quantity.path().text();
    entry(key) = seen.said;
    if (Node const* law = find(document, seen.quantity.path()))
      check_date(reader, *law, key + ".date", seen.said.date);
  }
  for (std::size_t i = 0; i < listed.size(); ++i) {
    AssumptionTable& own = entry(listed[i].key);
    for (auto const& [name, word] : words) {
      if ((listed[i].*word).empty()) continue;
      if (!(own.*word).empty())
        reader.note(place_of(document, i, name), KeyPath(listed[i].key) / name, "is said twice",
                    "by the law's own table or an [[assumption]] above", "leave one of them");
      own.*word = listed[i].*word;
    }
    check_date(reader, place_of(document, i, "date"), "assumption." + std::to_string(i + 1) + ".date",
               listed[i].date);
  }
  return said;
}

void erase_words(Node& node) {
  if (NodeArray* array = node.array())
    for (Node& item : *array) erase_words(item);
  NodeTable* const table = node.table();
  if (!table) return;
  if (table->find("dist"))
    for (auto const& [name, word] : words) table->erase(name);
  if (table->find("kind")) table->erase("cites");
  if (Node const* list = table->find("assumption"); list && list->array()) table->erase("assumption");
  for (auto& [key, item] : table->items()) erase_words(item);
}

}  // namespace plimsoll
