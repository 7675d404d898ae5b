#include "plimsoll/sim/page_plan.hpp"

#include <algorithm>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

constexpr double rare_mean = 0.25;
constexpr std::uint32_t rare_pages = 64;  // bytes of the fifth rare category and on start here

/// Highest mean of a category over the cells; hurdles are drawn whole, so they never count as rare.
bool is_rare(CostModel const& model, std::size_t category) {
  return std::all_of(model.cells.begin(), model.cells.end(), [&](CellLaw const& cell) {
    CountLaw const& count = cell.laws[category].count;
    return !std::holds_alternative<BernoulliCount>(count) && mean(count) < rare_mean;
  });
}

PagePlan::Slot rare_slot(std::uint32_t number) {
  if (number < 4) return {true, 0, 1, static_cast<int>(number)};
  std::uint32_t const further = number - 4;
  return {true, rare_pages + further / 16, further / 4 % 4, static_cast<int>(further % 4)};
}

}  // namespace

PagePlan::PagePlan(CostModel const& model, bool share_words) {
  PLIMSOLL_EXPECT(model.categories.size() <= most_categories);
  std::uint32_t rare = 0, frequent = 0;
  for (std::size_t category = 0; category < model.categories.size(); ++category) {
    if (share_words && is_rare(model, category)) {
      slots_.push_back(rare_slot(rare++));
      continue;
    }
    std::uint32_t const word = 2 + 2 * frequent++;
    slots_.push_back({false, word / 4, word % 4, 0});
    pages_ = word / 4 + 1;
  }
}

}  // namespace plimsoll
