#pragma once

#include <cstdlib>

namespace plimsoll {

/// Processes that were started together with this one by mpirun or srun; 1 where it was started alone, 0
/// where it is one of a job of unknown size.
inline int processes_of_job() {
  for (char const* size : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"})
    if (char const* const text = std::getenv(size)) return std::atoi(text);
  return std::getenv("PMIX_RANK") ? 0 : 1;  // srun --mpi=pmix tells the rank only
}

}  // namespace plimsoll
