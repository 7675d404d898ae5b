#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "answer.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll::bench {
namespace {

constexpr std::uint32_t blocks = 391;  // 100,096 trials
constexpr double pbpy = 12'500.0;

constexpr char const* study_text = R"(schema = "study/1"
[run]
trials = 100_096
seed = 20260715
engine = "panel"
performance_years = [2026]
[reserve]
policy = "percentile"
level = 0.90
[population.aco]
members = 12_000
enrolment = { esrd = 0.01, disabled = 0.12, aged_dual = 0.09, aged_nondual = 0.78 }
[cost.aco]
pbpy = 12_500
process_cv = 2.2
[benchmark.mssp]
pbpy = 12_500
[[contract]]
id = "enhanced"
population = "aco"
benchmark = "mssp"
template = "mssp/enhanced@2026"
[contract.quality]
score = 0.90
[contract.minimum]
rate = 0.01
)";

/// The settlement of one year with these dollars, through the block's program on one trial.
double settle_once(Program const& program, double benchmark, double cost) {
  std::vector<double> columns;
  for (ColumnSource const& source : program.columns) {
    auto const& tally = std::get<TallyColumn>(source).tally;
    switch (tally.shape) {
      case TallyShape::member_months: columns.push_back(benchmark / pbpy * 12.0); break;
      case TallyShape::amount: columns.push_back(cost * 100.0); break;
      case TallyShape::excess:
      case TallyShape::over:
      case TallyShape::months_over: columns.push_back(0.0); break;
    }
  }
  auto const settlement = std::find_if(
      program.outputs.begin(), program.outputs.end(),
      [](Output const& output) { return output.name == contract_column("enhanced", "settlement"); });
  if (settlement == program.outputs.end()) throw WrongAnswer("settle: the study keeps no settlement");
  return evaluate(program, columns)[static_cast<std::size_t>(settlement - program.outputs.begin())];
}

/// What the draw gives each block, in the order the program reads it.
struct Drawn {
  std::vector<Experience> blocks;
  std::vector<std::pair<TallyId, std::size_t>> columns;

  explicit Drawn(RunPlan const& plan) {
    TallyPlan tallies = plan.tallies();
    for (ColumnSource const& source : plan.program().columns) {
      auto const& leaf = std::get<TallyColumn>(source);
      columns.emplace_back(tallies.add(leaf.tally), leaf.year);
    }
    for (std::uint32_t index = 0; index < bench::blocks; ++index) {
      DriverLanes const drivers(plan.drivers(), plan.years(), plan.seed(), {index});
      blocks.push_back(draw(std::get<PanelLaw>(plan.engine()), plan.tallies(), drivers, plan.years(),
                            plan.seed(), {index}));
    }
  }
  std::vector<Lanes const*> inputs(std::size_t block) const {
    std::vector<Lanes const*> lanes;
    for (auto const& [tally, year] : columns) lanes.push_back(&blocks[block].at(tally, year));
    return lanes;
  }
};

CompiledStudy checked_study() {
  CompiledStudy study = compile_study(load_study_text(study_text, "settle_bench.toml", {}));
  Program const& program = study.plan.program();
  // 42 CFR 425.610 by hand: 75 % of savings less sequestration; 40 % of losses at this quality, below the
  // cap.
  check_answer("settle, gain", settle_once(program, 170'321'400.0, 164'530'440.0), 4'256'355.60, 0.001);
  check_answer("settle, loss", settle_once(program, 150'000'000.0, 156'000'000.0), -2'400'000.00, 0.001);
  check_answer("settle, within the minimum", settle_once(program, 150'000'000.0, 149'000'000.0), 0.0, 0.001);
  return study;
}

void settle_enhanced(benchmark::State& state) {
  static CompiledStudy const study = checked_study();
  static Drawn const drawn(study.plan);
  for (auto _ : state)
    for (std::uint32_t block = 0; block < blocks; ++block) {
      std::vector<Lanes> outputs = evaluate(study.plan.program(), drawn.inputs(block));
      benchmark::DoNotOptimize(outputs.data());
    }
  auto const settled = static_cast<double>(blocks * lane_count * state.iterations());
  state.counters["contract-years/s"] = benchmark::Counter(settled, benchmark::Counter::kIsRate);
  state.counters["per contract-year"] =
      benchmark::Counter(settled, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  state.counters["ledger lines"] = static_cast<double>(study.plan.program().outputs.size());
}
BENCHMARK(settle_enhanced)->Name("settle/enhanced")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace plimsoll::bench
