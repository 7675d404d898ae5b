#include "plimsoll/models/cost/frailty_table.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "models/cost/frailty_lanes.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, which includes this file once for every target.
#include "straight_bins-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace plimsoll::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

void DrawScores(FrailtyTable const& table, LanesOf<std::uint32_t> const& words, MeanLanes& scores) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) scores[lane] = table.score(words[lane]);
}

void FrailtyFactors(FrailtyTable const& table, MeanLanes const& scores, MeanLanes& factors) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) factors[lane] = table.factor(scores[lane]);
}

void SpreadFactors(FrailtyTable const& table, MeanLanes const& scores, CountLanes const& spreads,
                   MeanLanes& factors) {
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    factors[lane] = table.factor(scores[lane], spreads[lane]);
}

#else

void DrawScores(FrailtyTable const& table, LanesOf<std::uint32_t> const& words, MeanLanes& scores) {
  DI const di;
  DF const df;
  for (std::size_t lane = 0; lane < lane_count; lane += hn::Lanes(di)) {
    VI const word = hn::BitCast(di, hn::Load(DU(), words.data() + lane));
    VI const upper = hn::ShiftRight<31>(word);  // all bits set in the upper half
    VI const bits = hn::BitCast(di, hn::ConvertTo(df, hn::Max(hn::Xor(word, upper), hn::Set(di, 1))));
    VF const distance =
        OnStraightBins(table.scores(), OctaveBin<FrailtyTable::bin_bits>(bits), AlongOctave(bits));
    VI const sign = hn::AndNot(upper, hn::Set(di, static_cast<std::int32_t>(0x80000000u)));
    hn::Store(hn::Xor(distance, hn::BitCast(df, sign)), df, scores.data() + lane);
  }
}

/// bin_of(lane, step): bins of the lanes from `lane` on, given the steps their scores lie in.
template <class BinOf>
void FactorsFrom(BinOf const& bin_of, FrailtyTable const& table, MeanLanes const& scores,
                 MeanLanes& factors) {
  DI const di;
  DF const df;
  VF const end = hn::Set(df, FrailtyTable::end), low = hn::Set(df, -FrailtyTable::end);
  VF const steps = hn::Set(df, static_cast<float>(FrailtyTable::steps_per_unit));
  for (std::size_t lane = 0; lane < lane_count; lane += hn::Lanes(di)) {
    VF const score = hn::Min(hn::Max(hn::Load(df, scores.data() + lane), low), end);
    VF const along = hn::Mul(hn::Add(score, end), steps);
    VI const step = hn::ConvertTo(di, along);
    hn::Store(OnStraightBins(table.factors(), bin_of(lane, step), hn::Sub(along, hn::ConvertTo(df, step))),
              df, factors.data() + lane);
  }
}

void FrailtyFactors(FrailtyTable const& table, MeanLanes const& scores, MeanLanes& factors) {
  FactorsFrom([](std::size_t, VI step) { return step; }, table, scores, factors);
}

void SpreadFactors(FrailtyTable const& table, MeanLanes const& scores, CountLanes const& spreads,
                   MeanLanes& factors) {
  DI const di;
  VI const apart = hn::Set(di, FrailtyTable::factors_per_spread);
  FactorsFrom([&](std::size_t lane,
                  VI step) { return hn::Add(step, hn::Mul(hn::Load(di, spreads.data() + lane), apart)); },
              table, scores, factors);
}

#endif

}  // namespace plimsoll::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace plimsoll {

HWY_EXPORT(DrawScores);
HWY_EXPORT(FrailtyFactors);
HWY_EXPORT(SpreadFactors);

void draw_scores(FrailtyTable const& table, LanesOf<std::uint32_t> const& words, MeanLanes& scores) {
  HWY_DYNAMIC_DISPATCH(DrawScores)(table, words, scores);
}

void frailty_factors(FrailtyTable const& table, MeanLanes const& scores, MeanLanes& factors) {
  HWY_DYNAMIC_DISPATCH(FrailtyFactors)(table, scores, factors);
}

void frailty_factors(FrailtyTable const& table, MeanLanes const& scores, CountLanes const& spreads,
                     MeanLanes& factors) {
  HWY_DYNAMIC_DISPATCH(SpreadFactors)(table, scores, spreads, factors);
}

}  // namespace plimsoll
#endif
