#pragma once

#include <span>
#include <string>

#include "plimsoll/models/measure/figure.hpp"
#include "plimsoll/models/measure/trial_design.hpp"

namespace plimsoll {

/// How two columns drawn on the same random numbers differ, trial by trial. Positive is to us, so larger is
/// better.
struct PairedDifference {
  Figure mean;  ///< E[a - b]; its error is that of the differences, far below the two errors combined
  Figure standard_deviation;  ///< of a - b
  Figure better;              ///< P(a > b)
  Figure equal;               ///< P(a = b), to the last bit: cents once rounded, so ties are real
  Figure worse;               ///< P(a < b)
};

/// Compares a with b. Expects columns of one length, at least one trial, all finite, and a design of that
/// length if any. Ids are `<id>.<measure>`.
PairedDifference paired_difference(std::string const& id, Unit unit, std::span<double const> a,
                                   std::span<double const> b, SharedDesign design = nullptr);

}  // namespace plimsoll
