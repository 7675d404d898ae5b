#pragma once

#include <span>
#include <vector>

#include "plimsoll/models/experience/experience.hpp"
#include "plimsoll/sim/drivers.hpp"

namespace plimsoll {

/// Adds members to the tallies of one panel and year. Every addend is a whole number, so members may come in
/// any order.
class MemberTallies {
 public:
  MemberTallies(PanelId panel, TallyPlan const& plan, DriverLanes const& drivers, YearAxis const& years,
                std::size_t year, Experience& experience);

  /// One member: `months` is zero in lanes where they are not enrolled, `cents` holds one Lanes per category.
  /// `full_months` is what the member has where enrolled: part-year members meet a part-year limit, unless it
  /// is one of the policy year.
  void add(ExposureClass exposure, int full_months, Lanes const& months, std::span<Lanes const> cents);

 private:
  struct Work {
    Tally const* tally;
    Lanes* sum;
    std::vector<Lanes> limit_cents;  // one entry, for tallies with a limit; of a full year
  };
  void add_amount(Work const& work, std::span<Lanes const> cents);
  void add_beyond_limit(Work const& work, int full_months, std::span<Lanes const> cents);
  Lanes const& total_of(Scope scope, std::span<Lanes const> cents);

  std::vector<Work> work_;
  Lanes total_, scratch_;
};

}  // namespace plimsoll
