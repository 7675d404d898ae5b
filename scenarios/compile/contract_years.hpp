#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/models/contract/carried_balance.hpp"
#include "plimsoll/models/contract/ledger.hpp"
#include "plimsoll/models/contract/position.hpp"
#include "plimsoll/scenarios/study.hpp"

namespace plimsoll {

/// Lines of contracts by position on the year axis and `id.term`.
using LinesByYear = std::map<std::size_t, std::map<std::string, Expr>>;

/// What an agreement makes of a year's settlement, as formulas.
struct YearSettled {
  std::optional<Expr> in_force;  ///< 1 where the contract still stands; none where it always does
  bool over = false;             ///< it has ended by a year the study names
  Expr before_carry = 0.0;
  Expr settlement = 0.0;
  CarriedBalance opening, closing;
  /// An amount of the year where the contract stands, else 0.
  Expr standing(Expr const& amount) const { return in_force ? select(*in_force, amount, 0.0) : amount; }
};

/// The years of one contract as formulas: its benchmark of drawn base years or, after a renewal, of its own
/// years before; its ledger; and what its agreement makes of the settlement. The study, the contract, the
/// axis and the lines must outlive it; a benchmark that the study's checks let pass has its base years on the
/// axis.
class ContractYears {
 public:
  /// `above` holds the lines of contracts above, all years of them.
  ContractYears(Study const& study, ContractTable const& contract, YearAxis const& years, PanelView view,
                LinesByYear const& above);

  PanelView const& view() const { return view_; }
  /// The clauses of a year.
  std::vector<NamedTerm> const& terms(std::size_t year) const;
  /// Where the contract stands before its first term.
  Position opening(std::size_t year) const;
  Ledger const& ledger(std::size_t year) const;
  /// By performance year.
  std::vector<YearSettled> const& settled() const;
  bool carries() const { return agreement_ && agreement_->carry; }

 private:
  struct BaseYear {
    std::size_t year;
    double weight;
  };

  Position position(std::size_t year) const;
  std::size_t position_of(int calendar) const;
  std::vector<BaseYear> base_years(std::size_t year, BenchmarkTable const& table) const;
  Expr base_year_pbpy(std::size_t base, std::size_t year) const;
  Expr benchmark(std::size_t year, Position const& at) const;
  Expr given_back(std::vector<BaseYear> const& bases, std::size_t year) const;
  YearSettled settle(std::size_t year, Expr const& settled, std::optional<Expr> const& in_force) const;
  void carry_over(std::size_t year, Expr const& leaves, YearSettled& settled) const;

  Study const& study_;
  ContractTable const& contract_;
  YearAxis const& years_;
  PanelView view_;
  LinesByYear const& above_;
  AgreementTable const* agreement_ = nullptr;
  std::vector<std::shared_ptr<std::map<std::string, Expr> const>> formulas_;  // by year
  mutable std::map<std::size_t, Ledger> ledgers_;                             // as far as asked for
  mutable std::vector<YearSettled> settled_;
};

}  // namespace plimsoll
