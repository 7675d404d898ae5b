#include "plimsoll/sim/aside_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/sim/scratch.hpp"

namespace plimsoll {
namespace {

constexpr std::string_view suffix = ".tmp";

[[noreturn]] void fail(std::filesystem::path const& path, std::string_view action, int error) {
  throw IoError(fmt::format("{}: cannot {} ({})", path.string(), action, std::strerror(error)));
}

class Descriptor {
 public:
  Descriptor(std::filesystem::path const& path, int flags)
      : number_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {}
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  bool is_open() const { return number_ >= 0; }
  int number() const { return number_; }
  /// Some file systems report a full disk only here.
  bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

bool write_all(Descriptor const& to, std::span<std::byte const> bytes) {
  while (!bytes.empty()) {
    ssize_t const written = ::write(to.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

/// Only the owner may open it before it is whole; then it has the mode of any new file.
bool write_synced(std::filesystem::path const& path, std::span<std::byte const> bytes) {
  Descriptor file(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW);
  struct stat made {};
  if (!file.is_open() || ::fstat(file.number(), &made) != 0) return false;
  return ::fchmod(file.number(), S_IRUSR | S_IWUSR) == 0 && write_all(file, bytes) &&
         ::fchmod(file.number(), made.st_mode & 0777) == 0 && ::fsync(file.number()) == 0 && file.close();
}

std::filesystem::path folder_of(std::filesystem::path const& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

/// Numbers this process's temporaries, so that two threads writing one file do not share a temporary.
std::atomic<unsigned>& next_serial() {
  static std::atomic<unsigned> serial{0};
  return serial;
}

struct AsideName {
  pid_t owner = 0;
  unsigned serial = 0;
};

template <class Number>
bool read_number(std::string_view text, Number& number) {
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

/// Reads ".<file>.<process>-<serial>.tmp"; nothing when the name is not one of ours.
std::optional<AsideName> parse_aside(std::string_view name) {
  if (!name.starts_with('.') || !name.ends_with(suffix)) return std::nullopt;
  name.remove_suffix(suffix.size());
  auto const dot = name.rfind('.');
  auto const dash = name.rfind('-');
  if (dot == 0 || dash == name.npos || dash < dot) return std::nullopt;
  AsideName aside;
  bool const valid = read_number(name.substr(dot + 1, dash - dot - 1), aside.owner) &&
                     read_number(name.substr(dash + 1), aside.serial);
  return valid && aside.owner > 0 ? std::optional(aside) : std::nullopt;
}

bool is_stale(AsideName const& aside) {
  // In a container each run may get the same process number: a serial not yet given out is of an earlier
  // life.
  if (aside.owner == ::getpid()) return aside.serial >= next_serial().load();
  return ::kill(aside.owner, 0) != 0 && errno == ESRCH;
}

}  // namespace

void write_aside(std::filesystem::path const& path, std::span<std::byte const> bytes, Overwrite overwrite) {
  auto const refuse_existing = [&] {
    std::error_code ignored;
    if (overwrite == Overwrite::refuse && std::filesystem::exists(path, ignored))
      fail(path, "write the file", EEXIST);
  };
  refuse_existing();
  auto const folder = folder_of(path);
  ScratchName temporary(folder / fmt::format(".{}.{}-{}{}", path.filename().string(), ::getpid(),
                                             next_serial().fetch_add(1), suffix));
  if (!write_synced(temporary.path(), bytes)) fail(path, "write the file", errno);
  refuse_existing();
  if (::rename(temporary.path().c_str(), path.c_str()) != 0) fail(path, "rename the finished file", errno);
  temporary.keep();
  Descriptor const directory(folder, O_RDONLY | O_DIRECTORY);
  if (!directory.is_open() || ::fsync(directory.number()) != 0) fail(folder, "sync the folder", errno);
}

void remove_stale_asides(std::filesystem::path const& folder) {
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    auto const aside = parse_aside(entry->path().filename().string());
    if (aside && is_stale(*aside)) ::unlink(entry->path().c_str());
  }
}

void make_folder(std::filesystem::path const& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) fail(folder, "make the folder", error.value());
}

}  // namespace plimsoll
