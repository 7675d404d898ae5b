// The only source that knows toml++: text in, our own document tree out.
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <tuple>
#include <vector>

#include "text/node.hpp"
#include "text/toml_limits.hpp"

namespace plimsoll {
namespace {

SourceSpot spot_of(toml::source_region const& source, std::string const& file) {
  return {file, source.begin.line, source.begin.column};
}

Node convert(toml::node const& from, std::string const& file);

Node convert_table(toml::table const& from, std::string const& file) {
  std::vector<std::tuple<toml::source_position, std::string, Node>> items;
  for (auto const& [key, value] : from)
    items.emplace_back(key.source().begin, std::string(key.str()), convert(value, file));
  // toml++ sorts keys; the order of the file is the order of contracts and categories in every table we
  // print.
  std::stable_sort(items.begin(), items.end(), [](auto const& a, auto const& b) {
    auto const place = [](auto const& item) {
      return std::pair(std::get<0>(item).line, std::get<0>(item).column);
    };
    return place(a) < place(b);
  });
  NodeTable table;
  for (auto& [place, key, node] : items) {
    if (key.size() > TomlLimits::key_bytes)
      throw InputError(Problem{{file, place.line, place.column},
                               key.substr(0, 20) + "...",
                               "a key of more than " + std::to_string(TomlLimits::key_bytes) + " characters",
                               "",
                               ""});
    if (node.spot.line == 0) node.spot = {file, place.line, place.column};
    table.items().emplace_back(std::move(key), std::move(node));  // no key of a parsed table stands twice
  }
  return {std::move(table), spot_of(from.source(), file)};
}

std::string iso_text(toml::node const& from) {
  std::ostringstream out;
  if (auto const* date = from.as_date()) out << date->get();
  if (auto const* time = from.as_time()) out << time->get();
  if (auto const* both = from.as_date_time()) out << both->get();
  return out.str();
}

Node convert(toml::node const& from, std::string const& file) {
  Node node;
  node.spot = spot_of(from.source(), file);
  if (auto const* table = from.as_table()) return convert_table(*table, file);
  if (auto const* array = from.as_array()) {
    NodeArray items;
    for (toml::node const& item : *array) items.push_back(convert(item, file));
    node.value = std::move(items);
  } else if (auto const* text = from.as_string()) {
    node.value = text->get();
  } else if (auto const* integer = from.as_integer()) {
    node.value = integer->get();
  } else if (auto const* real = from.as_floating_point()) {
    node.value = real->get();
  } else if (auto const* flag = from.as_boolean()) {
    node.value = flag->get();
  } else {
    node.value = iso_text(from);
  }
  return node;
}

toml::table parse_or_explain(std::string const& text, std::string const& file) {
  expect_within_limits(text, file);
  try {
    return toml::parse(text, file);
  } catch (toml::parse_error const& error) {
    throw InputError(Problem{spot_of(error.source(), file), "", std::string(error.description()),
                             "TOML syntax stops at its first fault", ""});
  }
}

}  // namespace

Node parse_toml(std::string const& text, std::string const& file) {
  return convert_table(parse_or_explain(text, file), file);
}

Node parse_value(std::string const& text, std::string const& origin) {
  Node document = convert_table(parse_or_explain("value = " + text, origin), origin);
  Node value = std::move(*document.table()->find("value"));
  value.spot = {origin, 0, 0};
  return value;
}

std::string read_text_file(std::string const& path) {
  auto const refuse = [&](std::string what) {
    throw InputError(Problem{{path, 0, 0}, "", std::move(what), "", "check the path"});
  };
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) refuse("is a folder, not a file");
  std::ifstream in(path, std::ios::binary);
  if (!in) refuse("cannot be read");
  std::string text;
  std::vector<char> piece(1 << 16);
  // A file that never ends is one that is too large.
  while (text.size() <= TomlLimits::bytes &&
         (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0))
    text.append(piece.data(), static_cast<std::size_t>(in.gcount()));
  if (in.bad()) refuse("cannot be read to its end");
  expect_within_limits(text, path);
  return text;
}

}  // namespace plimsoll
