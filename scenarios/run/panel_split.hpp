#pragma once

#include <cstddef>
#include <vector>

#include "run/settled_total.hpp"

namespace plimsoll {

/// A column of the program as a straight line in the settled total: value at the mean total, and change per
/// dollar.
struct TotalLine {
  double at_mean = 0.0;
  double per_dollar = 0.0;
};

/// Ways to split a total over enrolment types, categories and excess: as members' laws expect, and pushed
/// away from that while the total stays.
enum class Push { none, classes, categories, excess };

/// Every column of the program under a split of the total; member months and other panels and years are
/// constants at their means. `mean` is the total's, dollars.
std::vector<TotalLine> split_total(CompiledStudy const& study, SettledTotal const& settled, double mean,
                                   Push push);

/// What moves the panel in the year. Expects a study without drivers.
YearFactors fixed_factors(CompiledStudy const& study, GroupedPanel const& panel, std::size_t year);

}  // namespace plimsoll
