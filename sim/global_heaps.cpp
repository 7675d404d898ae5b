#include "global_heaps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <utility>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view heap_begins = "GCOL\1\0\0\0"sv;  // and its size, 8 bytes
constexpr std::uint64_t header = 16;                        // of a heap, and of an object in it

/// An object's number and size, or a heap's size; both are kept with the lowest byte first, as this program's
/// machines do.
struct Header {
  std::uint16_t number;
  std::uint64_t size;
};

Header read_header(std::ifstream& in, std::uintmax_t at) {
  std::array<char, header> bytes{};
  in.seekg(static_cast<std::streamoff>(at));
  in.read(bytes.data(), bytes.size());
  Header read{};
  std::memcpy(&read.number, bytes.data(), sizeof read.number);
  std::memcpy(&read.size, bytes.data() + 8, sizeof read.size);
  return read;
}

/// Whether objects fill the heap. Number 0 is what is free, its size with its header; that of others is
/// without.
bool is_filled(std::ifstream& in, std::uintmax_t start, std::uint64_t size) {
  for (std::uint64_t at = header; size - at >= header;) {
    Header const object = read_header(in, start + at);
    if (!in || object.size > size) return false;
    std::uint64_t const taken = object.number == 0 ? object.size : header + (object.size + 7) / 8 * 8;
    if (taken < header || taken > size - at) return false;
    at += taken;
  }
  return true;
}

}  // namespace

void GlobalHeaps::look(std::string_view piece) {
  std::uintmax_t const first = seen_ - last_.size();
  std::string const text = std::move(last_).append(piece);
  for (std::size_t at = text.find(heap_begins); at != text.npos; at = text.find(heap_begins, at + 1))
    starts_.push_back(first + at);
  seen_ += piece.size();
  last_ = text.substr(text.size() - std::min(text.size(), heap_begins.size() - 1));
}

void GlobalHeaps::expect_sound(std::filesystem::path const& file) const {
  std::ifstream in(file, std::ios::binary);
  for (std::uintmax_t const start : starts_) {
    std::uint64_t const size = read_header(in, start).size;
    if (!in || size < header || size > seen_ - start || !is_filled(in, start, size))
      throw IoError(fmt::format(
          "{}: the file is damaged (its texts do not fill the room kept for them); take it from a copy",
          file.string()));
  }
}

}  // namespace plimsoll
