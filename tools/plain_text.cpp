#include "plain_text.hpp"

#include <algorithm>
#include <cstdint>

namespace plimsoll {
namespace {

constexpr std::string_view shown_instead = "\xEF\xBF\xBD";  // U+FFFD

struct Character {
  std::size_t bytes = 0;  ///< 0 where no character of UTF-8 begins
  std::uint32_t code = 0;
};

Character first_of(std::string_view text) {
  auto const byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  unsigned char const lead = byte(0);
  if (lead < 0x80) return {1, lead};
  std::size_t const bytes = lead >= 0xF0 && lead < 0xF5   ? 4
                            : lead >= 0xE0 && lead < 0xF0 ? 3
                            : lead >= 0xC2                ? 2
                                                          : 0;
  if (bytes == 0 || lead >= 0xF5 || text.size() < bytes) return {};
  std::uint32_t code = lead & (0xFFu >> (bytes + 1));
  for (std::size_t at = 1; at < bytes; ++at) {
    if ((byte(at) & 0xC0) != 0x80) return {};
    code = code << 6 | (byte(at) & 0x3Fu);
  }
  bool const longer_than_needed = (bytes == 3 && code < 0x800) || (bytes == 4 && code < 0x10000);
  bool const no_character = (code >= 0xD800 && code < 0xE000) || code > 0x10FFFF;
  return longer_than_needed || no_character ? Character{} : Character{bytes, code};
}

bool is_harmless(std::uint32_t code) {
  if (code == '\n' || code == '\t') return true;
  bool const control = code < 0x20 || (code >= 0x7F && code < 0xA0);
  bool const turns = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
  bool const breaks_line = code == 0x2028 || code == 0x2029;
  return !control && !turns && !breaks_line;
}

}  // namespace

std::string never_formula(std::string text) {
  // A blank before it does not keep every reader from taking it for a formula.
  std::size_t const start = text.find_first_not_of(" \t\r\n");
  bool const formula =
      start != std::string::npos && std::string_view("=+-@").find(text[start]) != std::string_view::npos;
  bool const blank = !text.empty() && std::string_view("\t\r\n").find(text.front()) != std::string_view::npos;
  if (formula || blank) text.insert(0, 1, '\'');
  return text;
}

std::string printable(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    Character const character = first_of(text);
    if (character.bytes > 0 && is_harmless(character.code))
      shown += text.substr(0, character.bytes);
    else
      shown += shown_instead;
    text.remove_prefix(std::max<std::size_t>(1, character.bytes));
  }
  return shown;
}

std::string printable_line(std::string_view text) {
  std::string line = printable(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return line;
}

}  // namespace plimsoll
