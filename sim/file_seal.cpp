#include "file_seal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/sim/digest.hpp"

namespace plimsoll {
namespace {

constexpr std::string_view seal_mark = "plimsoll-sha256:";
constexpr std::size_t seal_size = seal_mark.size() + 64 + 1;

std::string seal_text(Digest const& digest) {
  return fmt::format("{}{}\n", seal_mark, digest.hex());
}

[[noreturn]] void refuse_file(std::filesystem::path const& file, std::string_view why) {
  throw IoError(fmt::format("{}: {}", file.string(), why));
}

}  // namespace

std::string seal_of(std::span<std::byte const> bytes) {
  return seal_text(Digest{}.add(bytes));
}

void expect_sealed(std::filesystem::path const& file, std::function<void(std::string_view)> const& look) {
  std::error_code error;
  auto const size = std::filesystem::file_size(file, error);
  if (error) refuse_file(file, fmt::format("cannot open the file ({})", error.message()));
  auto const close = [](std::FILE* opened) { std::fclose(opened); };
  std::unique_ptr<std::FILE, decltype(close)> const opened(std::fopen(file.c_str(), "rb"), close);
  if (!opened) refuse_file(file, fmt::format("cannot open the file ({})", std::strerror(errno)));
  constexpr std::string_view cut =
      "the file is damaged or not plimsoll's (the seal at its end is missing); take it from a copy";
  if (size < seal_size) refuse_file(file, cut);
  Digest digest;
  std::vector<char> piece(1 << 16);
  for (std::uintmax_t rest = size - seal_size; rest > 0;) {
    std::size_t const read =
        std::fread(piece.data(), 1, static_cast<std::size_t>(std::min<std::uintmax_t>(rest, piece.size())),
                   opened.get());
    if (read == 0) refuse_file(file, fmt::format("cannot read the file ({})", std::strerror(errno)));
    std::string_view const bytes(piece.data(), read);
    digest.add(bytes);
    if (look) look(bytes);
    rest -= read;
  }
  std::array<char, seal_size> found{};
  std::string_view const seal(found.data(), std::fread(found.data(), 1, found.size(), opened.get()));
  if (!seal.starts_with(seal_mark)) refuse_file(file, cut);
  if (seal != seal_text(digest))
    refuse_file(file,
                "the file is damaged (its bytes do not meet the SHA-256 at its end); take it from a copy");
}

}  // namespace plimsoll
