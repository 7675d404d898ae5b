#pragma once

#include <string>
#include <vector>

#include "plimsoll/models/cost/frailty.hpp"
#include "plimsoll/scenarios/load_study.hpp"
#include "plimsoll/scenarios/run_method.hpp"

namespace plimsoll {

/// Whether the method draws every member's year, so that it needs tables to draw from.
bool draws_members(RunMethod method);

/// Throws InputError where the study's engine has no members' laws and the method needs them.
void check_method(LoadedStudy const& loaded, RunMethod method);

/// Throws InputError where the population's categories have frailty factors of their own and the method knows
/// members by one.
void check_one_factor(LoadedStudy const& loaded, std::string const& population, Frailty const& frailty,
                      std::vector<std::string> const& categories, RunMethod method);

/// What must stand below every table of the method; empty where figures are those of drawn members.
std::string method_note(RunMethod method);

}  // namespace plimsoll
