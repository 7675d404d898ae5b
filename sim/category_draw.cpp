#include "category_draw.hpp"

#include <algorithm>

namespace plimsoll {

void CategoryDraw::enter(CategoryTables const& tables, MemberYear const& member, std::size_t group,
                         Lanes const& unit_cost) {
  MeanLanes const& exposure = member.exposures[group];
  tables_ = &tables;
  by_lane_ = &unit_cost;
  one_mean_ = member.one_exposure && tables.guide;
  mean_ = tables.mean * exposure.front();
  if (one_mean_) return;
  for (std::size_t lane = 0; lane < lane_count; ++lane) means_[lane] = tables.mean * exposure[lane];
  if (tables.guide) return;
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    grown_[lane] = unit_cost[lane] * std::max(1.0, static_cast<double>(means_[lane]));
  by_lane_ = &grown_;
}

void CategoryDraw::draw_counts(LanesOf<std::uint32_t> const& words, CountLanes& counts) const {
  if (!tables_->guide)
    draw_hurdles(means_, words, lane_count, counts);
  else if (one_mean_)
    plimsoll::draw_counts(*tables_->guide, mean_, words, lane_count, counts);
  else
    plimsoll::draw_counts(*tables_->guide, means_, words, lane_count, counts);
}

void CategoryDraw::draw_counts(LaneList const& lanes, LanesOf<std::uint32_t> const& words,
                               CountLanes& counts) {
  if (one_mean_) return plimsoll::draw_counts(*tables_->guide, mean_, words, lanes.size, counts);
  for (std::size_t i = 0; i < lanes.size; ++i) picked_[i] = means_[lanes.lane[i]];
  plimsoll::draw_counts(*tables_->guide, picked_, words, lanes.size, counts);
}

void CategoryDraw::any_below(LanesOf<std::uint32_t>& any) const {
  if (one_mean_)
    any.fill(tables_->guide->any_below(mean_));
  else
    plimsoll::any_below(*tables_->guide, means_, any);
}

}  // namespace plimsoll
