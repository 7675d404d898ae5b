#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "plimsoll/models/cost/severity_law.hpp"
#include "plimsoll/models/cost/straight_bin.hpp"

namespace plimsoll {

/// Quantile tables of the sum of n claims, n = 1 … most, of one severity law: a member's amount in a category
/// from its count and one word.
///
/// The place p = 1 - u in the upper tail is read on octaves of 32 bins. In a bin the amount runs straight
/// from one end to the other, the ends such that the bin keeps its mean and variance under the law of the
/// sum, so both moments of the whole are those of the law. Words in the outermost 2^-16 take 16 further bits,
/// which reach 2^-32; the last bin holds all beyond. Laws by FFT, docs/theory/sums.md.
class SumTable {
 public:
  static constexpr int bin_bits = 5;     ///< 32 bins an octave
  static constexpr int outer_bits = 15;  ///< 31-bit places below 2^15 are read on the outer bins
  static constexpr std::int32_t octaves = 31 - outer_bits;
  /// One more than the bins: a place rounds up to 1 as a single.
  static constexpr std::int32_t stride = (octaves << bin_bits) + 1;

  static constexpr std::int32_t most_claims = 255;

  /// Tables for 1 … most claims, 1 <= most <= most_claims.
  SumTable(SeverityLaw const& law, std::int32_t most);

  /// Sum of `claims` amounts in units of scale() dollars; `further` is a second word, read in the outermost
  /// 2^-16 only. Expects claims <= most(): larger sums are made of several.
  float operator()(std::int32_t claims, std::uint32_t word, std::uint32_t further) const;
  /// Whether one word does not do.
  bool needs_further(std::int32_t claims, std::uint32_t word) const {
    return claims > most_ || (claims > 0 && place_of(word) < 1u << outer_bits);
  }

  std::int32_t most() const { return most_; }
  /// Dollars of one unit.
  double scale() const { return scale_; }
  /// First bin of 0 claims, all zero; those of n claims start n · stride later. Amounts over scale(), read by
  /// the place along its octave.
  StraightBin const* bins() const { return bins_.data(); }
  /// The same for places below 2^15, times 2^16.
  StraightBin const* outer_bins() const { return outer_.data(); }
  /// All bins, for a digest.
  std::span<StraightBin const> all_bins() const { return bins_; }
  std::span<StraightBin const> all_outer_bins() const { return outer_; }

  /// Every number of the table, for another process of the same run: `keep` gets them, `fill` sets them.
  template <class Keep>
  void tell_parts(Keep&& keep) const {
    keep(most_, scale_, bins_, outer_);
  }
  template <class Fill>
  static SumTable from_parts(Fill&& fill) {
    SumTable table;
    fill(table.most_, table.scale_, table.bins_, table.outer_);
    return table;
  }

  /// 31-bit place of a word in the upper tail.
  static constexpr std::uint32_t place_of(std::uint32_t word) { return ~word >> 1; }

 private:
  SumTable() = default;

  std::int32_t most_ = 0;
  double scale_ = 0.0;
  std::vector<StraightBin> bins_, outer_;
};

}  // namespace plimsoll
