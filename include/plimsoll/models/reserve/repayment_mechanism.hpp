#pragma once

namespace plimsoll {

/// Shares that set the repayment mechanism of an MSSP two-sided ACO; the defaults are the current text of the
/// rule. 42 CFR 425.204(f)(4): half a per cent of the Parts A and B expenditure of the assigned
/// beneficiaries, or one per cent of the Parts A and B revenue of the ACO's participants, whichever is less.
struct RepaymentMechanism {
  double share_of_expenditure = 0.005;
  double share_of_revenue = 0.01;
};

/// Dollars the ACO must be able to repay by escrow, letter of credit or surety bond: the lesser of the two
/// shares. A floor on liquidity and not a reserve: it can be a small part of what may be owed. Expects
/// amounts not below zero.
double required_amount(RepaymentMechanism const& rule, double expenditure, double revenue);

}  // namespace plimsoll
