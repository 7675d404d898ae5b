#include "in_year/reforecast_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "plimsoll/models/measure/sample.hpp"
#include "study/quality_study.hpp"

namespace plimsoll {
namespace {

/// How old what is known of a population is; empty where nothing is.
struct Vintage {
  std::string date = "none", state = "no actuals";
  std::optional<int> days;
};

Vintage vintage_of(std::string const& date, KnownToDate const& known, ReforecastTable const& table) {
  int const days = days_between(date, known.as_of);
  bool const stale = days >= table.stale_after_days;
  return {date, stale ? "STALE" : "fresh", days};
}

Vintage vintage_of(std::string const& population, ReforecastParts const& parts) {
  for (CostToDate const& cost : parts.known.cost)
    if (cost.population == population && !cost.months.empty())
      return vintage_of(cost.paid_through, parts.known, parts.study.loaded.study.reforecast);
  return {};
}

Cell days_cell(std::string id, Vintage const& vintage) {
  if (!vintage.days) return Empty{};
  return exact_figure(std::move(id), *vintage.days, Unit::count);
}

std::span<double const> column(ReforecastParts const& parts, std::string const& contract, char const* what,
                               int year) {
  return *parts.trials.column(contract_column(contract, what), year);
}

/// Row 22 of the in-year report: one line per contract, with the age of what it rests on.
Table position_table(ReforecastParts const& parts, int year) {
  TableBuilder table(
      fmt::format("position.{}", year),
      fmt::format("Position for {} as of {}, $ (positive is paid to us)", year, parts.known.as_of));
  table.column("contract", "contract", Unit::none, Presentation::text)
      .column("point", "mean", Unit::dollars, Presentation::whole_dollars)
      .column("p10", "P10", Unit::dollars, Presentation::whole_dollars)
      .column("p90", "P90", Unit::dollars, Presentation::whole_dollars)
      .column("p_below", "P(below benchmark)", Unit::fraction, Presentation::percent)
      .column("p_owe", "P(owe)", Unit::fraction, Presentation::percent)
      .column("vintage", "paid through", Unit::none, Presentation::text)
      .column("age", "age, days", Unit::count, Presentation::count)
      .column("state", "state", Unit::none, Presentation::text);
  for (ContractTable const& contract : parts.study.loaded.study.contract) {
    std::string const id = fmt::format("position.{}.{}", contract.id, year);
    Sample const settlement(id, Unit::dollars, column(parts, contract.id, "settlement", year),
                            parts.trials.design);
    std::span<double const> const benchmark = column(parts, contract.id, "benchmark", year),
                                  cost = column(parts, contract.id, "expenditure", year);
    std::vector<double> savings;
    for (std::size_t i = 0; i < cost.size(); ++i) savings.push_back(benchmark[i] - cost[i]);
    bool const compares = std::any_of(benchmark.begin(), benchmark.end(), [](double x) { return x > 0.0; });
    Vintage const vintage = vintage_of(contract.population, parts);
    table.row(
        contract.id,
        {contract.id, settlement.mean(), settlement.percentile(0.10), settlement.percentile(0.90),
         compares ? Cell(Sample(id + ".savings", Unit::dollars, savings, parts.trials.design)
                             .probability_above(0.0))
                  : Cell(Empty{}),
         settlement.probability_below(0.0), vintage.date, days_cell(id + ".age", vintage), vintage.state});
  }
  table.note(fmt::format("STALE: {} days old or more ([reforecast] stale_after_days)",
                         parts.study.loaded.study.reforecast.stale_after_days));
  return table.build();
}

std::vector<double> per_month(std::span<double const> amounts, std::span<double const> months) {
  std::vector<double> result;
  for (std::size_t i = 0; i < amounts.size(); ++i)
    result.push_back(months[i] > 0.0 ? amounts[i] / months[i] : 0.0);
  return result;
}

/// Forecast cost per member-month of the year against the benchmark, and the run-rate so far.
Table trend_table(ReforecastParts const& parts, int year) {
  TableBuilder table(fmt::format("trend.{}", year),
                     fmt::format("Cost per member-month for {} against the benchmark, $", year));
  table.column("contract", "contract", Unit::none, Presentation::text)
      .column("benchmark", "benchmark", Unit::dollars_pmpm, Presentation::cents)
      .column("forecast", "forecast", Unit::dollars_pmpm, Presentation::cents)
      .column("p10", "P10", Unit::dollars_pmpm, Presentation::cents)
      .column("p90", "P90", Unit::dollars_pmpm, Presentation::cents)
      .column("gap", "gap", Unit::dollars_pmpm, Presentation::cents)
      .column("run_rate", "run-rate", Unit::dollars_pmpm, Presentation::cents);
  for (ContractTable const& contract : parts.study.loaded.study.contract) {
    if (contract.population.empty()) continue;
    std::string const id = fmt::format("trend.{}.{}", contract.id, year);
    std::vector<double> months;
    for (double lives : column(parts, contract.id, "person_years", year)) months.push_back(12.0 * lives);
    std::vector<double> const benchmark = per_month(column(parts, contract.id, "benchmark", year), months),
                              cost = per_month(column(parts, contract.id, "expenditure", year), months);
    std::vector<double> gap;
    for (std::size_t i = 0; i < cost.size(); ++i) gap.push_back(benchmark[i] - cost[i]);
    auto const sample = [&](char const* what, std::vector<double> const& values) {
      return Sample(id + what, Unit::dollars_pmpm, values, parts.trials.design);
    };
    Cell run_rate = Empty{};
    for (CostLook const& look : parts.looks)
      if (look.population == contract.population && look.year == year && look.months > 0 &&
          look.member_months > 0.0)
        run_rate = exact_figure(
            id + ".run_rate",
            look.seen / look.member_months * (static_cast<double>(look.months) / 12.0) / look.share,
            Unit::dollars_pmpm);
    Sample const forecast = sample(".forecast", cost);
    table.row(contract.id, {contract.id, sample(".benchmark", benchmark).mean(), forecast.mean(),
                            forecast.percentile(0.10), forecast.percentile(0.90), sample(".gap", gap).mean(),
                            std::move(run_rate)});
  }
  table.note(
      "gap is benchmark less forecast; run-rate is the completed cost so far of all members before any "
      "clause, seasonality taken out");
  return table.build();
}

/// The completed months of one population.
Table months_table(ReforecastParts const& parts, CostToDate const& cost) {
  TableBuilder table(fmt::format("months.{}", cost.population),
                     fmt::format("Months so far of {}, $ per member-month", cost.population));
  table.column("month", "incurred", Unit::none, Presentation::text)
      .column("raw", "paid", Unit::dollars_pmpm, Presentation::cents)
      .column("completed", "completed", Unit::dollars_pmpm, Presentation::cents)
      .column("ibnr", "not paid yet", Unit::dollars_pmpm, Presentation::cents)
      .column("error", "its error", Unit::dollars_pmpm, Presentation::cents)
      .column("completion", "completion", Unit::fraction, Presentation::percent)
      .column("expected", "study expects", Unit::dollars_pmpm, Presentation::cents)
      .column("used", "counts", Unit::none, Presentation::text);
  ReforecastTable const& setting = parts.study.loaded.study.reforecast;
  std::vector<double> const season = seasonality_of(setting);
  for (MonthToDate const& month : cost.months) {
    int const year = month.month / 12;
    auto const expected_months = parts.trials.column("panel/" + cost.population + "/member_months", year);
    auto const look = std::find_if(parts.looks.begin(), parts.looks.end(), [&](CostLook const& one) {
      return one.population == cost.population && one.year == year;
    });
    if (!expected_months || look == parts.looks.end()) continue;
    double const members =
        month.member_months.value_or(std::accumulate(expected_months->begin(), expected_months->end(), 0.0) /
                                     static_cast<double>(expected_months->size()) / 12.0);
    if (!(members > 0.0)) continue;
    std::string const name = month_name(month.month), id = fmt::format("months.{}.{}", cost.population, name);
    auto const exact = [&](char const* what, double dollars) {
      return exact_figure(id + what, dollars / members, Unit::dollars_pmpm);
    };
    double const error = std::hypot(month.own_error, month.shared_error);
    double const share = season[static_cast<std::size_t>(month.month % 12)];
    double const a_month = look->share > 0.0 ? look->expected / look->share / 12.0 : 0.0;
    table.row(name, {name, exact(".raw", month.paid), exact(".completed", month.completed()),
                     exact(".ibnr", month.completed() - month.paid), exact(".error", error),
                     exact_figure(id + ".completion", month.completion, Unit::fraction),
                     a_month > 0.0 ? Cell(exact(".expected", a_month * share)) : Cell(Empty{}),
                     month.completion >= setting.least_completion ? "yes" : "no, too little is paid"});
  }
  table.note("completed less paid is what was incurred and is not paid yet (IBNR), per member-month");
  return table.build();
}

Table quality_table(ReforecastParts const& parts, int year, std::size_t position) {
  TableBuilder table(fmt::format("quality_to_date.{}", year), fmt::format("Quality so far for {}", year));
  table.column("measure", "measure", Unit::none, Presentation::text)
      .column("so_far", "so far", Unit::fraction, Presentation::percent)
      .column("remaining", "patients to come", Unit::members, Presentation::count)
      .column("standard", "standard", Unit::fraction, Presentation::percent)
      .column("measured", "at the end", Unit::fraction, Presentation::percent)
      .column("p10", "its P10", Unit::fraction, Presentation::percent)
      .column("p90", "its P90", Unit::fraction, Presentation::percent)
      .column("p_pass", "P(pass)", Unit::fraction, Presentation::percent);
  for (auto const& [name, quality] : parts.study.loaded.study.quality)
    for (QualityMeasure const& measure : measures_of(name, quality).measures) {
      KeyPath const path = KeyPath("quality") / name / measure.name;
      auto const known = std::find_if(parts.rates.begin(), parts.rates.end(), [&](RateSoFar const& rate) {
        return rate.path == path && rate.year == position;
      });
      std::string const id = fmt::format("quality_to_date.{}.{}.{}", name, measure.name, year);
      auto const sample = [&, &quality_name = name](char const* what) {
        return Sample(id + "." + what, Unit::fraction,
                      *parts.trials.column(quality_column(quality_name, measure.name, what), year),
                      parts.trials.design);
      };
      Cell so_far = Empty{}, remaining = people_cell(static_cast<std::uint64_t>(measure.denominator));
      if (known != parts.rates.end()) {
        remaining = people_cell(static_cast<std::uint64_t>(known->remaining));
        if (!is_few(static_cast<double>(known->denominator)))  // a rate of fewer would tell of them
          so_far = exact_figure(
              id + ".so_far", static_cast<double>(known->numerator) / static_cast<double>(known->denominator),
              Unit::fraction);
      }
      Quantity const& standard = measure.standard;
      Cell const at = standard.is_fixed()
                          ? Cell(exact_figure(id + ".standard",
                                              standard.fixed(position - parts.study.plan.years().base.size()),
                                              Unit::fraction))
                          : Cell(std::string("drawn"));
      table.row(name + "." + measure.name,
                {name + ", " + measure.name, std::move(so_far), std::move(remaining), at,
                 sample("rate").mean(), sample("rate").percentile(0.10), sample("rate").percentile(0.90),
                 sample("passed").probability_above(0.5)});
    }
  table.note("P(pass) counts trials in which nothing was reported as not passed");
  return table.build();
}

Table sources_table(ReforecastParts const& parts) {
  TableBuilder table("sources", fmt::format("Age of what is known on {}", parts.known.as_of));
  table.column("source", "source", Unit::none, Presentation::text)
      .column("from", "read from", Unit::none, Presentation::text)
      .column("date", "known through", Unit::none, Presentation::text)
      .column("age", "age, days", Unit::count, Presentation::count)
      .column("state", "state", Unit::none, Presentation::text);
  auto const row = [&](std::string const& key, std::string const& from, std::string const& date) {
    Vintage const vintage = vintage_of(date, parts.known, parts.study.loaded.study.reforecast);
    table.row(key, {key, from, date, days_cell("sources." + key + ".age", vintage), vintage.state});
  };
  for (CostToDate const& cost : parts.known.cost)
    if (!cost.months.empty()) row("actual_to_date." + cost.population, cost.source, cost.paid_through);
  for (QualityToDate const& quality : parts.known.quality)
    row("quality_to_date." + quality.table, "lists", quality.through);
  return table.build();
}

}  // namespace

std::vector<Table> reforecast_tables(ReforecastParts const& parts) {
  std::vector<Table> tables;
  auto const keep = [&](Table table) {
    if (!table.rows().empty()) tables.push_back(std::move(table));
  };
  YearAxis const& years = parts.study.plan.years();
  for (int year : years.performance) keep(position_table(parts, year));
  for (int year : years.performance) keep(trend_table(parts, year));
  for (CostToDate const& cost : parts.known.cost) keep(months_table(parts, cost));
  for (std::size_t year = years.base.size(); year < years.size(); ++year)
    keep(quality_table(parts, years[year], year));
  keep(sources_table(parts));
  return tables;
}

}  // namespace plimsoll
