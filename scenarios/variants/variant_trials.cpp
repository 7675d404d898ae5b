#include "variants/variant_trials.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "compile/contract_program.hpp"
#include "compile/expected_engine.hpp"
#include "compile/term_checks.hpp"
#include "plimsoll/core/errors.hpp"
#include "settle/contract_trials.hpp"
#include "study/changed_paths.hpp"

namespace plimsoll {
namespace {

/// Variants settled by one program: enough to share their steps, few enough to stay near.
constexpr std::size_t chunk = 16;

/// Whether what stands there is read only after the members' year is over.
bool is_after_draw(KeyPath const& path) {
  std::string const& text = path.text();
  std::vector<std::string> const keys = path.keys();
  constexpr std::array<std::string_view, 7> told{"title", "purpose", "reserve",   "actual",
                                                 "cash",  "funding", "investment"};
  if (std::find(told.begin(), told.end(), keys.front()) != told.end() || text == "run.percentiles")
    return true;
  // Measures are drawn where they are settled, but by their key path: one value at a time.
  if (keys.front() == "quality") return keys.size() == 3 && (keys[2] == "score" || keys[2] == "alternative");
  if (keys.front() == "contract") return keys.size() > 2 && keys[2] != "population";
  return keys.front() == "benchmark" || keys.front() == "agreement" || keys.front() == "scenario";
}

bool is_within(KeyPath const& path, KeyPath const& table) {
  return path == table || path.text().starts_with(table.text() + ".");
}

/// Whether the variant has the study's members and drivers, but for drivers that are fixed.
bool shares_draw(LoadedStudy const& study, LoadedStudy const& variant) {
  std::vector<KeyPath> const changed = changed_paths(*study.document, *variant.document);
  return std::all_of(changed.begin(), changed.end(), [&](KeyPath const& path) {
    return is_after_draw(path) &&
           std::none_of(variant.drivers.begin(), variant.drivers.end(),
                        [&](Driver const& driver) { return is_within(path, driver.path); });
  });
}

/// What variants keep of a contract-year.
std::vector<NamedExpr> contract_formulas(Study const& study, YearAxis const& years, Panels const& panels) {
  std::vector<NamedExpr> formulas = kept_formulas(study, years, panels);
  auto const is_kept = [](NamedExpr const& formula) {
    auto const is = [&](char const* what) { return formula.name.ends_with(std::string("/") + what); };
    return formula.name.starts_with("contract/") &&
           (is(expenditure_column) ||
            std::any_of(contract_trial_columns.begin(), contract_trial_columns.end(), is));
  };
  std::erase_if(formulas, [&](NamedExpr const& formula) { return !is_kept(formula); });
  for (NamedExpr& opening : opening_benchmarks(study, years, panels, opening_column))
    formulas.push_back(std::move(opening));
  return formulas;
}

/// The columns of a table whose names begin with `prefix`, without it.
TrialTable part_of(TrialTable const& all, std::string const& prefix) {
  TrialTable part;
  part.trials = all.trials;
  for (std::size_t i = 0; i < all.columns.size(); ++i) {
    if (!all.columns[i].name.starts_with(prefix)) continue;
    ColumnInfo column = all.columns[i];
    column.name.erase(0, prefix.size());
    part.columns.push_back(std::move(column));
    std::span<double const> const values = all.column(i);
    part.values.insert(part.values.end(), values.begin(), values.end());
  }
  return part;
}

std::string prefix_of(std::size_t variant) {
  return fmt::format("variant/{}/", variant);
}

}  // namespace

struct VariantStudy::Read {
  std::size_t number = 0;
  LoadedStudy loaded;
  bool shares_draw = false;
};

VariantStudy::VariantStudy(LoadedStudy loaded, VariantSetting setting)
    : study_(compile_study(std::move(loaded))),
      setting_(std::move(setting)),
      contracts_(plan_of(contract_formulas(study_.loaded.study, study_.plan.years(), study_.panels))) {
  PLIMSOLL_EXPECT(study_.method == RunMethod::simulate);
}

RunPlan VariantStudy::plan_of(std::vector<NamedExpr> const& formulas) const {
  RunPlan const& plan = study_.plan;
  return RunPlan(plan.seed(), plan.trials(), plan.years(), plan.drivers(), plan.engine(), compile(formulas));
}

/// Members are drawn where a plan asks for a tally that is not kept yet.
void VariantStudy::keep(std::vector<RunPlan> const& plans) {
  TallyPlan tallies = contracts_.tallies();
  for (RunPlan const& plan : plans)
    for (Tally const& tally : plan.tallies().tallies()) tallies.add(tally);
  if (!kept_.has(tallies) || kept_.draws() == 0)
    kept_.draw(study_.plan, tallies, setting_.threads, setting_.progress);
}

TrialTable const& VariantStudy::trials() {
  if (!trials_) {
    keep({});
    trials_ = plimsoll::settle(contracts_, kept_, setting_.threads);
  }
  return *trials_;
}

bool VariantStudy::moves_members(Driver const& driver) const {
  if (!is_after_draw(driver.path) && !driver.path.text().starts_with("quality.")) return true;
  auto const& tallies = contracts_.tallies().tallies();
  return std::any_of(tallies.begin(), tallies.end(), [&](Tally const& tally) {
    return tally.limit && tally.limit->is_driver() && tally.limit->path() == driver.path;
  });
}

TrialTable VariantStudy::holding(std::vector<std::optional<double>> const& values) {
  std::vector<Driver> const& drivers = contracts_.drivers().drivers();
  RunPlan const plan = contracts_.on_drivers(contracts_.drivers().holding_at(values));
  for (std::size_t i = 0; i < drivers.size(); ++i)
    if (values[i] && moves_members(drivers[i])) {
      ++drawn_apart_;
      return simulate(plan, setting_.threads);
    }
  keep({});
  return plimsoll::settle(plan, kept_, setting_.threads);
}

/// Throws InputError where the variant cannot be read, or shares the draw and its terms do not stand.
VariantStudy::Read VariantStudy::read(std::size_t number, Bindings const& bindings) const {
  LoadedStudy const& own = study_.loaded;
  Read read{number, load_study_text(own.text, own.file, own.folder, bindings), false};
  read.loaded.study.run.trials = own.study.run.trials;
  read.shares_draw = plimsoll::shares_draw(own, read.loaded);
  if (read.shares_draw) check_terms(read.loaded, study_.panels);
  return read;
}

void VariantStudy::settle(std::vector<Read> const& shared, Visit const& visit) {
  std::vector<RunPlan> plans;
  std::vector<NamedExpr> formulas;
  for (std::size_t i = 0; i < shared.size(); ++i) {
    for (NamedExpr& formula : contract_formulas(shared[i].loaded.study, study_.plan.years(), study_.panels)) {
      formula.name = prefix_of(i) + formula.name;
      formulas.push_back(std::move(formula));
    }
    if ((i + 1) % chunk != 0 && i + 1 < shared.size()) continue;
    plans.push_back(plan_of(formulas));
    formulas.clear();
  }
  keep(plans);
  for (std::size_t i = 0; i < plans.size(); ++i) {
    TrialTable const settled = plimsoll::settle(plans[i], kept_, setting_.threads);
    for (std::size_t j = i * chunk; j < std::min(shared.size(), (i + 1) * chunk); ++j)
      visit({shared[j].number, shared[j].loaded, part_of(settled, prefix_of(j)), false});
  }
}

void VariantStudy::draw_again(Read const& read, Visit const& visit) {
  CompiledStudy const compiled = compile_study(read.loaded);
  RunPlan const& plan = compiled.plan;
  RunPlan const contracts(plan.seed(), plan.trials(), plan.years(), plan.drivers(), plan.engine(),
                          compile(contract_formulas(compiled.loaded.study, plan.years(), compiled.panels)));
  ++drawn_apart_;
  visit({read.number, compiled.loaded, simulate(contracts, setting_.threads), true});
}

void VariantStudy::run(std::vector<Bindings> const& variants, Visit const& visit, Refuse const& refuse) {
  std::vector<Read> shared, others;
  auto const or_refuse = [&](std::size_t number, auto const& work) {
    try {
      work();
    } catch (InputError const& error) {
      if (!refuse) throw;
      refuse(number, error);
    }
  };
  for (std::size_t i = 0; i < variants.size(); ++i)
    or_refuse(i, [&] {
      Read variant = read(i, variants[i]);
      (variant.shares_draw ? shared : others).push_back(std::move(variant));
    });
  if (!shared.empty()) settle(shared, visit);
  for (Read const& variant : others) or_refuse(variant.number, [&] { draw_again(variant, visit); });
}

std::optional<TrialTable> VariantStudy::expected(Bindings const& bindings) {
  Read const variant = read(0, bindings);
  bool const own = variant.shares_draw;
  std::optional<CompiledStudy> const other =
      own ? std::nullopt : std::optional(compile_study(variant.loaded));
  CompiledStudy const& study = own ? study_ : *other;
  RunPlan const& plan = study.plan;
  try {
    if (own && !expected_) expected_ = expected_engine(study_.loaded, study_);
    Engine const engine = own ? *expected_ : expected_engine(variant.loaded, study);
    RunPlan const settled(
        plan.seed(), 1, plan.years(),
        plan.drivers().holding(std::vector<bool>(plan.drivers().drivers().size(), true)).drawing(nullptr),
        engine, compile(contract_formulas(variant.loaded.study, plan.years(), study.panels)));
    if (own && std::holds_alternative<Conditional>(engine) &&
        !tallies_of(study_.plan.program()).has(settled.tallies()))
      return std::nullopt;
    return simulate(settled.with_rates_as_expected());
  } catch (ModelError const&) {  // a limit that is drawn, or a variance without end
    return std::nullopt;
  }
}

}  // namespace plimsoll
