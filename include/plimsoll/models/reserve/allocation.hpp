#pragma once

#include <span>
#include <string>
#include <vector>

#include "plimsoll/models/measure/figure.hpp"
#include "plimsoll/models/measure/trial_design.hpp"

namespace plimsoll {

/// Which gains pay which losses before anything is owed.
enum class Netting {
  none,    ///< every contract by itself: the portfolio owes the sum of what each owes
  entity,  ///< contracts of one legal entity net with each other, entities do not
  all,     ///< everything nets: the loss is minus the sum of settlements, and may be negative
};

/// One contract's settlements by trial, positive to us, and the legal entity that signed it.
struct EntitySettlement {
  std::string id;
  std::string entity;  ///< read with Netting::entity only
  std::span<double const> settlement;
};

/// What one contract means to a portfolio, by trial in dollars.
struct PortfolioPart {
  std::string id;
  std::vector<double> alone;  ///< its loss by itself
  std::vector<double> share;  ///< what it brings into the portfolio's loss: shares add up to it
};

/// Losses by themselves and together. With `none` and `entity` alone is max(0, -settlement); a contract's
/// share is minus its settlement in trials in which what it nets with owes, else 0. With `all` both are minus
/// the settlement. Expects at least one contract, settlements of one length.
std::vector<PortfolioPart> portfolio_parts(std::span<EntitySettlement const> contracts, Netting netting);

/// The portfolio's loss by trial: the sum of the shares.
std::vector<double> portfolio_losses(std::span<PortfolioPart const> parts);

/// Part of each trial that is in the tail of 1 - level: 1 above the value at risk, one common share for all
/// trials at it, 0 below, so that the weighted mean of the losses is TVaR, atoms at VaR or none. Weights of
/// a design count; an atom whose weight is 0 gets none. Expects a loss that equals `at_risk`.
/// R. T. Rockafellar, S. Uryasev (2002), J. Banking & Finance 26, 1443-1471, proposition 6.
std::vector<double> tail_shares(std::span<double const> losses, double at_risk, double level,
                                SharedDesign const& design);

/// One contract at one level.
struct PartAtLevel {
  Figure value_at_risk;       ///< of its loss alone
  Figure tail_value_at_risk;  ///< of its loss alone
  Figure allocated;           ///< E[share of the tail]: its part of the portfolio's TVaR
};

/// A portfolio at one level. Diversification is what the parts come to less the portfolio. It is not negative
/// for TVaR, which is subadditive; for VaR it may be, and is printed as it is.
struct PortfolioAtLevel {
  double level;
  std::vector<PartAtLevel> parts;
  Figure value_at_risk, tail_value_at_risk;  ///< of the portfolio's loss
  Figure sum_value_at_risk, sum_tail_value_at_risk;
  Figure diversification_value_at_risk, diversification_tail_value_at_risk;
};

/// Measures a portfolio at each level and splits its TVaR over the contracts by Euler's rule: each gets its
/// mean share in the portfolio's tail, so the split adds up. Errors: of a split, the influence of the tail
/// mean with the edge of the tail estimated too; of sums and differences, trial by trial, so paired. Ids are
/// `<id>.<contract>.allocated_tvar_0.95`, `<id>.diversification_tvar_0.95` and the like. Expects 0 < level <
/// 1. D. Tasche (2002), J. Banking & Finance 26, 1519-1533. docs/theory/portfolio.md.
std::vector<PortfolioAtLevel> measure_portfolio(std::span<PortfolioPart const> parts,
                                                std::span<double const> levels, std::string const& id,
                                                SharedDesign const& design = nullptr);

}  // namespace plimsoll
