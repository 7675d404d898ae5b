#include "category_draw.hpp"

#include <algorithm>

namespace plimsoll {

void CategoryDraw::enter(CategoryTables const& tables, MemberYear const& member, std::size_t category,
                         std::size_t group, Lanes const& unit_cost) {
  MeanLanes const& exposure = member.exposures[group];
  tables_ = &tables;
  trials_ = member.laws ? &member.laws->at(category) : nullptr;
  by_lane_ = trials_ ? &trials_->unit_cost[member.year] : &unit_cost;
  one_mean_ = member.one_exposure && tables.guide && !trials_;
  mean_ = tables.mean * exposure.front();
  if (one_mean_) return;
  find_means(exposure);
  if (tables.guide) return;
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    grown_[lane] = (*by_lane_)[lane] * std::max(1.0, static_cast<double>(means_[lane]));
  by_lane_ = &grown_;
}

void CategoryDraw::find_means(MeanLanes const& exposure) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) means_[lane] = tables_->mean * exposure[lane];
  if (!trials_) return;
  for (std::size_t lane = 0; lane < lane_count; ++lane) means_[lane] *= trials_->frequency[lane];
  for (std::size_t law = 0; law < tables_->further_counts.size(); ++law) {
    LaneList const& lanes = trials_->counts.further[law];
    for (std::size_t i = 0; i < lanes.size; ++i)
      means_[lanes.lane[i]] *= tables_->further_counts[law].relative_mean;
  }
}

void CategoryDraw::draw_counts(LanesOf<std::uint32_t> const& words, CountLanes& counts) {
  if (!tables_->guide) return draw_hurdles(means_, words, lane_count, counts);
  if (one_mean_) return plimsoll::draw_counts(*tables_->guide, mean_, words, lane_count, counts);
  plimsoll::draw_counts(*tables_->guide, means_, words, lane_count, counts);
  if (!trials_) return;
  for (std::size_t law = 0; law < tables_->further_counts.size(); ++law) {
    LaneList const& lanes = trials_->counts.further[law];
    pick(words, lanes, picked_words_);
    for (std::size_t i = 0; i < lanes.size; ++i) picked_[i] = means_[lanes.lane[i]];
    plimsoll::draw_counts(*tables_->further_counts[law].guide, picked_, picked_words_, lanes.size,
                          picked_counts_);
    for (std::size_t i = 0; i < lanes.size; ++i) counts[lanes.lane[i]] = picked_counts_[i];
  }
}

void CategoryDraw::draw_counts(LaneList const& lanes, LanesOf<std::uint32_t> const& words,
                               CountLanes& counts) {
  if (one_mean_) return plimsoll::draw_counts(*tables_->guide, mean_, words, lanes.size, counts);
  for (std::size_t i = 0; i < lanes.size; ++i) picked_[i] = means_[lanes.lane[i]];
  plimsoll::draw_counts(*tables_->guide, picked_, words, lanes.size, counts);
  if (!trials_ || tables_->further_counts.empty()) return;
  for (std::size_t i = 0; i < lanes.size; ++i)
    if (std::uint8_t const law = trials_->counts.law[lanes.lane[i]]; law > 0)
      counts[i] = (*tables_->further_counts[law - 1].guide)(picked_[i], words[i]);
}

void CategoryDraw::any_below(LanesOf<std::uint32_t>& any) const {
  if (one_mean_) return any.fill(tables_->guide->any_below(mean_));
  plimsoll::any_below(*tables_->guide, means_, any);
  if (!trials_) return;
  for (std::size_t law = 0; law < tables_->further_counts.size(); ++law) {
    LaneList const& lanes = trials_->counts.further[law];
    for (std::size_t i = 0; i < lanes.size; ++i)
      any[lanes.lane[i]] = tables_->further_counts[law].guide->any_below(means_[lanes.lane[i]]);
  }
}

}  // namespace plimsoll
