#include "ink.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdlib>

namespace plimsoll {
namespace {

std::string_view environment(char const* name) {
  char const* const value = std::getenv(name);
  return value ? std::string_view(value) : std::string_view();
}

std::size_t width_of_terminal(int file) {
  std::string_view const columns = environment("COLUMNS");
  std::size_t width = 0;
  auto const [end, error] = std::from_chars(columns.data(), columns.data() + columns.size(), width);
  if (!columns.empty() && error == std::errc{} && end == columns.data() + columns.size()) return width;
  winsize size{};
  return ioctl(file, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

}  // namespace

std::string Ink::marked(std::string_view text, std::string_view code) const {
  if (!on_ || text.empty()) return std::string(text);
  std::string sequence = "\x1b[";
  return sequence.append(code).append("m").append(text).append("\x1b[0m");
}

std::string Ink::verdict(std::string_view text) const {
  constexpr std::array<std::string_view, 4> bad{"FAIL", "fail", "short", "overdue"};
  constexpr std::array<std::string_view, 3> good{"pass", "PASS", "met"};
  if (std::find(bad.begin(), bad.end(), text) != bad.end()) return marked(text, "1;31");
  if (std::find(good.begin(), good.end(), text) != good.end()) return marked(text, "32");
  return std::string(text);
}

Screen screen_of(int file, bool no_color) {
  if (isatty(file) == 0) return {};
  std::string_view const kind = environment("TERM");
  bool const redraws = !kind.empty() && kind != "dumb";
  bool const colours = redraws && !no_color && environment("NO_COLOR").empty();
  return {true, width_of_terminal(file), Ink(colours), redraws};
}

bool writes_utf8() {
  for (char const* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    std::string locale(environment(name));
    if (locale.empty()) continue;
    std::transform(locale.begin(), locale.end(), locale.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
  }
  return false;
}

}  // namespace plimsoll
