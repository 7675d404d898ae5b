#include "plimsoll/models/contract/program.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

NamedExpr kept(std::string name, Expr expr) {
  return {std::move(name), 2026, Unit::dollars, "", std::move(expr)};
}

TEST(Compile, WritesEqualFormulasOnce) {
  auto const formula = [] { return (Expr::named("x") + 1.0) * (Expr::named("x") + 1.0); };
  Program const program = compile({kept("first", formula()), kept("second", formula())});
  EXPECT_EQ(program.steps.size(), 4u);  // x, 1, x + 1, its square
  EXPECT_EQ(program.columns.size(), 1u);
  ASSERT_EQ(program.outputs.size(), 2u);
  EXPECT_EQ(program.outputs[0].step, program.outputs[1].step);
  EXPECT_EQ(program.outputs[1].name, "second");
  EXPECT_EQ(program.outputs[1].year, 2026);
}

TEST(Compile, TellsApartWhatDiffersInTheLastBit) {
  Expr const some = Expr::named("x");
  EXPECT_EQ(compile({kept("a", some + 0.0), kept("b", some + -0.0)}).steps.size(), 5u);
  EXPECT_EQ(compile({kept("a", some - 1.0), kept("b", 1.0 - some)}).steps.size(), 4u);
}

TEST(Compile, KeepsFixedNumbersOfTheStudyApartByPath) {
  Quantity const a{KeyPath{"a"}, {0.5}}, b{KeyPath{"b"}, {0.5}};
  Program const program = compile({kept("sum", Expr::quantity(a, 0, 0) + Expr::quantity(b, 0, 0) + 0.5)});
  EXPECT_EQ(std::count_if(program.steps.begin(), program.steps.end(),
                          [](Step const& s) { return s.op == Op::value; }),
            2);
}

TEST(Compile, ArgumentsStandBeforeTheirUse) {
  Expr sum = Expr::named("x");
  for (int i = 0; i < 50; ++i) sum = select(sum < i, sum + i, sum * 2.0);
  Program const program = compile({kept("sum", sum)});
  for (std::size_t i = 0; i < program.steps.size(); ++i) {
    Step const& step = program.steps[i];
    std::uint32_t const arguments[] = {step.a, step.b, step.c};
    for (std::size_t k = 0; k < arity(step.op); ++k) EXPECT_LT(arguments[k], i);
  }
}

TEST(Compile, ListsEachLeafOnce) {
  auto const tally = [](double limit, std::size_t year) {
    return Expr::column(TallyColumn{
        Tally{PanelId{0}, Scope::all(), TallyShape::excess, ExposureClass{0}, Quantity{limit}}, year});
  };
  auto const driver = [](char const* path, std::size_t year) {
    return Expr::column(
        DriverColumn{Driver{.path = KeyPath{path}, .law = NormalLaw{0.0, 1.0}, .clip = {}}, year});
  };
  Expr const sum = tally(1e5, 0) + tally(1e5, 0) + tally(2e5, 0) + tally(1e5, 1) + driver("a", 0) +
                   driver("a", 0) + driver("b", 0) + driver("a", 1) + Expr::named("n") + Expr::named("n") +
                   Expr::named("m");
  EXPECT_EQ(compile({kept("sum", sum)}).columns.size(), 8u);
}

TEST(Compile, SharedFormulasDoNotMultiply) {
  Expr sum = Expr::named("x");
  for (int i = 0; i < 200; ++i) sum = sum + sum;  // 2^200 paths
  EXPECT_EQ(compile({kept("sum", sum)}).steps.size(), 201u);
}

}  // namespace
}  // namespace plimsoll
