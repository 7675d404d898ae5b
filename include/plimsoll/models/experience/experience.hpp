#pragma once

#include <vector>

#include "plimsoll/core/lanes.hpp"
#include "plimsoll/models/experience/tally.hpp"

namespace plimsoll {

/// What one block of trials says happened: every tally of the plan in every year of the axis (base years
/// first). Amounts and excesses in whole cents, member months and counts as whole numbers: sums are exact in
/// any order.
class Experience {
 public:
  Experience(std::size_t tallies, std::size_t years) : years_(years), lanes_(tallies * years) {}
  Lanes& at(TallyId tally, std::size_t year) {
    return lanes_[static_cast<std::size_t>(tally) * years_ + year];
  }
  Lanes const& at(TallyId tally, std::size_t year) const {
    return lanes_[static_cast<std::size_t>(tally) * years_ + year];
  }
  std::size_t years() const { return years_; }

 private:
  std::size_t years_;
  std::vector<Lanes> lanes_;  // value-initialised: every tally starts at zero
};

}  // namespace plimsoll
