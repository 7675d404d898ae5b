#include "workbook/cell_names.hpp"

#include <cctype>

namespace plimsoll {
namespace {

std::string letters_of(std::uint16_t column) {
  std::string letters;
  for (unsigned rest = column + 1u; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return letters;
}

}  // namespace

std::string cell_name(Place at) {
  return letters_of(at.column) + std::to_string(at.row + 1);
}

std::string fixed_cell_name(Place at) {
  return "$" + letters_of(at.column) + "$" + std::to_string(at.row + 1);
}

std::string plain_name(std::string_view text) {
  std::string name;
  bool no_mark = true;  // letters and digits alone may be a cell: AB12, R1C1
  for (unsigned char const c : text) {
    bool const plain = c < 128 && std::isalnum(c) != 0;
    no_mark = no_mark && plain;
    name += plain ? static_cast<char>(c) : '_';
  }
  if (no_mark || std::isalpha(static_cast<unsigned char>(name.front())) == 0) name.insert(0, "n_");
  constexpr std::size_t longest = 240;  // spreadsheets take 255; room for a number behind it
  return name.substr(0, longest);
}

std::string quoted(std::string_view text) {
  std::string inside = "\"";
  for (char const c : text) inside += c == '"' ? std::string("\"\"") : std::string(1, c);
  return inside + '"';
}

}  // namespace plimsoll
