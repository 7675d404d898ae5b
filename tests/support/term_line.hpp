#pragma once

#include "plimsoll/models/contract/ledger.hpp"
#include "plimsoll/models/contract/program.hpp"

namespace plimsoll::test {

/// A term's line at a position of numbers.
inline double line_of_term(Term const& term, Position const& at) {
  return evaluate(line_of(term, at), {});
}

/// A position with this balance, in dollars.
inline Position with_balance(double balance) {
  Position at;
  at.balance = balance;
  at.months = 120'000.0;
  return at;
}

/// A position without members: fees and scores alone.
inline Position without_members() {
  Position at;
  at.view.without_members = true;
  return at;
}

inline double settlement_of(std::vector<NamedTerm> const& terms, Position const& at) {
  return evaluate(write_ledger(terms, at).settlement, {});
}
inline double most_owed(std::vector<NamedTerm> const& terms, Position const& at) {
  return evaluate(contract_maximum(terms, at), {});
}
inline double most_earned_by(std::vector<NamedTerm> const& terms, Position const& at) {
  return evaluate(most_earned(terms, at), {});
}

}  // namespace plimsoll::test
