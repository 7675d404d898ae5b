// What the cash tables of a run say, on studies small enough to know the answer.
#include "cash/cash_summary.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "cash/cash_returns.hpp"
#include "support/cash_study.hpp"

namespace plimsoll {
namespace {

using test::CashRun;

Table table_of(std::vector<Table> const& tables, std::string const& id) {
  for (Table const& table : tables)
    if (table.id() == id) return table;
  ADD_FAILURE() << "no table " << id;
  return TableBuilder("none", "none").build();
}

Figure figure(Table const& table, std::string const& row, std::string const& column) {
  for (Row const& candidate : table.rows())
    if (candidate.id == row)
      for (std::size_t i = 0; i < table.columns().size(); ++i)
        if (table.columns()[i].id == column) return std::get<Figure>(candidate.cells[i]);
  ADD_FAILURE() << "no " << row << ", " << column;
  return {};
}

std::string program(std::string const& effect, std::string const& more) {
  return "[[program]]\nname = \"care\"\npopulation = \"p\"\neffect = " + effect + "\n" + more;
}

TEST(CashTables, AStudyWithoutDatesHasNone) {
  std::string text = test::head +
                     "[[contract]]\nid = \"deal\"\npopulation = \"p\"\nbenchmark = \"b\"\n"
                     "[[contract.term]]\nkind = \"gross_savings\"\n";
  CompiledStudy const study = compile_study(load_study_text(text, "plain.toml", {}));
  EXPECT_TRUE(cash_tables(study, simulate(study.plan)).empty());
}

/// Row 37 of the users' table.
TEST(ReturnOnProgram, IsMinusOneInEveryTrialWhereNothingComesBack) {
  CashRun const run(test::window_text("months = [12, 18]", program("0.0", "cost_pmpm = 9.0\n")));
  TrialTable const other = without_program(run.compiled, "care", run.trials.trials, 1);
  CashFlows const without(run.compiled.loaded.study, run.compiled.plan.seed(), other);
  for (std::size_t trial = 0; trial < run.trials.trials; ++trial) {
    Calendar changed = run.flows.of_contracts(trial);
    changed.subtract(without.of_contracts(trial));
    Calendar const own = run.flows.of_program(trial, run.compiled.loaded.study.program.front());
    Cents const back = changed.total() + own.total(FlowKind::program_fees);
    ASSERT_EQ(return_on_investment(back, -own.total(FlowKind::program_costs)), -1.0);
  }
  Table const returns = table_of(cash_tables(run.compiled, run.trials), "cash.returns");
  for (char const* column : {"roi", "roi_p05", "roi_p95"})
    EXPECT_EQ(figure(returns, "program.care", column).value, -1.0) << column;
}

TEST(ReturnOnProgram, CountsWhatItPreventsAndEarns) {
  // 5 % of the cost of 4,000 members at 9,000 dollars, and fees of 2 dollars a month, against 9 dollars a
  // month.
  CashRun const run(
      test::window_text("months = [12]", program("0.05", "cost_pmpm = 9.0\nfee_revenue_pmpm = 2.0\n")));
  Table const returns = table_of(cash_tables(run.compiled, run.trials), "cash.returns");
  Figure const back = figure(returns, "program.care", "back");
  double const expected = 0.05 * 4'000 * 9'000 + 4'000 * 12 * 2.0;
  EXPECT_NEAR(back.value, expected, 4.9 * back.std_error + 1.0);
  EXPECT_GT(std::abs(back.value - 1.1 * expected), 4.9 * back.std_error);
  EXPECT_DOUBLE_EQ(figure(returns, "program.care", "spent").value, 4'000 * 12 * 9.0);
}

/// Row 39: nothing is prevented before July.
TEST(ProgramEffect, StartsInItsMonth) {
  auto const spend = [](std::string const& more) {
    std::string text = test::window_text("months = [12]", program("0.20", more));
    text.replace(text.find("process_cv = 2.0"), 16, "process_cv = 0.0");
    CashRun const run(text);
    return (*run.trials.column(spend_column("p", "total"), 2027))[0];
  };
  double const all = 4'000 * 9'000.0;
  EXPECT_NEAR(spend(""), 0.8 * all, 1.0);
  EXPECT_NEAR(spend("start_month = 7\n"), (1.0 - 0.20 * 6 / 12) * all, 1.0);
  EXPECT_NEAR(spend("start_month = 13\n"), all, 1.0);
  EXPECT_NEAR(spend("start_month = 7\nramp_months = 6\n"), (1.0 - 0.20 * 3 / 12) * all, 1.0);
}

TEST(ProgramCost, RunsFromItsStart) {
  CashRun const run(test::window_text("months = [12]", program("0.0", "start_month = 7\ncost_pmpm = 9.0\n")));
  Calendar const calendar = run.flows.calendar(0);
  for (std::size_t month = 1; month <= 12; ++month)
    EXPECT_EQ(calendar.at(FlowKind::program_costs, month), month < 7 ? 0 : -4'000 * 900) << month;
}

/// Row 50: no upside before its date.
TEST(Budget, CountsUpsideWhenItIsPaidAndLossesWhenIncurred) {
  CashRun const run(test::window_text("months = [12, 18]"));
  Table const budget = table_of(cash_tables(run.compiled, run.trials), "cash.budget");
  EXPECT_GT(figure(budget, "2027", "earned").value, 0.0);
  EXPECT_LT(figure(budget, "2027", "owed").value, 0.0);
  EXPECT_EQ(figure(budget, "2027", "received").value, 0.0);
  double const received = figure(budget, "2028", "received").value + figure(budget, "2029", "received").value;
  EXPECT_NEAR(received, figure(budget, "2027", "earned").value, 0.01);
  EXPECT_EQ(figure(budget, "2029", "owed").value, 0.0);
}

TEST(LowPointTable, IsTheInvestmentMadeBeforeTheFirstCheque) {
  std::string const more =
      "[cash]\nopening = 100_000\ndiscount_rate = 0.0425\n[[investment]]\nname = \"systems\"\n"
      "amount = 1_000_000\ncontract = \"deal\"\n";
  CashRun const run(test::window_text("months = [12, 18]", more));
  std::vector<Table> const tables = cash_tables(run.compiled, run.trials);
  Table const low = table_of(tables, "cash.low_point");
  EXPECT_EQ(figure(low, "before_funding", "p95").value, -900'000.0);
  EXPECT_EQ(figure(low, "before_funding", "month_p05").value, 0.0);
  EXPECT_EQ(figure(table_of(tables, "cash.returns"), "contract.deal", "spent").value, 1'000'000.0);
  EXPECT_EQ(figure(table_of(tables, "cash.kinds"), "investment", "present").value, -1'000'000.0);
}

/// Row 40: member-months move with growth, and with churn by what the theory of population states.
TEST(Retention, MovesMemberMonths) {
  auto const months = [](std::string const& population) {
    std::string text = test::window_text("months = [12]");
    text.insert(text.find("[cost.p]"), population);
    CashRun const run(text);
    return (*run.trials.column("panel/p/member_months", 2027))[0];
  };
  EXPECT_NEAR(months("growth = -0.09\n") - months("growth = -0.10\n"), 0.01 * 4'000 * 12, 1e-6);
  auto const enrolled = [&](double churn) {
    return months(fmt::format("attribution = \"enrolled\"\n[population.p.movement]\nchurn = {}\n", churn));
  };
  // Leavers and joiners both have the month of the change: months are 12 (1 - c + 2 c 6.5 / 12) a seat.
  EXPECT_NEAR(enrolled(0.09) - enrolled(0.10), -0.01 * 4'000, 1e-6);
}

TEST(CashNotices, NameContractsWithoutDates) {
  std::string text = test::head +
                     "[cash]\n[[contract]]\nid = \"deal\"\npopulation = \"p\"\nbenchmark = \"b\"\n"
                     "[[contract.term]]\nkind = \"gross_savings\"\n";
  LoadedStudy const loaded = load_study_text(text, "undated.toml", {});
  EXPECT_TRUE(std::any_of(loaded.notices.begin(), loaded.notices.end(), [](std::string const& notice) {
    return notice.starts_with("contract.deal: no settlement window");
  }));
}

}  // namespace
}  // namespace plimsoll
