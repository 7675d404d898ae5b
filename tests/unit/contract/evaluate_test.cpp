#include <gtest/gtest.h>

#include <array>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/program.hpp"

namespace plimsoll {
namespace {

TEST(Evaluate, RunsEveryLaneAndEveryOutput) {
  Expr const x = Expr::named("x"), y = Expr::named("y");
  Program const program =
      compile({{"difference", 2026, Unit::dollars, "", x - y}, {"copy", 2026, Unit::dollars, "", y}});
  Lanes first, second;
  for (std::size_t i = 0; i < lane_count; ++i) {
    first[i] = static_cast<double>(i);
    second[i] = static_cast<double>(3 * i);
  }
  std::array<Lanes const*, 2> const columns{&first, &second};
  auto const values = evaluate(program, columns);
  ASSERT_EQ(values.size(), 2u);
  for (std::size_t i = 0; i < lane_count; ++i) {
    EXPECT_EQ(values[0][i], -2.0 * static_cast<double>(i));
    EXPECT_EQ(values[1][i], second[i]);
  }
}

TEST(Evaluate, AConstantOutputFillsTheBlock) {
  auto const values = evaluate(compile({{"seven", 0, Unit::none, "", 7.0}}), std::span<Lanes const* const>{});
  for (double value : values[0]) EXPECT_EQ(value, 7.0);
}

TEST(Evaluate, RefusesMissingColumns) {
  Program const program = compile({{"x", 0, Unit::none, "", Expr::named("x")}});
  EXPECT_THROW(evaluate(program, std::span<Lanes const* const>{}), BrokenPromise);
  std::array<std::pair<std::string, double>, 1> const numbers{{{"z", 1.0}}};
  EXPECT_THROW(evaluate(Expr::named("x"), numbers), BrokenPromise);
}

}  // namespace
}  // namespace plimsoll
