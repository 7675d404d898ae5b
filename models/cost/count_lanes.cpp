#include "plimsoll/models/cost/count_lanes.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "models/cost/count_lanes.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, which includes this file once for every target.
#include "straight_bins-inl.hpp"

// The vector loops use +, -, × on singles and doubles, conversions and gathers only: no fused multiply-add,
// no estimate, no library mathematics, so every width gives the bits of the scalar functions they repeat.

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

void AnyBelow(CountGuide const& guide, MeanLanes const& means, WordsOfLanes& any) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) any[lane] = guide.any_below(means[lane]);
}

void ListPossible(WordsOfLanes const& any, WordsOfLanes const& words, int byte, LaneList& possible) {
  possible.size = 0;
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    if ((~words[lane] >> (24 - 8 * byte) & 0xFFu) << first_byte_places < any[lane])
      possible.lane[possible.size++] = static_cast<std::uint32_t>(lane);
}

#else

/// Counts of a vector at rows that start at `row_start` in the bins; lanes with many boundaries are left with
/// `many` or one more.
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

/// Where the word chooses the row after the mean.
HWY_INLINE hn::Mask<DU> PicksUpper(VU words, VU upper) {
  DU const du;
  DI const di;
  VI const pick = hn::BitCast(di, hn::And(words, hn::Set(du, CountGuide::many)));
  return hn::RebindMask(du, hn::Lt(pick, hn::BitCast(di, upper)));
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

/// Whether any lane is left with `many` or one more, from the largest count of each place of a vector.
HWY_INLINE bool AnyMany(VU largest) {
  return !hn::AllFalse(DU(), hn::Gt(largest, hn::Set(DU(), CountGuide::many - 1)));
}

/// Calls `look` for each of the first `count` lanes that is left with `many` or one more.
template <class Look>
HWY_INLINE void ForEachLeft(CountLanes const& counts, std::size_t count, Look const& look) {
  DI const di;
  VI const least = hn::Set(di, static_cast<std::int32_t>(CountGuide::many) - 1);
  VI const end = hn::Set(di, static_cast<std::int32_t>(count));
  VI const lanes = hn::Iota(di, 0);
  for (std::size_t first = 0; first < count; first += hn::Lanes(di)) {
    auto const held = hn::Lt(hn::Add(lanes, hn::Set(di, static_cast<std::int32_t>(first))), end);
    auto const left = hn::And(held, hn::Gt(hn::Load(di, counts.data() + first), least));
    ForEachLane(hn::RebindMask(DU(), left), first, look);
  }
}

// No call inside the loops: the few lanes that need the scalar function are found afterwards.

void DrawCounts(CountGuide const& guide, MeanLanes const& means, WordsOfLanes const& words, std::size_t count,
                CountLanes& counts) {
  DU const du;
  DF const df;
  VU largest = hn::Zero(du);
  VU const many = hn::Set(du, CountGuide::many);
  VU const last = hn::Set(du, guide.rows() - 2);
  for (std::size_t lane = 0; lane < count; lane += hn::Lanes(du)) {
    VU const word = hn::Load(du, words.data() + lane);
    PlaceLanes const at = PlaceOf(guide, hn::Load(df, means.data() + lane));
    VU const row = hn::Min(at.row, last);
    VU const inside =
        CountsAt(guide, RowStart(hn::Sub(row, hn::VecFromMask(du, PicksUpper(word, at.upper)))), word);
    VU const counted = hn::IfThenElse(hn::Eq(at.row, row), inside, many);
    hn::Store(hn::BitCast(DI(), counted), DI(), counts.data() + lane);
    largest = hn::Max(largest, counted);
  }
  if (AnyMany(largest)) ForEachLeft(counts, count, [&](std::size_t i) { counts[i] = guide(means[i], words[i]); });
}

void DrawCountsOfOneMean(CountGuide const& guide, float mean, WordsOfLanes const& words, std::size_t count,
                         CountLanes& counts) {
  DU const du;
  CountGuide::Place const at = guide.place_of(mean);
  VU const start = hn::Set(du, at.row * CountGuide::bins_per_row), upper = hn::Set(du, at.upper);
  VU const next = hn::Add(start, hn::Set(du, CountGuide::bins_per_row));
  VU largest = hn::Zero(du);
  for (std::size_t lane = 0; lane < count; lane += hn::Lanes(du)) {
    VU const word = hn::Load(du, words.data() + lane);
    VU const row_start = hn::IfThenElse(PicksUpper(word, upper), next, start);
    VU const counted = CountsAt(guide, row_start, word);
    hn::Store(hn::BitCast(DI(), counted), DI(), counts.data() + lane);
    largest = hn::Max(largest, counted);
  }
  if (AnyMany(largest)) ForEachLeft(counts, count, [&](std::size_t i) { counts[i] = guide(mean, words[i]); });
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
  std::size_t size = 0;  // a local: stores to the list cannot touch it
  VU const vector = hn::Set(du, static_cast<std::uint32_t>(hn::Lanes(du)));
  VU lanes = hn::Iota(du, 0);
  for (std::size_t lane = 0; lane < lane_count; lane += hn::Lanes(du)) {
    VU const known = hn::ShiftRightSame(hn::Not(hn::Load(du, words.data() + lane)), 24 - 8 * byte);
    VI const place = hn::BitCast(di, hn::ShiftLeft<first_byte_places>(hn::And(known, hn::Set(du, 0xFFu))));
    auto const may = hn::Lt(place, hn::BitCast(di, hn::Load(du, any.data() + lane)));
    size += Append(du, lanes, hn::RebindMask(du, may), possible.lane.data() + size);
    lanes = hn::Add(lanes, vector);
  }
  possible.size = size;
}

#endif

}  // namespace plimsoll::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace plimsoll {

HWY_EXPORT(DrawCounts);
HWY_EXPORT(DrawCountsOfOneMean);
HWY_EXPORT(AnyBelow);
HWY_EXPORT(ListPossible);

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

void any_below(CountGuide const& guide, MeanLanes const& means, LanesOf<std::uint32_t>& any) {
  HWY_DYNAMIC_DISPATCH(AnyBelow)(guide, means, any);
}

void list_possible(LanesOf<std::uint32_t> const& any, LanesOf<std::uint32_t> const& words, int byte,
                   LaneList& possible) {
  HWY_DYNAMIC_DISPATCH(ListPossible)(any, words, byte, possible);
}

}  // namespace plimsoll
#endif
