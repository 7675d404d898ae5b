#pragma once

#include <string>

#include "plimsoll/scenarios/load_study.hpp"
#include "plimsoll/scenarios/run_method.hpp"

namespace plimsoll {

/// Whether the method draws every member's year, so that it needs tables to draw from.
bool draws_members(RunMethod method);

/// Throws InputError where the study's engine has no members' laws and the method needs them.
void check_method(LoadedStudy const& loaded, RunMethod method);

/// What must stand below every table of the method; empty where figures are those of drawn members.
std::string method_note(RunMethod method);

}  // namespace plimsoll
