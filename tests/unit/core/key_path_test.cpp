#include "plimsoll/core/key_path.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plimsoll/core/named.hpp"

namespace plimsoll {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(KeyPath, SplitsAtDots) {
  EXPECT_THAT(KeyPath("contract.basic_e.loss_cap").keys(), ElementsAre("contract", "basic_e", "loss_cap"));
  EXPECT_THAT(KeyPath("seed").keys(), ElementsAre("seed"));
  EXPECT_THAT(KeyPath().keys(), IsEmpty());
  EXPECT_THAT(KeyPath("a..b").keys(), ElementsAre("a", "", "b"));
  EXPECT_THAT(KeyPath("a.").keys(), ElementsAre("a", ""));
}

TEST(KeyPath, GrowsByKeys) {
  EXPECT_EQ((KeyPath() / "contract" / "basic_e").text(), "contract.basic_e");
  EXPECT_EQ(KeyPath("contract") / "basic_e", KeyPath("contract.basic_e"));
  EXPECT_TRUE(KeyPath().empty());
}

TEST(Named, KeepsTheOrderOfTheStudy) {
  Named<int> numbers;
  numbers.add("second", 2);
  numbers.add("first", 1);
  EXPECT_THAT(numbers.names(), ElementsAre("second", "first"));
  ASSERT_NE(numbers.find("first"), nullptr);
  EXPECT_EQ(*numbers.find("first"), 1);
  EXPECT_EQ(numbers.find("third"), nullptr);
}

}  // namespace
}  // namespace plimsoll
