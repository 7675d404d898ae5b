#include "study/changed_paths.hpp"

#include <algorithm>

#include "study/tags.hpp"

namespace plimsoll {
namespace {

bool are_tables(NodeArray const& array) {
  return std::all_of(array.begin(), array.end(), [](Node const& item) { return item.table() != nullptr; });
}

std::vector<std::string> labels_of(NodeArray const& array) {
  std::vector<std::string> labels;
  for (std::size_t i = 0; i < array.size(); ++i) labels.push_back(item_label(array[i], i));
  return labels;
}

void compare(Node const& from, Node const& to, KeyPath const& path, std::vector<KeyPath>& changed);

void compare(NodeTable const& from, NodeTable const& to, KeyPath const& path, std::vector<KeyPath>& changed) {
  for (auto const& [key, node] : from.items()) {
    if (Node const* const other = to.find(key))
      compare(node, *other, path / key, changed);
    else
      changed.push_back(path / key);
  }
  for (auto const& [key, node] : to.items())
    if (!from.find(key)) changed.push_back(path / key);
}

/// A list is changed as a whole where items come, go or change places, or have no names to tell them apart.
void compare(NodeArray const& from, NodeArray const& to, KeyPath const& path, std::vector<KeyPath>& changed) {
  std::vector<std::string> const labels = labels_of(from);
  bool const alike = labels == labels_of(to);
  std::vector<KeyPath> inside;
  for (std::size_t i = 0; alike && i < from.size(); ++i) compare(from[i], to[i], path / labels[i], inside);
  if (alike && are_tables(from) && are_tables(to))
    changed.insert(changed.end(), inside.begin(), inside.end());
  else if (!alike || !inside.empty())
    changed.push_back(path);
}

void compare(Node const& from, Node const& to, KeyPath const& path, std::vector<KeyPath>& changed) {
  double a = 0.0, b = 0.0;
  double const *const number = from.number(a), *const other = to.number(b);
  if (number && other) {
    if (*number != *other) changed.push_back(path);
  } else if (from.value.index() != to.value.index()) {
    changed.push_back(path);
  } else if (from.table()) {
    compare(*from.table(), *to.table(), path, changed);
  } else if (from.array()) {
    compare(*from.array(), *to.array(), path, changed);
  } else if (from.text() ? *from.text() != *to.text()
                         : std::get<bool>(from.value) != std::get<bool>(to.value)) {
    changed.push_back(path);
  }
}

}  // namespace

std::vector<KeyPath> changed_paths(Node const& from, Node const& to) {
  std::vector<KeyPath> changed;
  compare(from, to, KeyPath{}, changed);
  for (KeyPath& path : changed) path = without_list(path);
  return changed;
}

}  // namespace plimsoll
