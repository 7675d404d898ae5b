#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/paired.hpp"
#include "plimsoll/scenarios/estimator.hpp"
#include "variants/option.hpp"
#include "variants/sweep_scope.hpp"
#include "variants/variant_trials.hpp"

namespace plimsoll {
namespace {

constexpr double low_level = 0.10, high_level = 0.90;

/// What one contract-year comes to when something is moved from one place to another.
struct Move {
  Figure mean_from, mean_to, mean, reserve_from, reserve_to, reserve;
};

Move move_of(std::string const& id, Option const& from, Option const& to) {
  return {from.settled().mean(),
          to.settled().mean(),
          paired_difference(id + ".difference", Unit::dollars, to.settlement(), from.settlement()).mean,
          from.reserve().reserve,
          to.reserve().reserve,
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

/// Options of a scope; ids are those of the scope, and `what` behind them.
std::vector<Option> options_of(Study const& study, TrialTable const& trials,
                               std::vector<ContractYear> const& scope, std::string const& what = {}) {
  std::vector<Option> options;
  for (ContractYear const& at : scope)
    options.emplace_back(study, trials, at.contract, at.year, at.id() + what);
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
    std::string const& path = drivers[i].path.text();
    auto const held = [&](double value, char const* at) {
      std::vector<std::optional<double>> values(drivers.size());
      values[i] = value;
      return options_of(study, variants.holding(values), scope, fmt::format(".tornado.{}.{}", path, at));
    };
    double const low = end(low_level), high = end(high_level);
    std::vector<Option> const from = held(low, "low"), to = held(high, "high");
    for (std::size_t at = 0; at < scope.size(); ++at)
      bars[at].push_back({path,
                          {path, exact_figure("", low, Unit::none), exact_figure("", high, Unit::none)},
                          move_of(fmt::format("{}.tornado.{}", scope[at].id(), path), from[at], to[at])});
  }
  return bars;
}

/// Terms a contract is not shown without.
struct Kept {
  std::vector<std::string> needed;      ///< it does not stand without them
  std::vector<std::string> of_reserve;  ///< the study's policy has no reserve without them
};

Table term_table(ContractYear const& at, std::vector<Bar> bars, Kept const& kept) {
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
  if (!kept.needed.empty())
    table.note(fmt::format("the contract does not stand without {}", fmt::join(kept.needed, ", ")));
  if (!kept.of_reserve.empty())
    table.note(fmt::format("the study's policy has no reserve without {}", fmt::join(kept.of_reserve, ", ")));
  return table.build();
}

/// A term of a contract and where the contract stands in the scope.
struct LeftOut {
  std::string contract, name, kind;
};

std::vector<LeftOut> terms_of(Study const& study, std::vector<ContractYear> const& scope) {
  std::vector<LeftOut> terms;
  for (ContractTable const& contract : study.contract) {
    if (std::none_of(scope.begin(), scope.end(),
                     [&](ContractYear const& at) { return at.contract == contract.id; }))
      continue;
    std::set<std::string> seen;  // a clause of several years is one clause
    for (ContractTable const& stage : with_terms_apart(contract))
      for (NamedTerm const& named : stage.terms)
        if (seen.insert(named.name).second)
          terms.push_back({contract.id, named.name, std::string(clause_of(named.term).kind)});
  }
  return terms;
}

/// Of every term left out, by contract-year.
std::vector<Table> term_tables(VariantStudy& variants, std::vector<ContractYear> const& scope) {
  LoadedStudy const& own = variants.study().loaded;
  std::vector<LeftOut> const terms = terms_of(own.study, scope);
  std::vector<Bindings> bindings(terms.size(), own.bindings);
  for (std::size_t i = 0; i < terms.size(); ++i)
    bindings[i].without.push_back(fmt::format("contract.{}.{}", terms[i].contract, terms[i].name));
  std::vector<std::vector<Bar>> bars(scope.size());
  std::map<std::string, Kept> kept;
  std::vector<Option> base;  // from the first variant on: the draw then has what all ask for
  auto const show = [&](LeftOut const& term, VariantTrials const& variant, std::size_t at) {
    std::string const id = fmt::format("{}.without.{}", scope[at].id(), term.name);
    Option const without(variant.loaded.study, variant.trials, term.contract, scope[at].year, id);
    bars[at].push_back({term.name, {term.name, term.kind}, move_of(id, base[at], without)});
  };
  auto const visit = [&](VariantTrials const& variant) {
    LeftOut const& term = terms[variant.number];
    if (base.empty()) base = options_of(own.study, variants.trials(), scope);
    try {
      for (std::size_t at = 0; at < scope.size(); ++at)
        if (scope[at].contract == term.contract) show(term, variant, at);
    } catch (ModelError const&) {  // a share of a maximum the contract no longer has
      kept[term.contract].of_reserve.push_back(term.name);
    }
  };
  auto const refuse = [&](std::size_t number, InputError const&) {
    kept[terms[number].contract].needed.push_back(terms[number].name);
  };
  variants.run(bindings, visit, refuse);
  std::vector<Table> tables;
  for (std::size_t at = 0; at < scope.size(); ++at)
    tables.push_back(term_table(scope[at], std::move(bars[at]), kept[scope[at].contract]));
  return tables;
}

}  // namespace

std::vector<Table> tornado(LoadedStudy loaded, SweepSetting const& setting) {
  std::vector<ContractYear> const scope = scope_of(loaded, setting);
  VariantStudy variants(std::move(loaded), {setting.threads, setting.progress});
  std::vector<Table> const terms = term_tables(variants, scope);
  std::vector<Table> tables;
  if (!variants.study().plan.drivers().drivers().empty()) {
    std::vector<std::vector<Bar>> bars = driver_bars(variants, scope);
    for (std::size_t at = 0; at < scope.size(); ++at)
      tables.push_back(input_table(scope[at], std::move(bars[at])));
  }
  tables.insert(tables.end(), terms.begin(), terms.end());
  return noted(
      std::move(tables),
      fmt::format("members drawn {} times; all else is settled on the study's draw", variants.draws()));
}

}  // namespace plimsoll
