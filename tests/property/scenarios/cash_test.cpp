// Money has a date and none is lost: calendars against the settlements they are made of, trial by trial.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "plimsoll/scenarios/cash_flows.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "support/cash_study.hpp"
#include "support/shipped_studies.hpp"

namespace plimsoll {
namespace {

using test::CashRun;

/// What the run says all trials of the calendar come to, from its columns and nothing else.
Cents accrued(CashRun const& run, std::size_t trial) {
  Study const& study = run.compiled.loaded.study;
  Cents sum = 0;
  for (std::int64_t const year : study.run.performance_years) {
    auto const cents = [&](std::string const& name, std::int64_t of_year) {
      return to_cents((*run.trials.column(name, static_cast<int>(of_year)))[trial]);
    };
    for (ContractTable const* contract : run.flows.contracts())
      sum += cents(contract_column(contract->id, "settlement"), year) +
             cents(contract_column(contract->id, "base_ffs"), year);
    for (ProgramTable const& program : study.program)
      sum +=
          cents("program/" + program.name + "/fees", year) - cents("program/" + program.name + "/cost", year);
  }
  for (InvestmentTable const& investment : study.investment)
    if (run.flows.counts(investment)) sum += run.flows.of_investment(trial, investment).total();
  return sum;
}

TEST(CashOfShippedStudies, AddsUpToWhatIsAccrued) {
  std::size_t dated = 0;
  for (std::filesystem::path const& file : test::shipped_studies()) {
    LoadedStudy loaded = load_study(file);
    if (!loaded.study.cash) continue;
    ++dated;
    loaded.study.run.trials = 2'000;
    CashRun const run(std::move(loaded));
    for (std::size_t trial = 0; trial < run.trials.trials; ++trial)
      ASSERT_EQ(run.flows.calendar(trial).total(), accrued(run, trial)) << file << trial;
  }
  EXPECT_GE(dated, 1u);
}

TEST(CashOfCapitation, AddsUpToTheSettlementWhereClaimsAreOurs) {
  CashRun const run(test::capitation_text);
  for (std::size_t trial = 0; trial < run.trials.trials; ++trial) {
    Calendar const calendar = run.flows.calendar(trial);
    ASSERT_EQ(calendar.total(), accrued(run, trial));
    ASSERT_GT(calendar.total(FlowKind::capitation), 0);
    ASSERT_LT(calendar.total(FlowKind::claims), 0);
    for (std::size_t month = 1; month <= 12; ++month) {
      ASSERT_GT(calendar.at(FlowKind::capitation, month), 0) << month;
      ASSERT_LT(calendar.at(FlowKind::claims, month + 2), 0) << month;  // paid two months after care
      ASSERT_LT(calendar.at(FlowKind::monthly, month), 0) << month;     // administration
    }
    ASSERT_EQ(calendar.at(FlowKind::claims, 2), 0);
  }
}

/// Twelve to eighteen months after 2027-12-31.
TEST(SettlementWindow, NothingIsPaidOutsideIt) {
  CashRun const run(test::window_text("months = [12, 18]"));
  MonthAxis const& months = run.flows.months();
  std::set<std::string> paid_in;
  for (std::size_t trial = 0; trial < run.trials.trials; ++trial) {
    Calendar const calendar = run.flows.calendar(trial);
    for (std::size_t point = 0; point < calendar.points(); ++point)
      if (calendar.at(FlowKind::settlement, point) != 0) paid_in.insert(to_text(months.month_at(point)));
  }
  EXPECT_EQ(paid_in, (std::set<std::string>{"2028-12", "2029-01", "2029-02", "2029-03", "2029-04", "2029-05",
                                            "2029-06"}));
}

TEST(SettlementWindow, CountsFromThePeriodsStartWhereAsked) {
  CashRun const run(test::window_text("from = \"period_start\"\nmonths = [18]"));
  for (SettlementPayment const& payment : run.flows.settlements(0))
    EXPECT_EQ(to_text(run.flows.months().month_at(payment.final_point)), "2028-06");
}

TEST(SettlementWindow, MovesNoOtherDraw) {
  CashRun const early(test::window_text("months = [12, 18]")), late(test::window_text("months = [3, 30]"));
  auto const settlement = contract_column("deal", "settlement");
  for (std::size_t trial = 0; trial < early.trials.trials; ++trial)
    ASSERT_EQ((*early.trials.column(settlement, 2027))[trial],
              (*late.trials.column(settlement, 2027))[trial]);
}

TEST(ProvisionalPayment, AndTheRestAreTheSettlement) {
  CashRun const run(test::window_text("months = [12, 18]\nprovisional = { share = 0.6, month = 7 }"));
  for (std::size_t trial = 0; trial < run.trials.trials; ++trial) {
    SettlementPayment const paid = run.flows.settlements(trial).front();
    double const settlement = (*run.trials.column(contract_column("deal", "settlement"), 2027))[trial];
    ASSERT_EQ(paid.provisional + paid.final, to_cents(settlement));
    ASSERT_NEAR(static_cast<double>(paid.provisional), 60.0 * settlement, 0.51);
    ASSERT_EQ(to_text(run.flows.months().month_at(paid.provisional_point)), "2028-07");
  }
}

}  // namespace
}  // namespace plimsoll
