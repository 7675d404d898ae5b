#include "explain/trial_account.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "compile/contract_program.hpp"
#include "explain/explain_words.hpp"
#include "settle/ledger_table.hpp"

namespace plimsoll {
namespace {

using Values = std::span<double const>;

std::string listed(std::vector<Read> const& reads, double const* value) {
  std::vector<std::string> parts;
  for (Read const& read : reads) {
    bool const few = read.unit == Unit::members && is_few(*value);
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
                                          Values ledger_values, double const* read_value) {
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
    auto const kept = [&](char const* what) { return contract_values(run, contract, year, what)[row]; };
    return fmt::format(
        "Under its agreement the year comes to {}; {} are carried in from earlier years and {} out to later "
        "ones.",
        dollars(kept("before_carry")), dollars(kept("carried_in")), dollars(kept("carried_out")));
  }
  double const settled = contract_values(run, contract, year, "settlement")[row];
  if (settled == balance) return {};
  return fmt::format("Its agreement was left: of {} the year settles {}.", dollars(balance),
                     dollars(settled));
}

}  // namespace

OpenedContract opened_year(OpenedRun const& run, ExplainedYear const& which) {
  std::string const contract =
      which.contract.empty() ? run.study.loaded.study.contract.front().id : which.contract;
  SettleSetting const setting{contract, which.year};
  return opened_contracts(run.study, setting, axis_year(run.study, setting)).front();
}

std::span<double const> contract_values(OpenedRun const& run, std::string const& contract, int year,
                                        std::string const& what) {
  return *run.results.table.column(contract_column(contract, what), year);
}

std::vector<std::vector<double>> redrawn(OpenedRun const& run, std::vector<std::size_t> const& rows,
                                         std::vector<NamedExpr> const& asked) {
  if (rows.empty()) return {};
  RunPlan const& plan = run.study.plan;
  // The run's own formulas come first, so that the engine keeps the same sums in the same order.
  std::vector<NamedExpr> formulas = kept_formulas(run.study.loaded.study, plan.years(), run.study.panels);
  formulas.insert(formulas.end(), asked.begin(), asked.end());
  std::vector<std::uint32_t> trials;
  for (std::size_t row : rows) trials.push_back(trial_of_row(run, row));
  RunPlan const again =
      RunPlan(plan.seed(), plan.trials(), plan.years(), plan.drivers(), plan.engine(), compile(formulas))
          .of_trials(std::move(trials));
  std::vector<ColumnInfo> const& columns = again.columns();
  std::size_t const first = columns.size() - asked.size();
  std::vector<std::vector<double>> values(rows.size());
  for (std::uint32_t block = 0; block < again.blocks(); ++block) {
    TrialRows const drawn = again.run_block(again.block(block));
    for (std::size_t lane = 0; lane < lane_count && block * lane_count + lane < rows.size(); ++lane) {
      std::size_t const at = block * lane_count + lane;
      for (std::size_t i = 0; i < first; ++i) expect_kept(run, columns[i], rows[at], drawn.columns[i][lane]);
      for (std::size_t i = first; i < columns.size(); ++i) values[at].push_back(drawn.columns[i][lane]);
    }
  }
  return values;
}

TrialAccount::TrialAccount(OpenedRun const& run, ExplainedYear const& which)
    : run_(run),
      opened_(opened_year(run, which)),
      year_(run.study.plan.years()[opened_.start.year]),
      ledger_(write_ledger(*opened_.terms, opened_.start)),
      reads_(reads_of(opened_, ledger_)),
      asked_(ledger_formulas(opened_.start, ledger_)),
      lines_(asked_.size()) {
  for (std::vector<Read> const& line : reads_)
    for (Read const& read : line) asked_.push_back(formula(read.what, read.value));
}

Explanation TrialAccount::tell(std::size_t row, std::span<double const> values) const {
  std::string const& id = contract();
  double const settlement = contract_values(run_, id, year_, "settlement")[row];
  std::uint32_t const trial = trial_of_row(run_, row);
  Explanation told;
  told.title = fmt::format("Trial {} of {} for {}: {}", trial, id, year_, outcome(settlement));
  told.sentences.push_back(standing(contract_values(run_, id, year_, "settlement"), row));
  std::vector<std::string> steps =
      ledger_sentences(ledger_, reads_, values.first(lines_), values.data() + lines_);
  told.sentences.insert(told.sentences.end(), steps.begin(), steps.end());
  if (std::string said = agreement_sentence(run_, id, year_, row, values[lines_ - 1]); !said.empty())
    told.sentences.push_back(std::move(said));
  told.sentences.push_back(fmt::format("The settlement is {}: {}.",
                                       number_in_words(settlement, Unit::dollars), outcome(settlement)));
  for (Table table : {draws_table(run_, row, year_), cost_table(run_, row, year_),
                      ledger_table(fmt::format("explain.ledger.{}.{}.{}", id, year_, trial),
                                   fmt::format("Ledger of {} for {} in trial {}, $", id, year_, trial),
                                   *opened_.contract, ledger_, values.first(lines_))})
    if (!table.rows().empty()) told.tables.push_back(std::move(table));
  return told;
}

}  // namespace plimsoll
