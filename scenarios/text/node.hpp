#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/key_path.hpp"
#include "plimsoll/core/nearest.hpp"

namespace plimsoll {

struct Node;
using NodeArray = std::vector<Node>;

/// A TOML table in the order of the file.
class NodeTable {
 public:
  Node* find(std::string_view key);
  Node const* find(std::string_view key) const;
  /// Replaces the value of a key that exists, else appends.
  Node& set(std::string key, Node value);
  bool erase(std::string_view key);
  std::vector<std::pair<std::string, Node>>& items() { return items_; }
  std::vector<std::pair<std::string, Node>> const& items() const { return items_; }

 private:
  std::vector<std::pair<std::string, Node>> items_;
};

/// One value of a document and where it was written. Documents are edited (inherited, overlaid, set) as trees
/// of nodes before anything is read from them, so there is one way to change a number and every value keeps
/// its place in a file.
struct Node {
  std::variant<bool, std::int64_t, double, std::string, NodeArray, NodeTable> value = false;
  SourceSpot spot;

  NodeTable* table() { return std::get_if<NodeTable>(&value); }
  NodeTable const* table() const { return std::get_if<NodeTable>(&value); }
  NodeArray* array() { return std::get_if<NodeArray>(&value); }
  NodeArray const* array() const { return std::get_if<NodeArray>(&value); }
  std::string const* text() const { return std::get_if<std::string>(&value); }
  /// Any TOML number as a double.
  double const* number(double& storage) const;
};

/// "a number", "a table" …: what a node is, for messages.
std::string_view kind_of(Node const& node);

/// Reads a whole TOML text; a syntax error is an InputError with its place. `file` names it in messages.
Node parse_toml(std::string const& text, std::string const& file);
/// A single value as written on the right of `--set key=value`.
Node parse_value(std::string const& text, std::string const& origin);
std::string read_text_file(std::string const& path);

/// The node at a key path, or null. Items of lists are found by their `id` or `name`, else by position from
/// 1; the terms of a contract and the measures of a quality table may be named without the list in between:
/// `contract.basic_e.loss_cap.revenue`, `quality.aco.hba1c.true_rate`.
Node const* find(Node const& root, KeyPath const& path);
Node* find(Node& root, KeyPath const& path);

/// The one key path of a number, where the list in between was written: every number has one address.
KeyPath without_list(KeyPath const& path);

}  // namespace plimsoll
