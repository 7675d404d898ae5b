#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "audit/run_changes.hpp"
#include "plimsoll/models/measure/table.hpp"

namespace plimsoll {

/// What moved the figures from one run to the other, cause by cause.
struct DiffSteps {
  std::vector<Table> tables;       ///< none where nothing could be split
  std::vector<std::string> notes;  ///< what could not, and why
};

/// Goes from `a` to `b` with one cause exchanged at a time, in the order of `cause_names`, each step a run of
/// this program on the same random numbers; steps of one figure add up to all it moved. `first` and `last`
/// name what stands between the runs as they were kept and this program: builds, and files that are no longer
/// what they were; empty where nothing does, and then the kept trials are the step.
DiffSteps diff_steps(RunSide const& a, RunSide const& b, std::vector<RunChange> const& changes,
                     std::string const& first, std::string const& last, std::size_t threads,
                     std::function<void(std::string const&)> const& told);

}  // namespace plimsoll
