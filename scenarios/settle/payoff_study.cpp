#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "settle/gross_payoff.hpp"

namespace plimsoll {
namespace {

struct NamedPayoff {
  std::string id;
  Payoff payoff;
};

std::vector<NamedPayoff> payoffs(std::vector<OpenedContract> const& all, Actuals& actuals,
                                 std::vector<std::string>& notices) {
  std::vector<NamedPayoff> payoffs;
  auto const number_of = [&](ColumnSource const& leaf) { return actuals.number_of(leaf); };
  for (OpenedContract const& opened : all) {
    std::string const& id = opened.contract->id;
    if (std::optional<Payoff> payoff = gross_payoff(opened, number_of))
      payoffs.push_back({id, std::move(*payoff)});
    else
      notices.push_back("contract." + id + ": no benchmark, so it has no payoff on savings");
  }
  return payoffs;
}

Table grid_table(std::vector<NamedPayoff> const& payoffs, PayoffGrid const& grid, int year) {
  TableBuilder table(
      fmt::format("payoff.{}", year),
      fmt::format("Settlement for {} by gross savings rate, $ (positive is paid to us)", year));
  table.column("rate", "gross savings", Unit::fraction, Presentation::fine_percent);
  for (NamedPayoff const& contract : payoffs)
    table.column(contract.id, contract.id, Unit::dollars, Presentation::cents);
  auto const last = static_cast<int>(std::floor((grid.to - grid.from) / grid.step + 1e-9));
  for (int i = 0; i <= last; ++i) {
    double const rate = std::round((grid.from + i * grid.step) * 1e9) / 1e9;
    std::string const name = fmt::format("{:g}", rate);
    std::vector<Cell> cells{exact_figure("payoff.rate." + name, rate, Unit::fraction)};
    for (NamedPayoff const& contract : payoffs)
      cells.push_back(
          dollars(fmt::format("payoff.{}.{}", contract.id, name), contract.payoff.settlement(rate)));
    table.row(name, std::move(cells));
  }
  return table.build();
}

Table kink_table(std::vector<NamedPayoff> const& payoffs, PayoffGrid const& grid, int year) {
  TableBuilder table(fmt::format("kinks.{}", year),
                     fmt::format("Where the payoff of {} bends or jumps", year));
  table.column("contract", "contract", Unit::none, Presentation::text)
      .column("rate", "gross savings", Unit::fraction, Presentation::fine_percent)
      .column("line", "line", Unit::none, Presentation::text)
      .column("below", "just below", Unit::dollars, Presentation::cents)
      .column("above", "just above", Unit::dollars, Presentation::cents)
      .column("slope_below", "per $ below", Unit::none, Presentation::number)
      .column("slope_above", "per $ above", Unit::none, Presentation::number)
      .column("says", "what the clause does", Unit::none, Presentation::text);
  for (NamedPayoff const& contract : payoffs) {
    std::size_t number = 0;
    for (Kink const& kink : contract.payoff.kinks(grid.from, grid.to)) {
      std::string const id = fmt::format("{}.{}", contract.id, ++number);
      auto const figure = [&](char const* what, double value, Unit unit) {
        return exact_figure(fmt::format("kink.{}.{}", id, what), value, unit);
      };
      table.row(id, {contract.id, figure("rate", kink.rate, Unit::fraction), kink.line,
                     figure("below", kink.below, Unit::dollars), figure("above", kink.above, Unit::dollars),
                     figure("slope_below", kink.slope_below, Unit::none),
                     figure("slope_above", kink.slope_above, Unit::none), std::string(kink.says)});
    }
  }
  table.note(
      "per $: change of the settlement for one more dollar of gross savings, before rounding to cents");
  return table.build();
}

/// Pairs of contracts on one benchmark, and where one begins to pay more than the other.
Table crossing_table(std::vector<NamedPayoff> const& payoffs, PayoffGrid const& grid, int year) {
  TableBuilder table(fmt::format("crossings.{}", year), fmt::format("Where contracts cross in {}", year));
  table.column("pair", "better above that rate", Unit::none, Presentation::text)
      .column("rate", "gross savings", Unit::fraction, Presentation::fine_percent)
      .column("settlement", "settlement there", Unit::dollars, Presentation::cents);
  for (std::size_t a = 0; a < payoffs.size(); ++a)
    for (std::size_t b = 0; b < a; ++b) {
      if (payoffs[a].payoff.benchmark() != payoffs[b].payoff.benchmark()) continue;
      std::size_t number = 0;
      for (Crossing const& crossing : crossings(payoffs[a].payoff, payoffs[b].payoff, grid.from, grid.to)) {
        NamedPayoff const& better = crossing.first_is_better_above ? payoffs[a] : payoffs[b];
        NamedPayoff const& worse = crossing.first_is_better_above ? payoffs[b] : payoffs[a];
        std::string const id = fmt::format("{}.{}.{}", payoffs[a].id, payoffs[b].id, ++number);
        table.row(id, {fmt::format("{} over {}", better.id, worse.id),
                       exact_figure("crossing." + id + ".rate", crossing.rate, Unit::fraction),
                       dollars("crossing." + id + ".settlement", better.payoff.settlement(crossing.rate))});
      }
    }
  return table.build();
}

}  // namespace

Settled payoff_of_study(CompiledStudy const& study, SettleSetting const& setting, PayoffGrid const& grid) {
  std::size_t const year = axis_year(study, setting);
  int const calendar = study.plan.years()[year];
  Actuals actuals(study, year);
  Settled settled;
  std::vector<NamedPayoff> const all =
      payoffs(opened_contracts(study, setting, year), actuals, settled.notices);
  actuals.refuse_missing();
  if (!all.empty()) settled.tables = {grid_table(all, grid, calendar), kink_table(all, grid, calendar)};
  if (all.size() > 1)
    if (Table crossing = crossing_table(all, grid, calendar); !crossing.rows().empty())
      settled.tables.push_back(std::move(crossing));
  for (std::string const& notice : actuals.notices()) settled.notices.push_back(notice);
  return settled;
}

}  // namespace plimsoll
