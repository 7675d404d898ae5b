#include "plimsoll/models/contract/expr.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/program.hpp"

namespace plimsoll {
namespace {

double value_at(Expr const& expr, double x, double y = 0.0) {
  std::array<std::pair<std::string, double>, 2> const numbers{{{"x", x}, {"y", y}}};
  return evaluate(expr, numbers);
}
Expr const x = Expr::named("x"), y = Expr::named("y");

TEST(Expr, Arithmetic) {
  EXPECT_EQ(value_at(x + y, 3.0, 4.0), 7.0);
  EXPECT_EQ(value_at(x - y, 3.0, 4.0), -1.0);
  EXPECT_EQ(value_at(x * y, 3.0, 4.0), 12.0);
  EXPECT_EQ(value_at(x / y, 3.0, 4.0), 0.75);
  EXPECT_EQ(value_at(-x, 3.0), -3.0);
}

TEST(Expr, ComparisonsAreOneOrZero) {
  EXPECT_EQ(value_at(x < y, 3.0, 3.0), 0.0);
  EXPECT_EQ(value_at(x <= y, 3.0, 3.0), 1.0);
  EXPECT_EQ(value_at(x > y, 4.0, 3.0), 1.0);
  EXPECT_EQ(value_at(x >= y, 2.0, 3.0), 0.0);
  EXPECT_EQ(value_at(x && y, 2.0, 0.0), 0.0);
  EXPECT_EQ(value_at(x && y, 2.0, -1.0), 1.0);
  EXPECT_EQ(value_at(x || y, 0.0, 5.0), 1.0);
  EXPECT_EQ(value_at(x || y, 0.0, 0.0), 0.0);
}

TEST(Expr, ChoosesAndClips) {
  EXPECT_EQ(value_at(min(x, y), 3.0, 4.0), 3.0);
  EXPECT_EQ(value_at(max(x, y), 3.0, 4.0), 4.0);
  EXPECT_EQ(value_at(select(x < y, 10.0, 20.0), 3.0, 4.0), 10.0);
  EXPECT_EQ(value_at(select(x < y, 10.0, 20.0), 4.0, 3.0), 20.0);
  for (auto [at, clipped] : {std::pair{-1.0, 0.0}, {0.5, 0.5}, {7.0, 1.0}})
    EXPECT_EQ(value_at(clip(x, 0.0, 1.0), at), clipped);
}

TEST(Expr, RoundsToCentsHalfAwayFromZero) {
  for (auto [from, to] : {std::pair{0.125, 0.13},
                          {-0.125, -0.13},
                          {0.375, 0.38},
                          {-0.375, -0.38},
                          {2.124, 2.12},
                          {-2.124, -2.12},
                          {1e9 + 0.25, 1e9 + 0.25},
                          {0.0, 0.0}})
    EXPECT_EQ(value_at(round_cents(x), from), to) << from;
  EXPECT_FALSE(std::signbit(value_at(round_cents(x), -0.001)));  // no settlement of "-0.00"
}

TEST(Expr, InterpolatesBetweenPointsAndIsConstantBeyond) {
  Expr const table = interpolate(x, {{10.0, 1.0}, {20.0, 3.0}, {40.0, 2.0}});
  for (auto [at, value] :
       {std::pair{-5.0, 1.0}, {10.0, 1.0}, {15.0, 2.0}, {20.0, 3.0}, {30.0, 2.5}, {40.0, 2.0}, {1e9, 2.0}})
    EXPECT_EQ(value_at(table, at), value) << at;
  EXPECT_EQ(value_at(interpolate(x, {{10.0, 1.0}}), 3.0), 1.0);
  EXPECT_THROW(interpolate(x, {}), BrokenPromise);
  EXPECT_THROW(interpolate(x, {{10.0, 1.0}, {10.0, 2.0}}), BrokenPromise);
}

TEST(Expr, AQuantityIsAConstantAValueOrAColumn) {
  EXPECT_EQ(Expr::quantity(0.5, 0, 0).node().op, Op::constant);
  Quantity const listed{KeyPath{"contract.a.minimum.rate"}, {0.01, 0.02}};
  Expr const second = Expr::quantity(listed, 4, 1);
  EXPECT_EQ(second.node().op, Op::value);
  EXPECT_EQ(second.node().number, 0.02);
  EXPECT_EQ(second.node().path, listed.path());
  Quantity const drawn{Driver{.path = KeyPath{"trend"}, .law = NormalLaw{0.05, 0.01}, .clip = {}}};
  Expr const column = Expr::quantity(drawn, 4, 1);
  ASSERT_EQ(column.node().op, Op::column);
  EXPECT_EQ(std::get<DriverColumn>(column.node().source).year, 4u);
}

TEST(Expr, RefusesTheWrongNumberOfArguments) {
  EXPECT_THROW(Expr::operation(Op::add, {x}), BrokenPromise);
  EXPECT_THROW(Expr::operation(Op::constant, {}), BrokenPromise);
}

}  // namespace
}  // namespace plimsoll
