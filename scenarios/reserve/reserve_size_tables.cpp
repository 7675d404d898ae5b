#include "reserve/reserve_size_tables.hpp"

#include <fmt/format.h>

#include <cmath>

#include "plimsoll/models/measure/sample.hpp"

namespace plimsoll {
namespace {

constexpr double levels[] = {0.75, 0.90, 0.95, 0.99};
constexpr double days_a_year = 365.0;

/// What is left between the reserve and the most that can be owed.
Cell distance(ReserveLine const& line, std::string id) {
  if (!std::isfinite(line.maximum.value)) return std::string("no maximum");
  return normal_figure(std::move(id), line.maximum.value - line.reserve.value,
                       line.maximum.std_error + line.reserve.std_error, Unit::dollars);
}

}  // namespace

Table reserve_size_table(Study const& study, TrialTable const& trials, std::vector<Holder> const& holders,
                         int year, Money const& money) {
  ReserveRule const rule{study.reserve.policy, study.reserve.level.value_or(0.0)};
  TableBuilder table(fmt::format("reserve.{}", year),
                     fmt::format("Reserve for {} by the policy {}, {}", year, name_of(rule), money.unit));
  table.column("holder", "contract", Unit::none, Presentation::text)
      .column("p_owe", "P(owe)", Unit::fraction, Presentation::percent)
      .column("mean_if_owing", "mean if owing", Unit::dollars, money.presentation)
      .column("best_estimate", "best estimate", Unit::dollars, money.presentation)
      .column("margin", "margin", Unit::dollars, money.presentation)
      .column("reserve", "reserve", Unit::dollars, money.presentation)
      .column("adequacy", "P(enough)", Unit::fraction, Presentation::percent)
      .column("deficit", "expected deficit", Unit::dollars, money.presentation)
      .column("maximum", "most owed", Unit::dollars, money.presentation)
      .column("distance", "most less reserve", Unit::dollars, money.presentation);
  bool const revenue = study.reserve.revenue > 0.0, expense = study.reserve.expense > 0.0;
  if (revenue) table.column("of_revenue", "of revenue", Unit::fraction, Presentation::percent);
  if (expense) table.column("days", "days of expense", Unit::none, Presentation::number);
  for (Holder const& holder : holders) {
    std::string const id = fmt::format("{}.{}", holder.id, year);
    Sample const owed(id + ".owed", Unit::dollars, holder.owed, trials.design);
    ReserveLine const& line = holder.line;
    Cell maximum = line.maximum;
    if (!std::isfinite(line.maximum.value)) maximum = std::string("unlimited");
    std::vector<Cell> cells{holder.name,
                            owed.probability_above(0.0),
                            owed.mean_if_above(0.0),
                            line.best_estimate,
                            line.margin,
                            line.reserve,
                            line.adequacy,
                            line.expected_deficit,
                            std::move(maximum),
                            distance(line, id + ".distance")};
    if (revenue)
      cells.emplace_back(
          scaled(line.reserve, 1.0 / *study.reserve.revenue, id + ".of_revenue", Unit::fraction));
    if (expense)
      cells.emplace_back(
          scaled(line.reserve, days_a_year / *study.reserve.expense, id + ".days", Unit::none));
    table.row("holder." + holder.id, std::move(cells));
  }
  table.note("reserve = best estimate + margin; no regulatory floor is in it");
  return table.build();
}

Table reserve_levels_table(TrialTable const& trials, std::vector<Holder> const& holders, int year,
                           Money const& money) {
  TableBuilder table(fmt::format("levels.{}", year),
                     fmt::format("What may be owed for {}, {}", year, money.unit));
  table.column("holder", "contract", Unit::none, Presentation::text);
  for (double level : levels)
    table.column("p" + level_text(level), fmt::format("P{:g}", 100.0 * level), Unit::dollars,
                 money.presentation);
  for (double level : levels)
    table.column("tvar" + level_text(level), fmt::format("TVaR{:g}", 100.0 * level), Unit::dollars,
                 money.presentation);
  for (Holder const& holder : holders) {
    Sample const owed(fmt::format("{}.{}.owed", holder.id, year), Unit::dollars, holder.owed, trials.design);
    std::vector<Cell> cells{holder.name};
    for (double level : levels) cells.emplace_back(owed.percentile(level));
    for (double level : levels) cells.emplace_back(owed.tail_value_at_risk(level));
    table.row("holder." + holder.id, std::move(cells));
  }
  table.note("a percentile is 0 where fewer trials owe: read it with P(owe) and the tail mean");
  return table.build();
}

}  // namespace plimsoll
