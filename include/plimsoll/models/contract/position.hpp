#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/models/contract/expr.hpp"

namespace plimsoll {

/// Which running amount of a position a term's line is added to.
enum class Target { cost, benchmark, balance };
template <>
struct Names<Target> {
  static constexpr std::array<std::pair<std::string_view, Target>, 3> pairs{
      {{"cost", Target::cost}, {"benchmark", Target::benchmark}, {"balance", Target::balance}}};
};

/// What a term looks at: each member's year, or the contract's sums. It only coarsens along a contract.
enum class Grain { member, contract };

/// Where a contract's exposure comes from, for leaves that need the members.
struct PanelView {
  PanelId panel{};
  std::vector<std::string> classes;  ///< enrolment types by ExposureClass
};

/// Where a contract stands when a term is applied: formulas for cost, benchmark and balance in one settlement
/// year, in dollars. A term adds its line to one of the three.
struct Position {
  Expr cost = 0.0;
  Expr benchmark = 0.0;
  Expr balance = 0.0;  ///< positive = paid to us
  PanelView view;
  std::size_t year = 0;              ///< position on the year axis
  std::size_t performance_year = 0;  ///< entry of lists by year
  std::optional<Expr>
      months;  ///< member months where no panel is drawn: published settlements bring their own

  /// A term's quantity in this year.
  Expr value(Quantity const& quantity) const { return Expr::quantity(quantity, year, performance_year); }
  /// Member months of the panel, or of one class (always the panel's).
  Expr member_months(std::optional<ExposureClass> exposure = {}) const;
  Expr person_years() const { return member_months() / 12.0; }
  /// Dollars that members of the class spent above `limit` dollars per member-year.
  Expr excess(ExposureClass exposure, Quantity const& limit) const;
  /// Dollars spent by members, all classes and categories.
  Expr amount() const;
};

}  // namespace plimsoll
