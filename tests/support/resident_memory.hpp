#pragma once

#include <malloc.h>

#include <fstream>
#include <stdexcept>
#include <string>

namespace plimsoll::test {

/// MiB of a line of /proc/self/status: "VmRSS" is resident now, "VmHWM" the most since the peak was
/// forgotten.
inline double resident_mib(std::string const& line) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (word == line + ":") {
      double kib = 0.0;
      status >> kib;
      return kib / 1024.0;
    }
  throw std::runtime_error("/proc/self/status has no " + line);
}

/// Most memory that `work` holds above what is resident before it, in MiB, for this process.
template <class Work>
double peak_above_mib(Work const& work) {
  malloc_trim(0);  // else the work would fill what earlier work has left free
  std::ofstream clear("/proc/self/clear_refs");
  clear << 5 << std::flush;
  if (!clear) throw std::runtime_error("/proc/self/clear_refs cannot be written: the peak is not known");
  double const before = resident_mib("VmRSS");
  work();
  return resident_mib("VmHWM") - before;
}

}  // namespace plimsoll::test
