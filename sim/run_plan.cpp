#include "plimsoll/sim/run_plan.hpp"

#include "plimsoll/core/errors.hpp"
#include "quality_draw.hpp"

namespace plimsoll {
namespace {

std::vector<ColumnInfo> columns_of(DriverPlan const& drivers, YearAxis const& years, Program const& program) {
  std::vector<ColumnInfo> columns;
  for (Driver const& driver : drivers.drivers())
    for (std::size_t year = 0; year < years.size(); ++year)
      columns.push_back({"draws/" + driver.path.text(), driver.unit, years[year], "driver as drawn"});
  for (Output const& output : program.outputs)
    columns.push_back({output.name, output.unit, output.year, output.says});
  return columns;
}

constexpr double cents_per_dollar = 100.0;

bool in_cents(Tally const& tally) {
  return tally.shape == TallyShape::amount || tally.shape == TallyShape::excess;
}

Unit unit_of(Tally const& tally) {
  if (in_cents(tally)) return Unit::dollars;
  return tally.shape == TallyShape::over ? Unit::members : Unit::member_months;
}

}  // namespace

TallyPlan tallies_of(Program const& program) {
  TallyPlan tallies;
  for (ColumnSource const& source : program.columns)
    if (auto const* leaf = std::get_if<TallyColumn>(&source)) tallies.add(leaf->tally);
  return tallies;
}

RunPlan::RunPlan(Seed seed, std::uint64_t trials, YearAxis years, DriverPlan drivers, Engine engine,
                 Program program)
    : seed_(seed),
      trials_(trials),
      years_(std::move(years)),
      drivers_(std::move(drivers)),
      engine_(std::move(engine)),
      program_(std::move(program)),
      tallies_(tallies_of(program_)),
      columns_(columns_of(drivers_, years_, program_)) {
  PLIMSOLL_EXPECT(!years_.performance.empty());
  for (ColumnSource const& source : program_.columns) {
    PLIMSOLL_EXPECT(!std::holds_alternative<NamedColumn>(source));
    auto const* const leaf = std::get_if<TallyColumn>(&source);
    tally_of_column_.push_back(leaf ? tallies_.add(leaf->tally) : TallyId{});
  }
}

std::uint32_t RunPlan::blocks() const {
  return blocks_for(trials_);
}

RunPlan RunPlan::on_drivers(DriverPlan drivers) const {
  PLIMSOLL_EXPECT(drivers.drivers().size() == drivers_.drivers().size());
  RunPlan plan = *this;
  plan.drivers_ = std::move(drivers);
  return plan;
}

RunPlan RunPlan::on_engine(Engine engine) const {
  RunPlan plan = *this;
  plan.engine_ = std::move(engine);
  return plan;
}

RunPlan RunPlan::with_rates_as_expected() const {
  RunPlan plan = *this;
  plan.rates_as_expected_ = true;
  return plan;
}

RunPlan RunPlan::of_trials(std::vector<std::uint32_t> chosen) const {
  PLIMSOLL_EXPECT(!chosen.empty());
  RunPlan plan = *this;
  plan.trials_ = chosen.size();
  std::uint32_t const filler = chosen.front();
  chosen.resize(plan.blocks() * lane_count, filler);
  plan.chosen_ = std::make_shared<std::vector<std::uint32_t> const>(std::move(chosen));
  return plan;
}

RunPlan RunPlan::keeping(std::vector<KeptTally> const& kept) const {
  RunPlan plan = *this;
  for (KeptTally const& tally : kept) {
    plan.kept_.push_back(plan.tallies_.add(tally.tally));
    for (std::size_t year = 0; year < years_.size(); ++year)
      plan.columns_.push_back({tally.name, unit_of(tally.tally), years_[year], tally.says});
  }
  return plan;
}

TrialBlock RunPlan::block(std::uint32_t index) const {
  return {index, chosen_ ? chosen_->data() + index * lane_count : nullptr};
}

SharedDesign RunPlan::design(std::uint64_t rows) const {
  if (!drivers_.sobol()) return nullptr;
  TrialDesign design;
  for (std::uint64_t row = 0; row < rows; ++row)
    design.group.push_back(
        sobol_replicate(block(static_cast<std::uint32_t>(row / lane_count)).trial(row % lane_count)));
  return std::make_shared<TrialDesign const>(std::move(design));
}

TrialRows RunPlan::run_block(TrialBlock block) const {
  DriverLanes const drivers(drivers_, years_, seed_, block);
  return settle(block, drivers, draw(block, drivers));
}

Experience RunPlan::draw(TrialBlock block, DriverLanes const& drivers) const {
  return std::visit(
      [&](auto const& engine) { return plimsoll::draw(engine, tallies_, drivers, years_, seed_, block); },
      engine_);
}

TrialRows RunPlan::settle(TrialBlock block, DriverLanes const& drivers, Experience const& experience) const {
  std::vector<Lanes> measured;
  measured.reserve(program_.columns.size());  // inputs point into it
  std::vector<Lanes const*> inputs;
  for (std::size_t i = 0; i < program_.columns.size(); ++i) {
    if (auto const* leaf = std::get_if<TallyColumn>(&program_.columns[i]))
      inputs.push_back(&experience.at(tally_of_column_[i], leaf->year));
    else if (auto const* driven = std::get_if<DriverColumn>(&program_.columns[i]))
      inputs.push_back(&drivers.at(driven->driver, driven->year));
    else if (auto const* measure = std::get_if<MeasureColumn>(&program_.columns[i]))
      inputs.push_back(&measured.emplace_back(
          rates_as_expected_ ? expected_rate(measure->rate, drivers, years_, measure->year)
                             : plimsoll::draw(measure->rate, drivers, years_, measure->year, seed_, block)));
  }
  TrialRows rows{block, {}};
  for (std::size_t driver = 0; driver < drivers_.drivers().size(); ++driver)
    for (std::size_t year = 0; year < years_.size(); ++year) rows.columns.push_back(drivers.at(driver, year));
  for (Lanes& output : evaluate(program_, inputs)) rows.columns.push_back(output);
  for (TallyId tally : kept_)
    for (std::size_t year = 0; year < years_.size(); ++year) {
      Lanes& column = rows.columns.emplace_back(experience.at(tally, year));
      if (in_cents(tallies_.tallies()[static_cast<std::size_t>(tally)]))
        for (double& lane : column) lane /= cents_per_dollar;
    }
  return rows;
}

}  // namespace plimsoll
