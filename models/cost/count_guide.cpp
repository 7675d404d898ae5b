#include "plimsoll/models/cost/count_guide.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/cost/count_chances.hpp"
#include "plimsoll/models/cost/count_inversion.hpp"
#include "plimsoll/models/cost/straight_bin.hpp"

namespace plimsoll {
namespace {

constexpr int usual_grid_bits = 6;
constexpr int most_grid_bits = 10;
constexpr double most_mean = 256.0;              // beyond it rows would hold more counts than fit their field
constexpr double most_excess_variance = 2.5e-4;  // of the count's variance, from the choice between two rows
constexpr double places = 1u << CountGuide::place_bits;

/// Rows an octave, as a power of two, that keep the excess variance down at the highest mean.
int grid_bits(CountLaw const& law, double highest) {
  double const ratio = highest * highest / variance(with_mean(law, highest));
  int bits = usual_grid_bits;
  while (bits < most_grid_bits && ratio / std::pow(4.0, bits + 1) > most_excess_variance) ++bits;
  return bits;
}

/// P(N > k) · 2^22 for k = 0, 1, … down to the last that is not 0.
std::vector<std::uint32_t> boundaries_of(CountLaw const& law, double mean) {
  CountChances const chances(law, mean);
  std::vector<std::uint32_t> boundaries;
  double chance = chances.none(), below = chance;
  for (double k = 0.0;; ++k) {
    double const place = std::round(std::max(0.0, 1.0 - below) * places);
    if (place <= 0.0 && k > mean) return boundaries;
    boundaries.push_back(static_cast<std::uint32_t>(place));
    chance = chances.next(chance, k);
    below += chance;
  }
}

/// Bin of a place: 2 · place + 1 is never 0 and exact as a single.
std::uint32_t bin_of(std::uint32_t place) {
  return octave_bin<CountGuide::bin_bits>(static_cast<float>(2 * place + 1));
}

/// First place of the bin after this one.
std::uint32_t end_of(std::uint32_t bin) {
  constexpr int shift = 23 - CountGuide::bin_bits;
  auto const next = std::bit_cast<float>((bin + 1 + (127u << CountGuide::bin_bits)) << shift);
  return static_cast<std::uint32_t>(std::ceil((next - 1.0f) / 2.0f));
}

}  // namespace

CountGuide::CountGuide(CountLaw const& law, double lowest, double highest) : law_(law) {
  PLIMSOLL_EXPECT(!std::holds_alternative<BernoulliCount>(law));
  PLIMSOLL_EXPECT(lowest > 0.0 && lowest <= highest);
  lowest = std::min(lowest, most_mean);
  highest = std::min(highest, most_mean);
  shift_ = 23 - grid_bits(law_, highest);
  auto const row_of = [&](double mean) {
    return std::bit_cast<std::uint32_t>(static_cast<float>(mean)) >> shift_;
  };
  first_ = row_of(lowest);
  last_ = row_of(highest) + 2 - first_;  // one for the row after a mean, one for rounding
  starts_.push_back(0);
  for (std::uint32_t row = 0; row <= last_; ++row) add_row(std::bit_cast<float>((first_ + row) << shift_));
}

void CountGuide::add_row(double mean) {
  std::vector<std::uint32_t> const boundaries = boundaries_of(law_, mean);
  any_.push_back(boundaries.empty() ? 0 : boundaries.front());
  boundaries_.insert(boundaries_.end(), boundaries.begin(), boundaries.end());
  starts_.push_back(static_cast<std::uint32_t>(boundaries_.size()));
  std::size_t const start = bins_.size();
  bins_.resize(start + bins_per_row, 0);
  // From the far tail, where the count is highest, to the body.
  std::size_t const most = boundaries.size();
  std::size_t passed = 0;  // boundaries at or below the bin's first place
  std::uint32_t const end = 1u << place_bits;
  for (std::uint32_t place = 0; place < end;) {
    std::uint32_t const bin = bin_of(place);
    std::uint32_t const until = std::min(end, end_of(bin));
    while (passed < most && boundaries[most - 1 - passed] <= place) ++passed;
    std::size_t inside = 0;
    while (passed + inside < most && boundaries[most - 1 - passed - inside] < until) ++inside;
    // The count falls by one at each boundary: `fewer` beyond the last of the bin.
    std::size_t const fewer = most - passed - inside;
    std::uint32_t const boundary = inside == 1 ? boundaries[most - 1 - passed] : 0;
    auto const beyond = static_cast<std::uint32_t>(fewer);
    bins_[start + bin] =
        inside > 1 || beyond + 1 >= many ? beyond << pick_bits | many : boundary << pick_bits | beyond;
    place = until;
  }
}

CountGuide::Place CountGuide::place_of(float mean) const {
  std::uint32_t const rounded = std::bit_cast<std::uint32_t>(mean) + (1u << (shift_ - pick_bits - 1));
  return {(rounded >> shift_) - first_, rounded >> (shift_ - pick_bits) & ((1u << pick_bits) - 1)};
}

std::int32_t CountGuide::operator()(float mean, std::uint32_t word) const {
  if (!(mean > 0.0f)) return 0;
  Place const at = place_of(mean);
  if (!holds(at)) return outside(mean, word);
  std::uint32_t const row = at.row + ((word & ((1u << pick_bits) - 1)) < at.upper ? 1 : 0);
  std::uint32_t const place = tail_place(word);
  std::uint32_t const entry = bins_[row * bins_per_row + bin_of(place)];
  std::uint32_t const fewer = entry & many;
  if (fewer != many) return static_cast<std::int32_t>(fewer + (place < entry >> pick_bits ? 1 : 0));
  // The bin says how many boundaries lie beyond it, and holds few.
  std::uint32_t at_boundary = starts_[row] + (entry >> pick_bits);
  while (at_boundary < starts_[row + 1] && place < boundaries_[at_boundary]) ++at_boundary;
  return static_cast<std::int32_t>(at_boundary - starts_[row]);
}

std::uint32_t CountGuide::any_below(float mean) const {
  if (!(mean > 0.0f)) return 0;
  Place const at = place_of(mean);
  return holds(at) ? any_[at.row + 1] : 1u << place_bits;
}

std::int32_t CountGuide::outside(double mean, std::uint32_t word) const {
  double const u = (static_cast<double>(word) + 0.5) * 0x1p-32;
  if (u <= 1.0 - mean) return 0;  // P(N > 0) is at most the mean: most of those far below the grid
  return static_cast<std::int32_t>(CountInversion(law_)(mean, u));
}

}  // namespace plimsoll
