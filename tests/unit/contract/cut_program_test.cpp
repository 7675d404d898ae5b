#include "plimsoll/models/contract/cut_program.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace plimsoll {
namespace {

NamedExpr kept(std::string name, Expr expr) {
  return {std::move(name), 2026, Unit::dollars, "", std::move(expr)};
}

Expr fixed(char const* path, double number) {
  return Expr::fixed(number, KeyPath(path));
}

bool is_rate(Step const& step) {
  return step.path == KeyPath("share.rate");
}

/// Savings that no open number changes, shared at an open rate down to a fixed cap.
Program shared_savings() {
  Expr const savings =
      Expr::named("benchmark") * (Expr{1.0} + fixed("update.rate", 0.03)) - Expr::named("cost");
  Expr const share = min(savings * fixed("share.rate", 0.5), fixed("cap.limit", 40.0) * 2.0);
  return compile({kept("share", share), kept("savings", savings), kept("other", Expr::named("cost") * 2.0)});
}

TEST(CutProgram, ReadsWhatNothingOpenChanges) {
  CutProgram const cut = cut_program(shared_savings(), {0}, is_rate);
  ASSERT_EQ(cut.read.size(), 1u) << "savings, whatever they are made of";
  EXPECT_EQ(cut.rest.columns.size(), 1u);
  ASSERT_EQ(cut.rest.outputs.size(), 1u);
  EXPECT_EQ(cut.rest.outputs.front().name, "share");
  EXPECT_EQ(cut.rest.outputs.front().year, 2026);
  EXPECT_EQ(std::count_if(cut.rest.steps.begin(), cut.rest.steps.end(), is_rate), 1);
}

TEST(CutProgram, GivesTheWholeProgramsOutputsToTheBit) {
  Program const program = shared_savings();
  CutProgram const cut = cut_program(program, {0, 1}, is_rate);
  for (double cost : {0.0, 31.7, 97.3, 140.1}) {
    std::vector<double> const columns{100.1, cost};
    std::vector<double> const steps = evaluate_steps(program, columns), whole = evaluate(program, columns);
    std::vector<double> read;
    for (std::uint32_t step : cut.read) read.push_back(steps[step]);
    std::vector<double> const rest = evaluate(cut.rest, read);
    EXPECT_EQ(rest[0], whole[0]);
    EXPECT_EQ(rest[1], whole[1]);
  }
}

TEST(CutProgram, AnOpenColumnStaysAColumn) {
  Program const program = shared_savings();
  auto const is_cost = [&](Step const& step) {
    return step.op == Op::column && same_source(program.columns[step.column], NamedColumn{"cost"});
  };
  CutProgram const cut = cut_program(program, {0}, is_cost);
  ASSERT_EQ(cut.read.size(), 2u) << "cost itself, and the benchmark with its update";
  std::vector<double> const steps = evaluate_steps(program, std::vector<double>{100.0, 0.0});
  for (double cost : {0.0, 55.5, 120.0}) {
    std::vector<double> read;
    for (std::uint32_t step : cut.read)
      read.push_back(program.steps[step].op == Op::column ? cost : steps[step]);
    EXPECT_EQ(evaluate(cut.rest, read)[0], evaluate(program, std::vector<double>{100.0, cost})[0]);
  }
}

TEST(CutProgram, FollowsAMovedNumber) {
  Program program = shared_savings();
  CutProgram cut = cut_program(program, {0}, is_rate);
  std::vector<double> const columns{100.0, 50.0};
  double const read = evaluate_steps(program, columns)[cut.read.front()];
  for (Program* one : {&program, &cut.rest})
    for (Step& step : one->steps)
      if (is_rate(step)) step.number = 0.75;
  std::vector<double> const rest_columns{read};
  EXPECT_EQ(evaluate(cut.rest, rest_columns).front(), evaluate(program, columns).front());
  EXPECT_EQ(evaluate(cut.rest, rest_columns).front(), 53.0 * 0.75);
}

TEST(CutProgram, ReadsAnOutputThatIsClosed) {
  CutProgram const cut = cut_program(shared_savings(), {2}, is_rate);
  EXPECT_EQ(cut.read.size(), 1u);
  EXPECT_EQ(cut.rest.steps.size(), 1u);
}

TEST(CutProgram, KeepsFormulasOfConstants) {
  Program const program = compile({kept("limit", fixed("share.rate", 0.5) * (fixed("a", 2.0) + 1.0))});
  CutProgram const cut = cut_program(program, {0}, is_rate);
  EXPECT_TRUE(cut.read.empty());
  EXPECT_EQ(evaluate(cut.rest, std::vector<double>{}).front(), 1.5);
}

}  // namespace
}  // namespace plimsoll
