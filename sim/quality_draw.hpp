#pragma once

#include "plimsoll/models/contract/measured_rate.hpp"
#include "plimsoll/sim/drivers.hpp"

namespace plimsoll {

/// Measured rates of one block in one year of the axis: Bin(denominator, chance) / denominator, each from one
/// word addressed by the measure's key path, trial and year, by inversion. With the same words a better true
/// rate is never measured worse. docs/theory/quality.md.
Lanes draw(MeasuredRate const& rate, DriverLanes const& drivers, YearAxis const& years, std::size_t year,
           Seed seed, TrialBlock block);

/// The same with the chance of each trial given.
Lanes draw_rate(MeasuredRate const& rate, Lanes const& chance, int calendar_year, Seed seed,
                TrialBlock block);

/// What the measured rates come to on average given the drivers.
Lanes expected_rate(MeasuredRate const& rate, DriverLanes const& drivers, YearAxis const& years,
                    std::size_t year);

}  // namespace plimsoll
