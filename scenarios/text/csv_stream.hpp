#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace plimsoll {

/// Cells of one row and the line of the file it starts on, from 1.
using RowVisitor = std::function<void(std::vector<std::string> const& cells, std::uint32_t line)>;

/// Streams a CSV file, plain or gzip by content, to `visit`, row by row. Blank lines are skipped, a byte
/// order mark is dropped. Throws InputError naming the file, and the row reached, where it cannot be read, is
/// empty, is a truncated or corrupt gzip, or breaks the quoting rules.
void stream_csv(std::filesystem::path const& path, RowVisitor const& visit);

}  // namespace plimsoll
