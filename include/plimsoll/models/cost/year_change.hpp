#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plimsoll/models/cost/member_years.hpp"

namespace plimsoll {

/// Some members' year: how many, their months, what they cost.
struct GroupYear {
  std::int64_t members = 0, months = 0;
  double cost = 0.0;  ///< dollars
  /// Dollars per member-month; 0 without months.
  double pmpm() const { return months > 0 ? cost / static_cast<double>(months) : 0.0; }
  void add(MemberYears const& years, std::size_t row);
  friend GroupYear operator+(GroupYear a, GroupYear const& b);
};

/// All of them.
GroupYear whole_year(MemberYears const& years);

/// Two years of one population by who was in both of them, told by member key.
struct MemberChange {
  GroupYear stayers_before, stayers_now, joiners, leavers;
  GroupYear before() const { return stayers_before + leavers; }
  GroupYear now() const { return stayers_now + joiners; }
};
MemberChange member_change(MemberYears const& before, MemberYears const& now);

/// What moved the whole cost from one year to the next, in dollars: months M at PMPM p of all, s of stayers.
///   members  (M1 - M0) p0, as if every month cost what one did before
///   stayers  M1 (s1 - s0), the same members' trend
///   joiners  M1 (p1 - s1), who came cost more or less than those who were here
///   leavers  -M1 (p0 - s0), the same of who went
/// The parts add up to the change. Without stayers in either year their part is 0, joiners' M1 (p1 - p0).
struct CostChange {
  double members = 0.0, stayers = 0.0, joiners = 0.0, leavers = 0.0;
  double total() const { return members + stayers + joiners + leavers; }
};
CostChange cost_change(MemberChange const& change);

/// One category against what it was expected to cost: last year's PMPM with trend, over this year's months.
struct CategoryGap {
  std::vector<std::size_t> categories;               ///< of the year; several where they were put together
  double expected = 0.0, actual = 0.0;               ///< dollars
  std::int64_t members_before = 0, members_now = 0;  ///< with cost in any of them
  double gap() const { return actual - expected; }
};
/// How small groups are put together: those of fewer members than `fewest` (but some) in a year, with
/// category `rest` where there is one, and with the next larger ones until there are enough.
struct Pooling {
  std::int64_t fewest = 0;
  std::optional<std::size_t> rest = {};
};
/// Every category, small ones put together. Largest gap first, what was put together last. Expects the same
/// categories in both years and months in the year before.
std::vector<CategoryGap> category_gaps(MemberYears const& before, MemberYears const& now, double trend,
                                       Pooling const& pooling = {});

/// Members by what they cost in the year, and the dollars that lie between two limits whoever spent them.
struct CostLayer {
  double from = 0.0, to = 0.0;      ///< dollars of a member's year; the last goes to infinity
  std::int64_t members_within = 0;  ///< whose cost lies in (from, to], 0 in the first
  double members_cost = 0.0;        ///< all they cost
  double cost = 0.0;  ///< sum over all members of what lies between: min(cost, to) - from, if above
};
/// Layers between ascending positive limits; with `fewest`, a layer with fewer members than that (but some)
/// is put together with the one below it, the lowest with the one above. Costs of layers add up to the total.
std::vector<CostLayer> cost_layers(MemberYears const& years, std::span<double const> limits,
                                   std::int64_t fewest = 0);

/// The dearest share of members, and all others. Of equals the first rows are taken.
struct TopMembers {
  GroupYear top, others;
  std::vector<std::size_t> rows;  ///< of the top, ascending
};
TopMembers top_members(MemberYears const& years, double share);

/// Of the members in `rows` of the year before: how many are there now, and how many of them are in
/// `rows_now`.
struct Staying {
  std::int64_t covered = 0, still = 0;
};
Staying staying(MemberYears const& before, std::span<std::size_t const> rows, MemberYears const& now,
                std::span<std::size_t const> rows_now);

}  // namespace plimsoll
