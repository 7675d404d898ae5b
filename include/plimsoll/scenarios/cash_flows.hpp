#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "plimsoll/core/address.hpp"
#include "plimsoll/models/cash/calendar.hpp"
#include "plimsoll/scenarios/study.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// What is paid when one year of one contract is settled, in one trial.
struct SettlementPayment {
  std::string const* contract = nullptr;
  int year = 0;           ///< performance year
  Cents provisional = 0;  ///< positive is paid to us
  Cents final = 0;        ///< the rest
  std::size_t provisional_point = 0, final_point = 0;
};

/// The dated flows of a run: a function of the study and of the columns the run kept.
///
/// A contract's year pays base revenue and the lines paid monthly in twelfths, at the end of each month.
/// Where claims are ours, capitation comes in twelfths and claims, spread over the year, go out after their
/// lag. What is left of the settlement is paid when it is settled, so all that is paid adds up to the
/// settlement, to the cent. The month of settlement is drawn for each trial, contract and year, uniform over
/// the window, from an address of its own: no other draw moves. docs/theory/cash.md.
class CashFlows {
 public:
  /// Expects a study without faults that `has_cash`, its columns, and trials drawn in order from the first;
  /// study and trials outlive it.
  CashFlows(Study const& study, Seed seed, TrialTable const& trials);

  MonthAxis const& months() const { return months_; }
  /// Contracts that have dates, in the order of the study.
  std::vector<ContractTable const*> const& contracts() const { return contracts_; }

  /// Everything.
  Calendar calendar(std::size_t trial) const;
  /// All contracts, or one.
  Calendar of_contracts(std::size_t trial, std::string const& only = {}) const;
  /// Cost and fees of one programme.
  Calendar of_program(std::size_t trial, ProgramTable const& program) const;
  Calendar of_investment(std::size_t trial, InvestmentTable const& investment) const;
  /// Settlements of all contracts with a date.
  std::vector<SettlementPayment> settlements(std::size_t trial) const;
  /// What comes in of settlements that repay the funding, by point.
  std::vector<Cents> repaying(std::size_t trial, std::string const& contract) const;
  /// Whether an investment is for a contract that is signed, or for none.
  bool counts(InvestmentTable const& investment) const;

 private:
  struct ContractYear {
    ContractTable const* contract;
    int year;
    std::span<double const> settlement, base_ffs, paid_monthly, prospective,
        claims;  // the last two may be none
  };
  std::span<double const> column(std::string const& name, int year) const;
  std::size_t point_of(std::chrono::year_month month) const;
  /// Adds equal parts at the ends of `months` months from `first` on.
  void spread(Cents amount, std::chrono::year_month first, std::size_t months, FlowKind kind,
              Calendar& calendar) const;
  void add_in_year(ContractYear const& at, std::size_t trial, Calendar& calendar) const;
  SettlementPayment payment(ContractYear const& at, std::size_t trial) const;

  Study const& study_;
  Seed seed_;
  TrialTable const& trials_;
  MonthAxis months_;
  std::vector<ContractTable const*> contracts_;
  std::vector<ContractYear> years_;
};

}  // namespace plimsoll
