#include "study/changed_paths.hpp"

#include <gtest/gtest.h>

namespace plimsoll {
namespace {

constexpr char const* base = R"(
title = "a"
[cost.aco]
trend = { dist = "normal", mean = 0.02, sd = 0.01 }
bands = [1, 2, 3]
[[contract]]
id = "one"
[[contract.term]]
name = "minimum"
rate = 0.02
[[contract]]
id = "two"
)";

std::vector<std::string> changed(std::string const& from, std::string const& to) {
  std::string text = base;
  std::size_t const place = text.find(from);
  EXPECT_NE(place, std::string::npos) << from;
  std::vector<std::string> paths;
  for (KeyPath const& path :
       changed_paths(parse_toml(base, "a.toml"), parse_toml(text.replace(place, from.size(), to), "b.toml")))
    paths.push_back(path.text());
  return paths;
}

using Paths = std::vector<std::string>;

TEST(ChangedPaths, NameWhatDiffersByItsKeyPath) {
  EXPECT_EQ(changed("title", "title"), Paths{});
  EXPECT_EQ(changed("mean = 0.02", "mean = 0.03"), Paths{"cost.aco.trend.mean"});
  EXPECT_EQ(changed("rate = 0.02", "rate = 0.01"), Paths{"contract.one.minimum.rate"}) << "without the list";
}

TEST(ChangedPaths, TakeEqualNumbersForEqual) {
  EXPECT_EQ(changed("[1, 2, 3]", "[1.0, 2, 3]"), Paths{});
}

TEST(ChangedPaths, SayWhereSomethingCameOrWent) {
  EXPECT_EQ(changed("rate = 0.02", "rate = 0.02\nnet = true"), Paths{"contract.one.minimum.net"});
  EXPECT_EQ(changed("title = \"a\"", ""), Paths{"title"});
  EXPECT_EQ(changed("trend = { dist = \"normal\", mean = 0.02, sd = 0.01 }", "trend = 0.02"),
            Paths{"cost.aco.trend"});
}

TEST(ChangedPaths, TakeAListAsAWholeWhereItsItemsHaveNoNames) {
  EXPECT_EQ(changed("[1, 2, 3]", "[4, 2, 5]"), Paths{"cost.aco.bands"});
  EXPECT_EQ(changed("id = \"two\"", "id = \"three\""), Paths{"contract"});
}

}  // namespace
}  // namespace plimsoll
