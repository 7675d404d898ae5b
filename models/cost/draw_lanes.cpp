#include "plimsoll/models/cost/draw_lanes.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "models/cost/draw_lanes.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, which includes this file once for every target.
#include "models/cost/straight_bins-inl.hpp"

// The vector loops use +, -, × on singles and doubles, conversions and gathers only: no fused multiply-add,
// no estimate, no library mathematics, so every width gives the same bits as the scalar functions they
// repeat.

HWY_BEFORE_NAMESPACE();
namespace plimsoll::HWY_NAMESPACE {

using WordsOfLanes = LanesOf<std::uint32_t>;

constexpr std::uint32_t first_byte_places = CountGuide::place_bits - 8;

#if HWY_TARGET == HWY_SCALAR

void DrawCounts(CountGuide const& guide, MeanLanes const& means, WordsOfLanes const& words, std::size_t count,
                CountLanes& counts) {
  for (std::size_t lane = 0; lane < count; ++lane) counts[lane] = guide(means[lane], words[lane]);
}

void DrawCountsOfOneMean(CountGuide const& guide, float mean, WordsOfLanes const& words, std::size_t count,
                         CountLanes& counts) {
  for (std::size_t lane = 0; lane < count; ++lane) counts[lane] = guide(mean, words[lane]);
}

void DrawSums(SumTable const& table, CountLanes const& counts, WordsOfLanes const& words,
              Lanes const& cents_per_unit, std::size_t count, Lanes& cents, LaneList& further) {
  further.size = 0;
  for (std::size_t lane = 0; lane < count; ++lane) {
    if (table.needs_further(counts[lane], words[lane]))
      further.lane[further.size++] = static_cast<std::uint32_t>(lane);
    else
      cents[lane] =
          std::nearbyint(static_cast<double>(table(counts[lane], words[lane], 0)) * cents_per_unit[lane]);
  }
}

void DrawFirstAmounts(SumTable const& table, CountLanes const& counts, WordsOfLanes const& words,
                      Lanes& units, LaneList& further) {
  further.size = 0;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    units[lane] = 0.0;
    if (counts[lane] == 0) continue;
    if (table.needs_further(1, words[lane]))
      further.lane[further.size++] = static_cast<std::uint32_t>(lane);
    else
      units[lane] = static_cast<double>(table(1, words[lane], 0));
  }
}

void AddAmounts(SumTable const& table, CountLanes const& left, WordLanes const& page, std::size_t count,
                Lanes& units, LaneList& further) {
  further.size = 0;
  for (std::size_t lane = 0; lane < count; ++lane) {
    double sum = units[lane];
    bool more = false;
    for (std::int32_t word = 0; word < std::min(left[lane], 4); ++word) {
      more = more || table.needs_further(1, page[word][lane]);
      sum += static_cast<double>(table(1, page[word][lane], 0));
    }
    if (more)
      further.lane[further.size++] = static_cast<std::uint32_t>(lane);
    else
      units[lane] = sum;
  }
}

void AnyBelow(CountGuide const& guide, MeanLanes const& means, WordsOfLanes& any) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) any[lane] = guide.any_below(means[lane]);
}

void ListPossible(WordsOfLanes const& any, WordsOfLanes const& words, int byte, LaneList& possible) {
  possible.size = 0;
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    if ((~words[lane] >> (24 - 8 * byte) & 0xFFu) << first_byte_places < any[lane])
      possible.lane[possible.size++] = static_cast<std::uint32_t>(lane);
}

void SumLanes(std::span<Lanes const> addends, Lanes& sum) {
  sum = addends.front();
  for (Lanes const& addend : addends.subspan(1))
    for (std::size_t lane = 0; lane < lane_count; ++lane) sum[lane] += addend[lane];
}

void ListAbove(Lanes const& value, Lanes const& limit, LaneList& above) {
  above.size = 0;
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    if (value[lane] > limit[lane]) above.lane[above.size++] = static_cast<std::uint32_t>(lane);
}

#else

/// Counts of a vector at rows that start at `row_start` in the bins; lanes with many boundaries are left with
/// `many`.
HWY_INLINE VU CountsAt(CountGuide const& guide, VU row_start, VU words) {
  DU const du;
  DI const di;
  VU const odd = hn::Or(hn::ShiftRight<CountGuide::pick_bits - 1>(hn::Not(words)), hn::Set(du, 1u));
  VI const bits = hn::BitCast(di, hn::ConvertTo(DF(), hn::BitCast(di, odd)));
  VU const bin = hn::BitCast(du, OctaveBin<CountGuide::bin_bits>(bits));
  VU const entry = hn::GatherIndex(du, guide.bins(), hn::BitCast(di, hn::Add(row_start, bin)));
  VU const fewer = hn::And(entry, hn::Set(du, CountGuide::many));
  VI const place = hn::BitCast(di, hn::ShiftRight<1>(odd));
  VI const boundary = hn::BitCast(di, hn::ShiftRight<CountGuide::pick_bits>(entry));
  return hn::Sub(fewer, hn::BitCast(du, hn::VecFromMask(di, hn::Lt(place, boundary))));
}

HWY_INLINE VU RowStart(VU row) {
  return hn::Mul(row, hn::Set(DU(), CountGuide::bins_per_row));
}

/// All bits set, so minus one, where the word chooses the row after the mean.
HWY_INLINE VU PickUpper(VU words, VU upper) {
  DU const du;
  DI const di;
  VI const pick = hn::BitCast(di, hn::And(words, hn::Set(du, CountGuide::many)));
  return hn::BitCast(du, hn::VecFromMask(di, hn::Lt(pick, hn::BitCast(di, upper))));
}

struct PlaceLanes {
  VU row, upper;
};

HWY_INLINE PlaceLanes PlaceOf(CountGuide const& guide, VF means) {
  DU const du;
  int const shift = guide.grid_shift(), pick_shift = shift - CountGuide::pick_bits;
  VU const rounded = hn::Add(hn::BitCast(du, means), hn::Set(du, 1u << (pick_shift - 1)));
  return {hn::Sub(hn::ShiftRightSame(rounded, shift), hn::Set(du, guide.first_row())),
          hn::And(hn::ShiftRightSame(rounded, pick_shift), hn::Set(du, CountGuide::many))};
}

void DrawCounts(CountGuide const& guide, MeanLanes const& means, WordsOfLanes const& words, std::size_t count,
                CountLanes& counts) {
  DU const du;
  DF const df;
  VU const last = hn::Set(du, guide.rows() - 2);
  for (std::size_t lane = 0; lane < count; lane += hn::Lanes(du)) {
    VU const word = hn::Load(du, words.data() + lane);
    PlaceLanes const at = PlaceOf(guide, hn::Load(df, means.data() + lane));
    VU const row = hn::Min(at.row, last);
    VU const counted = CountsAt(guide, RowStart(hn::Sub(row, PickUpper(word, at.upper))), word);
    hn::Store(hn::BitCast(DI(), counted), DI(), counts.data() + lane);
    auto const look = hn::Or(hn::Ne(at.row, row), hn::Eq(counted, hn::Set(du, CountGuide::many)));
    ForEachLane(look, lane, [&](std::size_t i) { counts[i] = guide(means[i], words[i]); });
  }
}

void DrawCountsOfOneMean(CountGuide const& guide, float mean, WordsOfLanes const& words, std::size_t count,
                         CountLanes& counts) {
  DU const du;
  CountGuide::Place const at = guide.place_of(mean);
  VU const start = hn::Set(du, at.row * CountGuide::bins_per_row), upper = hn::Set(du, at.upper);
  VU const step = hn::Set(du, CountGuide::bins_per_row);
  for (std::size_t lane = 0; lane < count; lane += hn::Lanes(du)) {
    VU const word = hn::Load(du, words.data() + lane);
    VU const counted = CountsAt(guide, hn::Add(start, hn::And(step, PickUpper(word, upper))), word);
    hn::Store(hn::BitCast(DI(), counted), DI(), counts.data() + lane);
    auto const look = hn::Eq(counted, hn::Set(du, CountGuide::many));
    ForEachLane(look, lane, [&](std::size_t i) { counts[i] = guide(mean, words[i]); });
  }
}

HWY_INLINE void StoreCents(VF amounts, double const* cents_per_unit, double* cents) {
  hn::Repartition<double, DF> const dd;
  hn::Half<DF> const half;
  std::size_t const lanes = hn::Lanes(dd);
  auto const low = hn::PromoteTo(dd, hn::LowerHalf(half, amounts));
  auto const high = hn::PromoteTo(dd, hn::UpperHalf(half, amounts));
  hn::Store(hn::Round(hn::Mul(low, hn::Load(dd, cents_per_unit))), dd, cents);
  hn::Store(hn::Round(hn::Mul(high, hn::Load(dd, cents_per_unit + lanes))), dd, cents + lanes);
}

void DrawSums(SumTable const& table, CountLanes const& counts, WordsOfLanes const& words,
              Lanes const& cents_per_unit, std::size_t count, Lanes& cents, LaneList& further) {
  DU const du;
  DI const di;
  DF const df;
  VI const first_bin = hn::Set(di, SumTable::outer_bits << SumTable::bin_bits);
  VI const stride = hn::Set(di, SumTable::stride);
  VI const most = hn::Set(di, table.most()), outer = hn::Set(di, 1 << SumTable::outer_bits);
  further.size = 0;
  for (std::size_t lane = 0; lane < count; lane += hn::Lanes(du)) {
    VI const asked = hn::Load(di, counts.data() + lane), claims = hn::Min(asked, most);
    VI const known = hn::BitCast(di, hn::ShiftRight<1>(hn::Not(hn::Load(du, words.data() + lane))));
    VI const place = hn::Max(known, outer);
    VI const bits = hn::BitCast(di, hn::ConvertTo(df, place));
    VI const bin = hn::Sub(OctaveBin<SumTable::bin_bits>(bits), first_bin);
    VI const index = hn::Add(hn::Mul(claims, stride), bin);
    VF const amounts = OnStraightBins(table.bins(), index, AlongOctave(bits));
    StoreCents(amounts, cents_per_unit.data() + lane, cents.data() + lane);
    auto const look = hn::Or(hn::Ne(asked, claims), hn::Ne(known, place));
    ForEachLane(hn::RebindMask(du, look), lane, [&](std::size_t i) {
      if (counts[i] > 0) further.lane[further.size++] = static_cast<std::uint32_t>(i);
    });
  }
}

/// Single amounts of a vector of words, and the lanes in the outermost places, whose amounts are not theirs
/// yet.
struct AmountLanes {
  VF amounts;
  hn::Mask<DI> outer;
};

HWY_INLINE AmountLanes SingleAmounts(SumTable const& table, VU words) {
  DI const di;
  VI const first = hn::Set(di, SumTable::stride - (SumTable::outer_bits << SumTable::bin_bits));
  VI const known = hn::BitCast(di, hn::ShiftRight<1>(hn::Not(words)));
  VI const place = hn::Max(known, hn::Set(di, 1 << SumTable::outer_bits));
  VI const bits = hn::BitCast(di, hn::ConvertTo(DF(), place));
  VI const bin = hn::Add(OctaveBin<SumTable::bin_bits>(bits), first);
  return {OnStraightBins(table.bins(), bin, AlongOctave(bits)), hn::Ne(known, place)};
}

void DrawFirstAmounts(SumTable const& table, CountLanes const& counts, WordsOfLanes const& words,
                      Lanes& units, LaneList& further) {
  DU const du;
  DI const di;
  DF const df;
  hn::Repartition<double, DF> const dd;
  hn::Half<DF> const half;
  further.size = 0;
  for (std::size_t lane = 0; lane < lane_count; lane += hn::Lanes(du)) {
    auto const any = hn::Gt(hn::Load(di, counts.data() + lane), hn::Zero(di));
    AmountLanes const drawn = SingleAmounts(table, hn::Load(du, words.data() + lane));
    VF const amounts = hn::IfThenElseZero(hn::RebindMask(df, any), drawn.amounts);
    hn::Store(hn::PromoteTo(dd, hn::LowerHalf(half, amounts)), dd, units.data() + lane);
    hn::Store(hn::PromoteTo(dd, hn::UpperHalf(half, amounts)), dd, units.data() + lane + hn::Lanes(dd));
    ForEachLane(hn::RebindMask(du, hn::And(any, drawn.outer)), lane,
                [&](std::size_t i) { further.lane[further.size++] = static_cast<std::uint32_t>(i); });
  }
}

void AddAmounts(SumTable const& table, CountLanes const& left, WordLanes const& page, std::size_t count,
                Lanes& units, LaneList& further) {
  DU const du;
  DI const di;
  DF const df;
  hn::Repartition<double, DF> const dd;
  hn::Half<DF> const half;
  further.size = 0;
  for (std::size_t lane = 0; lane < count; lane += hn::Lanes(du)) {
    VI const claims = hn::Load(di, left.data() + lane);
    double* const low_units = units.data() + lane;
    double* const high_units = low_units + hn::Lanes(dd);
    auto low = hn::Load(dd, low_units), high = hn::Load(dd, high_units);
    auto outer = hn::Gt(hn::Zero(di), hn::Zero(di));  // none
    for (std::int32_t word = 0; word < 4; ++word) {
      auto const has = hn::Gt(claims, hn::Set(di, word));
      if (hn::AllFalse(di, has)) break;
      AmountLanes const drawn = SingleAmounts(table, hn::Load(du, page[word].data() + lane));
      VF const amounts = hn::IfThenElseZero(hn::RebindMask(df, has), drawn.amounts);
      low = hn::Add(low, hn::PromoteTo(dd, hn::LowerHalf(half, amounts)));
      high = hn::Add(high, hn::PromoteTo(dd, hn::UpperHalf(half, amounts)));
      outer = hn::Or(outer, hn::And(has, drawn.outer));
    }
    if (HWY_LIKELY(hn::AllFalse(di, outer))) {
      hn::Store(low, dd, low_units);
      hn::Store(high, dd, high_units);
      continue;
    }
    // Lanes with an outermost place keep their units for the caller; the others of the vector are done.
    std::array<double, 2 * hn::MaxLanes(dd)> kept;
    std::copy_n(low_units, hn::Lanes(du), kept.data());
    hn::Store(low, dd, low_units);
    hn::Store(high, dd, high_units);
    ForEachLane(hn::RebindMask(du, outer), 0, [&](std::size_t i) {
      low_units[i] = kept[i];
      if (lane + i < count) further.lane[further.size++] = static_cast<std::uint32_t>(lane + i);
    });
  }
}

void AnyBelow(CountGuide const& guide, MeanLanes const& means, WordsOfLanes& any) {
  DU const du;
  DF const df;
  VU const last = hn::Set(du, guide.rows() - 2);
  for (std::size_t lane = 0; lane < lane_count; lane += hn::Lanes(du)) {
    VF const mean = hn::Load(df, means.data() + lane);
    PlaceLanes const at = PlaceOf(guide, mean);
    VU const row = hn::Min(at.row, last);
    VU const bound = hn::GatherIndex(du, guide.any(), hn::BitCast(DI(), hn::Add(row, hn::Set(du, 1u))));
    VU const whole = hn::Set(du, 1u << CountGuide::place_bits);
    VU const held = hn::IfThenElse(hn::Eq(at.row, row), bound, whole);
    hn::Store(hn::IfThenElse(hn::RebindMask(du, hn::Gt(mean, hn::Zero(df))), held, hn::Zero(du)), du,
              any.data() + lane);
  }
}

void ListPossible(WordsOfLanes const& any, WordsOfLanes const& words, int byte, LaneList& possible) {
  DU const du;
  DI const di;
  possible.size = 0;
  for (std::size_t lane = 0; lane < lane_count; lane += hn::Lanes(du)) {
    VU const known = hn::ShiftRightSame(hn::Not(hn::Load(du, words.data() + lane)), 24 - 8 * byte);
    VI const place = hn::BitCast(di, hn::ShiftLeft<first_byte_places>(hn::And(known, hn::Set(du, 0xFFu))));
    auto const may = hn::Lt(place, hn::BitCast(di, hn::Load(du, any.data() + lane)));
    possible.size += hn::CompressStore(hn::Iota(du, static_cast<std::uint32_t>(lane)),
                                       hn::RebindMask(du, may), du, possible.lane.data() + possible.size);
  }
}

void SumLanes(std::span<Lanes const> addends, Lanes& sum) {
  hn::ScalableTag<double> const dd;
  for (std::size_t lane = 0; lane < lane_count; lane += hn::Lanes(dd)) {
    auto total = hn::Load(dd, addends.front().data() + lane);
    for (std::size_t i = 1; i < addends.size(); ++i)
      total = hn::Add(total, hn::Load(dd, addends[i].data() + lane));
    hn::Store(total, dd, sum.data() + lane);
  }
}

void ListAbove(Lanes const& value, Lanes const& limit, LaneList& above) {
  hn::ScalableTag<double> const dd;
  above.size = 0;
  for (std::size_t lane = 0; lane < lane_count; lane += hn::Lanes(dd)) {
    auto const is = hn::Gt(hn::Load(dd, value.data() + lane), hn::Load(dd, limit.data() + lane));
    if (HWY_LIKELY(hn::AllFalse(dd, is))) continue;
    std::uint8_t bits[8] = {};
    hn::StoreMaskBits(dd, is, bits);
    for (unsigned left = bits[0]; left != 0; left &= left - 1)
      above.lane[above.size++] =
          static_cast<std::uint32_t>(lane) + static_cast<std::uint32_t>(std::countr_zero(left));
  }
}

#endif

}  // namespace plimsoll::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace plimsoll {

HWY_EXPORT(DrawCounts);
HWY_EXPORT(DrawCountsOfOneMean);
HWY_EXPORT(DrawSums);
HWY_EXPORT(DrawFirstAmounts);
HWY_EXPORT(AddAmounts);
HWY_EXPORT(AnyBelow);
HWY_EXPORT(ListPossible);
HWY_EXPORT(SumLanes);
HWY_EXPORT(ListAbove);

void draw_counts(CountGuide const& guide, MeanLanes const& means, LanesOf<std::uint32_t> const& words,
                 std::size_t count, CountLanes& counts) {
  HWY_DYNAMIC_DISPATCH(DrawCounts)(guide, means, words, count, counts);
}

void draw_counts(CountGuide const& guide, float mean, LanesOf<std::uint32_t> const& words, std::size_t count,
                 CountLanes& counts) {
  if (mean > 0.0f && guide.holds(guide.place_of(mean))) {
    HWY_DYNAMIC_DISPATCH(DrawCountsOfOneMean)(guide, mean, words, count, counts);
  } else {
    for (std::size_t lane = 0; lane < count; ++lane) counts[lane] = guide(mean, words[lane]);
  }
}

void draw_hurdles(MeanLanes const& means, LanesOf<std::uint32_t> const& words, std::size_t count,
                  CountLanes& counts) {
  for (std::size_t lane = 0; lane < count; ++lane) counts[lane] = hurdle(means[lane], words[lane]);
}

void draw_sums(SumTable const& table, CountLanes const& counts, LanesOf<std::uint32_t> const& words,
               Lanes const& cents_per_unit, std::size_t count, Lanes& cents, LaneList& further) {
  HWY_DYNAMIC_DISPATCH(DrawSums)(table, counts, words, cents_per_unit, count, cents, further);
}

void draw_first_amounts(SumTable const& table, CountLanes const& counts, LanesOf<std::uint32_t> const& words,
                        Lanes& units, LaneList& further) {
  HWY_DYNAMIC_DISPATCH(DrawFirstAmounts)(table, counts, words, units, further);
}

void add_amounts(SumTable const& table, CountLanes const& left, WordLanes const& page, std::size_t count,
                 Lanes& units, LaneList& further) {
  HWY_DYNAMIC_DISPATCH(AddAmounts)(table, left, page, count, units, further);
}

void any_below(CountGuide const& guide, MeanLanes const& means, LanesOf<std::uint32_t>& any) {
  HWY_DYNAMIC_DISPATCH(AnyBelow)(guide, means, any);
}

void list_possible(LanesOf<std::uint32_t> const& any, LanesOf<std::uint32_t> const& words, int byte,
                   LaneList& possible) {
  HWY_DYNAMIC_DISPATCH(ListPossible)(any, words, byte, possible);
}

void sum_lanes(std::span<Lanes const> addends, Lanes& sum) {
  HWY_DYNAMIC_DISPATCH(SumLanes)(addends, sum);
}

void list_above(Lanes const& value, Lanes const& limit, LaneList& above) {
  HWY_DYNAMIC_DISPATCH(ListAbove)(value, limit, above);
}

}  // namespace plimsoll
#endif
