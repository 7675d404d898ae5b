#include "plimsoll/scenarios/host.hpp"

#include <gnu/libc-version.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/version.h>
#include <sys/utsname.h>

#include <fstream>

#include "plimsoll/core/simd.hpp"

namespace plimsoll {
namespace {

/// What follows `start` on the first line that begins with it, without quotes and blanks around.
std::string line_after(char const* path, std::string const& start) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(start)) continue;
    std::size_t const first = line.find_first_not_of("\t :\"", start.size());
    std::size_t const last = line.find_last_not_of(" \"");
    return first == std::string::npos ? "" : line.substr(first, last - first + 1);
  }
  return "";
}

}  // namespace

HostClass this_host() {
  utsname name{};
  bool const known = uname(&name) == 0;
  std::string system = line_after("/etc/os-release", "PRETTY_NAME=");
  if (system.empty()) system = known ? name.sysname : "unknown system";
  if (known) system += ", " + std::string(name.machine);
  return {std::move(system), line_after("/proc/cpuinfo", "model name"), simd_in_use(),
          static_cast<std::size_t>(oneapi::tbb::info::default_concurrency()),
          "glibc " + std::string(gnu_get_libc_version()) + ", oneTBB " + TBB_runtime_version()};
}

}  // namespace plimsoll
