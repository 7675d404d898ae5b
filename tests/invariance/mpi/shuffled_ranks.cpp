// A run whose blocks are dealt in an order of chance to the ranks of an MPI job, for tests/cli/mpi_test.py.
// Usage: plimsoll_shuffled_ranks STUDY FOLDER THREADS SEED
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "plimsoll/scenarios/run_study.hpp"
#include "plimsoll/sim/table_share.hpp"
#include "plimsoll/sim/team.hpp"

int main(int argc, char** argv) {
  using namespace plimsoll;
  if (argc != 5) return 2;
  Team team;
  try {
    CompiledStudy const study =
        compile_study(load_study(argv[1]), RunMethod::simulate, share_of_tables(team));
    RunSetting setting;
    setting.folder = argv[2];
    setting.threads = static_cast<std::size_t>(std::atoi(argv[3]));
    setting.team = &team;
    setting.order = [&](std::vector<std::uint32_t>& blocks) {
      std::shuffle(blocks.begin(), blocks.end(), std::mt19937(static_cast<unsigned>(std::atoi(argv[4]))));
    };
    return run_study(study, setting).finished ? 0 : 1;
  } catch (std::exception const& error) {
    if (team.fail()) std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
