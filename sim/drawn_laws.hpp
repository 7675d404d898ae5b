#pragma once

#include <vector>

#include "plimsoll/core/lane_list.hpp"
#include "plimsoll/models/cost/count_lanes.hpp"
#include "plimsoll/sim/panel_moves.hpp"
#include "plimsoll/sim/parameters.hpp"

namespace plimsoll {

/// Trials by the law they have: lists of the further laws, number 1 on; those of the estimate are in none.
struct LawLanes {
  std::array<std::uint8_t, lane_count> law;
  std::vector<LaneList> further;
};

/// One category's laws in a cell, as the trials of a block have them.
struct CategoryTrials {
  MeanLanes frequency;           ///< factor on the mean of the count law in use
  std::vector<Lanes> unit_cost;  ///< by year: the panel's, times the factor on the amounts
  LawLanes counts, amounts;
};

/// The drawn parameters of one cell after another, of the trials of a block.
class DrawnLaws {
 public:
  DrawnLaws(PanelParameters const& parameters, ParameterLanes const& drawn,
            std::vector<MovedYear> const& moved);

  void enter(std::uint32_t cell);
  /// Of the cell entered last.
  CategoryTrials const& at(std::size_t category) const { return categories_[category]; }

 private:
  void take(UncertainPart const& part, std::array<std::uint8_t, lane_count> const& law,
            LawLanes& lanes) const;

  PanelParameters const& parameters_;
  ParameterLanes const& drawn_;
  std::vector<MovedYear> const& moved_;
  std::vector<CategoryTrials> categories_;
  std::uint32_t cell_ = 0;
  bool entered_ = false;
};

}  // namespace plimsoll
