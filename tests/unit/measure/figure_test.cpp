#include "plimsoll/models/measure/figure.hpp"

#include <gtest/gtest.h>
#include <cmath>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

TEST(Figure, ExactHasNoErrorAndNoInterval) {
  Figure const figure = exact_figure("cap", 12.5, Unit::dollars);
  EXPECT_EQ(figure.std_error, 0.0);
  EXPECT_FALSE(figure.interval.has_value());
}

TEST(Figure, NormalIntervalIsSymmetric) {
  Figure const figure = normal_figure("mean", 10.0, 2.0, Unit::dollars);
  ASSERT_TRUE(figure.interval.has_value());
  EXPECT_NEAR(figure.interval->low, 10.0 - 3.919928, 1e-6);
  EXPECT_NEAR(figure.interval->high, 10.0 + 3.919928, 1e-6);
}

TEST(Figure, UnknownErrorHasNoInterval) {
  Figure const figure = normal_figure("mean", 10.0, not_known, Unit::dollars);
  EXPECT_TRUE(std::isnan(figure.std_error));
  EXPECT_FALSE(figure.interval.has_value());
}

struct WilsonCase {
  std::size_t count, trials;
  double low, high;
};

// R. G. Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3 (score, no continuity
// correction).
TEST(Figure, ShareGivesNewcombesWilsonIntervals) {
  for (WilsonCase const& one : {WilsonCase{81, 263, 0.2553, 0.3662}, WilsonCase{15, 148, 0.0624, 0.1605},
                                WilsonCase{0, 20, 0.0000, 0.1611}, WilsonCase{1, 29, 0.0061, 0.1718}}) {
    Figure const figure = share_figure("p", one.count, one.trials);
    EXPECT_NEAR(figure.interval->low, one.low, 5e-5) << one.count;
    EXPECT_NEAR(figure.interval->high, one.high, 5e-5) << one.count;
    EXPECT_NEAR(figure.std_error, (one.high - one.low) / 3.919928, 5e-5) << one.count;
  }
}

TEST(Figure, ShareOfNoneOrAllKeepsAnError) {
  Figure const none = share_figure("p", 0, 20'000);
  Figure const all = share_figure("p", 20'000, 20'000);
  EXPECT_EQ(none.value, 0.0);
  EXPECT_EQ(none.interval->low, 0.0);
  EXPECT_GT(none.std_error, 0.0);
  EXPECT_EQ(all.value, 1.0);
  EXPECT_EQ(all.interval->high, 1.0);
  EXPECT_THROW(share_figure("p", 3, 2), BrokenPromise);
}

TEST(Figure, LevelTextHasTwoDecimalsOrMore) {
  EXPECT_EQ(level_text(0.9), "0.90");
  EXPECT_EQ(level_text(0.95), "0.95");
  EXPECT_EQ(level_text(0.995), "0.995");
  EXPECT_EQ(level_text(1.0), "1.00");
}

}  // namespace
}  // namespace plimsoll
