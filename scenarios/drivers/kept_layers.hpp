#pragma once

#include <optional>
#include <string>
#include <vector>

#include "drivers/spend_parts.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// What all members of a population cost above each of some limits, by trial: the excess curve of a run.
struct KeptLayers {
  std::vector<double> limits;               ///< ascending, the first is 0
  std::vector<std::vector<double>> excess;  ///< dollars above the limit, by limit and trial
  std::vector<std::vector<double>> over;    ///< member-years of those above it, by limit and trial

  /// Cost between limits that lie well apart; parts add up to all of it.
  SpendCut by_layer(std::span<double const> settlement) const;
  /// Cost of the dearest share of members in each trial, and that of the others: the least over all limits L
  /// of L times their number plus what all members cost above L. None where the dearest reach below the
  /// lowest limit kept in some trial.
  std::optional<SpendCut> by_top(double share, std::span<double const> settlement) const;
  /// Cost of the dearest in one trial, dollars.
  std::optional<double> top_cost(double share, std::size_t trial) const;
};

/// Of all services of a population in one year, its enrolment types added up; none where the run kept no
/// curve of them.
std::optional<KeptLayers> kept_layers(TrialTable const& trials, std::string const& population, int year);

}  // namespace plimsoll
