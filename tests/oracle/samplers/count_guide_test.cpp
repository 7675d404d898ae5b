// The guide against the laws it stands for: mean and variance over all its words, order, and the exact
// inversion.
#include "plimsoll/models/cost/count_guide.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/core/address.hpp"
#include "plimsoll/models/cost/count_inversion.hpp"
#include "plimsoll/models/cost/count_lanes.hpp"
#include "support/simd_levels.hpp"

namespace plimsoll {
namespace {

constexpr std::uint32_t places = 1u << CountGuide::place_bits;
constexpr std::uint32_t picks = 1u << CountGuide::pick_bits;

std::vector<CountLaw> const laws{PoissonCount{1.0},
                                 NegativeBinomialCount{1.0, 0.3},
                                 NegativeBinomialCount{1.0, 0.7},
                                 NegativeBinomialCount{1.0, 1.5},
                                 NegativeBinomialCount{1.0, 40.0},
                                 ZeroInflatedPoissonCount{1.0, 0.4},
                                 ZeroInflatedNegativeBinomialCount{1.0, 0.3, 0.8},
                                 HurdlePoissonCount{1.0, 1.7},
                                 HurdleNegativeBinomialCount{1.0, 3.0, 0.6},
                                 PoissonLognormalCount{1.0, 1.1}};

std::uint32_t word_at(std::uint32_t place, std::uint32_t pick) {
  return (~(place << CountGuide::pick_bits) & ~(picks - 1)) | pick;
}

struct CountMoments {
  double mean = 0.0, square = 0.0;
};

/// Over all places, with the row the lowest or the highest pick chooses.
CountMoments over_places(CountGuide const& guide, float mean, std::uint32_t pick) {
  CountMoments sum;
  for (std::uint32_t place = 0; place < places; ++place) {
    double const n = guide(mean, word_at(place, pick));
    sum.mean += n / places;
    sum.square += n * n / places;
  }
  return sum;
}

// Between two rows the pick keeps the mean; the spread it adds is bounded.
TEST(CountGuide, KeepsMeanAndVariance) {
  for (CountLaw const& law : laws)
    for (double mean : {0.0021, 0.31, 1.017, 4.61, 19.3}) {
      CountGuide const guide(law, 0.001, 30.0);
      auto const asked = static_cast<float>(mean);
      double const upper = guide.place_of(asked).upper / static_cast<double>(picks);
      CountMoments const low = over_places(guide, asked, picks - 1), high = over_places(guide, asked, 0);
      double const drawn_mean = (1.0 - upper) * low.mean + upper * high.mean;
      double const drawn_square = (1.0 - upper) * low.square + upper * high.square;
      double const variance_of_law = variance(scaled(law, mean / plimsoll::mean(law)));
      // Places have 22 bits: heavier tails lose what lies beyond, and several claims at once lie deeper.
      bool const usual =
          std::holds_alternative<PoissonCount>(law) || std::holds_alternative<NegativeBinomialCount>(law);
      EXPECT_NEAR(drawn_mean / mean, 1.0, usual ? 1e-4 : 2.5e-4) << family_of(law) << " " << mean;
      EXPECT_NEAR((drawn_square - drawn_mean * drawn_mean) / variance_of_law, 1.0, usual ? 5e-4 : 2e-3)
          << family_of(law) << " " << mean;
    }
}

Words words_of(std::uint32_t i) {
  return words_at({Seed{11}, {12}, Purpose::claims, 2026}, i, 0);
}

TEST(CountGuide, AHigherMeanNeverGivesFewerClaims) {
  for (CountLaw const& law : laws) {
    CountGuide const guide(law, 0.01, 20.0);
    for (std::uint32_t i = 0; i < 300; ++i) {
      std::int32_t before = 0;
      for (double mean = 0.0101; mean < 19.0; mean *= 1.013) {
        std::int32_t const now = guide(static_cast<float>(mean), words_of(i)[0]);
        ASSERT_GE(now, before) << family_of(law) << " " << mean;
        before = now;
      }
    }
  }
}

// On a row of the grid the count is that of the exact inversion but for places within rounding of a boundary.
TEST(CountGuide, InvertsTheLaw) {
  for (CountLaw const& law : laws)
    for (float mean : {0.0625f, 0.5f, 3.0f, 16.0f}) {
      CountGuide const guide(law, 0.01, 20.0);
      ASSERT_EQ(guide.place_of(mean).upper, 0u) << "on the grid";
      for (std::uint32_t i = 0; i < 20'000; ++i) {
        std::uint32_t const word = words_of(i)[1];
        double const p = CountGuide::tail_place(word) / static_cast<double>(places);
        CountInversion exact(law);
        std::int64_t const most = exact(mean, 1.0 - std::max(p - 1.0 / places, 1e-12)),
                           least = exact(mean, 1.0 - (p + 2.0 / places));
        ASSERT_LE(guide(mean, word), most) << family_of(law) << " " << mean;
        ASSERT_GE(guide(mean, word), least) << family_of(law) << " " << mean;
      }
    }
}

TEST(CountGuide, MeansOutsideTheRangeAreInvertedOneByOne) {
  CountGuide const guide(NegativeBinomialCount{1.0, 0.7}, 0.5, 2.0);
  for (float mean : {0.01f, 40.0f, 900.0f}) {
    double sum = 0.0;
    constexpr std::uint32_t draws = 20'000;
    for (std::uint32_t i = 0; i < draws; ++i) sum += guide(mean, words_of(i)[2]) / static_cast<double>(draws);
    double const sd = std::sqrt((mean + mean * mean / 0.7) / draws);
    EXPECT_NEAR(sum, mean, 4.9 * sd);
    EXPECT_GT(std::abs(sum - 1.2 * mean), 0.1 * mean) << "negative control";
  }
  EXPECT_EQ(guide(0.0f, 0xFFFFFFFFu), 0);
}

MeanLanes some_means() {
  MeanLanes means;
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    means[lane] =
        lane % 31 == 0 ? 0.0f : 0.004f * static_cast<float>(lane + 1) * static_cast<float>(lane % 7 + 1);
  return means;
}

TEST(CountLanes, AreTheGuideAtEveryWidth) {
  MeanLanes const means = some_means();
  for (CountLaw const& law : laws) {
    CountGuide const guide(law, 0.02, 5.0);  // some means lie outside
    for (std::uint32_t block = 0; block < 20; ++block) {
      WordLanes words;
      draw_words({Seed{1}, {2}, Purpose::claims, 2026}, 0, trials_of({block}), lane_count, words);
      test::at_every_simd_level([&] {
        CountLanes by_lane, of_one;
        draw_counts(guide, means, words[0], lane_count, by_lane);
        draw_counts(guide, 2.7f, words[1], lane_count, of_one);
        for (std::size_t lane = 0; lane < lane_count; ++lane) {
          ASSERT_EQ(by_lane[lane], guide(means[lane], words[0][lane])) << lane;
          ASSERT_EQ(of_one[lane], guide(2.7f, words[1][lane])) << lane;
        }
      });
    }
  }
}

// A rare category's byte must never hide a claim: lanes not listed have none whatever their own word says.
TEST(CountLanes, TheByteOfARareCategoryHidesNoClaim) {
  MeanLanes means = some_means();
  for (float& mean : means) mean *= 0.05f;
  for (CountLaw const& law : laws) {
    CountGuide const guide(law, 0.0001, 0.5);
    WordLanes words;
    draw_words({Seed{1}, {3}, Purpose::claims, 2026}, 0, trials_of({0}), lane_count, words);
    test::at_every_simd_level([&] {
      LanesOf<std::uint32_t> any;
      any_below(guide, means, any);
      for (int byte = 0; byte < 4; ++byte) {
        LaneList possible;
        list_possible(any, words[0], byte, possible);
        ASSERT_LT(possible.size, lane_count / 2) << "few lanes may have a claim";
        std::size_t place = 0;
        for (std::size_t lane = 0; lane < lane_count; ++lane) {
          ASSERT_EQ(any[lane], guide.any_below(means[lane]));
          if (place < possible.size && possible.lane[place] == lane) {
            ++place;
            continue;
          }
          // All bits set is the place nearest to a claim, no bits the pick of the higher mean.
          ASSERT_EQ(guide(means[lane], join_words(words[0][lane], byte, 0xFFFFFC00u)), 0) << lane;
        }
        ASSERT_EQ(place, possible.size);
      }
    });
  }
}

TEST(Hurdle, HappensWithItsChance) {
  for (float chance : {0.0f, 1e-6f, 0.07f, 0.5f, 0.93f, 1.0f, 1.7f}) {
    std::uint32_t happened = 0;
    constexpr std::uint32_t all = 1u << 23;
    for (std::uint32_t place = 0; place < all; ++place)
      happened += static_cast<std::uint32_t>(hurdle(chance, ~(place << 9)));
    EXPECT_NEAR(static_cast<double>(happened) / all, std::min(1.0f, chance), 1.01 / all) << chance;
  }
}

}  // namespace
}  // namespace plimsoll
