#pragma once

#include <string_view>
#include <utility>

#include "plimsoll/core/unit.hpp"

namespace plimsoll {

enum class Need { required, optional };

/// One described member of a struct. The field tables are the only description of an input: the reader, the
/// JSON Schema, `contracts show`, the command line and the tables in docs/formats are all made from them.
template <class T, class V>
struct Field {
  std::string_view key;  ///< as written in TOML
  V T::*at;              ///< the member
  Unit unit;
  Range range;            ///< of a number, or of each number of a list or table
  std::string_view says;  ///< meaning, one clause
  Need need;
};

/// A field that must be given.
template <class T, class V>
constexpr Field<T, V> required(std::string_view key, V T::*at, Unit unit, Range range,
                               std::string_view says) {
  return {key, at, unit, range, says, Need::required};
}

/// A field that keeps its member's initial value when it is not given.
template <class T, class V>
constexpr Field<T, V> optional(std::string_view key, V T::*at, Unit unit, Range range,
                               std::string_view says) {
  return {key, at, unit, range, says, Need::optional};
}

/// Shorthands for text, switches and nested tables, which have neither unit nor range.
template <class T, class V>
constexpr Field<T, V> required(std::string_view key, V T::*at, std::string_view says) {
  return {key, at, Unit::none, any_number, says, Need::required};
}
template <class T, class V>
constexpr Field<T, V> optional(std::string_view key, V T::*at, std::string_view says) {
  return {key, at, Unit::none, any_number, says, Need::optional};
}

/// The field table of a struct: a function that shows a visitor each field, in order. Not a std::tuple, since
/// a compiler builds one of twenty members from hundreds of templates, and every source that reads a study
/// would.
template <class... Fields>
constexpr auto field_table(Fields... fields) {
  return [fields...](auto& visit) { (visit(fields), ...); };
}

/// A struct with a field table: a static `fields`.
template <class T>
concept Described = requires {
  T::fields;
};

/// A described part several structs may share (a static `shared`): text in its place is the key path of
/// another.
template <class T>
concept SharedPart = Described<T> && requires {
  T::shared;
};

/// Calls `visit(field)` for every field of T, in order.
template <Described T, class Visitor>
constexpr void for_each_field(Visitor&& visit) {
  T::fields(visit);
}

/// What an alternative of a closed set (a term, a law) is called, what it does and where it is written down.
struct Clause {
  std::string_view kind;   ///< as written in TOML
  std::string_view says;   ///< one sentence
  std::string_view cites;  ///< paper, CFR section, or empty
};

/// Calls `visit.template operator()<T>()` for every alternative T of the variant V.
template <class V>
struct Alternatives;
template <template <class...> class Variant, class... Ts>
struct Alternatives<Variant<Ts...>> {
  template <class Visitor>
  static constexpr void for_each(Visitor&& visit) {
    (visit.template operator()<Ts>(), ...);
  }
};
template <class V, class Visitor>
constexpr void for_each_alternative(Visitor&& visit) {
  Alternatives<V>::for_each(std::forward<Visitor>(visit));
}

/// Names of an enumeration's values as written in TOML: specialise with a static `pairs` of (name, value).
template <class E>
struct Names;

template <class E>
constexpr std::string_view name_in_study(E value) {
  for (auto const& [name, candidate] : Names<E>::pairs)
    if (candidate == value) return name;
  return {};
}

}  // namespace plimsoll
