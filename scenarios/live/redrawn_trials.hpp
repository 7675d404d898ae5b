#pragma once

#include <cstddef>
#include <cstdint>

#include "plimsoll/scenarios/opened_run.hpp"

namespace plimsoll {

/// The first trials of the run's plan under a program that begins with the plan's own and goes on: drivers,
/// then its outputs. Tallies are those the run kept where it kept all, else drawn again. Throws
/// NotReproducible where a column that the run kept is not the same to the bit, InputError where its trials
/// were chosen.
TrialTable redrawn_trials(OpenedRun const& run, Program program, std::uint64_t trials, std::size_t threads);

}  // namespace plimsoll
