#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace plimsoll {

/// Adds one line to the end of a file that is only ever added to, in one write: lines of processes that write
/// at the same time stay whole, and what stands there cannot be overwritten. Returns what went wrong, empty
/// where nothing did. Expects a line without a line end.
std::string append_line(std::filesystem::path const& path, std::string_view line);

}  // namespace plimsoll
