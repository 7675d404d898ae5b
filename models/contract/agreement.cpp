#include "plimsoll/models/contract/agreement.hpp"

namespace plimsoll {
namespace {

constexpr int months_of_year = 12;

}  // namespace

std::vector<int> AgreementPeriods::base_years(int year, std::size_t count) const {
  int const first = first_year(number(year));
  std::vector<int> before;
  for (int base = first - static_cast<int>(count); base < first; ++base) before.push_back(base);
  return before;
}

Expr settled_on_leaving(Expr const& settled, LeavingYear const& leaving) {
  if (leaving.months >= months_of_year) return settled;
  if (leaving.months <= leaving.free_months) return 0.0;
  double const part = static_cast<double>(leaving.months) / months_of_year;
  return round_cents(min(settled, 0.0) * part);
}

Expr owing_in_a_row(Expr const& before, Expr const& settled) {
  return select(settled < 0.0, before + 1.0, 0.0);
}

}  // namespace plimsoll
