// The team of a program that is built without MPI.
#include <fmt/format.h>

#include <cstdlib>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/sim/team.hpp"
#include "started_by.hpp"

namespace plimsoll {

struct Team::Transport {};

Team::Team() {
  if (int const processes = processes_of_job(); processes > 1)
    throw IoError(
        fmt::format("started as one of {} processes, but this plimsoll is built without MPI and each would "
                    "draw the whole "
                    "run; build it with `cmake --preset mpi`, or start one process",
                    processes));
}

Team::Team(Alone) {}

Team::~Team() = default;

int Team::rank() const {
  return 0;
}

int Team::size() const {
  return 1;
}

TeamState Team::agree(TeamState mine) {
  return mine;
}

bool Team::fail() {
  return true;
}

Team::Bytes Team::broadcast(Bytes bytes) {
  return bytes;
}

std::vector<Team::Bytes> Team::gather_all(Bytes mine) {
  return {std::move(mine)};
}

std::vector<std::uint32_t> Team::ask(Ask) {
  broken_promise("expected", "a team of several", __FILE__, __LINE__);
}

void Team::serve(std::function<std::vector<std::uint32_t>(int, Ask)> const&) {}

}  // namespace plimsoll
