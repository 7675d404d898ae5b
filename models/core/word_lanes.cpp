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

/// One counter word of a vector of trials: every second trial in the low halves of 64-bit lanes. High halves
/// hold leftovers, which no multiplication reads.
using D32 = hn::ScalableTag<std::uint32_t>;
using D64 = hn::Repartition<std::uint64_t, D32>;
using V64 = hn::Vec<D64>;
struct Counter {
  V64 word[4];
};

HWY_INLINE V64 Product(V64 a, V64 b) {
  D32 const d32;
  return hn::MulEven(hn::BitCast(d32, a), hn::BitCast(d32, b));
}

HWY_INLINE void Round(Counter& c, V64 multiplier_0, V64 multiplier_1, V64 key_0, V64 key_1) {
  V64 const product_0 = Product(multiplier_0, c.word[0]), product_1 = Product(multiplier_1, c.word[2]);
  c.word[0] = hn::Xor(hn::ShiftRight<32>(product_1), hn::Xor(c.word[1], key_0));
  c.word[1] = product_1;
  c.word[2] = hn::Xor(hn::ShiftRight<32>(product_0), hn::Xor(c.word[3], key_1));
  c.word[3] = product_0;
}

void DrawWords(WordAddress const& at, std::uint32_t page, std::uint32_t const* trials, std::size_t count,
               WordLanes& words) {
  D32 const d32;
  D64 const d64;
  auto const set = [&](std::uint32_t value) { return hn::Set(d64, value); };
  Words const rest = counter_words(at, 0, page);
  V64 const m0 = set(philox_multipliers[0]), m1 = set(philox_multipliers[1]);
  for (std::size_t lane = 0; lane < count; lane += hn::Lanes(d32)) {
    V64 const pairs = hn::BitCast(d64, hn::Load(d32, trials + lane));
    Counter even{{pairs, set(rest[1]), set(rest[2]), set(rest[3])}};
    Counter odd{{hn::ShiftRight<32>(pairs), set(rest[1]), set(rest[2]), set(rest[3])}};
    std::array<std::uint32_t, 2> key = key_words(at);
    for (int round = 0; round < philox_rounds; ++round) {
      Round(even, m0, m1, set(key[0]), set(key[1]));
      Round(odd, m0, m1, set(key[0]), set(key[1]));
      key[0] += philox_weyl[0];
      key[1] += philox_weyl[1];
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
