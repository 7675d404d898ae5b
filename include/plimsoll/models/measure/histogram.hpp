#pragma once

#include <cstddef>
#include <vector>

#include "plimsoll/models/measure/sample.hpp"

namespace plimsoll {

/// One amount that many trials share to the last bit: nothing owed, or the most a contract pays.
struct Atom {
  double value;
  double share;  ///< of all trials
  friend bool operator==(Atom const&, Atom const&) = default;
};

/// The shape of a column: shares of its trials in bins of equal width from P1 to P99, atoms apart.
struct Histogram {
  double low = 0.0, high = 0.0;  ///< P1 and P99
  std::vector<double> share;     ///< by bin, without the atoms; what lies outside P1 to P99 is in none
  std::vector<Atom> atoms;       ///< ascending
};

/// Shares at or above this that lie on one amount are an atom.
inline constexpr double least_atom = 0.01;

/// Weighs trials as the sample's design does. Expects at least one bin.
Histogram histogram_of(Sample const& sample, std::size_t bins);

/// The bin of a histogram a value falls into, or the nearest one.
std::size_t bin_of(Histogram const& histogram, double value);

}  // namespace plimsoll
