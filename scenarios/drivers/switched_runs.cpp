#include "drivers/switched_runs.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace plimsoll {
namespace {

constexpr std::array all_sources{RiskSource::process,    RiskSource::parameters, RiskSource::trend,
                                 RiskSource::membership, RiskSource::quality,    RiskSource::terms};

bool measures_rates(Program const& program) {
  return std::any_of(program.columns.begin(), program.columns.end(), [](ColumnSource const& source) {
    return std::holds_alternative<MeasureColumn>(source);
  });
}

bool has_members(CompiledStudy const& study) {
  return std::any_of(study.loaded.study.contract.begin(), study.loaded.study.contract.end(),
                     [](ContractTable const& contract) { return !contract.population.empty(); });
}

}  // namespace

SwitchedRuns::SwitchedRuns(CompiledStudy const& study, Engine expected)
    : study_(study), expected_(std::move(expected)) {
  auto const has = [&](RiskSource source) {
    if (source == RiskSource::process && has_members(study)) return true;
    if (source == RiskSource::parameters) return study.plan.drivers().parameters() != nullptr;
    if (source == RiskSource::quality && measures_rates(study.plan.program())) return true;
    auto const& drivers = study.plan.drivers().drivers();
    return std::any_of(drivers.begin(), drivers.end(),
                       [&](Driver const& driver) { return source_of(driver.path) == source; });
  };
  std::copy_if(all_sources.begin(), all_sources.end(), std::back_inserter(sources_), has);
  for (std::size_t set = 0; set < sets(); ++set) plans_.push_back(plan_of(set));
}

bool SwitchedRuns::is_in(RiskSource source, std::size_t set) const {
  auto const at = std::find(sources_.begin(), sources_.end(), source);
  return at != sources_.end() && set >> (at - sources_.begin()) & 1u;
}

RunPlan SwitchedRuns::plan_of(std::size_t set) const {
  RunPlan plan = study_.plan;
  std::vector<bool> held;
  for (Driver const& driver : plan.drivers().drivers()) held.push_back(!is_in(source_of(driver.path), set));
  DriverPlan drivers = plan.drivers().holding(held);
  if (!is_in(RiskSource::parameters, set)) drivers = drivers.drawing(nullptr);
  plan = plan.on_drivers(std::move(drivers));
  if (!is_in(RiskSource::process, set)) plan = plan.on_engine(expected_);
  if (!is_in(RiskSource::quality, set)) plan = plan.with_rates_as_expected();
  return plan;
}

std::vector<TrialRows> SwitchedRuns::run_block(std::uint32_t number) const {
  TrialBlock const block = study_.plan.block(number);
  auto const quality = std::find(sources_.begin(), sources_.end(), RiskSource::quality);
  std::size_t const quality_bit =
      quality == sources_.end() ? 0 : std::size_t{1} << (quality - sources_.begin());
  std::vector<std::optional<Experience>> drawn(sets());
  std::vector<TrialRows> rows;
  for (std::size_t set = 0; set < sets(); ++set) {
    RunPlan const& plan = plans_[set];
    DriverLanes const drivers(plan.drivers(), plan.years(), plan.seed(), block);
    std::optional<Experience>& experience = drawn[set & ~quality_bit];  // quality moves no member
    if (!experience) experience = plan.draw(block, drivers);
    rows.push_back(plan.settle(block, drivers, *experience));
  }
  return rows;
}

}  // namespace plimsoll
