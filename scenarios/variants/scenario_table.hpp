#pragma once

#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "variants/variant_trials.hpp"

namespace plimsoll {

/// By performance year, every contract under the study as it is and under each scenario, with the difference
/// the scenario makes.
std::vector<Table> scenario_tables(VariantStudy& variants, std::vector<std::string> const& scenarios);

}  // namespace plimsoll
