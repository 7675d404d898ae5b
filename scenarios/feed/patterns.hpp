#pragma once

#include <string_view>

namespace plimsoll {

/// Whether `text` matches `pattern`: `*` any text, `?` any one character, a leading `!` turns it round.
bool matches(std::string_view pattern, std::string_view text);

}  // namespace plimsoll
