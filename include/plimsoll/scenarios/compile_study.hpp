#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "plimsoll/models/contract/position.hpp"
#include "plimsoll/scenarios/load_study.hpp"
#include "plimsoll/scenarios/run_method.hpp"
#include "plimsoll/sim/member_groups.hpp"
#include "plimsoll/sim/run_plan.hpp"

namespace plimsoll {

/// What members of one enrolment type spend on average, as far as it is known before anything is drawn.
struct ClassSpend {
  double person_years = 0.0;
  std::vector<double> pbpy;  ///< by service line; one entry where the engine has none
};

/// What one population looks like to contracts and to the spend columns.
struct PanelNames {
  std::string population;
  PanelView view;
  std::vector<std::string> categories;     ///< empty where the engine has none
  std::vector<ClassSpend> spend;           ///< by enrolment type
  std::vector<std::int64_t> members = {};  ///< of its member file, by enrolment type; empty without a file
};
using Panels = std::map<std::string, PanelNames>;

/// A study turned into something that runs.
struct CompiledStudy {
  LoadedStudy loaded;  ///< inputs and notices now include those of cost and member files
  RunPlan plan;
  Panels panels;
  std::vector<std::string> categories;  ///< service lines, all populations
  RunMethod method = RunMethod::simulate;
  std::vector<GroupedPanel> grouped;  ///< members by cell, months and score, where the method draws none
  /// Identity of the run but for its length: equal digests may share segments.
  std::string digest;
};

/// Reads the cost and member files a study names, builds rosters and compiles all contracts to one program.
/// Throws InputError with all faults of those files. The plan's engine is the study's where members are
/// drawn, the preview with method conditional, and one without panels with method exact. `share` is for runs
/// of several processes.
CompiledStudy compile_study(LoadedStudy loaded, RunMethod method = RunMethod::simulate,
                            TableShare const& share = {});

// Names of the columns a run keeps.
std::string contract_column(std::string const& contract, std::string const& what);
std::string spend_column(std::string const& population, std::string const& category);

}  // namespace plimsoll
