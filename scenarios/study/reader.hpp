#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/core/named.hpp"
#include "plimsoll/core/quantity.hpp"
#include "plimsoll/scenarios/assumption_table.hpp"
#include "study/tags.hpp"
#include "text/node.hpp"

namespace plimsoll {

/// Unit and range a value is held to: those of its field.
struct Rule {
  Unit unit = Unit::none;
  Range range;
};

/// Reads described structs from a document. Faults are noted, never thrown, so one pass reports them all.
class Reader {
 public:
  /// Text that equals one of `formulas` stands for a number computed elsewhere; see Quantity::reference.
  explicit Reader(Node const& root, std::set<std::string> formulas = {})
      : root_(&root), formulas_(std::move(formulas)) {}

  template <Described T>
  void read(Node const& node, KeyPath const& path, T& out);

  /// One term of a contract.
  void read_term(Node const& node, KeyPath const& path, Term& out);

  void note(Problem problem) { problems_.push_back(std::move(problem)); }
  void note(Node const& node, KeyPath const& path, std::string what, std::string why = {},
            std::string suggestion = {}) {
    note(Problem{node.spot, path.text(), std::move(what), std::move(why), std::move(suggestion)});
  }
  bool has_noted(std::string const& key) const;
  /// Ordered by place in the file, each once.
  std::vector<Problem> problems() const;
  /// Every quantity read, with the key path and spot it was written at.
  struct Seen {
    Quantity quantity;
    SourceSpot spot;
    KeyPath written_at;         ///< that of the quantity, unless it is a reference
    AssumptionTable said = {};  ///< where a law says it comes from
  };
  std::vector<Seen> const& quantities() const { return seen_; }

 private:
  void value(Node const& node, KeyPath const& path, Rule const& rule, double& out);
  void value(Node const& node, KeyPath const& path, Rule const& rule, std::int64_t& out);
  void value(Node const& node, KeyPath const& path, Rule const& rule, bool& out);
  void value(Node const& node, KeyPath const& path, Rule const& rule, std::string& out);
  void value(Node const& node, KeyPath const& path, Rule const& rule, Quantity& out);
  template <Described T>
  void value(Node const& node, KeyPath const& path, Rule const& rule, T& out);
  template <class E>
  requires std::is_enum_v<E>
  void value(Node const& node, KeyPath const& path, Rule const& rule, E& out);
  template <class T>
  void value(Node const& node, KeyPath const& path, Rule const& rule, std::optional<T>& out);
  template <class T>
  void value(Node const& node, KeyPath const& path, Rule const& rule, std::vector<T>& out);
  template <class T>
  void value(Node const& node, KeyPath const& path, Rule const& rule, std::map<std::string, T>& out);
  template <class T>
  void value(Node const& node, KeyPath const& path, Rule const& rule, Named<T>& out);
  template <TaggedVariant V>
  void value(Node const& node, KeyPath const& path, Rule const& rule, V& out);
  template <TablePair P>
  void value(Node const& node, KeyPath const& path, Rule const& rule, P& out);

  void quantity_of_law(Node const& node, KeyPath const& path, Rule const& rule, Quantity& out);
  AssumptionTable words_of_law(NodeTable const& law, KeyPath const& path);
  /// Calls `visit(target, its key path)` for what the node's text refers to; circles and loose ends are
  /// noted.
  template <class Visit>
  void follow(Node const& node, KeyPath const& path, std::string_view kind, Visit visit);
  void quantity_by_reference(Node const& node, KeyPath const& path, Rule const& rule, Quantity& out);
  /// The node a reference means, searched from the innermost table outwards; its key path goes to `where`.
  Node const* target_of(std::string const& reference, KeyPath const& from, KeyPath& where) const;
  void check_number(Node const& node, KeyPath const& path, Rule const& rule, double x);
  NodeTable const* table_at(Node const& node, KeyPath const& path);
  void refuse_unknown_keys(NodeTable const& table, KeyPath const& path,
                           std::vector<std::string> const& known);
  void missing(Node const& node, KeyPath const& path, std::string_view says);

  Node const* root_;
  std::set<std::string> formulas_;
  std::vector<Problem> problems_;
  std::vector<Seen> seen_;
  std::set<std::string> following_;  // references being read, to stop at a circle
};

}  // namespace plimsoll

#include "study/reader_values.hpp"
