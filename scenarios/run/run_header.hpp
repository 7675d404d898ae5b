#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/scenarios/two_phase.hpp"
#include "plimsoll/sim/results_file.hpp"

namespace plimsoll {

/// How long a run is.
struct RunLength {
  std::uint64_t trials = 0;                ///< drawn; 0 where nothing is
  std::optional<TwoPhaseSize> importance;  ///< what trials were chosen among
};

/// What a run says of where it came from: a function of study, inputs, build and length, so that equal runs
/// are equal files whatever was typed to make them.
ResultsHeader run_header(CompiledStudy const& study, RunLength const& length,
                         std::vector<Table> const& tables);

}  // namespace plimsoll
