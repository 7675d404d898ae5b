#pragma once

#include <string>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/load_study.hpp"

namespace plimsoll {

/// Every input the study should be able to defend, one row each in the table `assumptions`: numbers given as
/// a law, files it reads, rule packs with their citations, and whatever an `[[assumption]]` names; its value
/// in words, what it rests on, source, owner and date. With `prior`, the same study as it stood before, a
/// column says what changed, and rows it no longer has come last. A file counts as replaced where both
/// studies were compiled (their `inputs` hold its hash) and the hashes differ.
Table assumption_register(LoadedStudy const& loaded, LoadedStudy const* prior = nullptr);

/// Everything that stands against calling a report of the study final, each with its place and a mend: a
/// blank purpose, users, responsible actuary or information date; a law or an input file without a basis; one
/// without a source, unless it is somebody's judgment and an owner is named.
std::vector<Problem> final_faults(LoadedStudy const& loaded);

/// What a reader must be told: the limitations every report has, then those of this study as far as it can be
/// seen what it leaves out, then the user's own limitations and the risks named but not modelled.
std::vector<std::string> limitations(LoadedStudy const& loaded);

}  // namespace plimsoll
