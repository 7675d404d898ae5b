#include "text/text_input.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

constexpr std::size_t longest_line = std::size_t{1} << 20;

}  // namespace

void TextInput::Close::operator()(gzFile_s* file) const {
  gzclose_r(file);
}

TextInput::TextInput(std::filesystem::path const& path) : path_(path), buffer_(1 << 16) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) refuse(0, "is a folder, not a file");
  errno = 0;
  file_.reset(gzopen(path.c_str(), "rb"));
  if (!file_) refuse(0, fmt::format("cannot be read: {}", errno ? std::strerror(errno) : "out of memory"));
  gzbuffer(file_.get(), 1 << 17);
}

void TextInput::refuse(std::uint32_t line, std::string what, std::string suggestion) const {
  throw InputError(Problem{{path_.string(), line, 0}, {}, std::move(what), {}, std::move(suggestion)});
}

// zlib reports a gzip that stops early only after handing out what it could decode.
std::string_view TextInput::next(std::uint32_t line) {
  int const size = gzread(file_.get(), buffer_.data(), static_cast<unsigned>(buffer_.size()));
  int code = Z_OK;
  gzerror(file_.get(), &code);
  if (code == Z_BUF_ERROR && size <= 0)
    refuse(line, fmt::format("the gzip file is truncated: it breaks off in row {}", line), "copy it again");
  if (size < 0 && code == Z_ERRNO) refuse(line, fmt::format("cannot be read: {}", std::strerror(errno)));
  if (size < 0)
    refuse(line, fmt::format("the gzip file is corrupt at or after row {}", line), "copy it again");
  std::string_view chunk(buffer_.data(), static_cast<std::size_t>(size));
  if (std::exchange(first_, false)) {
    if (chunk.empty()) refuse(0, "the file is empty");
    if (chunk.starts_with("\xEF\xBB\xBF")) chunk.remove_prefix(3);
  }
  return chunk;
}

void stream_lines(std::filesystem::path const& path,
                  std::function<void(std::string_view, std::uint32_t)> const& visit) {
  TextInput input(path);
  std::string open;
  std::uint32_t number = 0;
  auto const hand_over = [&](std::string_view line) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) visit(line, number);
  };
  for (std::string_view chunk = input.next(1); !chunk.empty(); chunk = input.next(number + 1)) {
    for (std::size_t end; (end = chunk.find('\n')) != std::string_view::npos; chunk.remove_prefix(end + 1)) {
      if (open.empty()) {
        hand_over(chunk.substr(0, end));
      } else {
        open += chunk.substr(0, end);
        hand_over(open);
        open.clear();
      }
    }
    open += chunk;
    if (open.size() > longest_line)
      input.refuse(number + 1, "a line is longer than 1 MiB", "is it a text file?");
  }
  if (!open.empty()) hand_over(open);
}

}  // namespace plimsoll
