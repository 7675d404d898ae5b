#include "underline.hpp"

#include <algorithm>
#include <string_view>

namespace plimsoll {
namespace {

bool starts_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

/// Byte at which character number `column` starts, or the line's length.
std::size_t byte_of(std::string_view line, std::uint32_t column) {
  std::uint32_t at = 0;
  for (std::size_t i = 0; i < line.size(); ++i)
    if (starts_character(line[i]) && ++at == column) return i;
  return line.size();
}

/// Length of a text in quotes that starts the line, its quotes included.
std::size_t quoted_length(std::string_view rest) {
  char const quote = rest.front();
  for (std::size_t i = 1; i < rest.size(); ++i) {
    if (rest[i] == '\\' && quote == '"')
      ++i;
    else if (rest[i] == quote)
      return i + 1;
  }
  return rest.size();
}

std::size_t bracketed_length(std::string_view rest) {
  std::size_t depth = 0;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    char const c = rest[i];
    if (c == '"' || c == '\'') i += quoted_length(rest.substr(i)) - 1;
    if (c == '[' || c == '{') ++depth;
    if ((c == ']' || c == '}') && --depth == 0) return i + 1;
  }
  return std::max<std::size_t>(rest.find_last_not_of(" \t") + 1, 1);
}

std::size_t length_of_value(std::string_view rest) {
  if (rest.empty()) return 0;
  if (rest.front() == '"' || rest.front() == '\'') return quoted_length(rest);
  if (rest.front() == '[' || rest.front() == '{') return bracketed_length(rest);
  return std::min(rest.find_first_of(" \t,}]=#"), rest.size());
}

}  // namespace

std::string underlined(std::string const& line, std::uint32_t column, Ink const& ink) {
  std::size_t const first = byte_of(line, column);
  std::string blanks;
  for (char c : line.substr(0, first))
    if (starts_character(c)) blanks += c == '\t' ? '\t' : ' ';
  std::string_view const value =
      std::string_view(line).substr(first, length_of_value(std::string_view(line).substr(first)));
  auto const marks = std::count_if(value.begin(), value.end(), starts_character);
  return blanks + ink.error(std::string(static_cast<std::size_t>(std::max<std::ptrdiff_t>(marks, 1)), '^'));
}

}  // namespace plimsoll
