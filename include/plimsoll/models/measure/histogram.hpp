#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "plimsoll/models/measure/trial_design.hpp"

namespace plimsoll {

/// One amount that many trials share to the last bit: nothing owed, or the most a contract pays.
struct Atom {
  double value;
  double share;  ///< of all trials
  friend bool operator==(Atom const&, Atom const&) = default;
};

/// The shape of a column: shares of its trials in bins of equal width from `low` to `high`, atoms apart.
struct Histogram {
  double low = 0.0, high = 0.0;
  std::vector<double> share;  ///< by bin, without the atoms; what lies outside is in none
  std::vector<Atom> atoms;    ///< ascending
};

/// Shares at or above this that lie on one amount, in two trials or more, are an atom.
inline constexpr double least_atom = 0.01;

/// Trials weigh as the design says, or the same where there is none. Expects a value, and at least one bin.
Histogram histogram_of(std::span<double const> values, SharedDesign const& design, std::size_t bins,
                       double low, double high);
/// The same from the least to the largest value that is no atom; without bins where all are.
Histogram histogram_of(std::span<double const> values, SharedDesign const& design, std::size_t bins);

/// The bin of a histogram a value falls into, or the nearest one. Expects at least one bin.
std::size_t bin_of(Histogram const& histogram, double value);

/// (x, share of trials above x) at no more than `points` values and the largest, ascending from the least.
/// Steps grow finer towards the largest, whose own share is 0. Expects a value, and two points or more.
std::vector<std::pair<double, double>> exceedance(std::span<double const> values, SharedDesign const& design,
                                                  std::size_t points);

}  // namespace plimsoll
