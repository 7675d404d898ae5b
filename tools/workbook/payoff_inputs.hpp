#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/models/contract/program.hpp"
#include "workbook/book.hpp"
#include "workbook/workbook.hpp"

namespace plimsoll {

/// The blue cells of the sheet Payoff: terms by key path, and what else the payoff is held at.
class PayoffInputs {
 public:
  /// Collects the inputs of one payoff after the other and puts them below `row`.
  PayoffInputs(Book& book, Sheet& sheet, WorkbookInput const& input,
               std::vector<ContractPayoff const*> const& payoffs, std::uint32_t row);

  /// Names of the cells, for formulas.
  std::string const& term(Step const& step) const;
  std::string const& held(std::string const& contract, std::size_t column) const;
  std::string const& benchmark(std::string const& contract) const;
  /// How many inputs are not as in the study: a name.
  std::string const& changed() const { return changed_; }
  std::uint32_t end() const { return row_; }

 private:
  /// A number is an input of its own where one key path has several: one a year.
  using TermKey = std::pair<std::string, double>;
  std::string put(std::string const& whose, std::string const& what, std::string const& name, double value);
  void put_terms(ContractPayoff const& payoff, std::vector<LiveTerm const*> const& known);
  void put_held(ContractPayoff const& payoff);

  Book& book_;
  Sheet& sheet_;
  std::uint32_t row_;
  std::uint32_t first_;
  std::map<TermKey, std::string> terms_;
  std::map<std::pair<std::string, std::size_t>, std::string> held_;
  std::map<std::string, std::string> shared_;  ///< held by what it is: contracts may read the same
  std::map<std::string, std::string> benchmarks_;
  std::string changed_;
};

}  // namespace plimsoll
