#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <vector>

#include "plimsoll/sim/draw_tables.hpp"
#include "plimsoll/sim/member_panel.hpp"
#include "plimsoll/sim/table_share.hpp"

namespace plimsoll {

/// Values that a factor or a mean takes, but for the rarest.
struct Reach {
  double low = std::numeric_limits<double>::infinity(), high = 0.0;
  void take(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
};

/// The tables of all panels, each wanted once and then made. Equal laws share a table, so does a law that
/// differs in scale only.
class TableSet {
 public:
  /// `exposure`: member-years of frequency that meet the law. Says how many claims a sum should hold.
  std::int32_t want(CountLaw const& law, Reach const& exposure, AmountDraw amounts);
  void want(SeverityLaw const& law, std::int32_t claims);

  /// Makes them all, with the other processes of the run if there are any.
  void make(TableShare const& share);

  /// Empty for a hurdle.
  std::shared_ptr<CountGuide const> guide(CountLaw const& law) const;
  AmountTable amounts(SeverityLaw const& law) const;

 private:
  /// Whole numbers that hold a law's every digit: equal keys are equal laws.
  using Key = std::vector<double>;
  struct Guide {
    CountLaw law;
    Reach means;
    std::shared_ptr<CountGuide const> table;
  };
  struct Sum {
    SeverityLaw law;
    std::int32_t most = 1;
    std::shared_ptr<SumTable const> table;
  };
  static Key key_of(CountLaw const& law);
  static Key key_of(SeverityLaw const& law);

  std::map<Key, Guide> guides_;
  std::map<Key, Sum> sums_;
};

}  // namespace plimsoll
