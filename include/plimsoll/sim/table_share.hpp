#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace plimsoll {

class Team;

/// How the processes of one run come by equal draw tables: they make them in turns, table i in process
/// i modulo `processes`, and send each other their bytes. By default there is one process, which makes all.
struct TableShare {
  using Bytes = std::vector<std::byte>;

  std::size_t process = 0, processes = 1;
  /// Called by every process with the bytes of the tables it made; gives those of all, by process. Empty
  /// where there is one process.
  std::function<std::vector<Bytes>(Bytes)> exchange = {};
};

/// By the processes of a team, which must outlive it.
TableShare share_of_tables(Team& team);

}  // namespace plimsoll
