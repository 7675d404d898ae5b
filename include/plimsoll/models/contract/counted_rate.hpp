#pragma once

#include "plimsoll/models/contract/measured_rate.hpp"

namespace plimsoll {

/// Chance that a patient is counted in the numerator: good results count where their record reaches the
/// payer, and where lower is better the good result is not to be in it.
constexpr double counted_rate(Better better, double true_rate, double completeness) {
  return better == Better::higher ? true_rate * completeness : 1.0 - (1.0 - true_rate) * completeness;
}

}  // namespace plimsoll
