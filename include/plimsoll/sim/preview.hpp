#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "plimsoll/sim/pilot.hpp"

namespace plimsoll {

/// What a trial would come to, guessed from its drivers alone: every tally as a smooth function of what moves
/// its panel (roster, frequency, unit cost) fitted to a pilot, with a few typical departures of the members
/// from it, all settled through the contracts. A microsecond or two a trial; good enough to say which trials
/// matter and to be corrected by them, never to be reported alone. docs/theory/estimators.md.
class Preview {
 public:
  /// Departures a trial is settled with, each standing for an equal share of what members may do.
  static constexpr std::size_t points = 8;

  Preview(RunPlan const& plan, Pilot const& pilot);

  /// The rows of a block, once for every point.
  std::vector<TrialRows> settle(TrialBlock block) const;

 private:
  /// One tally in one year: mean / scale is a polynomial of the logarithms of frequency and unit cost.
  struct Fit {
    bool drawn = false;  // false: no panel of the engine moves it
    std::array<double, 6> mean{};
    std::array<double, points> departures{};  // of mean / scale at a scale of 1
  };
  struct Moves;
  std::vector<Moves> moves_of(DriverLanes const& drivers) const;
  void fit(std::size_t tally, std::size_t year, Pilot const& pilot,
           std::vector<std::vector<Moves>> const& moves, std::vector<double>& residuals);
  Experience experience_at(std::size_t point, std::vector<Moves> const& moves) const;

  RunPlan plan_;
  std::vector<Fit> fits_;  // tally × year
};

}  // namespace plimsoll
