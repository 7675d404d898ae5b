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
constexpr std::size_t longest_kept = 200;  ///< bytes of a name that its temporary's has

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
    if (written == 0) errno = ENOSPC;  // nothing was taken and no reason given
    if (written <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

/// Makes an empty file that only its owner may open; gives the mode of any new file. Nothing where it cannot.
std::optional<mode_t> make_closed(std::filesystem::path const& path) {
  Descriptor file(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
  struct stat made {};
  if (!file.is_open() || ::fstat(file.number(), &made) != 0) return std::nullopt;
  bool const closed = ::fchmod(file.number(), S_IRUSR | S_IWUSR) == 0 && file.close();
  return closed ? std::optional(made.st_mode & 0777) : std::nullopt;
}

bool write_synced(std::filesystem::path const& path, std::span<std::byte const> bytes) {
  Descriptor file(path, O_WRONLY | O_TRUNC | O_NOFOLLOW);
  return file.is_open() && write_all(file, bytes) && ::fsync(file.number()) == 0 && file.close();
}

/// Gives the file its mode and syncs it.
bool open_to_all(std::filesystem::path const& path, mode_t mode) {
  Descriptor file(path, O_RDONLY | O_NOFOLLOW);
  return file.is_open() && ::fchmod(file.number(), mode) == 0 && ::fsync(file.number()) == 0 && file.close();
}

/// Some file systems cannot sync a folder and say so by EINVAL.
bool sync_folder(std::filesystem::path const& folder) {
  Descriptor const directory(folder, O_RDONLY | O_DIRECTORY);
  return directory.is_open() && (::fsync(directory.number()) == 0 || errno == EINVAL);
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

/// Temporaries of one file, or of all where `name` is empty.
void remove_stale(std::filesystem::path const& folder, std::string_view name) {
  std::string const start = fmt::format(".{}.", name.substr(0, longest_kept));
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    std::string const found = entry->path().filename().string();
    if (!name.empty() && !found.starts_with(start)) continue;
    auto const aside = parse_aside(found);
    if (aside && is_stale(*aside)) ::unlink(entry->path().c_str());
  }
}

/// A name may be as long as the file system lets it be; its temporary's is a little longer.
std::filesystem::path temporary_for(std::filesystem::path const& path) {
  return folder_of(path) / fmt::format(".{}.{}-{}{}", path.filename().string().substr(0, longest_kept),
                                       ::getpid(), next_serial().fetch_add(1), suffix);
}

}  // namespace

AsideFile::AsideFile(std::filesystem::path path, Overwrite overwrite)
    : path_(std::move(path)), overwrite_(overwrite) {
  refuse_existing();
  remove_stale(folder_of(path_), path_.filename().string());
  aside_ = std::make_unique<ScratchName>(temporary_for(path_));
  std::optional<mode_t> const mode = make_closed(aside());
  if (!mode) fail(path_, "write the file", errno);
  mode_ = *mode;
}

AsideFile::AsideFile(std::filesystem::path path, std::span<std::byte const> bytes, Overwrite overwrite)
    : AsideFile(std::move(path), overwrite) {
  if (!write_synced(aside(), bytes)) fail(path_, "write the file", errno);
}

AsideFile::AsideFile(AsideFile&& other) noexcept = default;

AsideFile::~AsideFile() = default;

std::filesystem::path const& AsideFile::aside() const {
  return aside_->path();
}

void AsideFile::refuse_existing() const {
  std::error_code ignored;
  auto const found = std::filesystem::status(path_, ignored);
  if (!std::filesystem::exists(found)) return;
  if (std::filesystem::is_directory(found)) fail(path_, "write the file", EISDIR);
  if (!std::filesystem::is_regular_file(found))  // a rename would put a file in the place of the device
    throw IoError(fmt::format("{}: cannot write the file (it is a device or a pipe)", path_.string()));
  if (overwrite_ == Overwrite::refuse) fail(path_, "write the file", EEXIST);
}

void AsideFile::prepare() {
  refuse_existing();
  if (!open_to_all(aside(), mode_)) fail(path_, "write the file", errno);
}

void AsideFile::take_name() {
  if (::rename(aside().c_str(), path_.c_str()) != 0) fail(path_, "rename the finished file", errno);
  aside_->keep();
}

void AsideFile::keep_old() {
  auto old = std::make_unique<ScratchName>(temporary_for(path_));
  if (::link(path_.c_str(), old->path().c_str()) == 0)
    old_ = std::move(old);
  else
    is_new_ = errno == ENOENT;  // else the file system knows no links, and a name once taken stays
}

void AsideFile::give_back() {
  if (old_ && ::rename(old_->path().c_str(), path_.c_str()) == 0) return old_->keep();
  if (is_new_) ::unlink(path_.c_str());
}

void AsideFile::commit() {
  prepare();
  take_name();
  sync();
}

void AsideFile::sync() const {
  auto const folder = folder_of(path_);
  if (!sync_folder(folder)) fail(folder, "sync the folder", errno);
}

void commit_together(std::vector<AsideFile>& files) {
  for (AsideFile& file : files) file.prepare();
  for (AsideFile& file : files) file.keep_old();
  std::size_t named = 0;
  try {
    for (; named < files.size(); ++named) files[named].take_name();
  } catch (IoError const&) {
    while (named-- > 0) files[named].give_back();
    throw;
  }
  for (AsideFile const& file : files) file.sync();
}

void write_aside(std::filesystem::path const& path, std::span<std::byte const> bytes, Overwrite overwrite) {
  AsideFile(path, bytes, overwrite).commit();
}

void remove_stale_asides(std::filesystem::path const& folder) {
  remove_stale(folder, {});
}

void make_folder(std::filesystem::path const& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) fail(folder, "make the folder", error.value());
}

}  // namespace plimsoll
