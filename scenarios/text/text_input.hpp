#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct gzFile_s;

namespace plimsoll {

/// Bytes of a text file, plain or gzip by content, in chunks; a byte order mark is dropped. Throws InputError
/// naming the file, and the row reached, where it cannot be read, is empty, or is a truncated or corrupt
/// gzip.
class TextInput {
 public:
  explicit TextInput(std::filesystem::path const& path);
  /// The next chunk, empty at the end of the file; `line` is the row reached, for messages.
  std::string_view next(std::uint32_t line);
  [[noreturn]] void refuse(std::uint32_t line, std::string what, std::string suggestion = {}) const;

 private:
  struct Close {
    void operator()(gzFile_s* file) const;
  };
  std::filesystem::path path_;
  std::unique_ptr<gzFile_s, Close> file_;
  std::vector<char> buffer_;
  bool first_ = true;
};

/// Calls `visit` for every line of the file that is not empty, without its line end, numbered from 1.
void stream_lines(std::filesystem::path const& path,
                  std::function<void(std::string_view line, std::uint32_t number)> const& visit);

}  // namespace plimsoll
