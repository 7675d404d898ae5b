#include "plimsoll/models/cost/amount_lanes.hpp"

#include <algorithm>
#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "models/cost/amount_lanes.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, which includes this file once for every target.
#include "straight_bins-inl.hpp"

// The vector loops use +, -, × on singles and doubles, conversions and gathers only: no fused multiply-add,
// no estimate, no library mathematics, so every width gives the bits of the scalar functions they repeat.

HWY_BEFORE_NAMESPACE();
namespace plimsoll::HWY_NAMESPACE {

using WordsOfLanes = LanesOf<std::uint32_t>;

#if HWY_TARGET == HWY_SCALAR

void DrawSums(SumTable const& table, CountLanes const& counts, WordsOfLanes const& words,
              UnitPrice const& price, std::size_t count, Lanes& cents, LaneList& further) {
  further.size = 0;
  for (std::size_t lane = 0; lane < count; ++lane) {
    if (table.needs_further(counts[lane], words[lane]))
      further.lane[further.size++] = static_cast<std::uint32_t>(lane);
    else
      cents[lane] = std::nearbyint(static_cast<double>(table(counts[lane], words[lane], 0)) * price.at(lane));
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

void ListMore(CountLanes const& counts, LaneList& lanes, CountLanes& left) {
  lanes.size = 0;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    if (counts[lane] <= 1) continue;
    left[lanes.size] = counts[lane] - 1;
    lanes.lane[lanes.size++] = static_cast<std::uint32_t>(lane);
  }
}

void TakeFour(LaneList& lanes, CountLanes& left) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < lanes.size; ++i) {
    if (left[i] <= 4) continue;
    left[kept] = left[i] - 4;
    lanes.lane[kept++] = lanes.lane[i];
  }
  lanes.size = kept;
}

void AddAmounts(SumTable const& table, LaneList const& lanes, CountLanes const& left, WordLanes const& page,
                Lanes& units, LaneList& further) {
  further.size = 0;
  for (std::size_t i = 0; i < lanes.size; ++i) {
    double sum = 0.0;
    bool more = false;
    for (std::int32_t word = 0; word < std::min(left[i], 4); ++word) {
      more = more || table.needs_further(1, page[word][i]);
      sum += static_cast<double>(table(1, page[word][i], 0));
    }
    if (more)
      further.lane[further.size++] = static_cast<std::uint32_t>(i);
    else
      units[lanes.lane[i]] += sum;
  }
}

void PriceUnits(Lanes const& units, UnitPrice const& price, Lanes& cents) {
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    cents[lane] = std::nearbyint(units[lane] * price.at(lane));
}

#else

using DD = hn::Repartition<double, DF>;

/// Both halves of a vector of singles as doubles.
struct DoubleLanes {
  hn::Vec<DD> low, high;
};

HWY_INLINE DoubleLanes ToDoubles(VF values) {
  hn::Half<DF> const half;
  return {hn::PromoteTo(DD(), hn::LowerHalf(half, values)), hn::PromoteTo(DD(), hn::UpperHalf(half, values))};
}

HWY_INLINE hn::Vec<DD> Cents(hn::Vec<DD> units, hn::Vec<DD> cents, double const* by_lane) {
  return hn::Round(hn::Mul(units, hn::Mul(cents, hn::Load(DD(), by_lane))));
}

/// Amounts of a vector of words, and the lanes in the outermost places, whose amounts are not theirs yet.
struct AmountLanes {
  VF amounts;
  hn::Mask<DI> outer;
};

/// `first` is the bin the octaves of the wanted number of claims start at, less their first octave's number.
HWY_INLINE AmountLanes AmountsAt(SumTable const& table, VI first, VU words) {
  DI const di;
  VI const known = hn::BitCast(di, hn::ShiftRight<1>(hn::Not(words)));
  VI const place = hn::Max(known, hn::Set(di, 1 << SumTable::outer_bits));
  VI const bits = hn::BitCast(di, hn::ConvertTo(DF(), place));
  VI const bin = hn::Add(OctaveBin<SumTable::bin_bits>(bits), first);
  return {OnStraightBins(table.bins(), bin, AlongOctave(bits)), hn::Ne(known, place)};
}

constexpr std::int32_t first_octave = SumTable::outer_bits << SumTable::bin_bits;

void DrawSums(SumTable const& table, CountLanes const& counts, WordsOfLanes const& words,
              UnitPrice const& price, std::size_t count, Lanes& cents, LaneList& further) {
  DU const du;
  DI const di;
  VI const most = hn::Set(di, table.most()), stride = hn::Set(di, SumTable::stride);
  hn::Vec<DD> const one_cents = hn::Set(DD(), price.cents);
  std::size_t const half = hn::Lanes(DD());
  VI open = hn::Zero(di);
  further.size = 0;
  for (std::size_t lane = 0; lane < count; lane += hn::Lanes(du)) {
    VI const asked = hn::Load(di, counts.data() + lane), claims = hn::Min(asked, most);
    VI const first = hn::Sub(hn::Mul(claims, stride), hn::Set(di, first_octave));
    AmountLanes const drawn = AmountsAt(table, first, hn::Load(du, words.data() + lane));
    DoubleLanes const units = ToDoubles(drawn.amounts);
    double const* const by_lane = price.by_lane.data() + lane;
    hn::Store(Cents(units.low, one_cents, by_lane), DD(), cents.data() + lane);
    hn::Store(Cents(units.high, one_cents, by_lane + half), DD(), cents.data() + lane + half);
    open = hn::Or(open, hn::VecFromMask(di, hn::Or(hn::Ne(asked, claims), drawn.outer)));
  }
  if (hn::AllTrue(di, hn::Eq(open, hn::Zero(di)))) return;
  for (std::size_t i = 0; i < count; ++i)
    if (table.needs_further(counts[i], words[i]))
      further.lane[further.size++] = static_cast<std::uint32_t>(i);
}

void DrawFirstAmounts(SumTable const& table, CountLanes const& counts, WordsOfLanes const& words,
                      Lanes& units, LaneList& further) {
  DU const du;
  DI const di;
  VI const first = hn::Set(di, SumTable::stride - first_octave);
  VI open = hn::Zero(di);
  further.size = 0;
  for (std::size_t lane = 0; lane < lane_count; lane += hn::Lanes(du)) {
    auto const any = hn::Gt(hn::Load(di, counts.data() + lane), hn::Zero(di));
    AmountLanes const drawn = AmountsAt(table, first, hn::Load(du, words.data() + lane));
    DoubleLanes const amounts = ToDoubles(hn::IfThenElseZero(hn::RebindMask(DF(), any), drawn.amounts));
    hn::Store(amounts.low, DD(), units.data() + lane);
    hn::Store(amounts.high, DD(), units.data() + lane + hn::Lanes(DD()));
    open = hn::Or(open, hn::VecFromMask(di, hn::And(any, drawn.outer)));
  }
  if (hn::AllTrue(di, hn::Eq(open, hn::Zero(di)))) return;
  for (std::size_t i = 0; i < lane_count; ++i)
    if (counts[i] > 0 && table.needs_further(1, words[i]))
      further.lane[further.size++] = static_cast<std::uint32_t>(i);
}

void ListMore(CountLanes const& counts, LaneList& lanes, CountLanes& left) {
  DU const du;
  DI const di;
  std::size_t size = 0;  // a local: stores to the list cannot touch it
  VU const vector = hn::Set(du, static_cast<std::uint32_t>(hn::Lanes(du)));
  VU numbers = hn::Iota(du, 0);
  for (std::size_t lane = 0; lane < lane_count; lane += hn::Lanes(du)) {
    VI const after = hn::Sub(hn::Load(di, counts.data() + lane), hn::Set(di, 1));
    auto const more = hn::Gt(after, hn::Zero(di));
    Append(di, after, more, left.data() + size);
    size += Append(du, numbers, hn::RebindMask(du, more), lanes.lane.data() + size);
    numbers = hn::Add(numbers, vector);
  }
  lanes.size = size;
}

/// Places of the list from `place` on that are inside it; `numbers` are 0, 1, 2 …
HWY_INLINE hn::Mask<DI> InList(VI numbers, std::size_t size, std::size_t place) {
  return hn::Lt(numbers, hn::Set(DI(), static_cast<std::int32_t>(size - place)));
}

void TakeFour(LaneList& lanes, CountLanes& left) {
  DU const du;
  DI const di;
  VI const numbers = hn::Iota(di, 0);
  std::size_t const size = lanes.size;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < size; i += hn::Lanes(du)) {
    VI const after = hn::Sub(hn::Load(di, left.data() + i), hn::Set(di, 4));
    auto const more = hn::And(hn::Gt(after, hn::Zero(di)), InList(numbers, size, i));
    VU const lane = hn::Load(du, lanes.lane.data() + i);
    Append(di, after, more, left.data() + kept);
    kept += Append(du, lane, hn::RebindMask(du, more), lanes.lane.data() + kept);
  }
  lanes.size = kept;
}

void AddAmounts(SumTable const& table, LaneList const& lanes, CountLanes const& left, WordLanes const& page,
                Lanes& units, LaneList& further) {
  DU const du;
  DI const di;
  VI const first = hn::Set(di, SumTable::stride - first_octave);
  VI const numbers = hn::Iota(di, 0);
  alignas(64) double sums[2 * hn::MaxLanes(DD())];
  further.size = 0;
  for (std::size_t i = 0; i < lanes.size; i += hn::Lanes(du)) {
    // Places beyond the list hold leftovers: no claims, and not written.
    auto const in_list = InList(numbers, lanes.size, i);
    VI const claims = hn::IfThenElseZero(in_list, hn::Load(di, left.data() + i));
    DoubleLanes sum{hn::Zero(DD()), hn::Zero(DD())};
    auto outer = hn::Lt(claims, hn::Zero(di));  // none
    for (std::int32_t word = 0; word < 4; ++word) {
      auto const has = hn::Gt(claims, hn::Set(di, word));
      if (hn::AllFalse(di, has)) break;
      AmountLanes const drawn = AmountsAt(table, first, hn::Load(du, page[word].data() + i));
      DoubleLanes const amounts = ToDoubles(hn::IfThenElseZero(hn::RebindMask(DF(), has), drawn.amounts));
      sum = {hn::Add(sum.low, amounts.low), hn::Add(sum.high, amounts.high)};
      outer = hn::Or(outer, hn::And(has, drawn.outer));
    }
    hn::Store(sum.low, DD(), sums);
    hn::Store(sum.high, DD(), sums + hn::Lanes(DD()));
    // Lanes with an outermost place get nothing here: their sum is the caller's.
    ForEachLane(hn::RebindMask(du, outer), 0, [&](std::size_t k) {
      sums[k] = 0.0;
      further.lane[further.size++] = static_cast<std::uint32_t>(i + k);
    });
    std::size_t const end = std::min(hn::Lanes(du), lanes.size - i);
    for (std::size_t k = 0; k < end; ++k) units[lanes.lane[i + k]] += sums[k];
  }
}

void PriceUnits(Lanes const& units, UnitPrice const& price, Lanes& cents) {
  auto const one_cents = hn::Set(DD(), price.cents);
  for (std::size_t lane = 0; lane < lane_count; lane += hn::Lanes(DD()))
    hn::Store(Cents(hn::Load(DD(), units.data() + lane), one_cents, price.by_lane.data() + lane), DD(),
              cents.data() + lane);
}

#endif

}  // namespace plimsoll::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace plimsoll {

HWY_EXPORT(DrawSums);
HWY_EXPORT(DrawFirstAmounts);
HWY_EXPORT(ListMore);
HWY_EXPORT(TakeFour);
HWY_EXPORT(AddAmounts);
HWY_EXPORT(PriceUnits);

void draw_sums(SumTable const& table, CountLanes const& counts, LanesOf<std::uint32_t> const& words,
               UnitPrice const& price, std::size_t count, Lanes& cents, LaneList& further) {
  HWY_DYNAMIC_DISPATCH(DrawSums)(table, counts, words, price, count, cents, further);
}

void draw_first_amounts(SumTable const& table, CountLanes const& counts, LanesOf<std::uint32_t> const& words,
                        Lanes& units, LaneList& further) {
  HWY_DYNAMIC_DISPATCH(DrawFirstAmounts)(table, counts, words, units, further);
}

void list_more(CountLanes const& counts, LaneList& lanes, CountLanes& left) {
  HWY_DYNAMIC_DISPATCH(ListMore)(counts, lanes, left);
}

void take_four(LaneList& lanes, CountLanes& left) {
  HWY_DYNAMIC_DISPATCH(TakeFour)(lanes, left);
}

void add_amounts(SumTable const& table, LaneList const& lanes, CountLanes const& left, WordLanes const& page,
                 Lanes& units, LaneList& further) {
  HWY_DYNAMIC_DISPATCH(AddAmounts)(table, lanes, left, page, units, further);
}

void price_units(Lanes const& units, UnitPrice const& price, Lanes& cents) {
  HWY_DYNAMIC_DISPATCH(PriceUnits)(units, price, cents);
}

}  // namespace plimsoll
#endif
