#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "plimsoll/core/quantity.hpp"
#include "plimsoll/models/contract/measured_rate.hpp"
#include "plimsoll/models/experience/tally.hpp"

namespace plimsoll {

/// Steps of a ledger program. All are exact IEEE operations on doubles, so every interpreter gets the same
/// bits; truth is 1.0 or 0.0.
enum class Op : std::uint8_t {
  column,    ///< read a column: tally, driver, measured rate or named
  constant,  ///< a number of the formula itself
  value,     ///< a fixed number of the study, named by its key path
  add,
  subtract,
  multiply,
  divide,
  min,
  max,
  less,
  less_equal,
  both,
  either,
  select,       ///< first != 0 ? second : third
  round_cents,  ///< to whole cents, half away from zero
};

/// How many earlier values a step reads: 0 for leaves.
std::size_t arity(Op op);

/// A tally in one year of the axis: whole cents (amounts, excesses), months or counts.
struct TallyColumn {
  Tally tally;
  std::size_t year = 0;  ///< position on the year axis
};
/// A driver in one year of the axis.
struct DriverColumn {
  Driver driver;
  std::size_t year = 0;
};
/// A measured rate in one year of the axis.
struct MeasureColumn {
  MeasuredRate rate;
  std::size_t year = 0;
};
/// A column known by name only: tests and published settlements bring their own numbers.
struct NamedColumn {
  std::string name;
};
using ColumnSource = std::variant<TallyColumn, DriverColumn, MeasureColumn, NamedColumn>;
/// Whether both are filled with the same numbers.
bool same_source(ColumnSource const& a, ColumnSource const& b);

/// Immutable handle on a formula over trials. Terms are written as arithmetic on it; see Program for how it
/// runs.
class Expr {
 public:
  struct Node;

  Expr(double constant);  // NOLINT: numbers are formulas
  static Expr column(ColumnSource source);
  static Expr named(std::string name) { return column(NamedColumn{std::move(name)}); }
  /// A fixed number of the study under its key path; a constant of the formula where the path is empty.
  static Expr fixed(double number, KeyPath path);
  /// A quantity in year `year` of the axis: its driver's column, its fixed value under its key path, or the
  /// column named by a reference. `performance_year` picks the entry of a list by year (0 for base years).
  static Expr quantity(Quantity const& quantity, std::size_t year, std::size_t performance_year);
  static Expr operation(Op op, std::vector<Expr> arguments);

  Node const& node() const { return *node_; }
  std::shared_ptr<Node const> const& shared() const { return node_; }

 private:
  explicit Expr(std::shared_ptr<Node const> node) : node_(std::move(node)) {}
  std::shared_ptr<Node const> node_;
};

struct Expr::Node {
  Op op;
  double number = 0.0;  ///< of constant and value
  KeyPath path;         ///< of value
  std::variant<std::monostate, TallyColumn, DriverColumn, MeasureColumn, NamedColumn> source;
  std::vector<Expr> arguments;
};

Expr operator+(Expr const& a, Expr const& b);
Expr operator-(Expr const& a, Expr const& b);
Expr operator*(Expr const& a, Expr const& b);
Expr operator/(Expr const& a, Expr const& b);
Expr operator-(Expr const& a);
Expr operator<(Expr const& a, Expr const& b);
Expr operator<=(Expr const& a, Expr const& b);
Expr operator>(Expr const& a, Expr const& b);
Expr operator>=(Expr const& a, Expr const& b);
Expr operator&&(Expr const& a, Expr const& b);
Expr operator||(Expr const& a, Expr const& b);
Expr min(Expr const& a, Expr const& b);
Expr max(Expr const& a, Expr const& b);
Expr clip(Expr const& x, Expr const& low, Expr const& high);
Expr select(Expr const& condition, Expr const& yes, Expr const& no);
Expr round_cents(Expr const& x);

/// One point of a piecewise-linear table, with its key path where a study wrote it.
struct TablePoint {
  double at = 0.0;
  double value = 0.0;
  KeyPath path = {};
};
/// The two numbers of a point, known as `<path>.at` and `<path>.value`.
Expr where_of(TablePoint const& point);
Expr value_of(TablePoint const& point);
/// Piecewise-linear through the points (ascending `at`), constant beyond the ends.
Expr interpolate(Expr const& x, std::vector<TablePoint> const& points);

}  // namespace plimsoll
