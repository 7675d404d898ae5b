#include "category_draw.hpp"

#include <algorithm>

namespace plimsoll {

void CategoryDraw::enter(CategoryTables const& tables, MemberYear const& member, Lanes const& unit_cost) {
  tables_ = &tables;
  one_mean_ = member.one_exposure;
  for (std::size_t lane = 0; lane < lane_count; ++lane) means_[lane] = tables.mean * member.exposure[lane];
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    cents_per_unit_[lane] = tables.cents_per_unit * unit_cost[lane];
  if (!tables.guide)
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      cents_per_unit_[lane] *= std::max(1.0, static_cast<double>(means_[lane]));
}

void CategoryDraw::draw_counts(LanesOf<std::uint32_t> const& words, CountLanes& counts) const {
  if (!tables_->guide)
    draw_hurdles(means_, words, lane_count, counts);
  else if (one_mean_)
    plimsoll::draw_counts(*tables_->guide, means_.front(), words, lane_count, counts);
  else
    plimsoll::draw_counts(*tables_->guide, means_, words, lane_count, counts);
}

void CategoryDraw::any_below(LanesOf<std::uint32_t>& any) const {
  if (one_mean_)
    any.fill(tables_->guide->any_below(means_.front()));
  else
    plimsoll::any_below(*tables_->guide, means_, any);
}

}  // namespace plimsoll
