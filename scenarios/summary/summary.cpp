#include "plimsoll/scenarios/summary.hpp"

#include <fmt/format.h>

#include <cmath>

#include "cash/cash_summary.hpp"
#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/paired.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "summary/fits_summary.hpp"
#include "summary/members_summary.hpp"
#include "summary/money.hpp"
#include "summary/portfolio.hpp"
#include "summary/quality_summary.hpp"
#include "summary/reserve_lines.hpp"
#include "summary/together.hpp"
#include "summary/total_summary.hpp"

namespace plimsoll {
namespace {

constexpr double settlement_levels[] = {0.05, 0.50, 0.95};
constexpr double tail_levels[] = {0.90, 0.95, 0.99};

using Values = std::span<double const>;

/// Columns of one contract in one year.
class ContractYear {
 public:
  ContractYear(TrialTable const& trials, std::string const& contract, int year)
      : trials_(trials), contract_(contract), year_(year) {}
  Values values(char const* what) const {
    auto const column = trials_.column(contract_column(contract_, what), year_);
    PLIMSOLL_EXPECT(column.has_value());
    return *column;
  }
  Sample sample(char const* what) const {
    return Sample(fmt::format("{}.{}.{}", contract_, year_, what), Unit::dollars, values(what),
                  trials_.design);
  }

 private:
  TrialTable const& trials_;
  std::string const& contract_;
  int year_;
};

/// The contract maximum, or a word where the contract has none.
Cell maximum_cell(TrialTable const& trials, std::string const& contract, int year) {
  Figure maximum = contract_maximum(trials, contract, year);
  if (!std::isfinite(maximum.value)) return std::string("unlimited");
  return maximum;
}

TableBuilder settlement_columns(int year, Money const& money) {
  TableBuilder table(fmt::format("settlement.{}", year),
                     fmt::format("Settlement for {}, {} (positive is paid to us)", year, money.unit));
  table.column("contract", "contract", Unit::none, Presentation::text);
  table.column("mean", "mean", Unit::dollars, money.presentation);
  table.column("sd", "sd", Unit::dollars, money.presentation);
  for (double level : settlement_levels)
    table.column("p" + level_text(level), fmt::format("P{:g}", 100.0 * level), Unit::dollars,
                 money.presentation);
  table.column("p_owe", "P(owe)", Unit::fraction, Presentation::percent);
  table.column("p_earn", "P(earn)", Unit::fraction, Presentation::percent);
  table.column("mean_if_owing", "mean if owing", Unit::dollars, money.presentation);
  table.column("maximum", "most owed", Unit::dollars, money.presentation);
  return table;
}

std::vector<Cell> settlement_cells(TrialTable const& trials, std::string const& contract, int year) {
  Sample const settlement = ContractYear(trials, contract, year).sample("settlement");
  std::vector<Cell> cells{contract, settlement.mean(), settlement.standard_deviation()};
  for (double level : settlement_levels) cells.emplace_back(settlement.percentile(level));
  cells.emplace_back(settlement.probability_below(0.0));
  cells.emplace_back(settlement.probability_above(0.0));
  cells.emplace_back(settlement.mean_if_below(0.0));
  cells.push_back(maximum_cell(trials, contract, year));
  return cells;
}

Table settlement_table(Study const& study, TrialTable const& trials, int year, Money const& money) {
  TableBuilder table = settlement_columns(year, money);
  for (ContractTable const& contract : study.contract)
    table.row(contract.id, settlement_cells(trials, contract.id, year));
  table.note("P(owe) + P(earn) may be below 100 %: the rest settles at zero");
  return table.build();
}

/// What is ours anyway, what is paid to us and what we owe: three columns that nothing adds up.
Table parts_table(Study const& study, TrialTable const& trials, int year, Money const& money) {
  TableBuilder table(fmt::format("parts.{}", year),
                     fmt::format("Base FFS, upside and downside of {} apart, mean, {}", year, money.unit));
  table.column("contract", "contract", Unit::none, Presentation::text)
      .column("base_ffs", "base FFS", Unit::dollars, money.presentation)
      .column("upside", "paid to us", Unit::dollars, money.presentation)
      .column("owed", "we owe", Unit::dollars, money.presentation);
  auto const mean = [&](ContractTable const& contract, char const* what) {
    return Sample(fmt::format("parts.{}.{}.{}", contract.id, year, what), Unit::dollars,
                  ContractYear(trials, contract.id, year).values(what), trials.design)
        .mean();
  };
  for (ContractTable const& contract : study.contract)
    table.row(contract.id,
              {contract.id, mean(contract, "base_ffs"), mean(contract, "upside"), mean(contract, "owed")});
  table.note(
      "base FFS is ours whatever the year brings: it is never part of a settlement or of what is at stake");
  return table.build();
}

/// What each contract compares, before any clause acts on the balance.
Table savings_table(Study const& study, TrialTable const& trials, int year) {
  TableBuilder table(
      fmt::format("savings.{}", year),
      fmt::format("Cost that counts against the benchmark for {}, per beneficiary-year", year));
  table.column("contract", "contract", Unit::none, Presentation::text)
      .column("benchmark", "benchmark", Unit::dollars_pbpy, Presentation::whole_dollars)
      .column("expenditure", "expenditure", Unit::dollars_pbpy, Presentation::whole_dollars)
      .column("savings_rate", "savings rate", Unit::fraction, Presentation::percent)
      .column("savings_rate_sd", "its sd", Unit::fraction, Presentation::percent);
  for (ContractTable const& contract : study.contract) {
    ContractYear const columns(trials, contract.id, year);
    Values const lives = columns.values("person_years"), benchmark = columns.values("benchmark"),
                 expenditure = columns.values("expenditure");
    std::vector<double> per_life_benchmark, per_life_cost, rate;
    std::vector<std::size_t> exposed;
    for (std::size_t i = 0; i < lives.size(); ++i) {
      if (lives[i] <= 0.0 || benchmark[i] <= 0.0) continue;  // no exposure: nothing to compare
      exposed.push_back(i);
      per_life_benchmark.push_back(benchmark[i] / lives[i]);
      per_life_cost.push_back(expenditure[i] / lives[i]);
      rate.push_back((benchmark[i] - expenditure[i]) / benchmark[i]);
    }
    if (rate.empty()) continue;
    std::string const id = fmt::format("{}.{}", contract.id, year);
    SharedDesign const design = part_of(trials.design, exposed);
    Sample const savings(id + ".savings_rate", Unit::fraction, rate, design);
    table.row(
        contract.id,
        {contract.id, Sample(id + ".benchmark_pbpy", Unit::dollars_pbpy, per_life_benchmark, design).mean(),
         Sample(id + ".expenditure_pbpy", Unit::dollars_pbpy, per_life_cost, design).mean(), savings.mean(),
         savings.standard_deviation()});
  }
  return table.build();
}

/// Every contract against the first, on the same trials.
Table paired_table(Study const& study, TrialTable const& trials, int year, Money const& money) {
  TableBuilder table(fmt::format("difference.{}", year),
                     fmt::format("Difference in settlement for {}, trial by trial, {}", year, money.unit));
  table.column("pair", "pair", Unit::none, Presentation::text)
      .column("mean", "mean", Unit::dollars, money.presentation)
      .column("sd", "sd", Unit::dollars, money.presentation)
      .column("better", "better", Unit::fraction, Presentation::percent)
      .column("equal", "equal", Unit::fraction, Presentation::percent)
      .column("worse", "worse", Unit::fraction, Presentation::percent);
  std::string const& first = study.contract.front().id;
  Values const base = ContractYear(trials, first, year).values("settlement");
  for (std::size_t i = 1; i < study.contract.size(); ++i) {
    std::string const& id = study.contract[i].id;
    std::string const name = id + " - " + first;
    PairedDifference const pair =
        paired_difference(fmt::format("{}-{}.{}", id, first, year), Unit::dollars,
                          ContractYear(trials, id, year).values("settlement"), base, trials.design);
    table.row(id, {name, pair.mean, pair.standard_deviation, pair.better, pair.equal, pair.worse});
  }
  return table.build();
}

Table owed_table(Study const& study, TrialTable const& trials, int year, Money const& money) {
  TableBuilder table(fmt::format("owed.{}", year),
                     fmt::format("What we may owe for {}, {}", year, money.unit));
  table.column("contract", "contract", Unit::none, Presentation::text);
  table.column("mean", "mean", Unit::dollars, money.presentation);
  for (double level : study.run.percentiles)
    table.column("p" + level_text(level), fmt::format("P{:g}", 100.0 * level), Unit::dollars,
                 money.presentation);
  for (double level : tail_levels)
    table.column("tvar" + level_text(level), fmt::format("TVaR{:g}", 100.0 * level), Unit::dollars,
                 money.presentation);
  for (ContractTable const& contract : study.contract) {
    Sample const owed = ContractYear(trials, contract.id, year).sample("owed");
    std::vector<Cell> cells{contract.id, owed.mean()};
    for (double level : study.run.percentiles) cells.emplace_back(owed.percentile(level));
    for (double level : tail_levels) cells.emplace_back(owed.tail_value_at_risk(level));
    table.row(contract.id, std::move(cells));
  }
  table.note(
      "a percentile is zero where fewer trials than that owe anything: read it with P(owe) and the tail "
      "mean");
  return table.build();
}

Table reserve_table(Study const& study, TrialTable const& trials, int year, Money const& money) {
  ReserveRule const rule{study.reserve.policy, study.reserve.level.value_or(0.0)};
  TableBuilder table(
      fmt::format("reserve.{}", year),
      fmt::format("Reserve to hold for {} by the study's policy ({}), {}", year, name_of(rule), money.unit));
  table.column("contract", "contract", Unit::none, Presentation::text)
      .column("reserve", "reserve", Unit::dollars, money.presentation)
      .column("best_estimate", "best estimate", Unit::dollars, money.presentation)
      .column("margin", "margin", Unit::dollars, money.presentation)
      .column("adequacy", "P(enough)", Unit::fraction, Presentation::percent)
      .column("deficit", "expected deficit", Unit::dollars, money.presentation)
      .column("of_maximum", "of most owed", Unit::fraction, Presentation::percent);
  for (ContractTable const& contract : study.contract) {
    ReserveLine const line = reserve_line(study, trials, contract.id, year);
    Cell share = line.share_of_maximum;
    if (!std::isfinite(line.maximum.value)) share = std::string("no maximum");
    table.row(contract.id, {contract.id, line.reserve, line.best_estimate, line.margin, line.adequacy,
                            line.expected_deficit, std::move(share)});
  }
  table.note(
      "the reserve is the policy's amount for each contract alone; margin is reserve less best estimate");
  return table.build();
}

Table spend_table(CompiledStudy const& study, TrialTable const& trials) {
  TableBuilder table("spend", "Spend per beneficiary-year before any clause, $");
  table.column("what", "population, category", Unit::none, Presentation::text);
  YearAxis const& years = study.plan.years();
  for (std::size_t year = 0; year < years.size(); ++year)
    table.column(std::to_string(years[year]), std::to_string(years[year]), Unit::dollars_pbpy,
                 Presentation::whole_dollars);
  std::vector<std::string> categories = study.categories;
  categories.push_back("total");
  for (auto const& [name, population] : study.loaded.study.population)
    for (std::string const& category : categories) {
      std::vector<Cell> cells{name + ", " + category};
      for (std::size_t year = 0; year < years.size(); ++year) {
        auto const spend = trials.column(spend_column(name, category), years[year]);
        auto const months = trials.column("panel/" + name + "/member_months", years[year]);
        if (!spend || !months) continue;
        std::vector<double> per_life(spend->size());
        for (std::size_t i = 0; i < per_life.size(); ++i)
          per_life[i] = (*months)[i] > 0.0 ? (*spend)[i] / ((*months)[i] / 12.0) : 0.0;
        cells.emplace_back(Sample(fmt::format("{}.{}.{}", name, category, years[year]), Unit::dollars_pbpy,
                                  per_life, trials.design)
                               .mean());
      }
      if (cells.size() == years.size() + 1) table.row(name + "." + category, std::move(cells));
    }
  return table.build();
}

}  // namespace

std::vector<Table> summarise(CompiledStudy const& compiled, TrialTable const& trials) {
  Study const& study = compiled.loaded.study;
  Money const money = money_of(study, trials);
  std::vector<Table> tables;
  auto const keep = [&](Table table) {  // contracts may compare nothing, and a study may have no members
    if (!table.rows().empty()) tables.push_back(std::move(table));
  };
  for (std::int64_t year : study.run.performance_years) {
    int const calendar = static_cast<int>(year);
    keep(savings_table(study, trials, calendar));
    tables.push_back(settlement_table(study, trials, calendar, money));
    tables.push_back(parts_table(study, trials, calendar, money));
    append_quality_table(study, trials, calendar, tables);
    append_together_table(study, trials, calendar, money, tables);
    if (study.contract.size() > 1 && !study.published)  // hundreds of ACOs are no choices beside each other
      tables.push_back(paired_table(study, trials, calendar, money));
    tables.push_back(owed_table(study, trials, calendar, money));
    tables.push_back(reserve_table(study, trials, calendar, money));
    append_portfolio_tables(study, trials, calendar, money, tables);
    append_members_table(compiled, trials, calendar, tables);
    append_fits_tables(compiled, trials, calendar, tables);
  }
  append_total_table(study, trials, money.presentation, money.unit, tables);
  keep(spend_table(compiled, trials));
  return tables;
}

std::vector<Table> run_tables(CompiledStudy const& study, TrialTable const& trials, std::size_t threads) {
  std::vector<Table> tables = summarise(study, trials);
  if (!trials.column("importance/weight"))
    for (Table& table : cash_tables(study, trials, threads)) tables.push_back(std::move(table));
  return tables;
}

}  // namespace plimsoll
