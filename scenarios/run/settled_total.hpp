#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/sim/panel_total.hpp"

namespace plimsoll {

/// The one random number that settles a study's contracts: what a panel's members cost in one year.
struct SettledTotal {
  std::size_t panel = 0;  ///< position in CompiledStudy::grouped
  std::size_t year = 0;   ///< position on the year axis
  TotalOf of;
  bool cut = false;  ///< whether a limit cuts members' years
};

/// Whether an output of the program is a contract's, so that what it reads must be the total or fixed.
bool is_settled(Output const& output);

/// Throws InputError with all reasons why the contracts read more than one such number: drawn drivers,
/// measured rates, a second panel or year, limits that differ, counts of members beyond a limit.
SettledTotal settled_total(CompiledStudy const& study);

/// The refusal of method exact, in the words of an error of input.
InputError not_exact(LoadedStudy const& loaded, KeyPath const& key, std::string what, std::string why,
                     std::string suggestion = "--method simulate");

}  // namespace plimsoll
