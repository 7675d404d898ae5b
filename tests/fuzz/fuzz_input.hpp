#pragma once

#include <stdlib.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <string_view>

#include "plimsoll/core/errors.hpp"

namespace plimsoll::fuzz {

using Input = std::span<std::uint8_t const>;

inline std::string text_of(Input input) {
  return {reinterpret_cast<char const*>(input.data()), input.size()};
}

/// A folder in memory for the files one process hands its readers; it goes with the process.
class ScratchFolder {
 public:
  ScratchFolder() {
    bool const in_memory = std::filesystem::is_directory("/dev/shm");
    std::filesystem::path const parent = in_memory ? "/dev/shm" : std::filesystem::temp_directory_path();
    std::string pattern = (parent / "plimsoll-fuzz-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) std::abort();
    path_ = pattern;
  }
  ScratchFolder(ScratchFolder const&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::filesystem::path const& path() const { return path_; }
  std::filesystem::path write(std::string const& name, std::string_view bytes) const {
    std::filesystem::path const file = path_ / name;
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    return file;
  }

 private:
  std::filesystem::path path_;
};

/// Reads, and lets pass what a reader may say of an input: faults of it, in words. Anything else that is
/// thrown, a broken promise of our own or memory asked for without measure, ends the process and so is found.
template <class Work>
void read_or_refuse(Work const& work) {
  try {
    work();
  } catch (InputError const& error) {
    if (error.problems().empty()) std::abort();
    for (Problem const& problem : error.problems())
      if (problem.what.empty()) std::abort();
  } catch (IoError const& error) {
    if (std::string_view(error.what()).empty()) std::abort();
  } catch (ModelError const& error) {
    if (std::string_view(error.what()).empty()) std::abort();
  }
}

}  // namespace plimsoll::fuzz
