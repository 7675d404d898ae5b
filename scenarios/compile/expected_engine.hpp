#pragma once

#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {

/// The engine of the study's panels in which every panel-year comes to its mean given the drivers. Throws
/// InputError where members' means are not known: with a limit that is drawn.
Engine expected_engine(LoadedStudy const& loaded, CompiledStudy const& study);

}  // namespace plimsoll
