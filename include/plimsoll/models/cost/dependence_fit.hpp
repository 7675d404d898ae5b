#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/models/cost/cost_model.hpp"
#include "plimsoll/models/cost/frailty.hpp"
#include "plimsoll/models/cost/member_years.hpp"

namespace plimsoll {

/// What the year correlation is read off: members' whole cost, as simulated members have it, or how far what
/// two categories share in one year is left in the next.
enum class YearLink { total, categories };
template <>
struct Names<YearLink> {
  static constexpr std::array<std::pair<std::string_view, YearLink>, 2> pairs{
      {{"total", YearLink::total}, {"categories", YearLink::categories}}};
};

/// How dependence is estimated.
struct DependencePlan {
  FrailtyFamily family = FrailtyFamily::lognormal;
  YearLink year_link = YearLink::total;
  static constexpr auto fields =
      field_table(optional("family", &DependencePlan::family, "law of a member's factor on frequency"),
                  optional("year_link", &DependencePlan::year_link,
                           "what the year correlation is read off: total, the whole cost of members; "
                           "categories, what two categories share in one year and in the next"));
  friend bool operator==(DependencePlan const&, DependencePlan const&) = default;
};

/// How cost of one year goes with cost of the next, members' totals.
struct Persistence {
  double log_correlation = 0.0;  ///< of ln cost, members with cost in both years
  double staying = 0.0;  ///< share of the dearest 5 % of the first year who are of those of the second
};

struct DependenceEstimate {
  std::string name;  ///< "cv inpatient", "correlation inpatient ~ pharmacy", "year correlation"
  double value = 0.0;
  double standard_error = 0.0;  ///< jackknife, 20 groups of members; 0 where the estimate sits on its bound
};

/// One copula tried: the frailty that gives the data's log correlation under it, and what it says of the
/// rest.
struct CopulaTried {
  std::optional<double> degrees;  ///< normal copula without
  double year_correlation = 0.0;
  Persistence simulated;
  bool chosen = false;
};

struct DependenceFit {
  CostModel model;  ///< laws given the frailty, with the frailty
  std::vector<DependenceEstimate> estimates;
  std::vector<CopulaTried> tried;
  Persistence observed;
  std::int64_t pairs = 0;  ///< members seen in two neighbouring years
  std::vector<std::string> notices;
};

/// Frailty of members seen in neighbouring years, `years` in the order of the calendar, one apart, and the
/// laws that remain given it.
///
/// - cv of a category: from how its frequency in one year goes with that in the next;
/// - correlation of two categories: from how they go together within a year, all members;
/// - year correlation: the one under which simulated members have the data's correlation of log cost;
/// - degrees of freedom: of a few, those under which as many of the dearest 5 % stay so.
///
/// Frequency is read off claim counts where the data have them, else off the square root of the year's
/// amount. Chance of any cost, mean and variance of a year stay those of `fitted`: what the frailty now
/// carries is taken out of its count and severity laws. Expects the categories of `fitted`, which has no
/// frailty. ModelError where fewer than 200 members are linked or a law cannot give up variance.
/// docs/theory/dependence.md.
DependenceFit fit_dependence(std::vector<MemberYears const*> const& years, CostModel const& fitted,
                             DependencePlan const& plan);

}  // namespace plimsoll
