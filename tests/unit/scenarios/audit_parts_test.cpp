// Parts of verify, diff and the certificate that need no run.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "audit/compared_blocks.hpp"
#include "audit/run_changes.hpp"
#include "plimsoll/scenarios/certificate.hpp"
#include "text/node.hpp"

namespace plimsoll {
namespace {

TEST(Rounding, IsACentOrAPartInABillion) {
  EXPECT_TRUE(is_rounding(100.0, 100.01, Unit::dollars));
  EXPECT_FALSE(is_rounding(100.0, 100.02, Unit::dollars));
  EXPECT_FALSE(is_rounding(0.1, 0.11, Unit::fraction)) << "a cent is nothing of a rate";
  EXPECT_TRUE(is_rounding(1e12, 1e12 * (1.0 + 1e-10), Unit::none));
  EXPECT_FALSE(is_rounding(1e12, 1e12 * (1.0 + 1e-8), Unit::none));
}

TEST(Rounding, KnowsWhatIsNoNumber) {
  double const none = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(is_rounding(none, none, Unit::none));
  EXPECT_FALSE(is_rounding(none, 1.0, Unit::dollars));
}

TEST(TakePath, PutsTakesOutAndReplaces) {
  Node to = parse_toml("[cost.aco]\ntrend = 0.02\nonly_here = 1\n", "to.toml");
  Node const from = parse_toml("[cost.aco]\ntrend = 0.03\nonly_there = 2\n", "from.toml");
  for (char const* key : {"trend", "only_here", "only_there"}) take_path(to, from, KeyPath("cost.aco") / key);
  EXPECT_EQ(value_text(find(to, KeyPath("cost.aco"))), "{ trend = 0.03, only_there = 2 }");
}

TEST(ValueText, IsOneLine) {
  Node const node = parse_toml("x = [1, \"two\", true, { three = 3.5 }]\n", "x.toml");
  EXPECT_EQ(value_text(find(node, KeyPath("x"))), "[1, \"two\", true, { three = 3.5 }]");
  EXPECT_EQ(value_text(nullptr), "");
}

TEST(Certificate, PassesWithinItsToleranceOnly) {
  CertificateCheck check;
  check.expected = 10.0;
  check.tolerance = 0.5;
  check.got = 10.5;
  EXPECT_TRUE(check.passes());
  check.got = 10.6;
  EXPECT_FALSE(check.passes());
  check.got = std::nan("");
  EXPECT_FALSE(check.passes());
}

TEST(Certificate, ASpoiltCheckFailsAndNoOther) {
  std::vector<CertificateCheck> checks(2);
  checks[0].id = "first";
  checks[1].id = "second";
  spoil(checks, "second");
  EXPECT_TRUE(checks[0].passes());
  EXPECT_FALSE(checks[1].passes());
  EXPECT_THROW(spoil(checks, "third"), InputError);
}

}  // namespace
}  // namespace plimsoll
