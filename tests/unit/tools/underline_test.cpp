#include "underline.hpp"

#include <gtest/gtest.h>

namespace plimsoll {
namespace {

TEST(Underline, MarksTheWholeValue) {
  EXPECT_EQ(underlined("rate = 2_500, x = 1", 8), "       ^^^^^");
  EXPECT_EQ(underlined("name = \"a \\\" b\" # c", 8), "       ^^^^^^^^");
  EXPECT_EQ(underlined("law = { dist = \"n}\" } # c", 7), std::string(6, ' ') + std::string(15, '^'));
  EXPECT_EQ(underlined("list = [1,", 8), "       ^^^");
  EXPECT_EQ(underlined("[contract.minimum] # c", 1), std::string(18, '^'));
  EXPECT_EQ(underlined("trand = 0.1", 1), "^^^^^");
}

TEST(Underline, CountsCharactersAndKeepsTabs) {
  EXPECT_EQ(underlined("\tö = \"äu\"", 6), "\t    ^^^^");
  EXPECT_EQ(underlined("short", 40), "     ^");
}

}  // namespace
}  // namespace plimsoll
