#pragma once

#include <filesystem>
#include <string>

namespace plimsoll {

/// The bytes of a file. Throws IoError naming it where it is a folder, cannot be opened, or cannot be read to
/// its end.
std::string read_whole_file(std::filesystem::path const& path);

}  // namespace plimsoll
