#pragma once

#include <vector>

#include "in_year/drawn_study.hpp"

namespace plimsoll {

/// How the point estimates came from those of an earlier re-forecast to those of this one, step by step on
/// the same random numbers: what each step adds, in whole cents, so that the steps add up exactly. Throws
/// InputError where the earlier study can no longer be read.
std::vector<Table> change_tables(LoadedStudy const& loaded, DrawnStudy const& drawn, Reforecast const& now,
                                 ReforecastRequest const& request);

}  // namespace plimsoll
