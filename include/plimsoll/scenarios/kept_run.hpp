#pragma once

#include <filesystem>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {

/// The tables of a study over the trials a run kept with `[run] excess_curve`: contracts may differ from the
/// run's, members, costs, drivers and seed may not. Nothing is drawn but the first 256 trials, which must be
/// those kept. A limit between two that were kept is read from the excess curve; every figure's interval then
/// holds what it comes to at both ends of the curve's bound, and a note says how far figures may move.
/// Throws IoError where the folder holds no finished run, InputError where the run kept no trials, not the
/// sums the contracts ask for, or other trials.
std::vector<Table> settle_kept(CompiledStudy const& study, std::filesystem::path const& folder,
                               std::size_t threads = 0);

}  // namespace plimsoll
