#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "plimsoll/scenarios/live_terms.hpp"
#include "plimsoll/scenarios/opened_run.hpp"

namespace plimsoll {

// What the charts of a report are drawn from, over all trials of the run.

nlohmann::ordered_json settlement_curves_json(OpenedRun const& run);
nlohmann::ordered_json difference_curves_json(OpenedRun const& run);
/// Payoffs from -15 % to 15 % of gross savings with their kinks, and how often trials come near each rate.
nlohmann::ordered_json payoff_curves_json(OpenedRun const& run, std::vector<ContractPayoff> const& payoffs);

}  // namespace plimsoll
