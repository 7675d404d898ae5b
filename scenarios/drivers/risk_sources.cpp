#include "plimsoll/scenarios/risk_sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <string_view>

#include "compile/expected_engine.hpp"
#include "drivers/switched_runs.hpp"
#include "plimsoll/models/measure/jackknife.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/models/measure/shapley.hpp"
#include "settle/contract_trials.hpp"
#include "summary/reserve_lines.hpp"

namespace plimsoll {
namespace {

std::string_view id_of(RiskSource source) {
  constexpr std::string_view ids[] = {"process", "parameters", "trend", "membership", "quality", "terms"};
  return ids[static_cast<std::size_t>(source)];
}

std::string_view name_of(RiskSource source) {
  constexpr std::string_view names[] = {"members' luck (process)",
                                        "parameters of fitted laws",
                                        "trend and benchmark",
                                        "membership and risk scores",
                                        "quality",
                                        "drawn terms and programmes"};
  return names[static_cast<std::size_t>(source)];
}

/// Trials of one set of sources: the kept columns of every contract and year.
TrialTable empty_table(CompiledStudy const& study, std::uint64_t trials) {
  TrialTable table;
  for (ContractTable const& contract : study.loaded.study.contract)
    for (int year : study.plan.years().performance)
      for (char const* what : contract_trial_columns)
        table.columns.push_back({contract_column(contract.id, what), Unit::dollars, year, ""});
  table.trials = trials;
  table.values.resize(table.columns.size() * trials);
  return table;
}

std::vector<TrialTable> run_all(CompiledStudy const& study, SwitchedRuns const& runs,
                                SplitSetting const& setting) {
  std::uint64_t const trials = study.plan.trials();
  std::vector<TrialTable> tables(runs.sets(), empty_table(study, trials));
  std::vector<std::size_t> from;
  for (ColumnInfo const& column : tables.front().columns)
    from.push_back(*find_column(study.plan.columns(), column.name, column.year));
  std::mutex mutex;
  std::size_t done = 0;
  for_each_block(study.plan.blocks(), setting.threads, [&](std::uint32_t number) {
    std::vector<TrialRows> const rows = runs.run_block(number);
    std::size_t const first = std::size_t{number} * lane_count;
    std::size_t const count = std::min<std::size_t>(lane_count, trials - first);
    for (std::size_t set = 0; set < rows.size(); ++set)
      for (std::size_t column = 0; column < from.size(); ++column)
        std::copy_n(rows[set].columns[from[column]].begin(), count,
                    tables[set].values.begin() + static_cast<std::ptrdiff_t>(column * trials + first));
    std::lock_guard const lock(mutex);
    if (setting.progress) setting.progress(++done, study.plan.blocks());
  });
  return tables;
}

/// What is split: the variance of a settlement, and the reserve against it.
struct Whole {
  double variance = 0.0, reserve = 0.0;
};

Whole whole_of(Study const& study, TrialTable const& trials, std::string const& contract, int year) {
  double const sd =
      Sample("settlement", Unit::dollars, *trials.column(contract_column(contract, "settlement"), year))
          .standard_deviation()
          .value;
  return {sd * sd, reserve_line(study, trials, contract, year).reserve.value};
}

/// Parts of one contract-year: by source, then the whole with every source and with none.
struct Parts {
  std::vector<double> variance_share, reserve;
  double variance = 0.0, reserve_of_all = 0.0, reserve_of_none = 0.0;
};

/// Of the trials that `keeps` names.
Parts parts_of(Study const& study, std::vector<TrialTable> const& by_set, std::string const& contract,
               int year, std::function<bool(std::size_t trial)> const& keeps) {
  std::vector<double> variance, reserve;
  for (TrialTable const& trials : by_set) {
    Whole const whole = whole_of(study, contract_trials(trials, contract, year, keeps), contract, year);
    variance.push_back(whole.variance);
    reserve.push_back(whole.reserve);
  }
  Parts parts{shapley_parts(variance), shapley_parts(reserve), variance.back(), reserve.back(),
              reserve.front()};
  for (double& share : parts.variance_share) share /= parts.variance;
  return parts;
}

class SplitTable {
 public:
  SplitTable(Study const& study, std::vector<RiskSource> const& sources, int year)
      : study_(study),
        sources_(sources),
        year_(year),
        table_(fmt::format("risk_sources_{}", year), fmt::format("Where the risk of {} comes from", year)) {
    table_.column("source", "contract, source", Unit::none, Presentation::text)
        .column("variance", "of variance", Unit::fraction, Presentation::percent)
        .column("deviation", "sd", Unit::dollars, Presentation::whole_dollars)
        .column("reserve", "of reserve", Unit::dollars, Presentation::whole_dollars);
  }

  void add(std::string const& contract, Parts const& all, std::vector<Parts> const& left_out) {
    auto const figure = [&](std::string_view row, char const* what, Unit unit, auto const& of) {
      return Cell(
          jackknifed(fmt::format("{}.{}.risk.{}.{}", contract, year_, row, what), unit, all, left_out, of));
    };
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      std::string_view const id = id_of(sources_[i]);
      auto const deviation = [i](Parts const& parts) {  // signed as the part is
        double const part = parts.variance_share[i] * parts.variance;
        return std::copysign(std::sqrt(std::abs(part)), part);
      };
      row(contract, id, name_of(sources_[i]),
          {figure(id, "variance", Unit::fraction, [i](Parts const& p) { return p.variance_share[i]; }),
           figure(id, "deviation", Unit::dollars, deviation),
           figure(id, "reserve", Unit::dollars, [i](Parts const& p) { return p.reserve[i]; })},
          all);
    }
    row(contract, "none", "with nothing uncertain",
        {Empty{}, Empty{},
         figure("none", "reserve", Unit::dollars, [](Parts const& p) { return p.reserve_of_none; })},
        all);
    row(contract, "all", "all",
        {Cell(exact_figure(fmt::format("{}.{}.risk.all.variance", contract, year_), 1.0, Unit::fraction)),
         figure("all", "deviation", Unit::dollars, [](Parts const& p) { return std::sqrt(p.variance); }),
         figure("all", "reserve", Unit::dollars, [](Parts const& p) { return p.reserve_of_all; })},
        all);
  }

  Table build() {
    ReserveRule const rule{study_.reserve.policy, study_.reserve.level.value_or(0.0)};
    table_.note(
        fmt::format("reserve by the study's policy ({}); a source's part is what it adds when it joins the "
                    "others, averaged over every order, so parts add up to the whole",
                    plimsoll::name_of(rule)));
    table_.note(
        "a part below zero steadies what the other sources do; ± is the jackknife's, over groups of trials");
    return table_.build();
  }

 private:
  void row(std::string const& contract, std::string_view id, std::string_view name, std::vector<Cell> cells,
           Parts const& all) {
    if (!(all.variance > 0.0)) cells[0] = Empty{};
    cells.insert(cells.begin(), Cell(fmt::format("{}, {}", contract, name)));
    table_.row(fmt::format("{}.{}", contract, id), std::move(cells));
  }

  Study const& study_;
  std::vector<RiskSource> const& sources_;
  int year_;
  TableBuilder table_;
};

}  // namespace

RiskSource source_of(KeyPath const& driver) {
  std::string const& path = driver.text();
  auto const under = [&](std::string_view table) { return path.starts_with(table); };
  if (under("cost.") || under("benchmark.")) return RiskSource::trend;
  if (under("population.") || path.ends_with(".coding_error")) return RiskSource::membership;
  return under("quality.") ? RiskSource::quality : RiskSource::terms;
}

std::vector<Table> risk_sources(LoadedStudy const& loaded, SplitSetting const& setting) {
  CompiledStudy const study = compile_study(loaded);
  SwitchedRuns const runs(study, expected_engine(loaded, study));
  std::vector<TrialTable> const by_set = run_all(study, runs, setting);
  TrialGroups const groups(study.plan.trials());
  std::vector<Table> tables;
  for (int year : study.plan.years().performance) {
    SplitTable table(study.loaded.study, runs.sources(), year);
    for (ContractTable const& contract : study.loaded.study.contract) {
      auto const parts = [&](auto const& keeps) {
        return parts_of(study.loaded.study, by_set, contract.id, year, keeps);
      };
      std::vector<Parts> left_out;
      for (std::size_t group = 0; group < groups.count(); ++group)
        left_out.push_back(parts([&](std::size_t trial) { return groups.keeps(trial, group); }));
      table.add(contract.id, parts([](std::size_t) { return true; }), left_out);
    }
    tables.push_back(table.build());
  }
  return tables;
}

}  // namespace plimsoll
