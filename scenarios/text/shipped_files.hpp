#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace plimsoll {

/// Text of a file that is part of the program (rule packs, column maps, studies and their data), by its path below scenarios/.
/// Built in, so that the command needs no data folder beside it.
std::optional<std::string_view> shipped_file(std::string_view path);
std::vector<std::string_view> shipped_file_names();

}  // namespace plimsoll
