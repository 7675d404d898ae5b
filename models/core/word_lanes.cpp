#include "plimsoll/core/word_lanes.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "models/core/word_lanes.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, which includes this file once for every target.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace plimsoll::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

void DrawWords(WordAddress const& at, std::uint32_t page, std::uint32_t const* trials, std::size_t count,
               WordLanes& words) {
  for (std::size_t lane = 0; lane < count; ++lane) {
    Words const drawn = words_at(at, trials[lane], page);
    for (std::size_t word = 0; word < drawn.size(); ++word) words[word][lane] = drawn[word];
  }
}

#else

namespace hn = hwy::HWY_NAMESPACE;

using D32 = hn::ScalableTag<std::uint32_t>;
using D64 = hn::Repartition<std::uint64_t, D32>;
using V64 = hn::Vec<D64>;

/// The counters of every second trial of a vector, a word in the low half of each 64-bit lane. High halves
/// hold leftovers, which no multiplication reads.
struct Counters {
  V64 word[4];
};

/// What is the same for all trials of a page: the first two rounds but for the trial's own part, and the
/// keys.
struct Page {
  Words start;           // counter words after round 0; 2 and 3 still lack the trial's product
  std::uint32_t high_1;  // high half of the first product of round 1
  std::uint32_t low_1;
  std::array<std::uint32_t, philox_rounds> key_0, key_1;
};

Page PageOf(WordAddress const& at, std::uint32_t page) {
  Page of{};
  std::array<std::uint32_t, 2> key = key_words(at);
  for (int round = 0; round < philox_rounds; ++round) {
    of.key_0[round] = key[0];
    of.key_1[round] = key[1];
    key[0] += philox_weyl[0];
    key[1] += philox_weyl[1];
  }
  Words const counter = counter_words(at, 0, page);
  std::uint64_t const product_1 = std::uint64_t{philox_multipliers[1]} * counter[2];
  of.start = {static_cast<std::uint32_t>(product_1 >> 32) ^ counter[1] ^ of.key_0[0],
              static_cast<std::uint32_t>(product_1), counter[3] ^ of.key_1[0], 0};
  std::uint64_t const product_0 = std::uint64_t{philox_multipliers[0]} * of.start[0];
  of.high_1 = static_cast<std::uint32_t>(product_0 >> 32) ^ of.key_1[1];
  of.low_1 = static_cast<std::uint32_t>(product_0);
  return of;
}

HWY_INLINE V64 Set64(std::uint32_t value) {
  return hn::Set(D64(), std::uint64_t{value});
}

/// High halves in the low places. A shuffle rather than a shift: wide shifts and products share one port.
HWY_INLINE V64 High(V64 product) {
  return hn::BitCast(D64(), hn::DupOdd(hn::BitCast(D32(), product)));
}

HWY_INLINE V64 Product(V64 multiplier, V64 word) {
  D32 const d32;
  return hn::MulEven(hn::BitCast(d32, multiplier), hn::BitCast(d32, word));
}

/// Rounds 0 and 1, in which only words 2 and 3 depend on the trial.
HWY_INLINE Counters TwoRounds(Page const& page, V64 trials, V64 multiplier_0, V64 multiplier_1) {
  V64 const product_0 = Product(multiplier_0, trials);
  V64 const word_2 = hn::Xor(High(product_0), Set64(page.start[2]));
  V64 const product_1 = Product(multiplier_1, word_2);
  return {{hn::Xor(High(product_1), Set64(page.start[1] ^ page.key_0[1])), product_1,
           hn::Xor(product_0, Set64(page.high_1)), Set64(page.low_1)}};
}

HWY_INLINE void Round(Counters& c, V64 multiplier_0, V64 multiplier_1, V64 key_0, V64 key_1) {
  V64 const product_0 = Product(multiplier_0, c.word[0]), product_1 = Product(multiplier_1, c.word[2]);
  c.word[0] = hn::Xor3(High(product_1), c.word[1], key_0);
  c.word[1] = product_1;
  c.word[2] = hn::Xor3(High(product_0), c.word[3], key_1);
  c.word[3] = product_0;
}

void DrawWords(WordAddress const& at, std::uint32_t page, std::uint32_t const* trials, std::size_t count,
               WordLanes& words) {
  D32 const d32;
  D64 const d64;
  Page const of = PageOf(at, page);
  V64 const m0 = Set64(philox_multipliers[0]), m1 = Set64(philox_multipliers[1]);
  for (std::size_t lane = 0; lane < count; lane += hn::Lanes(d32)) {
    V64 const pairs = hn::BitCast(d64, hn::Load(d32, trials + lane));
    Counters even = TwoRounds(of, pairs, m0, m1);
    Counters odd = TwoRounds(of, hn::ShiftRight<32>(pairs), m0, m1);
    for (int round = 2; round < philox_rounds; ++round) {
      V64 const key_0 = Set64(of.key_0[round]), key_1 = Set64(of.key_1[round]);
      Round(even, m0, m1, key_0, key_1);
      Round(odd, m0, m1, key_0, key_1);
    }
    for (std::size_t word = 0; word < 4; ++word)
      hn::Store(
          hn::OddEven(hn::BitCast(d32, hn::ShiftLeft<32>(odd.word[word])), hn::BitCast(d32, even.word[word])),
          d32, words[word].data() + lane);
  }
}

#endif

}  // namespace plimsoll::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace plimsoll {

HWY_EXPORT(DrawWords);

void draw_words(WordAddress const& at, std::uint32_t page, TrialLanes const& trials, std::size_t count,
                WordLanes& words) {
  HWY_DYNAMIC_DISPATCH(DrawWords)(at, page, trials.data(), count, words);
}

TrialLanes trials_of(TrialBlock block) {
  TrialLanes trials;
  for (std::size_t lane = 0; lane < lane_count; ++lane) trials[lane] = block.trial(lane);
  return trials;
}

}  // namespace plimsoll
#endif
