#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "plimsoll/core/address.hpp"
#include "plimsoll/core/lanes.hpp"
#include "plimsoll/models/cost/uncertain_law.hpp"
#include "plimsoll/models/population/roster.hpp"

namespace plimsoll {

/// An estimated law as trials draw its parameters: UncertainLaw without the laws.
struct UncertainPart {
  MemberAddress address;
  double deviation = 0.0;  ///< of the logarithm of the factor on the mean
  std::array<std::uint8_t, UncertainLaw<CountLaw>::places> law_of = {};
  std::vector<double> relative_mean;  ///< by law, to the estimate's
};

/// Every part of a run, its panels' one after another. One estimate is one part, whichever cells use it, so
/// cells that borrow a parent's law move with it, and populations of one cost file move together.
using UncertainParts = std::vector<UncertainPart>;

/// Which part the count and the amounts of a category are drawn by, and the mean behind them.
struct CategoryParts {
  std::size_t count = 0, amount = 0;
  double dollars = 0.0;  ///< a year of the cell's members, by the estimate
};

/// How a panel's laws are drawn.
struct PanelParameters {
  std::shared_ptr<UncertainParts const> parts;
  std::vector<std::vector<CategoryParts>> cells;  ///< by cell of the roster, then category
};

/// `source` names the estimates. Adds to `parts` what they do not hold yet.
PanelParameters panel_parameters(std::string const& source, CostModel const& model, Roster const& roster,
                                 std::shared_ptr<UncertainParts> const& parts);

/// The trials that one of several fits of a panel has: those whose place on the unit interval is in
/// [first, last). Places go by blocks of 256 trials in steps of the golden ratio, so any beginning of a run
/// has every fit in its share, but for a block. Where laws are taken as known, the first fit has all.
struct FitShare {
  double first = 0.0, last = 1.0;
  bool is_all() const { return first == 0.0 && last == 1.0; }
  bool has(std::uint32_t trial, bool laws_known) const;
};

/// What the trials of a block make of every part.
class ParameterLanes {
 public:
  ParameterLanes(UncertainParts const& parts, Seed seed, TrialBlock block);

  /// Factor on the mean, whose mean is 1.
  Lanes const& factor(std::size_t part) const { return factors_[part]; }
  /// Number of the law in use, 0 the estimate.
  std::array<std::uint8_t, lane_count> const& law(std::size_t part) const { return laws_[part]; }

 private:
  std::vector<Lanes> factors_;
  std::vector<std::array<std::uint8_t, lane_count>> laws_;
};

/// Factors on a panel's expected frequency and cost per claim that stand for those of its laws.
struct PanelShift {
  Lanes frequency, unit_cost;
};
PanelShift shift_of(PanelParameters const& parameters, ParameterLanes const& drawn);

/// Standard deviation of the logarithm of the two factors of PanelShift, to the first order.
double shift_deviation(PanelParameters const& parameters);

}  // namespace plimsoll
