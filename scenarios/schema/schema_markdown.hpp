#pragma once

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/core/quantity.hpp"
#include "study/tags.hpp"

namespace plimsoll {

/// What of a field does not depend on its type, so that hundreds of fields share one function.
struct FieldText {
  std::string_view key, says;
  Unit unit;
  Need need;
};

/// Word for a field's type in the Markdown tables.
template <class V>
std::string type_word() {
  if constexpr (std::is_same_v<V, double>)
    return "number";
  else if constexpr (std::is_same_v<V, std::int64_t>)
    return "whole number";
  else if constexpr (std::is_same_v<V, bool>)
    return "true or false";
  else if constexpr (std::is_same_v<V, std::string>)
    return "text";
  else if constexpr (std::is_same_v<V, std::vector<std::string>>)
    return "text, or list of text";
  else if constexpr (std::is_same_v<V, Quantity>)
    return "quantity";
  else if constexpr (std::is_enum_v<V>) {
    std::string names;
    for (auto const& [name, value] : Names<V>::pairs)
      names += (names.empty() ? "" : ", ") + fmt::format("`{}`", name);
    return names;
  } else if constexpr (requires {
                         typename V::value_type;
                         typename V::mapped_type;
                       }) {
    return "table of " + type_word<typename V::mapped_type>() + " by name";
  } else if constexpr (requires(V v) {
                         v.has_value();
                         *v;
                       }) {
    return type_word<typename V::value_type>();
  } else if constexpr (requires { typename V::value_type; }) {
    return "list of " + type_word<typename V::value_type>();
  } else if constexpr (std::is_same_v<V, TablePoint>) {
    return "[at, value]";
  } else {
    return "table";
  }
}

inline std::string range_word(Range const& range) {
  if (std::isfinite(range.low) && std::isfinite(range.high))
    return fmt::format("{:g} to {:g}", range.low, range.high);
  if (std::isfinite(range.low)) return fmt::format("≥ {:g}", range.low);
  return "";
}

/// A page of tables made from field tables.
class Markdown {
 public:
  template <Described T>
  void table(std::string const& title, std::string_view says = {}, std::string_view cites = {}) {
    text_ += fmt::format("### {}\n\n", title);
    if (!says.empty())
      text_ += fmt::format("{}{}\n\n", says, cites.empty() ? "" : fmt::format(" *{}*", cites));
    bool any = false;
    for_each_field<T>([&](auto const& field) {
      using V = std::remove_cvref_t<decltype(std::declval<T>().*field.at)>;
      if (!any) text_ += "| key | needed | type | unit | range | meaning |\n|---|---|---|---|---|---|\n";
      any = true;
      row({field.key, field.says, field.unit, field.need}, type_word<V>(), field.range);
    });
    if (!any) text_ += "No keys.\n";
    text_ += "\n";
    for_each_field<T>([&](auto const& field) {
      using V = std::remove_cvref_t<decltype(std::declval<T>().*field.at)>;
      if constexpr (SharedPart<V>)
        table<V>(fmt::format("{}, `{}`", title, field.key), "A table, or the key path of another one.");
    });
  }
  void row(FieldText const& field, std::string const& type, Range const& range) {
    text_ += fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", field.key,
                         field.need == Need::required ? "yes" : "no", type,
                         field.unit == Unit::none ? "" : name_of(field.unit), range_word(range), field.says);
  }
  template <class V>
  void alternatives() {
    for_each_alternative<V>([&]<class T>() {
      table<T>(fmt::format("`{} = \"{}\"`", Tag<V>::key, T::clause.kind), T::clause.says, T::clause.cites);
    });
  }
  void heading(std::string const& text) { text_ += "## " + text + "\n\n"; }
  std::string take() {
    while (text_.ends_with("\n\n")) text_.pop_back();
    return std::move(text_);
  }

 private:
  std::string text_;
};

}  // namespace plimsoll
