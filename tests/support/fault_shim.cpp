// Faults of the system, put between a program and its C library by LD_PRELOAD. PLIMSOLL_FAULT names them, a
// comma between two:
//   write=short         a write takes at most 7 bytes
//   write=ENOSPC:1000   after 1000 bytes nothing more is taken; also EIO, EDQUOT; the same for read
//   fsync=EIO  close=EDQUOT  rename=EIO  open=EACCES
//   rename=KILL         the process ends there, as by kill -9; any call
//   clock=jump          the wall clock alternates between the years 1901 and 2242
// Calls on files whose path does not hold PLIMSOLL_FAULT_AT are left alone.
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

constexpr std::size_t longest = 4096;

template <class Function>
Function real(char const* name) {
  return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

/// What stands behind `call=` in PLIMSOLL_FAULT, or null.
char const* fault_of(char const* call) {
  char const* text = ::getenv("PLIMSOLL_FAULT");
  std::size_t const size = std::strlen(call);
  for (; text != nullptr; text = std::strchr(text, ',') ? std::strchr(text, ',') + 1 : nullptr)
    if (std::strncmp(text, call, size) == 0 && text[size] == '=') return text + size + 1;
  return nullptr;
}

bool is_at(char const* path) {
  char const* const at = ::getenv("PLIMSOLL_FAULT_AT");
  return at == nullptr || std::strstr(path, at) != nullptr;
}

bool is_at(int file) {
  char link[64], path[longest];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t const size = ::readlink(link, path, sizeof path - 1);
  if (size < 0) return false;
  path[size] = '\0';
  return path[0] == '/' && is_at(path);
}

bool begins(char const* text, char const* word) {
  return std::strncmp(text, word, std::strlen(word)) == 0;
}

int number_of(char const* fault) {
  if (begins(fault, "ENOSPC")) return ENOSPC;
  if (begins(fault, "EDQUOT")) return EDQUOT;
  if (begins(fault, "EACCES")) return EACCES;
  return EIO;
}

/// Whether the call fails now; errno says how.
bool fails(char const* fault) {
  if (begins(fault, "KILL")) ::raise(SIGKILL);
  errno = number_of(fault);
  return true;
}

/// How many of `size` bytes a call may move: as many as a short one does, or as are left.
std::size_t allowed(char const* fault, std::size_t size, std::atomic<long>& moved) {
  if (begins(fault, "short")) return size < 7 ? size : 7;
  char const* const after = std::strchr(fault, ':');
  long const rest = (after ? std::atol(after + 1) : 0) - moved.load();
  std::size_t const some = rest <= 0                               ? 0
                           : size < static_cast<std::size_t>(rest) ? size
                                                                   : static_cast<std::size_t>(rest);
  moved += static_cast<long>(some);
  return some;
}

std::atomic<long>& written() {
  static std::atomic<long> bytes{0};
  return bytes;
}

std::atomic<long>& read_so_far() {
  static std::atomic<long> bytes{0};
  return bytes;
}

long long jumped(long long seconds) {
  static std::atomic<unsigned> calls{0};
  constexpr long long year_2242 = 8'583'000'000, year_1901 = -2'147'000'000;
  return fault_of("clock") == nullptr ? seconds : calls++ % 2 == 0 ? year_2242 : year_1901;
}

/// The path a file that is about to be opened will have.
bool opens_badly(char const* path, int flags) {
  char const* const fault = fault_of("open");
  bool const writes = (flags & (O_WRONLY | O_RDWR)) != 0;
  return fault != nullptr && writes && is_at(path) && fails(fault);
}

}  // namespace

extern "C" {

ssize_t write(int file, void const* bytes, size_t size) {
  static auto const next = real<ssize_t (*)(int, void const*, size_t)>("write");
  char const* const fault = fault_of("write");
  if (fault == nullptr || size == 0 || !is_at(file)) return next(file, bytes, size);
  std::size_t const some = allowed(fault, size, written());
  if (some == 0 && fails(fault)) return -1;
  return next(file, bytes, some);
}

ssize_t pwrite64(int file, void const* bytes, size_t size, off64_t at) {
  static auto const next = real<ssize_t (*)(int, void const*, size_t, off64_t)>("pwrite64");
  char const* const fault = fault_of("write");
  if (fault == nullptr || size == 0 || !is_at(file)) return next(file, bytes, size, at);
  std::size_t const some = allowed(fault, size, written());
  if (some == 0 && fails(fault)) return -1;
  return next(file, bytes, some, at);
}

ssize_t writev(int file, iovec const* parts, int count) {
  static auto const next = real<ssize_t (*)(int, iovec const*, int)>("writev");
  if (fault_of("write") == nullptr || !is_at(file)) return next(file, parts, count);
  for (int i = 0; i < count; ++i)
    if (parts[i].iov_len > 0) return write(file, parts[i].iov_base, parts[i].iov_len);
  return 0;
}

ssize_t read(int file, void* bytes, size_t size) {
  static auto const next = real<ssize_t (*)(int, void*, size_t)>("read");
  char const* const fault = fault_of("read");
  if (fault == nullptr || size == 0 || !is_at(file)) return next(file, bytes, size);
  std::size_t const some = allowed(fault, size, read_so_far());
  if (some == 0 && fails(fault)) return -1;
  return next(file, bytes, some);
}

int open(char const* path, int flags, ...) {
  static auto const next = real<int (*)(char const*, int, ...)>("open");
  va_list rest;
  va_start(rest, flags);
  mode_t const mode = va_arg(rest, mode_t);
  va_end(rest);
  return opens_badly(path, flags) ? -1 : next(path, flags, mode);
}

int open64(char const* path, int flags, ...) {
  static auto const next = real<int (*)(char const*, int, ...)>("open64");
  va_list rest;
  va_start(rest, flags);
  mode_t const mode = va_arg(rest, mode_t);
  va_end(rest);
  return opens_badly(path, flags) ? -1 : next(path, flags, mode);
}

int fsync(int file) {
  static auto const next = real<int (*)(int)>("fsync");
  char const* const fault = fault_of("fsync");
  return fault != nullptr && is_at(file) && fails(fault) ? -1 : next(file);
}

int close(int file) {
  static auto const next = real<int (*)(int)>("close");
  char const* const fault = fault_of("close");
  bool const bad = fault != nullptr && is_at(file);
  int const code = next(file);
  return bad && fails(fault) ? -1 : code;
}

int rename(char const* from, char const* to) {
  static auto const next = real<int (*)(char const*, char const*)>("rename");
  char const* const fault = fault_of("rename");
  return fault != nullptr && is_at(to) && fails(fault) ? -1 : next(from, to);
}

int clock_gettime(clockid_t clock, timespec* now) {
  static auto const next = real<int (*)(clockid_t, timespec*)>("clock_gettime");
  int const code = next(clock, now);
  if (clock == CLOCK_REALTIME) now->tv_sec = jumped(now->tv_sec);
  return code;
}

time_t time(time_t* now) {
  timespec moment{};
  clock_gettime(CLOCK_REALTIME, &moment);
  if (now != nullptr) *now = moment.tv_sec;
  return moment.tv_sec;
}

int gettimeofday(timeval* now, void*) {
  now->tv_sec = time(nullptr);
  now->tv_usec = 0;
  return 0;
}
}
