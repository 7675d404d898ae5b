#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "plimsoll/core/word_lanes.hpp"
#include "plimsoll/models/cost/count_lanes.hpp"
#include "plimsoll/models/cost/frailty.hpp"
#include "plimsoll/models/cost/straight_bin.hpp"

namespace plimsoll {

/// Normal scores and frailty factors from tables: no rejection, so one word is one draw.
///
/// The score is read from the word's place in the nearer tail, on octaves of 16 bins; the factor from the
/// score, on bins of 1/64 between -6.5 and 6.5, beyond which it is that of the end. Bins run straight between
/// exact quantiles, all scaled so that the mean of the factor is 1.
///
/// A t score is a normal score times the member's spread, sqrt(degrees / chi-square), taken at the middles of
/// 39 parts of its law: 31 with a chance of 1/32 each, and octaves of the 1/32 widest. Each has factors of
/// its own, so the copula is that of this mixture of normal laws, and the factor's law is exact.
class FrailtyTable {
 public:
  static constexpr float end = 6.5f;
  static constexpr int steps_per_unit = 64;
  static constexpr int factors_per_spread = static_cast<int>(2.0f * end) * steps_per_unit + 1;
  static constexpr int score_octaves = 31, bin_bits = 4;
  static constexpr int even_spreads = 31, far_spreads = 8;

  /// Of the family, cv and copula of `frailty`; its categories have tables of their own.
  explicit FrailtyTable(Frailty const& frailty);

  /// Standard normal score of a word, increasing in it.
  float score(std::uint32_t word) const;
  /// Spreads to choose from: 1 for the normal copula.
  std::int32_t spreads() const { return spreads_; }
  /// Factor on frequency of a member with this normal score and spread, increasing in the score.
  float factor(float score, std::int32_t spread = 0) const;

  StraightBin const* scores() const { return scores_.data(); }
  StraightBin const* factors() const { return factors_.data(); }
  std::span<StraightBin const> all_factors() const { return factors_; }

  /// Every number of the table, for another process of the same run: `keep` gets them, `fill` sets them.
  template <class Keep>
  void tell_parts(Keep&& keep) const {
    keep(spreads_, scores_, factors_);
  }
  template <class Fill>
  static FrailtyTable from_parts(Fill&& fill) {
    FrailtyTable table;
    fill(table.spreads_, table.scores_, table.factors_);
    return table;
  }

 private:
  FrailtyTable() = default;

  std::int32_t spreads_ = 1;
  std::vector<StraightBin> scores_;
  std::vector<StraightBin> factors_;  // spread after spread
};

/// Which of the spreads a word chooses: by its first five bits, then by the zeros that follow five of them.
constexpr std::int32_t spread_of(std::uint32_t word) {
  if (std::uint32_t const even = word >> 27; even > 0) return static_cast<std::int32_t>(even) - 1;
  return FrailtyTable::even_spreads + std::min(FrailtyTable::far_spreads - 1, std::countl_zero(word) - 5);
}

/// How likely a word is to choose this spread, of a table with so many.
constexpr double spread_chance(std::int32_t spread, std::int32_t spreads) {
  if (spreads == 1) return 1.0;
  double const even = 1.0 / (FrailtyTable::even_spreads + 1);
  int const octave = spread - FrailtyTable::even_spreads;
  return octave < 0 ? even
                    : even / static_cast<double>(1 << std::min(octave + 1, FrailtyTable::far_spreads - 1));
}

/// scores[lane] = table.score(words[lane]), over all lanes.
void draw_scores(FrailtyTable const& table, LanesOf<std::uint32_t> const& words, MeanLanes& scores);

/// factors[lane] = table.factor(scores[lane]), over all lanes.
void frailty_factors(FrailtyTable const& table, MeanLanes const& scores, MeanLanes& factors);

/// factors[lane] = table.factor(scores[lane], spreads[lane]), over all lanes.
void frailty_factors(FrailtyTable const& table, MeanLanes const& scores, CountLanes const& spreads,
                     MeanLanes& factors);

}  // namespace plimsoll
