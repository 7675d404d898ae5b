#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/core/law.hpp"
#include "plimsoll/models/contract/expr.hpp"
#include "plimsoll/models/contract/term.hpp"
#include "plimsoll/models/cost/count_law.hpp"
#include "plimsoll/models/cost/severity_law.hpp"
#include "text/node.hpp"

namespace plimsoll {

/// The TOML key that says which alternative of a closed set a table is.
template <class V>
struct Tag;
template <>
struct Tag<Law> {
  static constexpr std::string_view key = "dist";
};
template <>
struct Tag<CountLaw> {
  static constexpr std::string_view key = "law";
};
template <>
struct Tag<SeverityLaw> {
  static constexpr std::string_view key = "law";
};
template <>
struct Tag<Term> {
  static constexpr std::string_view key = "kind";
};

template <class V>
concept TaggedVariant = requires {
  Tag<V>::key;
};

/// A point of a table, written as a pair [at, value].
template <class P>
concept TablePair = std::is_same_v<P, TablePoint>;

template <class T, class V>
struct IsAlternative : std::false_type {};
template <class T, class... Ts>
struct IsAlternative<T, std::variant<Ts...>> : std::bool_constant<(std::is_same_v<T, Ts> || ...)> {};

/// Keys a table may carry beside its fields: its kind, and notes on where a number comes from.
template <class T>
std::vector<std::string_view> annotations_of() {
  if constexpr (IsAlternative<T, Law>::value)
    return {Tag<Law>::key, "year_corr", "clip", "basis", "source", "owner", "date", "note"};
  else if constexpr (IsAlternative<T, CountLaw>::value || IsAlternative<T, SeverityLaw>::value)
    return {Tag<CountLaw>::key};
  else if constexpr (IsAlternative<T, Term>::value)
    return {Tag<Term>::key, "name", "cites", "before", "after"};
  else if constexpr (requires { T::beside_fields; })
    return {T::beside_fields.begin(), T::beside_fields.end()};
  else
    return {};
}

/// How an item of a list is named in key paths: by its id, name or category, else by its position from 1.
inline std::string item_label(Node const& item, std::size_t position) {
  if (NodeTable const* table = item.table())
    for (std::string_view label : {"id", "name", "category"})
      if (Node const* found = table->find(label); found && found->text()) return *found->text();
  return std::to_string(position + 1);
}

}  // namespace plimsoll
