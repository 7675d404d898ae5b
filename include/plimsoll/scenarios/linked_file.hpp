#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "plimsoll/models/cost/dependence_fit.hpp"
#include "plimsoll/models/measure/table.hpp"

namespace plimsoll {

/// The same members a year before or after, for `plimsoll fit --linked`.
struct LinkedRequest {
  std::filesystem::path data;  ///< empty = none
  std::string column_map;      ///< empty = that of the fit
  int year = 0;
  DependencePlan plan;
};

/// Estimates with their errors, and the copulas tried. No member's value, and the number of members in both
/// years only where it leaves none or more than 10 of the `members` of either.
std::vector<Table> dependence_tables(DependenceFit const& fit, std::array<std::int64_t, 2> members);

/// Faults of the request: years that are not neighbours.
void check_linked(LinkedRequest const& linked, int year);

/// Categories of `other` that are not those of `fitted`: InputError naming the file.
void check_categories(MemberYears const& other, MemberYears const& fitted, LinkedRequest const& linked);

}  // namespace plimsoll
