#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/term.hpp"

namespace plimsoll {

/// One term's effect.
struct LedgerLine {
  std::string name;
  std::string_view kind;  ///< of the clause; "rounding" for the last line
  std::string_view says;  ///< what the clause does
  std::string cites;      ///< of the contract's term when it gives one, else of the clause
  Target target = Target::balance;
  Expr line = 0.0;   ///< dollars added to the target
  Expr after = 0.0;  ///< the target after the line
};

/// A contract's year as formulas: it is the settlement and its explanation.
struct Ledger {
  std::vector<LedgerLine> lines;
  Expr cost = 0.0, benchmark = 0.0, base = 0.0;  ///< after all lines
  Expr settlement = 0.0;  ///< balance after the last line, whole cents; positive = paid to us
  Expr exposed = 1.0;     ///< 0 where there was nothing to settle
};

/// Everything wrong with a list of terms that no field's own range can tell: order, limits without a base,
/// tables that do not ascend, names used twice. Keys are `<term>.<field>`; empty when the contract can be
/// settled. `outside` names the lines of other contracts that terms may read.
std::vector<Problem> faults_of(std::span<NamedTerm const> terms, PanelView const& view,
                               std::set<std::string> const& outside = {});

/// Applies the terms in order. A last line, `rounding`, brings the balance to whole cents, half away from
/// zero. Where there was no exposure (no member months, or a benchmark of 0 or less under a term that
/// compares with it) it brings it to 0, or to the costs of our own that are fixed in dollars: they are spent
/// all the same. Throws InputError with all faults.
Ledger write_ledger(std::span<NamedTerm const> terms, Position start);

inline constexpr double unlimited_multiple = 10.0;

/// The same where `start.cost` is what is left after terms on each member's year: those are passed over.
Ledger write_ledger_after_members(std::span<NamedTerm const> terms, Position start);

/// The most that can be owed: the settlement, sign turned, if cost came to 1000 times benchmark and scores to
/// nothing; without exposure, our own fixed cost; 0 where even that pays us. Of an unlimited contract this is
/// meaningless: say "unlimited" where it is above `unlimited_multiple` times a benchmark.
Expr contract_maximum(std::span<NamedTerm const> terms, Position start);
/// The most that can be earned: the settlement if cost came to nothing and scores to 1.
Expr most_earned(std::span<NamedTerm const> terms, Position start);

}  // namespace plimsoll
