#pragma once

#include <vector>

#include "amounts.hpp"
#include "plimsoll/models/cost/fit_diagnostics.hpp"

namespace plimsoll {

/// Classes of 11 member-years or more, from 0 claims on. Expects 11 member-years or more.
std::vector<CountClass> diagnose_counts(CountLaw const& law, CountSample const& sample);

}  // namespace plimsoll
