#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace plimsoll {

enum class Overwrite { refuse, replace };

/// Writes a whole file so that a reader, a crash or a full disk never meets half of it: to a temporary name
/// beside it, synced, renamed, and the folder synced. On failure nothing is left behind and an older file
/// stays as it was. Throws IoError naming the file; with `refuse` also when the file is already there.
void write_aside(std::filesystem::path const& path, std::span<std::byte const> bytes, Overwrite overwrite);

/// Removes temporaries in `folder` left by processes of this machine that no longer live. A missing folder
/// has none.
void remove_stale_asides(std::filesystem::path const& folder);

/// Makes the folder and its parents. Throws IoError naming the folder.
void make_folder(std::filesystem::path const& folder);

}  // namespace plimsoll
