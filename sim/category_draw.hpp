#pragma once

#include <cstddef>

#include "member_years.hpp"
#include "plimsoll/models/cost/amount_lanes.hpp"

namespace plimsoll {

/// Means and price of one category for one member and year, and its counts: what both engines of members do
/// before amounts.
class CategoryDraw {
 public:
  /// Takes a category of the member's cell, of a frailty group. `unit_cost` is by lane.
  void enter(CategoryTables const& tables, MemberYear const& member, std::size_t category, std::size_t group,
             Lanes const& unit_cost);

  /// Price of one unit of a table's amounts; a hurdle that is certain keeps its mean by growing it.
  UnitPrice price_of(AmountTable const& amounts) const { return {amounts.cents_per_unit, *by_lane_}; }
  void draw_counts(LanesOf<std::uint32_t> const& words, CountLanes& counts);
  /// Counts of the lanes listed, by words in the order of the list: what draw_counts gives them. Not for
  /// hurdles.
  void draw_counts(LaneList const& lanes, LanesOf<std::uint32_t> const& words, CountLanes& counts);
  /// Bounds of the places where a claim is possible. Not for hurdles.
  void any_below(LanesOf<std::uint32_t>& any) const;
  /// Trials whose amounts have another law than the estimate; nothing where laws are taken as known.
  LawLanes const* amount_laws() const { return trials_ ? &trials_->amounts : nullptr; }

 private:
  void find_means(MeanLanes const& exposure);

  CategoryTables const* tables_ = nullptr;
  CategoryTrials const* trials_ = nullptr;
  Lanes const* by_lane_ = nullptr;
  bool one_mean_ = false;
  float mean_ = 0.0f;  // where there is one
  MeanLanes means_, picked_{};
  LanesOf<std::uint32_t> picked_words_{};
  CountLanes picked_counts_{};
  Lanes grown_;
};

}  // namespace plimsoll
