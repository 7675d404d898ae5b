#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "limit_ladder.hpp"
#include "plimsoll/core/lane_list.hpp"
#include "plimsoll/models/experience/experience.hpp"
#include "plimsoll/sim/drivers.hpp"

namespace plimsoll {

/// Adds members to the tallies of one panel, attribution and year. Every addend is a whole number, so members
/// may come in any order. Sums without a limit are dense work over all lanes; those with one look only at
/// lanes whose year is above the lowest limit of the plan.
class MemberTallies {
 public:
  MemberTallies(PanelId panel, Attribution attribution, TallyPlan const& plan, DriverLanes const& drivers,
                YearAxis const& years, std::size_t year, Experience& experience);

  /// One member: `cents` holds one Lanes per category. `full_months` is what the member has where enrolled:
  /// part-year members meet a part-year limit, unless it is one of the policy year. `months` is zero in lanes
  /// where they are not enrolled; none means enrolled in all.
  void add(ExposureClass exposure, int full_months, std::span<Lanes const> cents,
           Lanes const* months = nullptr);

  /// One member in one lane only, for `months` of the year.
  void add_in_lane(ExposureClass exposure, int months, std::span<Lanes const> cents, std::size_t lane);

 private:
  struct Work {
    Tally const* tally;
    Lanes* sum;
    Lanes limit_cents;  // of a full year, where the limit is drawn
  };
  /// Limits as members of so many months meet them.
  struct Limits {
    std::vector<Lanes> drawn;  // in the order of drawn_
    Lanes lowest;              // of all limits, drawn and fixed
  };
  void add_limited(ExposureClass exposure, int full_months, std::span<Lanes const> cents);
  Limits const& limits_for(int full_months);
  Lanes const& total_of(Scope scope, std::span<Lanes const> cents);
  /// The same in one lane; the others are left as they are.
  Lanes const& total_in_lane(Scope scope, std::span<Lanes const> cents, std::size_t lane);

  void add_fixed(Tally const& tally, double limit_cents, Lanes& sum);
  void add_drawn(Work const& work, int full_months, Lanes const& limit, Lanes const& total);

  std::vector<Work> plain_, drawn_;
  std::vector<LimitLadder> fixed_;
  std::array<std::optional<Limits>, 13> limits_;  // by months
  Lanes total_, scratch_;
  LaneList above_;
};

}  // namespace plimsoll
