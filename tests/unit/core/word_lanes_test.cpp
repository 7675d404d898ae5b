// Lanes against the scalar functions they repeat, at every width of vector instructions.
#include "plimsoll/core/word_lanes.hpp"

#include <gtest/gtest.h>

#include "plimsoll/core/lane_list.hpp"
#include "support/simd_levels.hpp"

namespace plimsoll {
namespace {

TEST(WordLanes, AreTheWordsOfTheirAddress) {
  test::at_every_simd_level([] {
    for (std::uint32_t page : {0u, 1u, 77u, 0xFFFFFFu}) {
      WordAddress const at{
          Seed{0x123456789ABCDEFu * (page + 1)}, {0xABCDEF01234567u + page}, Purpose::claims, 2031};
      TrialLanes trials;
      for (std::size_t lane = 0; lane < lane_count; ++lane)
        trials[lane] = static_cast<std::uint32_t>(lane * lane * 2654435761u + page);
      WordLanes words;
      draw_words(at, page, trials, lane_count, words);
      for (std::size_t lane = 0; lane < lane_count; ++lane) {
        Words const expected = words_at(at, trials[lane], page);
        for (std::size_t word = 0; word < expected.size(); ++word)
          ASSERT_EQ(words[word][lane], expected[word]) << "page " << page << ", lane " << lane;
      }
    }
  });
}

// The published answer of the generator's authors (kat_vectors of Random123) for a counter and key of zeros.
TEST(WordLanes, KnownAnswer) {
  WordAddress const zero{Seed{0}, {0}, static_cast<Purpose>(0), 1900};
  test::at_every_simd_level([&] {
    WordLanes words;
    draw_words(zero, 0, TrialLanes{}, lane_count, words);
    EXPECT_EQ(words[0][200], 0x6627e8d5u);
    EXPECT_EQ(words[1][200], 0xe169c58du);
    EXPECT_EQ(words[2][200], 0xbc57ac4cu);
    EXPECT_EQ(words[3][200], 0x9b00dbd8u);
  });
}

TEST(WordLanes, PartOfTheLanes) {
  WordAddress const at{Seed{5}, {6}, Purpose::claims, 2026};
  TrialLanes const trials = trials_of({3});
  test::at_every_simd_level([&] {
    for (std::size_t count : {1u, 7u, 17u, 255u}) {
      WordLanes words;
      draw_words(at, 2, trials, count, words);
      for (std::size_t lane = 0; lane < count; ++lane)
        ASSERT_EQ(words[3][lane], words_at(at, trials[lane], 2)[3]) << count;
    }
  });
}

Lanes some_values(double step) {
  Lanes lanes;
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    lanes[lane] = static_cast<double>((lane * 37) % 101) * step;
  return lanes;
}

TEST(LaneList, SumsListsAndPicks) {
  std::vector<Lanes> const addends{some_values(1.0), some_values(1000.0), some_values(0.25)};
  Lanes const limit = some_values(900.0);
  LanesOf<std::uint32_t> values;
  for (std::size_t lane = 0; lane < lane_count; ++lane) values[lane] = static_cast<std::uint32_t>(7 * lane);
  test::at_every_simd_level([&] {
    Lanes sum;
    sum_lanes(addends, sum);
    LaneList above;
    list_above(sum, limit, above);
    LanesOf<std::uint32_t> picked;
    pick(values, above, picked);
    std::size_t place = 0;
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      ASSERT_EQ(sum[lane], addends[0][lane] + addends[1][lane] + addends[2][lane]);
      if (sum[lane] <= limit[lane]) continue;
      ASSERT_LT(place, above.size);
      ASSERT_EQ(above.lane[place], lane);
      ASSERT_EQ(picked[place++], values[lane]);
    }
    ASSERT_EQ(place, above.size);
    ASSERT_GT(place, 100u);
    Lanes longer = addends[0];
    add_lanes(addends[1], longer);
    add_lanes(12.0, longer);
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      ASSERT_EQ(longer[lane], addends[0][lane] + addends[1][lane] + 12.0);
  });
}

}  // namespace
}  // namespace plimsoll
