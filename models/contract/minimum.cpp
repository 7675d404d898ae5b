#include "plimsoll/models/contract/minimum.hpp"

#include <algorithm>

#include "plimsoll/models/contract/term_fault.hpp"

namespace plimsoll {
namespace {

Expr members(std::optional<Quantity> const& size, Position const& at) {
  return size ? at.value(*size) : at.person_years();
}

/// What savings or losses must reach, in whole cents.
template <class Minimum>
Expr least(Minimum const& term, Position const& at) {
  Expr const rate = term.rate ? at.value(*term.rate) : interpolate(members(term.size, at), term.by_size);
  return round_cents(rate * at.benchmark);
}

template <class Minimum>
std::vector<Problem> faults_of_rate(Minimum const& term) {
  if (term.rate) return {};
  if (term.by_size.empty())
    return {
        term_fault("rate", "missing", "there is no rate by size to read instead", "give rate, or by_size")};
  auto const not_ascending = [](TablePoint const& a, TablePoint const& b) { return !(a.at < b.at); };
  if (std::adjacent_find(term.by_size.begin(), term.by_size.end(), not_ascending) == term.by_size.end())
    return {};
  return {term_fault("by_size", "points do not ascend", "the rate between two points would not be defined",
                     "order the points by members, each once")};
}

}  // namespace

std::vector<Problem> faults_in(MinimumSavings const& term, PanelView const&) {
  return faults_of_rate(term);
}

std::vector<Problem> faults_in(SymmetricMinimum const& term, PanelView const&) {
  return faults_of_rate(term);
}

Expr apply(MinimumSavings const& term, Position const& at) {
  return select(at.balance > 0.0 && round_cents(at.balance) < least(term, at), -at.balance, 0.0);
}

Expr apply(SymmetricMinimum const& term, Position const& at) {
  Expr const balance = round_cents(at.balance);
  Expr const minimum = least(term, at);
  return select(-minimum < balance && balance < minimum, -at.balance, 0.0);
}

Expr apply(MinimumLosses const& term, Position const& at) {
  Expr const minimum = round_cents(at.value(term.rate) * at.benchmark);
  return select(at.balance < 0.0 && -minimum < round_cents(at.balance), -at.balance, 0.0);
}

Expr apply(MinimumMembers const& term, Position const& at) {
  return select(members(term.size, at) < at.value(term.members), -at.balance, 0.0);
}

Expr apply(LowRevenueRelief const& term, Position const& at) {
  Expr const savings = at.benchmark - at.cost;
  Expr const cancelled = at.balance <= 0.0 && at.balance >= 0.0 && savings > 0.0;
  Expr const large_enough = members(term.size, at) >= at.value(term.minimum_members);
  return select(cancelled && large_enough, at.value(term.share) * savings, 0.0);
}

}  // namespace plimsoll
