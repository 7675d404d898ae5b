#include "disclosure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plimsoll {
namespace {

using testing::ElementsAre;

/// A parent and its children.
std::vector<CellRows> family(std::size_t children) {
  std::vector<CellRows> cells{{RiskCell{"aged", "*", "*"}, false, {}}};
  for (std::size_t i = 0; i < children; ++i)
    cells.push_back({RiskCell{"aged", "band" + std::to_string(i), "*"}, true, {}});
  return cells;
}

std::vector<bool> hidden(std::vector<double> const& people) {
  return withheld(family(people.size() - 1), people, std::vector<bool>(people.size(), true));
}

TEST(Disclosure, FewAloneTakeTheNextSmallestWithThem) {
  EXPECT_THAT(hidden({1005, 5, 400, 600}), ElementsAre(false, true, true, false));
}

// Five people in two cells: each hides the other, but what the parent leaves of the third is their sum.
TEST(Disclosure, ChildrenWhoseSumIsFewTakeOneMore) {
  EXPECT_THAT(hidden({1005, 2, 3, 400, 600}), ElementsAre(false, true, true, true, false));
}

TEST(Disclosure, ChildrenWhoseSumIsManyAreEnough) {
  EXPECT_THAT(hidden({1014, 9, 5, 400, 600}), ElementsAre(false, true, true, false, false));
}

TEST(Disclosure, NobodyIsNoFew) {
  EXPECT_THAT(hidden({1000, 0, 400, 600}), ElementsAre(false, false, false, false));
}

}  // namespace
}  // namespace plimsoll
