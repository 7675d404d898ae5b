#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace plimsoll {

/// What stands at the end of a sealed file: a line "plimsoll-sha256:" and 64 digits, the SHA-256 of the bytes
/// before it.
std::string seal_of(std::span<std::byte const> bytes);

/// Throws IoError naming the file where it cannot be read, has no seal, or its bytes do not meet it.
/// `look` is shown the bytes before the seal, piece by piece, on the way.
void expect_sealed(std::filesystem::path const& file, std::function<void(std::string_view)> const& look = {});

}  // namespace plimsoll
