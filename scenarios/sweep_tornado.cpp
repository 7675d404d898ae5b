#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "option.hpp"
#include "plimsoll/models/measure/paired.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/estimator.hpp"
#include "sweep_scope.hpp"
#include "variant_trials.hpp"

namespace plimsoll {
namespace {

constexpr double low_level = 0.10, high_level = 0.90;

/// What one contract-year comes to when something is moved from one place to another.
struct Move {
  Figure mean_from, mean_to, mean, reserve_from, reserve_to, reserve;
};

Move move_of(std::string const& id, Option const& from, Option const& to) {
  auto const mean = [&](char const* end, Option const& option) {
    Figure figure = Sample(id, Unit::dollars, option.settlement()).mean();
    figure.id = fmt::format("{}.{}.mean", id, end);
    return figure;
  };
  auto const reserve = [&](char const* end, Option const& option) {
    Figure figure = option.reserve().reserve;
    figure.id = fmt::format("{}.{}.reserve", id, end);
    return figure;
  };
  return {mean("from", from),
          mean("to", to),
          paired_difference(id + ".difference", Unit::dollars, to.settlement(), from.settlement()).mean,
          reserve("from", from),
          reserve("to", to),
          reserve_difference(id + ".reserve_difference", to, from)};
}

/// One bar of a tornado.
struct Bar {
  std::string id;
  std::vector<Cell> head;  ///< what is moved, from where to where
  Move move;
  double width() const { return std::abs(move.reserve.value); }
};

void sort_by_width(std::vector<Bar>& bars) {
  std::stable_sort(bars.begin(), bars.end(), [](Bar const& a, Bar const& b) {
    return a.width() != b.width() ? a.width() > b.width()
                                  : std::abs(a.move.mean.value) > std::abs(b.move.mean.value);
  });
}

std::vector<Option> options_of(Study const& study, TrialTable const& trials,
                               std::vector<ContractYear> const& scope) {
  std::vector<Option> options;
  for (ContractYear const& at : scope) options.emplace_back(study, trials, at.contract, at.year);
  return options;
}

Table input_table(ContractYear const& at, std::vector<Bar> bars) {
  TableBuilder table("tornado." + at.id(), fmt::format("Uncertain inputs of {}, {}", at.contract, at.year));
  table.column("input", "input", Unit::none, Presentation::text)
      .column("low", "P10", Unit::none, Presentation::factor)
      .column("high", "P90", Unit::none, Presentation::factor)
      .column("mean_low", "mean at P10", Unit::dollars, Presentation::whole_dollars)
      .column("mean_high", "mean at P90", Unit::dollars, Presentation::whole_dollars)
      .column("mean", "difference", Unit::dollars, Presentation::whole_dollars)
      .column("reserve_low", "reserve at P10", Unit::dollars, Presentation::whole_dollars)
      .column("reserve_high", "reserve at P90", Unit::dollars, Presentation::whole_dollars)
      .column("reserve", "difference", Unit::dollars, Presentation::whole_dollars);
  sort_by_width(bars);
  for (Bar& bar : bars) {
    for (Figure const& figure : {bar.move.mean_from, bar.move.mean_to, bar.move.mean, bar.move.reserve_from,
                                 bar.move.reserve_to, bar.move.reserve})
      bar.head.emplace_back(figure);
    table.row(bar.id, std::move(bar.head));
  }
  table.note(
      "each input at the 10th and the 90th percentile of its law in every trial and year, the others "
      "drawn as ever, on the same random numbers");
  return table.build();
}

/// Bars of every driver, by contract-year.
std::vector<std::vector<Bar>> driver_bars(VariantStudy& variants, std::vector<ContractYear> const& scope) {
  std::vector<Driver> const& drivers = variants.study().plan.drivers().drivers();
  Study const& study = variants.study().loaded.study;
  std::vector<std::vector<Bar>> bars(scope.size());
  for (std::size_t i = 0; i < drivers.size(); ++i) {
    auto const end = [&](double level) {
      return std::clamp(quantile(drivers[i].law, level), drivers[i].clip.low, drivers[i].clip.high);
    };
    auto const held = [&](double value) {
      std::vector<std::optional<double>> values(drivers.size());
      values[i] = value;
      return options_of(study, variants.holding(values), scope);
    };
    double const low = end(low_level), high = end(high_level);
    std::vector<Option> const from = held(low), to = held(high);
    std::string const& path = drivers[i].path.text();
    for (std::size_t at = 0; at < scope.size(); ++at)
      bars[at].push_back({path,
                          {path, exact_figure("", low, Unit::none), exact_figure("", high, Unit::none)},
                          move_of(fmt::format("{}.tornado.{}", scope[at].id(), path), from[at], to[at])});
  }
  return bars;
}

Table term_table(ContractYear const& at, std::vector<Bar> bars, std::vector<std::string> const& needed) {
  TableBuilder table("terms." + at.id(),
                     fmt::format("{}, {}, without one of its terms", at.contract, at.year));
  table.column("term", "without", Unit::none, Presentation::text)
      .column("clause", "clause", Unit::none, Presentation::text)
      .column("mean", "settlement, mean", Unit::dollars, Presentation::whole_dollars)
      .column("difference", "difference", Unit::dollars, Presentation::whole_dollars)
      .column("reserve", "reserve", Unit::dollars, Presentation::whole_dollars)
      .column("reserve_difference", "difference", Unit::dollars, Presentation::whole_dollars);
  sort_by_width(bars);
  for (Bar& bar : bars) {
    for (Figure const& figure : {bar.move.mean_to, bar.move.mean, bar.move.reserve_to, bar.move.reserve})
      bar.head.emplace_back(figure);
    table.row(bar.id, std::move(bar.head));
  }
  if (!needed.empty())
    table.note(fmt::format("the contract does not stand without {}", fmt::join(needed, ", ")));
  return table.build();
}

/// A term of a contract and where the contract stands in the scope.
struct LeftOut {
  std::string contract, name, kind;
};

/// Bars of every term left out, by contract-year, and by contract the terms that others need.
void append_terms(VariantStudy& variants, std::vector<ContractYear> const& scope,
                  std::vector<Table>& tables) {
  LoadedStudy const& own = variants.study().loaded;
  std::vector<LeftOut> terms;
  std::vector<Bindings> bindings;
  for (ContractTable const& contract : own.study.contract) {
    if (std::none_of(scope.begin(), scope.end(),
                     [&](ContractYear const& at) { return at.contract == contract.id; }))
      continue;
    for (NamedTerm const& named : contract.terms) {
      terms.push_back({contract.id, named.name, std::string(clause_of(named.term).kind)});
      bindings.push_back(own.bindings);
      bindings.back().without.push_back(fmt::format("contract.{}.{}", contract.id, named.name));
    }
  }
  std::vector<std::vector<Bar>> bars(scope.size());
  std::map<std::string, std::vector<std::string>> needed;
  std::vector<Option> const base = options_of(own.study, variants.trials(), scope);
  auto const visit = [&](VariantTrials const& variant) {
    LeftOut const& term = terms[variant.number];
    for (std::size_t at = 0; at < scope.size(); ++at) {
      if (scope[at].contract != term.contract) continue;
      Option const without(variant.loaded.study, variant.trials, term.contract, scope[at].year);
      bars[at].push_back(
          {term.name,
           {term.name, term.kind},
           move_of(fmt::format("{}.without.{}", scope[at].id(), term.name), base[at], without)});
    }
  };
  auto const refuse = [&](std::size_t number, InputError const&) {
    needed[terms[number].contract].push_back(terms[number].name);
  };
  variants.run(bindings, visit, refuse);
  for (std::size_t at = 0; at < scope.size(); ++at)
    tables.push_back(term_table(scope[at], std::move(bars[at]), needed[scope[at].contract]));
}

}  // namespace

std::vector<Table> tornado(LoadedStudy loaded, SweepSetting const& setting) {
  std::vector<ContractYear> const scope = scope_of(loaded, setting);
  VariantStudy variants(std::move(loaded), {setting.threads, setting.progress});
  std::vector<Table> tables;
  if (!variants.study().plan.drivers().drivers().empty()) {
    std::vector<std::vector<Bar>> bars = driver_bars(variants, scope);
    for (std::size_t at = 0; at < scope.size(); ++at)
      tables.push_back(input_table(scope[at], std::move(bars[at])));
  }
  append_terms(variants, scope, tables);
  return noted(
      std::move(tables),
      fmt::format("members drawn {} times; all else is settled on the study's draw", variants.draws()));
}

}  // namespace plimsoll
