#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "compile/contract_program.hpp"
#include "compile/few_members.hpp"
#include "live/extended_program.hpp"
#include "live/live_limits.hpp"
#include "live/redrawn_trials.hpp"
#include "plimsoll/models/contract/cut_program.hpp"
#include "plimsoll/models/measure/people.hpp"
#include "plimsoll/scenarios/live_terms.hpp"
#include "settle/actuals.hpp"
#include "settle/gross_payoff.hpp"

namespace plimsoll {
namespace {

/// Whether what a contract reads may be handed out, which are months by type too.
bool is_open(CompiledStudy const& study, ContractTable const& contract) {
  auto const panel = study.panels.find(contract.population);
  return panel == study.panels.end() || !has_few_of_a_type(panel->second);
}

std::vector<LiveTerm> written_terms(CompiledStudy const& study) {
  std::vector<LiveTerm> terms;
  for (ContractTable const& contract : study.loaded.study.contract)
    if (is_open(study, contract))
      for (ContractTable const& years : with_terms_apart(contract))
        for (TermNumber& number : numbers_of(years.terms)) {
          bool const known = std::any_of(terms.begin(), terms.end(), [&](LiveTerm const& term) {
            return term.number.path == number.path;
          });
          if (!number.fixed.empty() && !known) terms.push_back({contract.id, std::move(number)});
        }
  return terms;
}

std::set<KeyPath> paths_of(std::vector<LiveTerm> const& terms) {
  std::set<KeyPath> paths;
  for (LiveTerm const& term : terms) paths.insert(term.number.path);
  return paths;
}

/// Outputs the reader's trials are made of.
std::vector<std::size_t> live_outputs(Program const& program, Study const& study) {
  std::vector<std::size_t> outputs;
  for (ContractTable const& contract : study.contract)
    for (char const* what : {"settlement", "maximum_owed"})
      for (std::size_t i = 0; i < program.outputs.size(); ++i)
        if (program.outputs[i].name == contract_column(contract.id, what)) outputs.push_back(i);
  return outputs;
}

/// A contract-year that has a payoff, before its numbers are known.
struct OpenPayoff {
  int year;
  OpenedContract opened;
  bool actual;                         ///< the study gives what the year came to
  std::vector<ColumnSource> leaves;    ///< what it reads but for cost
  std::vector<std::size_t> positions;  ///< of those among the extended outputs
};

bool has_actuals(CompiledStudy const& study, std::size_t year, std::vector<ColumnSource> const& leaves) {
  Actuals actuals(study, year);
  for (ColumnSource const& leaf : leaves) actuals.number_of(leaf);
  try {
    actuals.refuse_missing();
  } catch (InputError const&) {
    return false;
  }
  return true;
}

std::vector<OpenPayoff> open_payoffs(CompiledStudy const& study, ExtendedProgram& extended) {
  std::vector<OpenPayoff> open;
  YearAxis const& years = study.plan.years();
  for (std::size_t year = years.base.size(); year < years.size(); ++year)
    for (OpenedContract& opened : opened_contracts(study, {}, year)) {
      if (!is_open(study, *opened.contract)) continue;
      OpenPayoff payoff{years[year], std::move(opened), false, {}, {}};
      payoff.leaves = payoff_leaves(payoff.opened);
      payoff.actual = has_actuals(study, year, payoff.leaves);
      if (!payoff.actual)
        for (ColumnSource const& leaf : payoff.leaves) payoff.positions.push_back(extended.keep(leaf));
      open.push_back(std::move(payoff));
    }
  return open;
}

double mean_of(std::span<double const> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::optional<Payoff> payoff_at(CompiledStudy const& study, OpenPayoff const& open, std::size_t year,
                                ExtendedTrials const& trials) {
  if (open.actual) {
    Actuals actuals(study, year);
    return gross_payoff(open.opened, [&](ColumnSource const& leaf) { return actuals.number_of(leaf); });
  }
  return gross_payoff(open.opened, [&](ColumnSource const& leaf) {
    auto const known = std::find_if(open.leaves.begin(), open.leaves.end(),
                                    [&](ColumnSource const& other) { return same_source(leaf, other); });
    PLIMSOLL_EXPECT(known != open.leaves.end());
    return mean_of(trials.at(open.positions[static_cast<std::size_t>(known - open.leaves.begin())]));
  });
}

/// Whether a payoff is held at a count of 1 to 10 members above a limit, or at their months: not to be shown.
/// Counts are whole; a mean over drawn trials tells of nobody.
bool holds_few(Payoff const& payoff) {
  for (std::size_t i = 0; i < payoff.columns().size(); ++i) {
    auto const* const leaf = std::get_if<TallyColumn>(&payoff.program().columns[i]);
    if (leaf == nullptr) continue;
    double const value = payoff.columns()[i];
    bool const over = leaf->tally.shape == TallyShape::over;
    if (!over && leaf->tally.shape != TallyShape::months_over) continue;
    if (value == std::floor(value) && is_few(over ? value : value / 12.0)) return true;
  }
  return false;
}

/// In words, what everything but cost is held at.
std::string held_at(OpenPayoff const& open, std::uint64_t trials, OpenLimits const& limits) {
  if (!open.actual) return fmt::format("all but cost is held at its mean over the first {} trials", trials);
  bool const any_limit = std::any_of(open.leaves.begin(), open.leaves.end(),
                                     [&](ColumnSource const& leaf) { return limits.is_open(leaf); });
  return fmt::format("all but cost is held at the numbers of [actual.{}]{}", open.opened.contract->population,
                     any_limit ? "; limits on members' years move nothing here" : "");
}

std::vector<std::pair<std::size_t, std::size_t>> limits_of(Payoff const& payoff, OpenLimits const& limits) {
  std::vector<std::pair<std::size_t, std::size_t>> held;
  for (std::size_t i = 0; i < payoff.program().columns.size(); ++i)
    if (auto const column = limits.column_of(payoff.program().columns[i])) held.emplace_back(i, *column);
  return held;
}

std::vector<ContractPayoff> payoffs(CompiledStudy const& study, std::vector<OpenPayoff> const& open,
                                    OpenLimits const& limits, std::uint64_t count,
                                    ExtendedTrials const& trials) {
  std::vector<ContractPayoff> all;
  for (OpenPayoff const& one : open) {
    std::size_t const year = axis_year(study, SettleSetting{"", one.year});
    std::optional<Payoff> payoff = payoff_at(study, one, year, trials);
    if (!payoff || holds_few(*payoff)) continue;
    auto held = one.actual ? decltype(limits_of(*payoff, limits)){} : limits_of(*payoff, limits);
    all.push_back({one.opened.contract->id, one.year, held_at(one, count, limits), std::move(*payoff),
                   std::move(held)});
  }
  return all;
}

/// Whether the program reads a fixed number under that key path.
bool reads(Program const& program, KeyPath const& path) {
  return std::any_of(program.steps.begin(), program.steps.end(),
                     [&](Step const& step) { return step.op == Op::value && step.path == path; });
}

void keep_what_is_read(LiveContracts& live) {
  std::erase_if(live.terms, [&](LiveTerm const& term) {
    KeyPath const& path = term.number.path;
    bool const is_limit = std::any_of(live.limits.begin(), live.limits.end(),
                                      [&](LiveLimit const& limit) { return limit.term.number.path == path; });
    if (is_limit) return true;
    return !reads(live.trials.program, path) &&
           std::none_of(live.payoffs.begin(), live.payoffs.end(), [&](ContractPayoff const& contract) {
             return reads(contract.payoff.program(), path);
           });
  });
}

}  // namespace

LiveContracts live_contracts(OpenedRun const& run, std::uint64_t most, std::size_t threads) {
  CompiledStudy const& study = run.study;
  Program const own =
      compile(kept_formulas(study.loaded.study, study.plan.years(), study.panels), EqualLimits::own_columns);
  LiveContracts live;
  live.terms = written_terms(study);
  std::vector<LiveTerm> const written = live.terms;
  OpenLimits limits(study, own, written);
  std::set<KeyPath> const paths = paths_of(live.terms);
  CutProgram const cut = cut_program(own, live_outputs(own, study.loaded.study), [&](Step const& step) {
    return step.op == Op::column ? limits.is_open(own.columns[step.column]) : paths.contains(step.path);
  });
  ExtendedProgram extended(own);
  std::vector<std::size_t> positions;
  for (std::uint32_t step : cut.read) positions.push_back(extended.keep(step));
  limits.keep_points(cut, extended, positions);
  std::vector<OpenPayoff> const open = open_payoffs(study, extended);
  std::uint64_t const count = std::min(most, run.results.table.trials);
  ExtendedTrials const trials(redrawn_trials(run, extended.program(), count, threads),
                              extended.program().outputs.size());
  live.trials = {count, cut.rest, {}};
  for (std::size_t position : positions) {
    std::span<double const> const values = trials.at(position);
    live.trials.columns.emplace_back(values.begin(), values.end());
  }
  live.limits = limits.limits();
  live.payoffs = payoffs(study, open, limits, count, trials);
  keep_what_is_read(live);
  return live;
}

}  // namespace plimsoll
