#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {
namespace {

constexpr double cents_per_dollar = 100.0;

}  // namespace

Expr Position::member_months(std::optional<ExposureClass> exposure) const {
  if (!exposure && months) return *months;
  return Expr::column(
      TallyColumn{Tally{view.panel, Scope::all(), TallyShape::member_months, exposure, std::nullopt}, year});
}

Expr Position::excess(ExposureClass exposure, Quantity const& limit) const {
  Tally const tally{view.panel, Scope::all(), TallyShape::excess, exposure, limit};
  return Expr::column(TallyColumn{tally, year}) / cents_per_dollar;
}

Expr Position::amount() const {
  Tally const tally{view.panel, Scope::all(), TallyShape::amount, std::nullopt, std::nullopt};
  return Expr::column(TallyColumn{tally, year}) / cents_per_dollar;
}

}  // namespace plimsoll
