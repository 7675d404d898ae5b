#include "plimsoll/models/measure/regret.hpp"

#include <gtest/gtest.h>

#include <array>

namespace plimsoll {
namespace {

constexpr std::array<double, 4> steady{1.0, 1.0, 1.0, 1.0}, bold{3.0, -1.0, 1.0, 1.0},
    better{1.0, 1.0, 1.0, 2.0}, turned{2.0, 1.0, 1.0, 1.0};

TEST(Regret, IsWhatTheBestOfTheTrialWouldHavePaidMore) {
  std::array<OptionValues, 2> const options{{{"steady", steady}, {"bold", bold}}};
  std::vector<Regret> const found = regrets(options, Unit::dollars);
  EXPECT_EQ(found[0].mean.value, 2.0 / 4);  // 3 - 1 in the first trial
  EXPECT_EQ(found[1].mean.value, 2.0 / 4);  // 1 + 1 in the second
  EXPECT_EQ(found[0].percentile.value, 2.0);
  EXPECT_EQ(found[0].best.value, 3.0 / 4);
  EXPECT_EQ(found[1].best.value, 3.0 / 4);
  EXPECT_EQ(found[1].mean.id, "bold.regret.mean");
  EXPECT_EQ(found[1].best.id, "bold.best");
}

TEST(Regret, OfTheOnlyOptionIsNothing) {
  std::array<OptionValues, 1> const options{{{"bold", bold}}};
  EXPECT_EQ(regrets(options, Unit::dollars).front().mean.value, 0.0);
  EXPECT_EQ(regrets(options, Unit::dollars).front().best.value, 1.0);
}

TEST(Dominance, IsTheStrongestThatHolds) {
  EXPECT_EQ(dominance(better, steady), Dominance::every_trial);
  EXPECT_EQ(dominance(turned, better), Dominance::none) << "one distribution";
  EXPECT_EQ(dominance(std::array{2.0, 1.0, 1.0, 3.0}, better), Dominance::every_trial);
  EXPECT_EQ(dominance(std::array{3.0, 1.0, 1.0, 1.0}, better), Dominance::first_order);
  EXPECT_EQ(dominance(steady, bold), Dominance::second_order) << "equal means, less spread";
  EXPECT_EQ(dominance(bold, steady), Dominance::none);
  EXPECT_EQ(dominance(std::array{0.0, 5.0, 5.0, 5.0}, steady), Dominance::none) << "the worst is worse";
}

}  // namespace
}  // namespace plimsoll
