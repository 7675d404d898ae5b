#include "plimsoll/sim/json_seal.hpp"

#include <gtest/gtest.h>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

TEST(JsonSeal, HoldsForTheTextAndForNoOther) {
  std::string const sealed = sealed_json("{\n  \"a\": 1.5\n}\n");
  EXPECT_TRUE(sealed.starts_with("{\n  \"a\": 1.5,\n\"sha256\": \"")) << sealed;
  EXPECT_TRUE(meets_seal(sealed));
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    std::string turned = sealed;
    turned[at] = static_cast<char>(turned[at] ^ 1);
    EXPECT_FALSE(meets_seal(turned)) << at;
    EXPECT_FALSE(meets_seal(sealed.substr(0, at))) << at;
  }
  EXPECT_FALSE(meets_seal(sealed + " "));
  EXPECT_FALSE(meets_seal("{}"));
  EXPECT_FALSE(meets_seal(""));
}

TEST(JsonSeal, NeedsAnObjectWithAMember) {
  EXPECT_THROW(sealed_json("{}"), BrokenPromise);
  EXPECT_THROW(sealed_json("[]"), BrokenPromise);
}

}  // namespace
}  // namespace plimsoll
