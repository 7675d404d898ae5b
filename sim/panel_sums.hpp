#pragma once

#include <vector>

#include "member_moments.hpp"
#include "plimsoll/sim/conditional.hpp"

namespace plimsoll {

/// The sums a panel's tallies are made of. The first is the cost of all members as the first limits their
/// classes meet cut it: what a contract settles, so that one score moves it.
std::vector<PanelSum> sums_of(TallyPlan const& plan, PanelId panel);

/// Position of the sum of this shape that has the tally's scope, class and (but for amounts) limit. Requires
/// that there is one.
std::size_t find_sum(std::vector<PanelSum> const& sums, PanelSum::Shape shape, Tally const& tally);

/// Every sum as members of one class meet it in a year of the axis. ModelError where a limit is drawn.
std::vector<LimitedSum> limited_sums(std::vector<PanelSum> const& sums, ExposureClass exposure,
                                     std::size_t categories, YearAxis const& years, std::size_t year);

}  // namespace plimsoll
