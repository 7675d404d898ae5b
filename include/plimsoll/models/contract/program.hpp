#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "plimsoll/core/lanes.hpp"
#include "plimsoll/models/contract/expr.hpp"

namespace plimsoll {

/// One operation of a straight-line program; arguments are numbers of earlier steps.
struct Step {
  Op op = Op::constant;
  std::uint32_t a = 0, b = 0, c = 0;
  double number = 0.0;       ///< of constant and value
  std::uint32_t column = 0;  ///< of column: position in Program::columns
  KeyPath path;              ///< of value
};

/// A formula whose values are kept, under a name such as `contract/basic_e/settlement`, with year and unit.
struct NamedExpr {
  std::string name;
  int year = 0;
  Unit unit = Unit::dollars;
  std::string says;
  Expr expr = 0.0;
};

struct Output {
  std::string name;
  int year = 0;
  Unit unit = Unit::dollars;
  std::string says;
  std::uint32_t step = 0;
};

/// Compiled contracts: repeats removed, leaves listed once, outputs named. Evaluated over trials, interpreted
/// by reports.
struct Program {
  std::vector<Step> steps;
  std::vector<ColumnSource> columns;
  std::vector<Output> outputs;
};

/// Whether excesses over equal limits that stand under different key paths are one column. Apart, each limit
/// can be moved by itself.
enum class EqualLimits { one_column, own_columns };

Program compile(std::vector<NamedExpr> const& outputs, EqualLimits limits = EqualLimits::one_column);

/// Values of every output for one block; `columns` holds one Lanes per Program::columns entry, in that order.
std::vector<Lanes> evaluate(Program const& program, std::span<Lanes const* const> columns);

/// Values of every output for one trial; `columns` holds one number per Program::columns entry. Same bits as
/// above.
std::vector<double> evaluate(Program const& program, std::span<double const> columns);

/// Values of every step for one trial, for whatever must see inside: payoffs, explanations.
std::vector<double> evaluate_steps(Program const& program, std::span<double const> columns);

/// One formula on given numbers, for tests and single settlements: leaves that are named columns take their
/// number from `numbers`; drivers and tallies may not occur.
double evaluate(Expr const& expr, std::span<std::pair<std::string, double> const> numbers);

}  // namespace plimsoll
