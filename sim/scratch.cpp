#include "plimsoll/sim/scratch.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstring>
#include <mutex>
#include <random>
#include <utility>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

enum class Use : int { none, filling, ready };

/// A name as a signal handler can reach it: no memory of its own to allocate, free or lock.
struct Slot {
  std::atomic<Use> use{Use::none};
  char path[PATH_MAX] = {};
};
static_assert(std::atomic<Use>::is_always_lock_free);

constexpr std::size_t no_slot = 64;
std::array<Slot, no_slot>& slots() {
  static std::array<Slot, no_slot> all;  // a handler has no other way to them
  return all;
}

// Files first, so that the folders they stood in are empty.
extern "C" void remove_scratch(int signal) {
  for (Slot& slot : slots())
    if (slot.use.load() == Use::ready) ::unlink(slot.path);
  for (Slot& slot : slots())
    if (slot.use.load() == Use::ready) ::rmdir(slot.path);
  ::signal(signal, SIG_DFL);
  ::raise(signal);
}

void watch_signals() {
  static std::once_flag watched;
  std::call_once(watched, [] {
    slots();  // made now: a handler may not
    for (int const signal : {SIGINT, SIGTERM, SIGHUP}) {
      struct sigaction now {};
      if (::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_DFL)
        ::signal(signal, remove_scratch);
    }
  });
}

std::size_t slot_for(std::filesystem::path const& path) {
  watch_signals();
  std::string const text = std::filesystem::absolute(path).string();
  if (text.size() >= PATH_MAX) return no_slot;
  for (std::size_t i = 0; i < no_slot; ++i) {
    Slot& slot = slots()[i];
    Use free = Use::none;
    if (!slot.use.compare_exchange_strong(free, Use::filling)) continue;
    std::memcpy(slot.path, text.c_str(), text.size() + 1);
    slot.use.store(Use::ready);
    return i;
  }
  return no_slot;  // so many at once are still removed when they go out of use
}

/// A name nobody has: 64 random bits.
std::filesystem::path fresh_name(std::filesystem::path const& where) {
  std::random_device random;
  return where / fmt::format(".plimsoll-{:08x}{:08x}", random(), random());
}

}  // namespace

ScratchName::ScratchName(std::filesystem::path path) : path_(std::move(path)), slot_(slot_for(path_)) {}

ScratchName::~ScratchName() {
  if (kept_) return;
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
  keep();
}

void ScratchName::keep() {
  kept_ = true;
  if (slot_ < no_slot) slots()[slot_].use.store(Use::none);
  slot_ = no_slot;
}

ScratchFile::ScratchFile(std::filesystem::path const& where, std::string const& name)
    : folder_(fresh_name(where)), file_(folder_.path() / name) {
  // Made once a signal would find it: between the two nothing is left behind.
  if (::mkdir(folder_.path().c_str(), 0700) == 0) return;
  int const why = errno;
  folder_.keep();  // it is not ours
  throw IoError(fmt::format("{}: cannot make a folder in it ({})", where.string(), std::strerror(why)));
}

int open_unnamed(std::filesystem::path const& folder) {
  int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor >= 0) return descriptor;
  std::string path = (folder / "plimsoll-XXXXXX").string();  // file systems that know no unnamed files
  descriptor = ::mkstemp(path.data());
  if (descriptor < 0)
    throw IoError(
        fmt::format("{}: cannot keep a temporary file in it ({})", folder.string(), std::strerror(errno)));
  ::unlink(path.c_str());
  return descriptor;
}

}  // namespace plimsoll
