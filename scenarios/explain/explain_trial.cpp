#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "compile/contract_program.hpp"
#include "explain/explain_reads.hpp"
#include "explain/explain_words.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/explain.hpp"
#include "settle/ledger_table.hpp"

namespace plimsoll {
namespace {

using Values = std::span<double const>;

OpenedContract opened(OpenedRun const& run, ExplainedYear const& which) {
  std::string const contract =
      which.contract.empty() ? run.study.loaded.study.contract.front().id : which.contract;
  SettleSetting const setting{contract, which.year};
  return opened_contracts(run.study, setting, axis_year(run.study, setting)).front();
}

/// Values of formulas in one trial of the run, drawn again from its address. The run's own formulas come
/// first, so that the engine keeps the same sums in the same order.
std::vector<double> redrawn(OpenedRun const& run, std::size_t row, std::vector<NamedExpr> const& asked) {
  RunPlan const& plan = run.study.plan;
  std::vector<NamedExpr> formulas = kept_formulas(run.study.loaded.study, plan.years(), run.study.panels);
  formulas.insert(formulas.end(), asked.begin(), asked.end());
  RunPlan again(plan.seed(), plan.trials(), plan.years(), plan.drivers(), plan.engine(), compile(formulas));
  std::uint32_t const trial = trial_of_row(run, row);
  bool const chosen = trial != row || run.results.table.column("importance/trial").has_value();
  std::size_t const lane = chosen ? 0 : row % lane_count;
  if (chosen) again = again.of_trials({trial});
  TrialRows const rows =
      again.run_block(again.block(chosen ? 0 : static_cast<std::uint32_t>(row / lane_count)));
  std::vector<ColumnInfo> const& columns = again.columns();
  for (std::size_t i = 0; i + asked.size() < columns.size(); ++i) {
    auto const kept = run.results.table.column(columns[i].name, columns[i].year);
    if (kept && (*kept)[row] != rows.columns[i][lane])
      throw NotReproducible(fmt::format("trial {}: {} is {:.17g} when drawn again, the run kept {:.17g}",
                                        trial, columns[i].name, rows.columns[i][lane], (*kept)[row]));
  }
  std::vector<double> values;
  for (std::size_t i = columns.size() - asked.size(); i < columns.size(); ++i)
    values.push_back(rows.columns[i][lane]);
  return values;
}

std::string listed(std::vector<Read> const& reads, std::vector<double>::const_iterator value) {
  std::vector<std::string> parts;
  for (Read const& read : reads) {
    bool const few = read.unit == Unit::members && !People::may_be_shown(static_cast<std::uint64_t>(*value));
    parts.push_back(
        fmt::format("{} {} ({})", read.what, few ? "1-10" : number_in_words(*value, read.unit), read.from));
    ++value;
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::string effect(LedgerLine const& line, double amount, double after) {
  std::string const target(name_in_study(line.target));
  if (amount == 0.0)
    return fmt::format("It changes nothing: the {} stays at {}.", target,
                       number_in_words(after, Unit::dollars));
  return fmt::format("It adds {} to the {}, which comes to {}.", number_in_words(amount, Unit::dollars),
                     target, number_in_words(after, Unit::dollars));
}

/// One sentence a line: clause, what it read, its amount and the balance after it.
std::vector<std::string> ledger_sentences(Ledger const& ledger, std::vector<std::vector<Read>> const& reads,
                                          Values ledger_values,
                                          std::vector<double>::const_iterator read_value) {
  std::vector<std::string> sentences;
  for (std::size_t i = 0; i < ledger.lines.size(); ++i) {
    LedgerLine const& line = ledger.lines[i];
    std::string text = fmt::format("{}. {}: {} ", i + 1, line.name, line.says);
    if (!reads[i].empty()) text += fmt::format("It reads {}. ", listed(reads[i], read_value));
    read_value += static_cast<std::ptrdiff_t>(reads[i].size());
    text += effect(line, ledger_values[2 + 2 * i], ledger_values[3 + 2 * i]);
    if (!line.cites.empty()) text += fmt::format(" [{}]", line.cites);
    sentences.push_back(std::move(text));
  }
  return sentences;
}

/// What the trial drew, with where each value stands in its law.
Table draws_table(OpenedRun const& run, std::size_t row, int year) {
  TableBuilder table("explain.draws", fmt::format("What the trial drew for {}", year));
  table.column("driver", "driver", Unit::none, Presentation::text)
      .column("value", "value", Unit::none, Presentation::text)
      .column("percentile", "of its law", Unit::fraction, Presentation::percent);
  for (Driver const& driver : run.study.plan.drivers().drivers()) {
    std::string const& path = driver.path.text();
    auto const values = run.results.table.column("draws/" + path, year);
    if (!values) continue;
    double const value = (*values)[row];
    table.row(path, {path, number_in_words(value, driver.unit),
                     exact_figure("explain.draws." + path, cdf(driver.law, value), Unit::fraction)});
  }
  table.note("of its law: chance that the driver is no higher than the value drawn");
  return table.build();
}

/// Members and cost by category of one population; nothing where 1 to 10 people would be told of.
void add_cost(OpenedRun const& run, PanelNames const& panel, std::size_t row, int year, TableBuilder& table) {
  TrialTable const& trials = run.results.table;
  std::string const& name = panel.population;
  auto const months = trials.column("panel/" + name + "/member_months", year);
  if (!months) return;
  double const members = (*months)[row] / 12.0;
  Cell const count = people_cell(static_cast<std::uint64_t>(std::ceil(members)));
  bool const few = std::holds_alternative<Suppressed>(count);
  std::vector<std::string> categories = panel.categories;
  categories.push_back("total");
  for (std::string const& category : categories) {
    auto const spend = trials.column(spend_column(name, category), year);
    if (!spend) continue;
    std::string const id = fmt::format("explain.{}.{}", name, category);
    std::vector<Cell> cells{name + ", " + category, count, Empty{}, Empty{}};
    if (!few) cells[2] = exact_figure(id + ".cost", (*spend)[row], Unit::dollars);
    if (!few && members > 0.0)
      cells[3] = exact_figure(id + ".pbpy", (*spend)[row] / members, Unit::dollars_pbpy);
    table.row(name + "." + category, std::move(cells));
  }
}

Table cost_table(OpenedRun const& run, std::size_t row, int year) {
  TableBuilder table("explain.cost", fmt::format("What members of the trial cost in {}", year));
  table.column("what", "population, category", Unit::none, Presentation::text)
      .column("members", "person-years, rounded up", Unit::members, Presentation::count)
      .column("cost", "cost", Unit::dollars, Presentation::cents)
      .column("pbpy", "per person-year", Unit::dollars_pbpy, Presentation::cents);
  for (auto const& [name, panel] : run.study.panels) add_cost(run, panel, row, year, table);
  return table.build();
}

Values column_of(OpenedRun const& run, std::string const& contract, int year, std::string const& what) {
  return *run.results.table.column(contract_column(contract, what), year);
}

/// Where the trial stands among all.
std::string standing(Values settlements, std::size_t row) {
  auto const share = [&](auto const& holds) {
    auto const count = static_cast<double>(std::count_if(settlements.begin(), settlements.end(), holds));
    return share_in_words(count / static_cast<double>(settlements.size()));
  };
  double const here = settlements[row];
  if (here < 0.0)
    return fmt::format("We owe more than in {} of all trials.",
                       share([&](double other) { return other > here; }));
  return fmt::format("{} of all trials settle better for us than this one, {} worse.",
                     share([&](double other) { return other > here; }),
                     share([&](double other) { return other < here; }));
}

std::string outcome(double settlement) {
  if (settlement == 0.0) return "nothing is paid either way";
  return fmt::format("{} {}", settlement > 0.0 ? "we are paid" : "we owe",
                     number_in_words(std::abs(settlement), Unit::dollars));
}

/// What the contract's agreement makes of the ledger's last balance; empty where it leaves it as it is.
std::string agreement_sentence(OpenedRun const& run, std::string const& contract, int year, std::size_t row,
                               double balance) {
  auto const dollars = [](double amount) { return number_in_words(amount, Unit::dollars); };
  if (run.results.table.column(contract_column(contract, "before_carry"), year)) {
    auto const kept = [&](char const* what) { return column_of(run, contract, year, what)[row]; };
    return fmt::format(
        "Under its agreement the year comes to {}; {} are carried in from earlier years and {} out to later "
        "ones.",
        dollars(kept("before_carry")), dollars(kept("carried_in")), dollars(kept("carried_out")));
  }
  double const settled = column_of(run, contract, year, "settlement")[row];
  if (settled == balance) return {};
  return fmt::format("Its agreement was left: of {} the year settles {}.", dollars(balance),
                     dollars(settled));
}

}  // namespace

std::size_t row_at_quantile(OpenedRun const& run, ExplainedYear const& which, std::string const& column,
                            double p) {
  OpenedContract const contract = opened(run, which);
  Values const values =
      column_of(run, contract.contract->id, run.study.plan.years()[contract.start.year], column);
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::size_t rank = percentile_rank(p, values.size()) - 1;
  if (auto const weights = run.results.table.column("importance/weight")) {
    double const total = std::accumulate(weights->begin(), weights->end(), 0.0);
    double below = 0.0;
    for (rank = 0; rank + 1 < order.size() && (below += (*weights)[order[rank]]) < p * total;) ++rank;
  }
  double const value = values[order[rank]];
  return static_cast<std::size_t>(std::find(values.begin(), values.end(), value) - values.begin());
}

std::size_t row_at_quantile(OpenedRun const& run, ExplainedYear const& which, double p) {
  return row_at_quantile(run, which, "settlement", p);
}

Explanation explain_trial(OpenedRun const& run, ExplainedYear const& which, std::size_t row) {
  OpenedContract const contract = opened(run, which);
  std::string const& id = contract.contract->id;
  int const year = run.study.plan.years()[contract.start.year];
  Ledger const ledger = write_ledger(*contract.terms, contract.start);
  std::vector<NamedExpr> asked = ledger_formulas(contract.start, ledger);
  std::size_t const lines = asked.size();
  std::vector<std::vector<Read>> const reads = reads_of(contract, ledger);
  for (std::vector<Read> const& line : reads)
    for (Read const& read : line) asked.push_back(formula(read.what, read.value));
  std::vector<double> const values = redrawn(run, row, asked);
  Values const settlements = column_of(run, id, year, "settlement");
  std::uint32_t const trial = trial_of_row(run, row);
  Explanation told;
  told.title = fmt::format("Trial {} of {} for {}: {}", trial, id, year, outcome(settlements[row]));
  told.sentences.push_back(standing(settlements, row));
  std::vector<std::string> steps = ledger_sentences(ledger, reads, Values(values).first(lines),
                                                    values.begin() + static_cast<std::ptrdiff_t>(lines));
  told.sentences.insert(told.sentences.end(), steps.begin(), steps.end());
  if (std::string said = agreement_sentence(run, id, year, row, values[lines - 1]); !said.empty())
    told.sentences.push_back(std::move(said));
  told.sentences.push_back(fmt::format("The settlement is {}: {}.",
                                       number_in_words(settlements[row], Unit::dollars),
                                       outcome(settlements[row])));
  for (Table table : {draws_table(run, row, year), cost_table(run, row, year),
                      ledger_table(fmt::format("explain.ledger.{}.{}.{}", id, year, trial),
                                   fmt::format("Ledger of {} for {} in trial {}, $", id, year, trial),
                                   *contract.contract, ledger, Values(values).first(lines))})
    if (!table.rows().empty()) told.tables.push_back(std::move(table));
  return told;
}

}  // namespace plimsoll
