#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

namespace plimsoll {

/// What stands at the end of a sealed file: a line "plimsoll-sha256:" and 64 digits, the SHA-256 of the bytes
/// before it.
std::string seal_of(std::span<std::byte const> bytes);

/// Throws IoError naming the file where it cannot be read, has no seal, or its bytes do not meet it.
void expect_sealed(std::filesystem::path const& file);

}  // namespace plimsoll
