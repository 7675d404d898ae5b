#include "plimsoll/sim/folder_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/sim/aside_file.hpp"

namespace plimsoll {
namespace {

std::string owner() {
  std::array<char, 256> host{};
  if (::gethostname(host.data(), host.size() - 1) != 0) std::strcpy(host.data(), "an unknown host");
  return fmt::format("process {} on {}\n", ::getpid(), host.data());
}

/// What the holder wrote, or a word in its place: it may just be about to.
std::string holder_of(int descriptor) {
  std::array<char, 300> text{};
  ssize_t const size = ::pread(descriptor, text.data(), text.size() - 1, 0);
  std::string holder(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  while (!holder.empty() && holder.back() == '\n') holder.pop_back();
  return holder.empty() ? "another process" : holder;
}

/// Whether the path still leads to the open file: its last holder may have removed it before we locked it.
bool is_same_file(int descriptor, std::filesystem::path const& path) {
  struct stat opened {
  }, named{};
  return ::fstat(descriptor, &opened) == 0 && ::stat(path.c_str(), &named) == 0 &&
         opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

}  // namespace

FolderLock::FolderLock(std::filesystem::path const& folder) : file_(folder / "run.lock") {
  make_folder(folder);
  while (true) {
    descriptor_ = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (descriptor_ < 0)
      throw IoError(
          fmt::format("{}: cannot write in the run's folder ({})", file_.string(), std::strerror(errno)));
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
      bool const taken = errno == EWOULDBLOCK;
      std::string const holder = taken ? holder_of(descriptor_) : std::string{};
      ::close(descriptor_);
      descriptor_ = -1;
      if (!taken) return;  // a file system without locks
      throw IoError(fmt::format("{} is in use by another run ({}); wait for it or choose another folder",
                                folder.string(), holder));
    }
    if (is_same_file(descriptor_, file_)) break;
    ::close(descriptor_);
  }
  // For the message of whoever comes second; the lock holds without it.
  std::string const text = owner();
  if (::ftruncate(descriptor_, 0) == 0) (void)!::pwrite(descriptor_, text.data(), text.size(), 0);
}

FolderLock::~FolderLock() {
  if (descriptor_ < 0) return;
  ::unlink(file_.c_str());
  ::close(descriptor_);
}

}  // namespace plimsoll
