#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "plimsoll/core/address.hpp"
#include "plimsoll/core/lanes.hpp"

namespace plimsoll {

/// Independent scrambles of one Sobol sequence that a run is made of. A constant of the format.
inline constexpr std::uint32_t sobol_replicates = 16;

/// Trials that give every replicate one block; a run should have whole rounds, best 2^k of them.
inline constexpr std::uint64_t sobol_round = sobol_replicates * lane_count;

/// Replicate a trial belongs to: blocks of 256 trials take turns, so a longer run adds points to every
/// replicate and keeps those it has.
constexpr std::uint32_t sobol_replicate(std::uint32_t trial) {
  return trial / static_cast<std::uint32_t>(lane_count) % sobol_replicates;
}

/// Points of the Sobol sequence with the direction numbers of Joe and Kuo as Boost.Random has them, scrambled
/// by random lower-triangular matrices and a digital shift: I. M. Sobol (1967); J. Matousek (1998), J.
/// Complexity 14, 527-556; A. B. Owen (2003), J. Complexity 19 on its variance, which is that of nested
/// uniform scrambling. A point is addressed by trial: any trial may be asked for in any order.
class ScrambledSobol {
 public:
  static constexpr std::size_t most_dimensions = 3667;

  /// Expects 1 to 3667 dimensions.
  ScrambledSobol(Seed seed, std::size_t dimensions);

  std::size_t dimensions() const { return dimensions_; }
  /// Uniform in (0, 1) on the grid of `uniform`; a trial of replicate g is its point number
  /// trial / 4096 * 256 + trial % 256.
  double at(std::uint32_t trial, std::size_t dimension) const;

 private:
  static constexpr std::size_t index_bits = 28;  // trials are 32 bits, replicates take four of them
  struct Digits {
    std::array<std::uint64_t, index_bits> columns;
    std::uint64_t shift;
  };
  std::size_t dimensions_;
  std::vector<Digits> digits_;  // replicate × dimension
};

/// Independent standard normal scores made of Sobol points. With a direction the first coordinate, of which
/// the sequence is best, moves all scores along it, and the others at right angles to it (a Householder
/// reflection): after J. Imai and K. S. Tan (2006), J. Computational Finance 10(2), 129-155.
class SobolScores {
 public:
  /// Expects at least one score, and a direction of as many numbers, not all zero, or none.
  SobolScores(Seed seed, std::size_t scores, std::vector<double> direction = {});

  std::size_t size() const { return points_.dimensions(); }
  /// One Lanes per score.
  std::vector<Lanes> operator()(TrialBlock block) const;

 private:
  ScrambledSobol points_;
  std::vector<double> mirror_;  // unit normal of the reflection; empty: none
};

}  // namespace plimsoll
