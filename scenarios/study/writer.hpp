#pragma once

#include <fmt/format.h>

#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "study/tags.hpp"

namespace plimsoll {

template <class V>
constexpr bool is_table_list = false;
template <Described T>
constexpr bool is_table_list<std::vector<T>> = true;

/// Writes described structs as TOML that Reader reads back, number for number: shortest exact decimals.
class TomlWriter {
 public:
  /// The whole document: plain fields first, then lists of tables.
  template <Described T>
  void document(T const& value) {
    table_body(value, "");
  }
  std::string const& text() const { return text_; }

 private:
  template <Described T>
  void table_body(T const& value, std::string const& path) {
    for_each_field<T>([&](auto const& field) {
      using V = std::remove_cvref_t<decltype(value.*field.at)>;
      if constexpr (!is_table_list<V>) line(field.key, value.*field.at);
    });
    for_each_field<T>([&](auto const& field) {
      using V = std::remove_cvref_t<decltype(value.*field.at)>;
      if constexpr (is_table_list<V>) {
        std::string const own = path.empty() ? std::string(field.key) : path + "." + std::string(field.key);
        for (auto const& item : value.*field.at) {
          text_ += fmt::format("\n[[{}]]\n", own);
          table_body(item, own);
        }
      }
    });
  }

  template <class V>
  void line(std::string_view key, V const& value) {
    if constexpr (requires { value.has_value(); }) {
      if (value) line(key, *value);
    } else if (std::string const written = inline_value(value); !written.empty()) {
      text_ += fmt::format("{} = {}\n", key, written);
    }
  }

  static std::string inline_value(double value) {
    std::string text = fmt::format("{}", value);
    return text.find_first_of(".en") == std::string::npos ? text + ".0"
                                                          : text;  // TOML keeps whole numbers apart
  }
  static std::string inline_value(std::int64_t value) { return fmt::format("{}", value); }
  static std::string inline_value(bool value) { return value ? "true" : "false"; }
  static std::string inline_value(std::string const& value) {
    std::string quoted = "\"";
    for (char c : value) {
      if (c == '"' || c == '\\') quoted += '\\';
      if (c == '\n')
        quoted += "\\n";
      else
        quoted += c;
    }
    return quoted + '"';
  }
  template <class E>
  requires std::is_enum_v<E>
  static std::string inline_value(E value) { return fmt::format("\"{}\"", name_in_study(value)); }
  template <class T>
  static std::string inline_value(std::vector<T> const& values) {
    std::string list;
    for (T const& value : values) list += (list.empty() ? "" : ", ") + inline_value(value);
    return "[" + list + "]";
  }
  static std::string inline_value(std::map<std::string, double> const& values) {
    std::string list;
    for (auto const& [key, value] : values)
      list += fmt::format("{}{} = {}", list.empty() ? "" : ", ", inline_value(key), inline_value(value));
    return "{ " + list + " }";
  }
  template <Described T>
  static std::string inline_value(T const& value) {
    return "{ " + inline_fields(value) + " }";
  }
  template <TaggedVariant V>
  static std::string inline_value(V const& value) {
    return std::visit(
        [](auto const& alternative) {
          using T = std::remove_cvref_t<decltype(alternative)>;
          return fmt::format("{{ {} = \"{}\", {} }}", Tag<V>::key, T::clause.kind,
                             inline_fields(alternative));
        },
        value);
  }
  template <Described T>
  static std::string inline_fields(T const& value) {
    std::string list;
    auto const add = [&](std::string_view key, auto const& item) {
      list += fmt::format("{}{} = {}", list.empty() ? "" : ", ", key, inline_value(item));
    };
    for_each_field<T>([&](auto const& field) {
      auto const& item = value.*field.at;
      if constexpr (requires { item.has_value(); }) {
        if (item) add(field.key, *item);
      } else if constexpr (std::is_same_v<std::remove_cvref_t<decltype(item)>,
                                          std::map<std::string, double>>) {
        if (!item.empty()) add(field.key, item);
      } else {
        add(field.key, item);
      }
    });
    return list;
  }

  std::string text_;
};

template <Described T>
std::string toml_text(T const& value) {
  TomlWriter writer;
  writer.document(value);
  return writer.text();
}

}  // namespace plimsoll
