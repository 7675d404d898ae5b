#include "drawn_laws.hpp"

namespace plimsoll {

DrawnLaws::DrawnLaws(PanelParameters const& parameters, ParameterLanes const& drawn,
                     std::vector<MovedYear> const& moved)
    : parameters_(parameters),
      drawn_(drawn),
      moved_(moved),
      categories_(parameters.cells.front().size(),
                  CategoryTrials{{}, std::vector<Lanes>(moved.size()), {}, {}}) {}

void DrawnLaws::enter(std::uint32_t cell) {
  if (entered_ && cell == cell_) return;
  cell_ = cell;
  entered_ = true;
  for (std::size_t category = 0; category < categories_.size(); ++category) {
    CategoryParts const& parts = parameters_.cells[cell][category];
    CategoryTrials& trials = categories_[category];
    Lanes const &frequency = drawn_.factor(parts.count), &price = drawn_.factor(parts.amount);
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      trials.frequency[lane] = static_cast<float>(frequency[lane]);
    for (std::size_t year = 0; year < moved_.size(); ++year)
      for (std::size_t lane = 0; lane < lane_count; ++lane)
        trials.unit_cost[year][lane] = moved_[year].unit_cost[lane] * price[lane];
    take((*parameters_.parts)[parts.count], drawn_.law(parts.count), trials.counts);
    take((*parameters_.parts)[parts.amount], drawn_.law(parts.amount), trials.amounts);
  }
}

void DrawnLaws::take(UncertainPart const& part, std::array<std::uint8_t, lane_count> const& law,
                     LawLanes& lanes) const {
  lanes.law = law;
  lanes.further.resize(part.relative_mean.size() - 1);
  for (LaneList& list : lanes.further) list.size = 0;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    if (law[lane] == 0) continue;
    LaneList& list = lanes.further[law[lane] - 1];
    list.lane[list.size++] = static_cast<std::uint32_t>(lane);
  }
}

}  // namespace plimsoll
