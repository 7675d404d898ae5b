#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll {

/// The global heaps of an HDF5 file, which hold its texts. HDF5 1.10 goes from object to object by their
/// sizes without a look at them, and never comes to an end where one has none; all else it follows in a file
/// of format 1.10 has checksums. Format: HDF5 File Format Specification 3.0, III.E.
class GlobalHeaps {
 public:
  /// Finds those of a file that is read piece by piece.
  void look(std::string_view piece);
  /// Throws IoError naming the file where the objects of one do not fill it, one after the other.
  void expect_sound(std::filesystem::path const& file) const;

 private:
  std::vector<std::uintmax_t> starts_;
  std::uintmax_t seen_ = 0;
  std::string last_;  // bytes, fewer than a heap's first ones: those may begin there
};

}  // namespace plimsoll
