#pragma once

#include <cstddef>

#include "member_years.hpp"

namespace plimsoll {

/// Means and prices of one category for one member and year, and its counts: what both engines of members do
/// before amounts.
class CategoryDraw {
 public:
  /// Takes the category of the member's cell. `unit_cost` is by lane.
  void enter(CategoryTables const& tables, MemberYear const& member, Lanes const& unit_cost);

  MeanLanes const& means() const { return means_; }
  /// Cents of one unit of the table's amounts; a hurdle that is certain keeps its mean by growing them.
  Lanes const& cents_per_unit() const { return cents_per_unit_; }
  void draw_counts(LanesOf<std::uint32_t> const& words, CountLanes& counts) const;
  /// The count of one lane by this word: what draw_counts gives it.
  std::int32_t count(std::size_t lane, std::uint32_t word) const {
    return (*tables_->guide)(means_[lane], word);
  }
  /// Bounds of the places where a claim is possible.
  void any_below(LanesOf<std::uint32_t>& any) const;

 private:
  CategoryTables const* tables_ = nullptr;
  bool one_mean_ = false;
  MeanLanes means_;
  Lanes cents_per_unit_;
};

}  // namespace plimsoll
