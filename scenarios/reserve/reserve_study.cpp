#include "plimsoll/scenarios/reserve_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "reserve/held_amount.hpp"
#include "reserve/reserve_gates.hpp"
#include "reserve/reserve_held_tables.hpp"
#include "reserve/reserve_recognition.hpp"
#include "reserve/reserve_size_tables.hpp"
#include "summary/portfolio.hpp"

namespace plimsoll {
namespace {

constexpr int stale_after = 92;  // days: information older than a quarter is told

void append_year(Study const& study, TrialTable const& trials, int year, Money const& money,
                 std::vector<Table>& tables) {
  std::vector<Holder> const held = holders(study, trials, year);
  tables.push_back(reserve_size_table(study, trials, held, year, money));
  tables.push_back(reserve_levels_table(trials, held, year, money));
  append_portfolio_tables(study, trials, year, money, tables);
  for (Table& table : recognition_tables(study, trials, year, money)) tables.push_back(std::move(table));
  append_deficiency_table(study, trials, year, money, tables);
  if (!study.participant.empty())
    tables.push_back(participant_table(study, trials, signed_holder(study, trials, year), year));
}

bool has_prices(HoldingTable const& holding) {
  return holding.yield_forgone || holding.letter_of_credit || holding.surety;
}

/// What the reader should know of how the run was made and how old it is.
std::vector<std::string> notices_of(RunRead const& run, std::string const& as_of) {
  std::vector<std::string> notices;
  if (run.method == RunMethod::importance)
    notices.push_back(
        "trials were chosen by importance: figures are those of the trials drawn, without the run's "
        "correction "
        "by its preview");
  std::string const& date = run.loaded.study.purpose.information_date;
  if (as_of.empty()) return notices;
  if (date.empty())
    notices.push_back("[purpose] information_date is not given: how old the information is cannot be told");
  else if (int const days = days_between(date, as_of, "purpose.information_date"); days > stale_after)
    notices.push_back(
        fmt::format("information is of {}, {} days before {}: older than a quarter", date, days, as_of));
  return notices;
}

}  // namespace

ReleaseWindow release_window(Study const& study) {
  std::optional<ReleaseWindow> dated;
  for (ContractTable const* contract : signed_contracts(study).contracts) {
    if (!contract->settlement) continue;
    int const before = contract->settlement->from == PaymentFrom::period_start ? 12 : 0;
    int const first = static_cast<int>(contract->settlement->months.front()) - before,
              last = static_cast<int>(contract->settlement->months.back()) - before;
    dated = dated ? ReleaseWindow{std::min(dated->first_month, first), std::max(dated->last_month, last)}
                  : ReleaseWindow{first, last};
  }
  auto const& months = study.reserve.release_months;
  return dated.value_or(ReleaseWindow{static_cast<int>(months[0]), static_cast<int>(months[1])});
}

ReserveReport reserve_study(RunRead const& run, ReleaseWindow const& window, std::string const& as_of) {
  Study const& study = run.loaded.study;
  TrialTable const& trials = run.results.table;
  Money const money = money_of(study, trials);
  ReserveReport report{{}, notices_of(run, as_of), {}};
  std::vector<BookedYear> booked;
  for (std::int64_t calendar : study.run.performance_years) {
    int const year = static_cast<int>(calendar);
    append_year(study, trials, year, money, report.tables);
    booked.push_back(
        {year, signed_holder(study, trials, year).line.reserve, recognised_upside(study, trials, year)});
  }
  report.tables.push_back(schedule_table(booked, window, money));
  if (has_prices(study.reserve.holding)) report.tables.push_back(holding_table(study, booked, window));
  if (!study.floor.empty()) report.tables.push_back(floor_table(study));
  append_tolerance_table(run, report);
  append_trigger_table(run, as_of, report);
  return report;
}

}  // namespace plimsoll
