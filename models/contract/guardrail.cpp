#include "plimsoll/models/contract/guardrail.hpp"

#include "plimsoll/models/contract/minimum.hpp"

namespace plimsoll {
namespace {

SymmetricMinimum minimum_of(Guardrail const& term) {
  return {term.rate, term.by_size, term.size};
}

Expr two_way_benchmark(Guardrail const& term, Position const& at) {
  if (term.two_way_pbpy) return at.value(*term.two_way_pbpy) * at.person_years();
  Expr two_way = 0.0, settled = 0.0;
  for (std::size_t i = 0; i < at.build->classes.size(); ++i) {
    Expr const person_years = at.person_years(at.build->classes[i]);
    two_way = two_way + at.build->two_way[i] * person_years;
    settled = settled + at.build->per_capita[i] * person_years;
  }
  return at.benchmark + (two_way - settled);  // additions to the total stand in both
}

}  // namespace

Expr apply(Guardrail const& term, Position const& at) {
  Position again = at;
  again.benchmark = two_way_benchmark(term, at);
  again.balance = min(at.balance + (again.benchmark - at.benchmark), 0.0);
  Expr const left = again.balance + apply(minimum_of(term), again);
  return select(at.balance < 0.0 && again.benchmark > at.benchmark, left - at.balance, 0.0);
}

std::vector<Problem> faults_in(Guardrail const& term, PanelView const& view) {
  return faults_in(minimum_of(term), view);
}

bool reads_build(Guardrail const& term) {
  return !term.two_way_pbpy;
}

}  // namespace plimsoll
