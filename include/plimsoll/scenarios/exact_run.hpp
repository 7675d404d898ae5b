#pragma once

#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {

/// The tables of a run without any draw: the contracts over strata of equal chance of the one random total
/// they settle, whose distribution is known (PanelTotal). Figures have no error of simulation; a note below
/// every table gives the numerical one. Expects a study compiled with method exact. Throws InputError naming
/// the reason where the study settles more than one random total, where the settlement depends on how the
/// total splits over enrolment types, categories and excess, or where the total's distribution cannot be
/// followed. docs/theory/exact.md.
std::vector<Table> exact_tables(CompiledStudy const& study);

/// The table with every figure marked as exact: standard errors of 0, no interval.
Table without_errors(Table const& table);

}  // namespace plimsoll
