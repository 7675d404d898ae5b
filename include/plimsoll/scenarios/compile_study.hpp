#pragma once

#include <string>
#include <vector>

#include "plimsoll/scenarios/load_study.hpp"
#include "plimsoll/sim/run_plan.hpp"

namespace plimsoll {

/// A study turned into something that runs.
struct CompiledStudy {
  LoadedStudy loaded;  ///< inputs and notices now include those of cost and member files
  RunPlan plan;
  std::vector<std::string> categories;  ///< service lines, all populations
  /// Identity of the run but for its length: equal digests may share segments.
  std::string digest;
};

/// Reads the cost and member files a study names, builds rosters and compiles all contracts to one program.
/// Throws InputError with all faults of those files.
CompiledStudy compile_study(LoadedStudy loaded);

// Names of the columns a run keeps.
std::string contract_column(std::string const& contract, std::string const& what);
std::string spend_column(std::string const& population, std::string const& category);

}  // namespace plimsoll
