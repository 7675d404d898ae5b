// Vector form of straight_bin.hpp, included once for every Highway target.
#if defined(PLIMSOLL_STRAIGHT_BINS_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef PLIMSOLL_STRAIGHT_BINS_INL
#undef PLIMSOLL_STRAIGHT_BINS_INL
#else
#define PLIMSOLL_STRAIGHT_BINS_INL
#endif

#include <hwy/highway.h>

#include "chosen_first.hpp"
#include "plimsoll/models/cost/straight_bin.hpp"

HWY_BEFORE_NAMESPACE();
namespace plimsoll::HWY_NAMESPACE {
#if HWY_TARGET != HWY_SCALAR

namespace hn = hwy::HWY_NAMESPACE;

using DU = hn::ScalableTag<std::uint32_t>;
using DI = hn::RebindToSigned<DU>;
using DF = hn::RebindToFloat<DU>;
using VU = hn::Vec<DU>;
using VI = hn::Vec<DI>;
using VF = hn::Vec<DF>;

/// along_octave of singles given by their bits.
HWY_INLINE VF AlongOctave(VI bits) {
  DI const di;
  return hn::BitCast(DF(), hn::Or(hn::And(bits, hn::Set(di, 0x007FFFFF)), hn::Set(di, 0x3F800000)));
}

/// octave_bin of singles given by their bits.
template <int kBits>
HWY_INLINE VI OctaveBin(VI bits) {
  return hn::Sub(hn::ShiftRight<23 - kBits>(bits), hn::Set(DI(), 127 << kBits));
}

/// bins[index](f): a base and its rise come by one load of 64 bits.
HWY_INLINE VF OnStraightBins(StraightBin const* bins, VI index, VF f) {
  static_assert(sizeof(StraightBin) == sizeof(std::uint64_t));
  DF const df;
  hn::Repartition<std::uint64_t, DU> const du64;
  hn::Repartition<std::int64_t, DU> const di64;
  auto const* const pairs = reinterpret_cast<std::uint64_t const*>(bins);
  VF const low = hn::BitCast(
      df, hn::GatherIndex(du64, pairs, hn::PromoteTo(di64, hn::LowerHalf(hn::Half<DI>(), index))));
  VF const high = hn::BitCast(
      df, hn::GatherIndex(du64, pairs, hn::PromoteTo(di64, hn::UpperHalf(hn::Half<DI>(), index))));
  return hn::Add(hn::ConcatEven(df, high, low), hn::Mul(hn::ConcatOdd(df, high, low), f));
}

/// Calls `look` for each lane of the mask, lanes counted from `first`.
template <class Mask, class Look>
HWY_INLINE void ForEachLane(Mask mask, std::size_t first, Look const& look) {
  DU const du;
  if (HWY_LIKELY(hn::AllFalse(du, mask))) return;
  std::uint8_t bits[8] = {};
  hn::StoreMaskBits(du, mask, bits);
  for (unsigned left = bits[0] | static_cast<unsigned>(bits[1]) << 8; left != 0; left &= left - 1)
    look(first + static_cast<std::size_t>(std::countr_zero(left)));
}

/// Writes the chosen lanes one after the other at `to`, which has room for a whole vector, and says how many.
template <class D>
HWY_INLINE std::size_t Append(D d, hn::Vec<D> values, hn::Mask<D> chosen, hn::TFromD<D>* to) {
#if HWY_TARGET <= HWY_AVX3
  hn::StoreU(hn::Compress(values, chosen), d, to);
  return hn::CountTrue(d, chosen);
#else
  // Highway 1.0 copies its own table to the stack at each use.
  static_assert(hn::MaxLanes(d) <= 8);
  DU const du;
  std::uint8_t bits[8] = {};
  hn::StoreMaskBits(d, chosen, bits);
  VU const nibbles = hn::Shr(hn::Set(du, chosen_first[bits[0]]), hn::Mul(hn::Iota(du, 0), hn::Set(du, 4u)));
  VU const order = hn::And(nibbles, hn::Set(du, static_cast<std::uint32_t>(hn::Lanes(du) - 1)));
  hn::StoreU(hn::TableLookupLanes(values, hn::IndicesFromVec(d, order)), d, to);
  return static_cast<std::size_t>(std::popcount(bits[0]));
#endif
}

#endif
}  // namespace plimsoll::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
