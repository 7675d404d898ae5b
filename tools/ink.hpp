#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plimsoll {

/// Colour and weight of words on a terminal. Words say the same without it; where it is off they are
/// unchanged.
class Ink {
 public:
  Ink() = default;  ///< off
  explicit Ink(bool on) : on_(on) {}

  std::string title(std::string_view text) const { return marked(text, "1"); }
  std::string error(std::string_view text) const { return marked(text, "1;31"); }
  std::string warning(std::string_view text) const { return marked(text, "33"); }
  std::string note(std::string_view text) const { return marked(text, "36"); }
  /// A word that is a verdict by itself, such as FAIL or pass; any other text is unchanged.
  std::string verdict(std::string_view text) const;

 private:
  std::string marked(std::string_view text, std::string_view code) const;
  bool on_ = false;
};

/// What a stream is written to. A pipe or file has no width and no colour: it gets the same bytes anywhere.
struct Screen {
  bool is_terminal = false;
  std::size_t width = 0;  ///< columns; 0 where there is no limit
  Ink ink = {};
  bool redraws = false;  ///< whether a line can be written over
};

/// The screen behind an open file: its width is COLUMNS where that is set, else the terminal's own. Colour is
/// off with `no_color`, NO_COLOR (any value but empty), TERM=dumb and without a TERM.
Screen screen_of(int file, bool no_color);

/// Whether the locale of the environment writes UTF-8.
bool writes_utf8();

}  // namespace plimsoll
