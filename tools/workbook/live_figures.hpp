#pragma once

#include <string>

#include "plimsoll/models/measure/sample.hpp"
#include "workbook/book.hpp"
#include "workbook/workbook.hpp"

namespace plimsoll {

/// One figure as a formula and as the engine has it.
struct LiveFigure {
  std::string name;     ///< as in the heading
  std::string formula;  ///< without the =
  Figure engine;        ///< over the same trials
  Look look = Look::cents;
};

/// Figure, engine and error in three cells from `at`; returns the formula that says whether they agree, to
/// 1e-9 of the larger of figure and `scale`.
std::string put_live_figure(Sheet& sheet, Place at, LiveFigure const& figure, double scale);
/// Headings of the three cells.
void put_live_heads(Sheet& sheet, Place at, std::string const& name);

/// The k-th of n ordered values that is the percentile, as a formula: no interpolation.
std::string rank_formula(double level, std::string const& range);

/// The first trials of a column, and the design they have as a part of the run's.
class FirstTrials {
 public:
  FirstTrials(Results const& results, std::size_t trials);
  std::span<double const> values(std::string const& contract, char const* what, int year) const;
  Sample settlement(std::string const& contract, int year) const;
  SharedDesign const& design() const { return design_; }

 private:
  Results const& results_;
  std::size_t trials_;
  SharedDesign design_;
};

/// Whether trials weigh the same, so that averages and ranks of a sheet are those of the run.
bool weigh_the_same(Results const& results);

}  // namespace plimsoll
