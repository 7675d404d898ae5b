#include "compile/panel_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "compile/limit_checks.hpp"
#include "compile/method_checks.hpp"
#include "compile/rosters.hpp"
#include "fit/cost_fits.hpp"
#include "plimsoll/models/cost/frailty_groups.hpp"
#include "plimsoll/models/measure/people.hpp"
#include "plimsoll/scenarios/cost_file.hpp"
#include "study/cash_dates.hpp"
#include "study/shocks.hpp"

namespace plimsoll {
namespace {

/// Sums of a study stay below 1 % of 2^53 cents, so every tally is exact (architecture: whole cents).
constexpr double most_dollars = 0x1p53 / 100.0 * 0.01;

/// The most that any trial could have in a performance year.
double most_of(Quantity const& quantity, std::size_t year) {
  if (!quantity.is_driver()) return quantity.fixed(year);
  Driver const& driver = quantity.driver();
  return std::clamp(quantile(driver.law, 1.0 - least_uniform), driver.clip.low, driver.clip.high);
}

/// Largest roster over its base size that any trial could have: 1 where nothing grows.
double roster_room(PopulationTable const& population, YearAxis const& years) {
  double product = 1.0, largest = 1.0;
  for (std::size_t year = 0; year < years.performance.size(); ++year) {
    product *= 1.0 + most_of(population.growth, year);
    largest = std::max(largest, product * (1.0 + most_of(population.count_error, year)));
  }
  return largest;
}

/// Largest share of a roster that any trial could see leave, die and be replaced in a year.
double turnover_room(Movement const& movement, YearAxis const& years) {
  double largest = 0.0;
  for (std::size_t year = 0; year < std::max<std::size_t>(1, years.performance.size()); ++year)
    largest = std::max(largest, most_of(movement.churn, year) + most_of(movement.deaths, year));
  return largest;
}

ExposureClass class_named(std::string const& enrolment, PanelView& view) {
  auto const found = std::find(view.classes.begin(), view.classes.end(), enrolment);
  if (found == view.classes.end()) {
    view.classes.push_back(enrolment);
    return static_cast<ExposureClass>(view.classes.size() - 1);
  }
  return static_cast<ExposureClass>(found - view.classes.begin());
}

/// An alternative must say the same things of the same categories.
void check_alternative(LoadedStudy const& loaded, std::string const& name, std::string const& file,
                       CostModel const& own, CostModel const& other) {
  std::string const key = "cost." + name + ".alternative";
  if (own.categories != other.categories)
    throw InputError(Problem{loaded.spot_of(KeyPath(key)), key,
                             fmt::format("\"{}\" has other categories than the cost's own file", file),
                             "trials of both fits are settled by one contract",
                             "fit both with the same column map"});
}

double mean_relative_cost(CostTable const& cost, std::map<std::string, double> const& members) {
  double sum = 0.0, people = 0.0;
  for (auto const& [enrolment, count] : members) {
    if (!cost.relative_cost.empty()) sum += count * cost.relative_cost.at(enrolment);
    people += count;
  }
  return sum / people;
}

}  // namespace

Engine PanelBuilder::build(RunMethod method, TableShare const& share) {
  PanelLaw law;
  for (auto const& [name, population] : loaded_.study.population) {
    PanelNames& names = panels_[name];
    names.population = name;
    names.view.panel = static_cast<PanelId>(panels_.size() - 1);
    names.view.attribution = population.attribution;
    if (loaded_.study.run.engine == EngineKind::panel)
      law.panels.push_back(class_panel(name, population, names));
    else
      add_members(name, population, names, method);
  }
  if (!draws_members(method)) return Conditional{};
  switch (loaded_.study.run.engine) {
    case EngineKind::panel: return law;
    case EngineKind::claims:
      return Claims{make_tables(std::move(members_), models_, AmountDraw::each_claim, share)};
    case EngineKind::sums: break;
  }
  return Sums{make_tables(std::move(members_), models_, AmountDraw::one_sum, share)};
}

void PanelBuilder::add_members(std::string const& name, PopulationTable const& population, PanelNames& names,
                               RunMethod method) {
  CostTable const& cost = *loaded_.study.cost.find(name);
  CostModel model = read_model(*cost.file);
  MemberPanel panel = member_panel(name, population, model, names);
  std::vector<MemberPanel> panels{panel};
  std::vector<CostModel> models{std::move(model)};
  std::vector<StudyFit> const fits = fits_of(cost);
  panels.front().share = fits.front().share;
  for (std::size_t i = 1; i < fits.size(); ++i) {
    CostModel other = read_model(fits[i].file);
    check_alternative(loaded_, name, fits[i].file, models.front(), other);
    MemberPanel& drawn = panels.emplace_back(panel);
    drawn.moves.cost_year = static_cast<int>(cost.year.value_or(other.year));
    if (cost.pbpy) drawn.moves.law_level = mean_cost(*panel.roster, other);
    drawn.frailty = cost.frailty ? cost.frailty : other.frailty;
    drawn.share = fits[i].share;
    drawn.parameters.reset();
    draw_parameters(fits[i].file, other, drawn);
    models.push_back(std::move(other));
  }
  if (fits.size() > 1 && !parts_) parts_ = std::make_shared<UncertainParts>();  // fits are drawn too
  for (std::size_t i = 0; i < fits.size(); ++i) keep(std::move(panels[i]), std::move(models[i]), method);
}

void PanelBuilder::keep(MemberPanel panel, CostModel model, RunMethod method) {
  if (!draws_members(method)) {
    if (panel.frailty) check_one_factor(loaded_, panel.name, *panel.frailty, model.categories, method);
    grouped_.push_back(group_members(panel, model));
  }
  members_.push_back(std::move(panel));
  models_.push_back(std::move(model));
}

PanelMoves PanelBuilder::moves(std::string const& name, PopulationTable const& population,
                               CostTable const& cost, int cost_year) const {
  PanelMoves moves{population.growth, population.score, cost.utilization, cost.trend, cost_year, {}};
  moves.count_error = population.count_error;
  moves.movement = population.movement;
  for (ProgramTable const& program : loaded_.study.program)
    if (program.population == name)
      moves.effects.push_back({program.effect, effect_by_year(program, loaded_.study.run)});
  for (ShockTable const* shock : shocks_of(loaded_.study, name))
    moves.effects.push_back({shock->lost, part_of_years(*shock, loaded_.study.run)});
  return moves;
}

/// Hundreds of populations may name one file: it is read, and told of, once.
CostModel PanelBuilder::read_model(std::string const& file) {
  if (auto const known = read_.find(file); known != read_.end()) return known->second;
  CostModel model = read_cost_file(loaded_.folder / file);
  InputFile input = input_file("cost", file, loaded_.folder / file);
  input.first = input.last = std::to_string(model.year);
  loaded_.inputs.push_back(std::move(input));
  return read_.emplace(file, std::move(model)).first->second;
}

MemberPanel PanelBuilder::member_panel(std::string const& name, PopulationTable const& population,
                                       CostModel const& model, PanelNames& names) {
  CostTable const& cost = *loaded_.study.cost.find(name);
  MemberPanel panel;
  panel.name = name;
  panel.panel = names.view.panel;
  panel.moves = moves(name, population, cost, static_cast<int>(cost.year.value_or(model.year)));
  Roster roster =
      population.file ? file_roster(name, population, loaded_) : dealt_roster(name, population, model);
  panel.base_members = population.members ? static_cast<double>(*population.members)
                                          : static_cast<double>(roster.members.size());
  for (RiskCell const& cell : roster.cells)
    panel.class_of_cell.push_back(class_named(cell.enrolment, names.view));
  if (population.file) {
    names.members.assign(names.view.classes.size(), 0);
    for (RosterMember const& member : roster.members)
      ++names.members[static_cast<std::size_t>(panel.class_of_cell[member.cell])];
  }
  panel.frailty = cost.frailty ? cost.frailty : model.frailty;
  if (panel.frailty) check_frailty(name, *panel.frailty, model);
  names.categories = names.view.categories = model.categories;
  note_fallbacks(name, roster, model);
  double const mean = mean_cost(roster, model);
  if (cost.pbpy) {
    panel.moves.cost_level = *cost.pbpy;
    panel.moves.law_level = mean;
  }
  check_size(name, static_cast<double>(roster.members.size()) * mean * panel.moves.cost_level.central() /
                       panel.moves.law_level);
  if (population.movement) {
    double const most = std::max(panel.base_members, static_cast<double>(roster.members.size()));
    auto const seats =
        static_cast<std::size_t>(std::ceil(most * turnover_room(*population.movement, years_))) + 1;
    panel.joiners = std::make_shared<std::vector<RosterMember> const>(joining_members(name, roster, seats));
  }
  panel.roster = std::make_shared<Roster const>(std::move(roster));
  draw_parameters(*cost.file, model, panel);
  names.spend = mean_spend(panel, model, years_);
  return panel;
}

void PanelBuilder::check_frailty(std::string const& name, Frailty const& frailty,
                                 CostModel const& model) const {
  std::string const key = "cost." + name + ".frailty";
  std::vector<Problem> problems;
  for (std::string const& fault : faults(frailty, model.categories))
    problems.push_back({loaded_.spot_of(KeyPath(key)), key, fault, "", ""});
  if (!problems.empty()) throw InputError(std::move(problems));
}

void PanelBuilder::draw_parameters(std::string const& file, CostModel const& model, MemberPanel& panel) {
  std::string const& name = panel.name;
  auto const is_estimated = [](CategoryLaw const& law) {
    return law.fit && !(law.fit->count.standard_errors.empty() && law.fit->severity.standard_errors.empty());
  };
  std::size_t laws = 0, estimated = 0;
  for (CellLaw const& cell : model.cells)
    for (CategoryLaw const& law : cell.laws) {
      ++laws;
      estimated += is_estimated(law) ? 1 : 0;
    }
  if (loaded_.study.cost.find(name)->parameters == ParameterRisk::known) {
    if (estimated > 0)
      loaded_.notices.push_back(fmt::format(
          "cost.{}: parameters of its laws are taken as known; parameters = \"drawn\" carries their errors",
          name));
    return;
  }
  if (estimated < laws)
    loaded_.notices.push_back(
        fmt::format("cost.{}: {} of {} laws have no standard errors, so their parameters are taken as known",
                    name, laws - estimated, laws));
  if (!parts_) parts_ = std::make_shared<UncertainParts>();
  panel.parameters =
      std::make_shared<PanelParameters const>(panel_parameters(file, model, *panel.roster, parts_));
}

Roster PanelBuilder::dealt_roster(std::string const& name, PopulationTable const& population,
                                  CostModel const& model) {
  return aggregate_roster(name, population, cell_shares(population, &model, name, loaded_.notices),
                          roster_room(population, years_));
}

/// Members whose cell the cost file does not have take a wider cell's law: right by design, wrong by
/// accident.
void PanelBuilder::note_fallbacks(std::string const& name, Roster const& roster, CostModel const& model) {
  std::vector<bool> own;
  for (RiskCell const& cell : roster.cells) own.push_back(model.cells[find_cell(model, cell)].cell() == cell);
  auto const fallen =
      static_cast<std::int64_t>(std::count_if(roster.members.begin(), roster.members.end(),
                                              [&](RosterMember const& member) { return !own[member.cell]; }));
  if (fallen > 0)
    loaded_.notices.push_back(
        fmt::format("population.{}: {} members take the law of a wider cell of the cost file", name,
                    people_in_words(fallen, std::ssize(roster.members))));
  if (roster.collisions > 0)
    loaded_.notices.push_back(
        fmt::format("population.{}: some member addresses met and were hashed again", name));
}

void PanelBuilder::check_size(std::string const& name, double dollars) const {
  if (dollars > most_dollars)
    throw InputError(Problem{{loaded_.file, 0, 0},
                             "population." + name,
                             fmt::format("expects {:.3g} dollars a year", dollars),
                             "sums are exact to the cent only below 9e11",
                             "split the population"});
}

ClassPanel PanelBuilder::class_panel(std::string const& name, PopulationTable const& population,
                                     PanelNames& names) {
  CostTable const& cost = *loaded_.study.cost.find(name);
  ClassPanel panel;
  panel.name = name;
  panel.panel = names.view.panel;
  panel.months = static_cast<double>(population.months);
  panel.pbpy = *cost.pbpy;
  panel.process_cv = *cost.process_cv;
  panel.shape = cost.shape;
  panel.moves =
      moves(name, population, cost, static_cast<int>(cost.year.value_or(years_.performance.front())));
  if (!cost.year && (cost.trend.is_driver() || cost.trend.fixed() != 0.0))
    loaded_.notices.push_back(
        fmt::format("cost.{}: no year given, so pbpy is in dollars of {} and trend starts there", name,
                    panel.moves.cost_year));
  std::map<std::string, double> members;
  for (CellShare const& cell : cell_shares(population, nullptr, name, loaded_.notices))
    members[cell.cell.enrolment] += cell.share * static_cast<double>(*population.members);
  names.view.single_members = false;
  double const mean = mean_relative_cost(cost, members);
  for (auto const& [enrolment, count] : members) {
    double const relative = cost.relative_cost.empty() ? 1.0 : cost.relative_cost.at(enrolment) / mean;
    panel.classes.push_back({enrolment, class_named(enrolment, names.view), count, relative});
  }
  names.spend = mean_spend(panel, years_);
  return panel;
}

}  // namespace plimsoll
