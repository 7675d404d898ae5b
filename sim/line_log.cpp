#include "plimsoll/sim/line_log.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

std::string append_line(std::filesystem::path const& path, std::string_view line) {
  PLIMSOLL_EXPECT(line.find('\n') == line.npos);
  std::string const text = fmt::format("{}\n", line);
  int const file = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
  bool const opened = file >= 0;
  ssize_t const written = opened ? ::write(file, text.data(), text.size()) : -1;
  int const error = written < 0 ? errno : ENOSPC;
  if (opened) ::close(file);
  if (written == static_cast<ssize_t>(text.size())) return {};
  return fmt::format("{}: cannot add a line ({})", path.string(), std::strerror(error));
}

}  // namespace plimsoll
