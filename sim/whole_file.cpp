#include "plimsoll/sim/whole_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <vector>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

std::string read_whole_file(std::filesystem::path const& path) {
  auto const fail_reading = [&](char const* why) {
    throw IoError(fmt::format("{}: cannot read the file ({})", path.string(), why));
  };
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) fail_reading(std::strerror(EISDIR));
  std::ifstream file(path, std::ios::binary);
  if (!file) fail_reading(std::strerror(errno));
  std::string text;
  std::vector<char> piece(1 << 16);
  // Not through the buffer's iterators: a failed read would come out of them as an exception without a name.
  while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) || file.gcount() > 0)
    text.append(piece.data(), static_cast<std::size_t>(file.gcount()));
  if (file.bad()) fail_reading(std::strerror(errno));
  return text;
}

}  // namespace plimsoll
