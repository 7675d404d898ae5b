#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/models/contract/ledger.hpp"
#include "plimsoll/models/contract/program.hpp"

namespace plimsoll {

/// Name of the column that holds cost in a ledger whose payoff is asked for.
inline constexpr std::string_view payoff_cost = "payoff.cost";

/// A rate of gross savings at which the payoff bends or jumps, and the clause that makes it.
struct Kink {
  double rate = 0.0;                ///< gross savings over benchmark
  std::string line;                 ///< first line of the ledger that takes another branch there
  std::string_view says;            ///< what its clause does
  double below = 0.0, above = 0.0;  ///< balance just below and just above, dollars, before rounding
  double slope_below = 0.0, slope_above = 0.0;  ///< dollars for one more dollar saved
};

/// A contract's settlement as a function of gross savings, everything but cost held fixed. Between kinks it
/// is a straight line: terms are piecewise linear in cost.
class Payoff {
 public:
  /// `ledger` is written with cost = the column `payoff_cost`; `benchmark` is what savings are measured on
  /// and must be above 0; `number_of` gives every other leaf its number.
  Payoff(Ledger const& ledger, double benchmark, std::function<double(ColumnSource const&)> const& number_of);

  double benchmark() const { return benchmark_; }
  /// What it is made of, for whoever settles it elsewhere: a program with one output a line of the ledger,
  /// the balance after it, the last in whole cents; the number of each of its columns, 0 where it is cost;
  /// which columns are cost, in dollars; and the lines.
  Program const& program() const { return program_; }
  std::vector<double> const& columns() const { return columns_; }
  std::vector<std::size_t> const& cost_columns() const { return cost_columns_; }
  std::vector<LedgerLine> const& lines() const { return lines_; }
  /// Whole cents; positive = paid to us.
  double settlement(double rate) const;
  /// Kinks between two rates, ascending. Two closer than 1e-5 of benchmark may be given as one.
  std::vector<Kink> kinks(double from, double to) const;

 private:
  std::vector<double> steps(double rate) const;
  double unrounded(double rate) const;
  double slope(double rate, double towards) const;
  /// Branches taken at every choice of the program, in order of its steps.
  std::vector<bool> branches(double rate) const;
  void bisect(double low, double high, std::vector<bool> const& at_low, std::vector<bool> const& at_high,
              std::vector<Kink>& found) const;
  void note(double low, double high, std::size_t choice, std::vector<Kink>& found) const;

  double benchmark_;
  Program program_;
  std::vector<double> columns_;
  std::vector<std::size_t> cost_columns_;
  std::vector<LedgerLine> lines_;
  std::vector<std::size_t> choices_;  ///< steps that choose: min, max, select
};

/// A rate of gross savings at which one of two contracts begins to pay more than the other.
struct Crossing {
  double rate = 0.0;
  bool first_is_better_above = false;
};

/// Where two payoffs on the same benchmark change places between two rates, ascending; stretches on which
/// they are equal are passed over.
std::vector<Crossing> crossings(Payoff const& first, Payoff const& second, double from, double to);

}  // namespace plimsoll
