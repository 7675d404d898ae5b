#include "plimsoll/models/contract/payment.hpp"

#include "plimsoll/models/contract/term_fault.hpp"

namespace plimsoll {
namespace {

/// The least of a cap's limits.
template <class Cap>
Expr limit_of(Cap const& term, Position const& at) {
  std::optional<Expr> least;
  auto const add = [&](Expr const& limit) { least = least ? min(*least, limit) : limit; };
  if (term.share_of_benchmark) add(at.value(*term.share_of_benchmark) * at.benchmark);
  if (term.share_of_revenue && term.revenue) add(at.value(*term.share_of_revenue) * at.value(*term.revenue));
  if (term.dollars) add(at.value(*term.dollars));
  if (term.pmpm) add(at.value(*term.pmpm) * at.member_months());
  PLIMSOLL_EXPECT(least.has_value());
  return *least;
}

template <class Cap>
std::vector<Problem> faults_of_limits(Cap const& term, char const* revenue) {
  if (term.share_of_revenue && !term.revenue)
    return {term_fault("revenue", "missing", "share_of_revenue is a share of it", revenue)};
  if (!term.share_of_benchmark && !term.share_of_revenue && !term.dollars && !term.pmpm)
    return {
        term_fault("", "no limit given", "", "give share_of_benchmark, share_of_revenue, dollars or pmpm")};
  return {};
}

}  // namespace

Expr apply(LossCap const& term, Position const& at) {
  return select(at.balance < 0.0, max(at.balance, -limit_of(term, at)) - at.balance, 0.0);
}

std::vector<Problem> faults_in(LossCap const& term, PanelView const&) {
  return faults_of_limits(term, "give the participants' Part A and B revenue in dollars");
}

Expr apply(CircumstanceRelief const& term, Position const& at) {
  Expr const relief = at.value(term.months) / 12.0 * at.value(term.share_of_members);
  return select(at.balance < 0.0, -(relief * at.balance), 0.0);
}

Expr apply(LossRelief const& term, Position const& at) {
  return select(at.balance < 0.0, min(-at.balance, at.value(term.dollars)), 0.0);
}

Expr apply(Sequestration const& term, Position const& at) {
  return select(at.balance > 0.0, -(at.value(term.rate) * at.balance), 0.0);
}

Expr apply(SavingsCap const& term, Position const& at) {
  return select(at.balance > 0.0, min(at.balance, limit_of(term, at)) - at.balance, 0.0);
}

std::vector<Problem> faults_in(SavingsCap const& term, PanelView const&) {
  return faults_of_limits(term, "give the revenue in dollars");
}

Expr apply(Recoupment const& term, Position const& at) {
  return select(at.balance > 0.0, -min(at.balance, at.value(term.dollars)), 0.0);
}

}  // namespace plimsoll
