#pragma once

#include <cstdint>
#include <string>

#include "ink.hpp"

namespace plimsoll {

/// Blanks, then marks under the whole value that starts in a line of TOML at `column`, counted from 1 in
/// characters: a text with its quotes, a list or table up to its closing bracket or the line's end, else up
/// to what ends a word. One mark at least.
std::string underlined(std::string const& line, std::uint32_t column, Ink const& ink = {});

}  // namespace plimsoll
