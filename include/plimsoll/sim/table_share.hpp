#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace plimsoll {

/// How the processes of one run come by equal draw tables: one makes them, the others are sent their bytes
/// and make none. By default there is one process, which makes its own.
struct TableShare {
  using Bytes = std::vector<std::byte>;

  bool makes = true;  ///< false: this process waits for what the other made
  /// Called by every process with the bytes it made, or none; gives those of the process that makes. Empty
  /// where there is one process.
  std::function<Bytes(Bytes)> send = {};
};

}  // namespace plimsoll
