#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <random>

#include "plimsoll/models/contract/program.hpp"

namespace plimsoll {
namespace {

/// Reads a formula directly, sharing nothing with the compiler or the evaluators.
double read_formula(Expr const& expr, std::vector<double> const& columns) {
  Expr::Node const& node = expr.node();
  auto const argument = [&](std::size_t i) { return read_formula(node.arguments[i], columns); };
  auto const truth = [](bool value) { return value ? 1.0 : 0.0; };
  switch (node.op) {
    case Op::column: return columns[std::stoul(std::get<NamedColumn>(node.source).name)];
    case Op::constant:
    case Op::value: return node.number;
    case Op::add: return argument(0) + argument(1);
    case Op::subtract: return argument(0) - argument(1);
    case Op::multiply: return argument(0) * argument(1);
    case Op::divide: return argument(0) / argument(1);
    case Op::min: return argument(0) < argument(1) ? argument(0) : argument(1);
    case Op::max: return argument(1) < argument(0) ? argument(0) : argument(1);
    case Op::less: return truth(argument(0) < argument(1));
    case Op::less_equal: return truth(argument(0) <= argument(1));
    case Op::both: return truth(argument(0) != 0.0 && argument(1) != 0.0);
    case Op::either: return truth(argument(0) != 0.0 || argument(1) != 0.0);
    case Op::select: return argument(0) != 0.0 ? argument(1) : argument(2);
    case Op::round_cents: {
      double const x = argument(0), cents = std::floor(std::abs(x) * 100.0 + 0.5) / 100.0;
      return x < 0.0 ? 0.0 - cents : cents;
    }
  }
  return 0.0;
}

constexpr std::size_t column_count = 6;

/// A random formula of at most `depth` levels; divisors are kept away from 0 and products small, so all is
/// finite.
Expr random_formula(std::mt19937_64& draw, int depth) {
  static constexpr Op operations[] = {Op::add,  Op::subtract, Op::multiply, Op::divide,
                                      Op::min,  Op::max,      Op::less,     Op::less_equal,
                                      Op::both, Op::either,   Op::select,   Op::round_cents};
  static constexpr double constants[] = {0.0, -0.0, 1.0, -1.0, 0.005, -0.005, 1e9, 0.1};
  if (depth == 0 || draw() % 8 == 0) {
    if (draw() % 3 == 0) return constants[draw() % std::size(constants)];
    return Expr::named(std::to_string(draw() % column_count));
  }
  Op const op = operations[draw() % std::size(operations)];
  std::vector<Expr> arguments;
  for (std::size_t i = 0; i < arity(op); ++i) arguments.push_back(random_formula(draw, depth - 1));
  if (op == Op::divide) arguments[1] = max(arguments[1], 0.5);
  if (op == Op::multiply) arguments[1] = clip(arguments[1], -1000.0, 1000.0);
  return Expr::operation(op, std::move(arguments));
}

std::vector<Lanes> random_columns(std::mt19937_64& draw) {
  static constexpr double special[] = {0.0, -0.0, 1.0, -1.0, 0.125, -0.125, 0.005, 5e-324, -5e-324, 1e15};
  std::uniform_real_distribution<double> dollars(-1e6, 1e6);
  std::vector<Lanes> columns(column_count);
  for (Lanes& column : columns)
    for (double& value : column)
      value = draw() % 3 == 0 ? special[draw() % std::size(special)] : dollars(draw);
  return columns;
}

TEST(Evaluators, GiveTheSameBitsOnRandomPrograms) {
  std::mt19937_64 draw(20260101);
  std::size_t negative_zeros = 0;
  for (int repeat = 0; repeat < 150; ++repeat) {
    std::vector<NamedExpr> outputs;
    for (int i = 0; i < 4; ++i)
      outputs.push_back({std::to_string(i), 0, Unit::none, "", random_formula(draw, 6)});
    Program const program = compile(outputs);
    auto const columns = random_columns(draw);
    auto const number = [](ColumnSource const& source) {
      return std::stoul(std::get<NamedColumn>(source).name);
    };
    std::vector<Lanes const*> block;
    for (ColumnSource const& source : program.columns) block.push_back(&columns[number(source)]);
    auto const values = evaluate(program, std::span<Lanes const* const>{block});
    for (std::size_t lane = 0; lane < lane_count; lane += 7) {
      std::vector<double> all, used;
      for (Lanes const& column : columns) all.push_back(column[lane]);
      for (ColumnSource const& source : program.columns) used.push_back(all[number(source)]);
      auto const scalars = evaluate(program, std::span<double const>{used});
      for (std::size_t i = 0; i < outputs.size(); ++i) {
        double const expected = read_formula(outputs[i].expr, all);
        ASSERT_TRUE(std::isfinite(expected));
        ASSERT_EQ(std::bit_cast<std::uint64_t>(values[i][lane]), std::bit_cast<std::uint64_t>(expected));
        ASSERT_EQ(std::bit_cast<std::uint64_t>(scalars[i]), std::bit_cast<std::uint64_t>(expected));
        negative_zeros += expected == 0.0 && std::signbit(expected) ? 1 : 0;
      }
    }
  }
  EXPECT_GT(negative_zeros, 100u);  // the hard case was met
}

}  // namespace
}  // namespace plimsoll
