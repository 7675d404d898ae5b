#include "plimsoll/models/contract/position.hpp"

#include <algorithm>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

constexpr double cents_per_dollar = 100.0;

Expr tally_column(Position const& at, TallyShape shape, Scope categories,
                  std::optional<ExposureClass> exposure, std::optional<Quantity> const& limit = {},
                  LimitBasis basis = LimitBasis::annualised) {
  PLIMSOLL_EXPECT(!at.view.without_members);
  return Expr::column(TallyColumn{
      Tally{at.view.panel, categories, shape, exposure, limit, basis, at.view.attribution}, at.year});
}

}  // namespace

bool covers(PanelView const& view, ExposureClass exposure) {
  return view.only.empty() || std::find(view.only.begin(), view.only.end(), exposure) != view.only.end();
}

Expr& Position::running(Target target) {
  switch (target) {
    case Target::cost: return cost;
    case Target::benchmark: return benchmark;
    case Target::base: return base;
    case Target::balance: break;
  }
  return balance;
}

Expr Position::value(Quantity const& quantity) const {
  if (quantity.is_reference() && formulas)
    if (auto const found = formulas->find(quantity.path().text()); found != formulas->end())
      return found->second;
  return Expr::quantity(quantity, year, performance_year);
}

Expr Position::score(Quantity const& quantity) const {
  switch (outcome) {
    case Outcome::worst: return 0.0;
    case Outcome::best: return 1.0;
    case Outcome::drawn: break;
  }
  return value(quantity);
}

Expr Position::line(std::string const& name) const {
  auto const found = lines.find(name);
  PLIMSOLL_EXPECT(found != lines.end());
  return found->second;
}

Expr Position::sum_of(TallyShape shape, Scope categories, std::optional<Quantity> const& limit,
                      LimitBasis basis) const {
  if (view.only.empty()) return tally_column(*this, shape, categories, std::nullopt, limit, basis);
  Expr sum = tally_column(*this, shape, categories, view.only.front(), limit, basis);
  for (std::size_t i = 1; i < view.only.size(); ++i)
    sum = sum + tally_column(*this, shape, categories, view.only[i], limit, basis);
  return sum;
}

Expr Position::member_months(std::optional<ExposureClass> exposure) const {
  if (exposure) return tally_column(*this, TallyShape::member_months, Scope::all(), exposure);
  if (months) return *months;
  return sum_of(TallyShape::member_months, Scope::all());
}

Expr Position::person_years(std::string const& enrolment) const {
  auto const found = std::find(view.classes.begin(), view.classes.end(), enrolment);
  PLIMSOLL_EXPECT(found != view.classes.end());
  return member_months(static_cast<ExposureClass>(found - view.classes.begin())) / 12.0;
}

Expr Position::excess(ExposureClass exposure, Quantity const& limit) const {
  if (!view.single_members) return 0.0;
  return tally_column(*this, TallyShape::excess, scope, exposure, limit) / cents_per_dollar;
}

Expr Position::excess(Quantity const& limit, LimitBasis basis) const {
  if (!view.single_members) return 0.0;
  return sum_of(TallyShape::excess, scope, limit, basis) / cents_per_dollar;
}

Expr Position::amount(Scope categories) const {
  return sum_of(TallyShape::amount, categories) / cents_per_dollar;
}

Expr total(ClassBenchmark const& build, Position const& at) {
  Expr sum = 0.0;
  for (std::size_t i = 0; i < build.classes.size(); ++i)
    sum = sum + build.per_capita[i] * at.person_years(build.classes[i]);
  return sum;
}

}  // namespace plimsoll
