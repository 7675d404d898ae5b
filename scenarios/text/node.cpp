#include "text/node.hpp"

#include <algorithm>
#include <charconv>

namespace plimsoll {
namespace {

/// Items without a name are numbered from 1.
Node const* item_numbered(NodeArray const& array, std::string_view number) {
  std::size_t position = 0;
  auto const [end, error] = std::from_chars(number.data(), number.data() + number.size(), position);
  bool const whole = error == std::errc{} && end == number.data() + number.size();
  return whole && position > 0 && position <= array.size() ? &array[position - 1] : nullptr;
}

Node const* item_named(NodeArray const& array, std::string_view name) {
  for (Node const& item : array) {
    NodeTable const* const table = item.table();
    if (!table) continue;
    for (std::string_view label : {"id", "name"})
      if (Node const* found = table->find(label); found && found->text() && *found->text() == name)
        return &item;
  }
  return item_numbered(array, name);
}

/// The list whose items go by their own names in key paths of this top-level table.
std::string_view unnamed_list(std::string_view top) {
  if (top == "contract") return "term";
  return top == "quality" ? "measure" : "";
}

Node const* step(Node const& node, std::string_view key) {
  if (NodeArray const* array = node.array()) return item_named(*array, key);
  NodeTable const* const table = node.table();
  if (!table) return nullptr;
  if (Node const* found = table->find(key)) return found;
  for (std::string_view list : {"term", "measure"})
    if (Node const* items = table->find(list); items && items->array())
      if (Node const* item = item_named(*items->array(), key)) return item;
  return nullptr;
}

}  // namespace

Node const* NodeTable::find(std::string_view key) const {
  for (auto const& [name, node] : items_)
    if (name == key) return &node;
  return nullptr;
}

Node* NodeTable::find(std::string_view key) {
  return const_cast<Node*>(std::as_const(*this).find(key));
}

Node& NodeTable::set(std::string key, Node value) {
  if (Node* found = find(key)) return *found = std::move(value);
  return items_.emplace_back(std::move(key), std::move(value)).second;
}

bool NodeTable::erase(std::string_view key) {
  return std::erase_if(items_, [&](auto const& item) { return item.first == key; }) > 0;
}

double const* Node::number(double& storage) const {
  if (auto const* integer = std::get_if<std::int64_t>(&value))
    return &(storage = static_cast<double>(*integer));
  return std::get_if<double>(&value);
}

std::string_view kind_of(Node const& node) {
  constexpr std::string_view kinds[] = {"true or false", "a whole number", "a number",
                                        "text",          "a list",         "a table"};
  return kinds[node.value.index()];
}

Node const* find(Node const& root, KeyPath const& path) {
  Node const* node = &root;
  for (std::string const& key : path.keys())
    if (!(node = step(*node, key))) return nullptr;
  return node;
}

Node* find(Node& root, KeyPath const& path) {
  return const_cast<Node*>(find(std::as_const(root), path));
}

KeyPath without_list(KeyPath const& path) {
  std::vector<std::string> const keys = path.keys();
  if (keys.size() < 4 || keys[2] != unnamed_list(keys[0])) return path;
  KeyPath own;
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (i != 2) own = own / keys[i];
  return own;
}

}  // namespace plimsoll
