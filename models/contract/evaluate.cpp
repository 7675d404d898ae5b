#include <Eigen/Core>
#include <algorithm>
#include <cmath>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/program.hpp"

namespace plimsoll {
namespace {

using Array = Eigen::Array<double, static_cast<int>(lane_count), 1>;
using Read = Eigen::Map<Array const, Eigen::Aligned64>;
using Write = Eigen::Map<Array, Eigen::Aligned64>;

double round_to_cents(double x) {
  return x < 0.0 ? 0.0 - std::floor(0.5 - x * 100.0) / 100.0 : std::floor(x * 100.0 + 0.5) / 100.0;
}

/// One step on one trial: what every interpreter of a program must give, bit by bit.
double run_step(Op op, double a, double b, double c) {
  switch (op) {
    case Op::add: return a + b;
    case Op::subtract: return a - b;
    case Op::multiply: return a * b;
    case Op::divide: return a / b;
    case Op::min: return a < b ? a : b;
    case Op::max: return b < a ? a : b;
    case Op::less: return a < b ? 1.0 : 0.0;
    case Op::less_equal: return a <= b ? 1.0 : 0.0;
    case Op::both: return a != 0.0 && b != 0.0 ? 1.0 : 0.0;
    case Op::either: return a != 0.0 || b != 0.0 ? 1.0 : 0.0;
    case Op::select: return a != 0.0 ? b : c;
    case Op::round_cents: return round_to_cents(a);
    case Op::column:
    case Op::constant:
    case Op::value: break;
  }
  PLIMSOLL_EXPECT(arity(op) > 0);
  return 0.0;
}

/// One step on a block. Not written with Eigen's own min, max and booleans: theirs leave the sign of a zero
/// open.
void run_step(Op op, Read const& a, Read const& b, Read const& c, Write out) {
  Array const one = Array::Ones(), zero = Array::Zero();
  switch (op) {
    case Op::add: out = a + b; break;
    case Op::subtract: out = a - b; break;
    case Op::multiply: out = a * b; break;
    case Op::divide: out = a / b; break;
    case Op::min: out = (a < b).select(a, b); break;
    case Op::max: out = (b < a).select(a, b); break;
    case Op::less: out = (a < b).select(one, zero); break;
    case Op::less_equal: out = (a <= b).select(one, zero); break;
    case Op::both: out = (a != 0.0 && b != 0.0).select(one, zero); break;
    case Op::either: out = (a != 0.0 || b != 0.0).select(one, zero); break;
    case Op::select: out = (a != 0.0).select(b, c); break;
    case Op::round_cents: out = a.unaryExpr([](double x) { return round_to_cents(x); }); break;
    case Op::column:
    case Op::constant:
    case Op::value: PLIMSOLL_EXPECT(arity(op) > 0);
  }
}

}  // namespace

std::vector<Lanes> evaluate(Program const& program, std::span<Lanes const* const> columns) {
  PLIMSOLL_EXPECT(columns.size() == program.columns.size());
  std::vector<Lanes> storage(program.steps.size());
  std::vector<double const*> values(program.steps.size());
  for (std::size_t i = 0; i < program.steps.size(); ++i) {
    Step const& step = program.steps[i];
    values[i] = storage[i].data();
    if (step.op == Op::column)
      values[i] = columns[step.column]->data();
    else if (arity(step.op) == 0)
      storage[i].fill(step.number);
    else
      run_step(step.op, Read(values[step.a]), Read(values[step.b]), Read(values[step.c]),
               Write(storage[i].data()));
  }
  std::vector<Lanes> results(program.outputs.size());
  for (std::size_t i = 0; i < results.size(); ++i)
    std::copy_n(values[program.outputs[i].step], lane_count, results[i].begin());
  return results;
}

std::vector<double> evaluate_steps(Program const& program, std::span<double const> columns) {
  PLIMSOLL_EXPECT(columns.size() == program.columns.size());
  std::vector<double> values;
  values.reserve(program.steps.size());
  for (Step const& step : program.steps) {
    if (step.op == Op::column)
      values.push_back(columns[step.column]);
    else if (arity(step.op) == 0)
      values.push_back(step.number);
    else
      values.push_back(run_step(step.op, values[step.a], values[step.b], values[step.c]));
  }
  return values;
}

std::vector<double> evaluate(Program const& program, std::span<double const> columns) {
  std::vector<double> const values = evaluate_steps(program, columns);
  std::vector<double> results;
  for (Output const& output : program.outputs) results.push_back(values[output.step]);
  return results;
}

double evaluate(Expr const& expr, std::span<std::pair<std::string, double> const> numbers) {
  Program const program = compile({NamedExpr{"value", 0, Unit::none, "", expr}});
  std::vector<double> columns;
  for (ColumnSource const& source : program.columns) {
    auto const* named = std::get_if<NamedColumn>(&source);
    PLIMSOLL_EXPECT(named != nullptr);
    auto const number = std::find_if(numbers.begin(), numbers.end(),
                                     [&](auto const& pair) { return pair.first == named->name; });
    PLIMSOLL_EXPECT(number != numbers.end());
    columns.push_back(number->second);
  }
  return evaluate(program, columns).front();
}

}  // namespace plimsoll
