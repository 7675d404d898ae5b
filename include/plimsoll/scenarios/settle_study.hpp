#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {

/// Which contract-years to settle.
struct SettleSetting {
  std::string contract;     ///< id; empty = all
  std::optional<int> year;  ///< performance year; the first when not given
};

/// Rates of gross savings a payoff is shown at.
struct PayoffGrid {
  double from = -0.15, to = 0.15, step = 0.01;
};

/// Tables of a settlement, and what was assumed to make it.
struct Settled {
  std::vector<Table> tables;
  std::vector<std::string> notices;
};

/// Settles one year from what it came to (`[actual.NAME]`), drivers and measured rates at their means: first
/// the contracts side by side, then the ledger of each, line by line. Throws InputError naming every number
/// that is needed and not given.
Settled settle_study(CompiledStudy const& study, SettleSetting const& setting);

/// What each contract pays at each rate of gross savings (benchmark less cost, over the benchmark it names
/// before any term, or over the one its terms make), and where its payoff bends or jumps, by which clause.
Settled payoff_of_study(CompiledStudy const& study, SettleSetting const& setting, PayoffGrid const& grid);

}  // namespace plimsoll
