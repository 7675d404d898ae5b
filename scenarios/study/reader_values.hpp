#pragma once

// How each kind of member is read: the templates of Reader, kept from its interface.
#include "study/reader.hpp"

namespace plimsoll {

template <Described T>
std::vector<std::string> keys_of() {
  std::vector<std::string> keys;
  for_each_field<T>([&](auto const& field) { keys.emplace_back(field.key); });
  return keys;
}

template <Described T>
void Reader::read(Node const& node, KeyPath const& path, T& out) {
  NodeTable const* const table = table_at(node, path);
  if (!table) return;
  for_each_field<T>([&](auto const& field) {
    if (Node const* found = table->find(field.key))
      value(*found, path / field.key, Rule{field.unit, field.range}, out.*field.at);
    else if (field.need == Need::required)
      missing(node, path / field.key, field.says);
  });
  std::vector<std::string> known = keys_of<T>();
  for (std::string_view extra : annotations_of<T>()) known.emplace_back(extra);
  refuse_unknown_keys(*table, path, known);
}

template <class Visit>
void Reader::follow(Node const& node, KeyPath const& path, std::string_view kind, Visit visit) {
  KeyPath where;
  Node const* const target = target_of(*node.text(), path, where);
  if (!target) {
    std::string const near = nearest(*node.text(), {formulas_.begin(), formulas_.end()});
    return note(
        node, path, "refers to \"" + *node.text() + "\", which is not given",
        "text in place of a " + std::string(kind) + " is the key path of another " + std::string(kind),
        near.empty() ? "" : "did you mean \"" + near + "\"?");
  }
  if (!following_.insert(where.text()).second) return note(node, path, "refers to itself");
  visit(*target, where);
  following_.erase(where.text());
}

/// A part referred to keeps its key paths, so that a law in it is one driver wherever it is used.
template <Described T>
void Reader::value(Node const& node, KeyPath const& path, Rule const&, T& out) {
  if constexpr (SharedPart<T>)
    if (node.text())
      return follow(node, path, "table",
                    [&](Node const& target, KeyPath const& where) { value(target, where, Rule{}, out); });
  read(node, path, out);
}

template <class E>
requires std::is_enum_v<E>
void Reader::value(Node const& node, KeyPath const& path, Rule const&, E& out) {
  std::vector<std::string> names;
  for (auto const& [name, candidate] : Names<E>::pairs) {
    if (node.text() && *node.text() == name) {
      out = candidate;
      return;
    }
    names.emplace_back(name);
  }
  std::string choices;
  for (std::string const& name : names) choices += (choices.empty() ? "" : ", ") + name;
  std::string const near = node.text() ? nearest(*node.text(), names) : std::string{};
  note(node, path, "must be one of " + choices, "", near.empty() ? "" : "did you mean \"" + near + "\"?");
}

template <class T>
void Reader::value(Node const& node, KeyPath const& path, Rule const& rule, std::optional<T>& out) {
  T read_value{};
  value(node, path, rule, read_value);
  out = std::move(read_value);
}

template <class T>
void Reader::value(Node const& node, KeyPath const& path, Rule const& rule, std::vector<T>& out) {
  if constexpr (std::is_same_v<T, std::string>)
    if (node.text()) {  // one may be written without the list around it
      out = {*node.text()};
      return;
    }
  NodeArray const* const array = node.array();
  if (!array) return note(node, path, "must be a list, not " + std::string(kind_of(node)));
  out.clear();
  for (std::size_t i = 0; i < array->size(); ++i) {
    T item{};
    value((*array)[i], without_list(path / item_label((*array)[i], i)), rule, item);
    out.push_back(std::move(item));
  }
}

template <class T>
void Reader::value(Node const& node, KeyPath const& path, Rule const& rule, std::map<std::string, T>& out) {
  if (NodeTable const* const table = table_at(node, path)) {
    out.clear();
    for (auto const& [key, item] : table->items()) value(item, path / key, rule, out[key]);
  }
}

template <class T>
void Reader::value(Node const& node, KeyPath const& path, Rule const& rule, Named<T>& out) {
  if (NodeTable const* const table = table_at(node, path)) {
    out = {};
    for (auto const& [key, item] : table->items()) {
      T read_item{};
      value(item, path / key, rule, read_item);
      out.add(key, std::move(read_item));
    }
  }
}

template <TaggedVariant V>
void Reader::value(Node const& node, KeyPath const& path, Rule const&, V& out) {
  NodeTable const* const table = table_at(node, path);
  if (!table) return;
  Node const* const tag = table->find(Tag<V>::key);
  if (!tag) return missing(node, path / Tag<V>::key, "which kind it is");
  std::vector<std::string> kinds;
  bool known = false;
  for_each_alternative<V>([&]<class T>() {
    kinds.emplace_back(T::clause.kind);
    if (known || !tag->text() || *tag->text() != T::clause.kind) return;
    T alternative{};
    read(node, path, alternative);
    out = std::move(alternative);
    known = true;
  });
  if (known) return;
  std::string const near = tag->text() ? nearest(*tag->text(), kinds) : std::string{};
  note(*tag, path / Tag<V>::key, "is not a known kind", "",
       near.empty() ? "" : "did you mean \"" + near + "\"?");
}

template <TablePair P>
void Reader::value(Node const& node, KeyPath const& path, Rule const& rule, P& out) {
  NodeArray const* const pair = node.array();
  if (!pair || pair->size() != 2) return note(node, path, "must be a pair [at, value]");
  value((*pair)[0], path, Rule{}, out.at);
  value((*pair)[1], path, rule, out.value);
  // Bands are terms. Where places are of another unit than values, as in rates by size, the table is the
  // rule's own.
  if (rule.range.contains(out.at)) out.path = path;
}

}  // namespace plimsoll
