#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "plimsoll/models/cost/count_law.hpp"

namespace plimsoll {

/// Counts of one law by inversion, for any mean in a range, from 32 bits.
///
/// Everything that moves frequency meets in the mean, so the tables stand on a grid of means: 2^grid_bits
/// rows an octave, evenly spaced inside it. The low 10 bits of the word choose between the two rows around a
/// mean with the chances that keep the mean; the high 22 bits are the place p = 1 - u in the upper tail, and
/// the count is the number of k with p < P(N > k). With the same word a higher mean never gives fewer claims.
/// The choice of rows makes the variance larger by at most mean² / 4^(grid_bits + 1); grid_bits is 6, or what
/// keeps that below 2.5e-4 of the variance. docs/theory/sums.md.
///
/// A row's guide has 16 bins an octave of p, each with the one boundary that falls into it: what the vector
/// kernels read. Bins with more boundaries send the reader to the row's list.
class CountGuide {
 public:
  static constexpr int pick_bits = 10;
  static constexpr std::uint32_t place_bits = 32 - pick_bits;
  static constexpr int bin_bits = 4;
  static constexpr std::uint32_t bins_per_row = (place_bits + 1) << bin_bits;
  static constexpr std::uint32_t many = (1u << pick_bits) - 1;  ///< count field of a bin with many boundaries

  /// For means in [lowest, highest], 0 < lowest <= highest, cut at 256. Poisson or negative binomial; the
  /// law's own mean does not matter.
  CountGuide(CountLaw const& law, double lowest, double highest);

  /// Claims at `mean` by this word. 0 at mean 0; means outside the range are inverted one by one.
  std::int32_t operator()(float mean, std::uint32_t word) const;
  /// Place of the tail below which some claim happens, at the row above `mean`: words whose 22-bit place is
  /// not below it have no claim. All of them where the mean is outside the range.
  std::uint32_t any_below(float mean) const;

  /// Where a mean lies: row counted from the first of the guide, and the chance, of 1024, of the row after
  /// it.
  struct Place {
    std::uint32_t row, upper;
  };
  Place place_of(float mean) const;
  /// Both rows of a place are in the guide.
  bool holds(Place place) const { return place.row < last_; }

  // What the kernels read.
  int grid_shift() const { return shift_; }
  std::uint32_t first_row() const { return first_; }
  std::uint32_t rows() const { return last_ + 1; }
  std::uint32_t const* bins() const { return bins_.data(); }
  std::span<std::uint32_t const> all_bins() const { return bins_; }
  std::uint32_t const* any() const { return any_.data(); }

  /// Every number of the guide, for another process of the same run: `keep` gets them, `fill` sets them.
  template <class Keep>
  void tell_parts(Keep&& keep) const {
    keep(shift_, first_, last_, bins_, any_, boundaries_, starts_);
  }
  template <class Fill>
  static CountGuide from_parts(CountLaw const& law, Fill&& fill) {
    CountGuide guide(law);
    fill(guide.shift_, guide.first_, guide.last_, guide.bins_, guide.any_, guide.boundaries_, guide.starts_);
    return guide;
  }

  /// 22-bit place of a word in the upper tail.
  static constexpr std::uint32_t tail_place(std::uint32_t word) { return ~word >> pick_bits; }

 private:
  explicit CountGuide(CountLaw const& law) : law_(law) {}
  void add_row(double mean);
  std::int32_t outside(double mean, std::uint32_t word) const;

  CountLaw law_;
  int shift_ = 17;                         // of a single's bits down to its row
  std::uint32_t first_ = 0;                // bits >> shift of the first row's mean
  std::uint32_t last_ = 0;                 // the last row, counted from the first
  std::vector<std::uint32_t> bins_;        // rows × bins_per_row: place << 10 | count
  std::vector<std::uint32_t> any_;         // by row: round(P(N > 0) · 2^22)
  std::vector<std::uint32_t> boundaries_;  // P(N > k) · 2^22, k = 0, 1, …, row after row
  std::vector<std::uint32_t> starts_;      // of each row in boundaries_, and the end
};

}  // namespace plimsoll
