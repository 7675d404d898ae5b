#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "explain/explain_reads.hpp"
#include "plimsoll/scenarios/explain.hpp"

namespace plimsoll {

/// The contract-year asked for. Throws InputError where the run has none such.
OpenedContract opened_year(OpenedRun const& run, ExplainedYear const& which);

/// A kept column of a contract-year.
std::span<double const> contract_values(OpenedRun const& run, std::string const& contract, int year,
                                        std::string const& what);

/// A contract-year made ready to be told of any trial of the run.
class TrialAccount {
 public:
  TrialAccount(OpenedRun const& run, ExplainedYear const& which);

  std::string const& contract() const { return opened_.contract->id; }
  int year() const { return year_; }
  /// What must be known of a trial to tell it.
  std::vector<NamedExpr> const& asked() const { return asked_; }
  /// `values` holds what was asked, of the trial in that row.
  Explanation tell(std::size_t row, std::span<double const> values) const;

 private:
  OpenedRun const& run_;
  OpenedContract opened_;
  int year_;
  Ledger ledger_;
  std::vector<std::vector<Read>> reads_;
  std::vector<NamedExpr> asked_;
  std::size_t lines_ = 0;  ///< of asked_, those of the ledger
};

/// Values of formulas in trials of the run, drawn again from their addresses: by row, then by formula. Throws
/// NotReproducible where any number the run kept of a trial is not the same to the bit.
std::vector<std::vector<double>> redrawn(OpenedRun const& run, std::vector<std::size_t> const& rows,
                                         std::vector<NamedExpr> const& asked);

}  // namespace plimsoll
