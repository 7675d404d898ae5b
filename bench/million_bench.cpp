#include <benchmark/benchmark.h>

#include <chrono>

#include "answer.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/scenarios/settle_study.hpp"

// A million trials of the longest shipped contract, the benchmark build joined to ENHANCED, beside drawing
// one in a hundred of them: settling must stay the small part of a run.
namespace plimsoll::bench {
namespace {

constexpr std::uint32_t trials = 1'000'192;  // 3,907 blocks
constexpr std::uint32_t blocks = trials / lane_count;
constexpr std::uint32_t drawn_blocks = 40;  // 10,240 trials: one in a hundred
constexpr std::size_t kept_blocks = 16;     // drawn once and settled again and again
constexpr char const* studies = PLIMSOLL_SOURCE_DIR "/scenarios/studies/";

double seconds_of(auto&& work) {
  auto const started = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
}

double paid(CompiledStudy const& study, std::string const& contract) {
  Table const table = settle_study(study, {}).tables.front();
  for (Row const& row : table.rows())
    for (Cell const& cell : row.cells)
      if (auto const* figure = std::get_if<Figure>(&cell); figure && figure->id == contract + ".upside")
        return figure->value;
  throw WrongAnswer("settle, a million: the contract is not settled");
}

/// Worked example M1 of contracts.md, from history to payment, is what the study's actual year comes to.
CompiledStudy longest_contract() {
  std::string const file = std::string(studies) + "mssp-benchmark-build.toml";
  CompiledStudy const study = compile_study(load_study(file));
  check_answer("settle, a million: M1 under ENHANCED", paid(study, "enhanced"), 4'256'368.50, 0.001);
  LoadedStudy loaded = load_study(file, {{}, {"population.aco.members=20000"}, {}});
  std::erase_if(loaded.study.contract,
                [](ContractTable const& contract) { return contract.id != "enhanced"; });
  return compile_study(std::move(loaded));
}

/// Seconds to draw 256 trials of every claim of 20,000 members.
double seconds_of_drawn_block() {
  CompiledStudy const study = compile_study(load_study(std::string(studies) + "mssp-tracks.toml"));
  RunPlan const& plan = study.plan;
  DriverLanes const drivers(plan.drivers(), plan.years(), plan.seed(), {0});
  return seconds_of([&] {
    Experience const experience =
        draw(std::get<Sums>(plan.engine()), plan.tallies(), drivers, plan.years(), plan.seed(), {0});
    benchmark::DoNotOptimize(&experience);
  });
}

/// The blocks a program reads, drawn.
class Inputs {
 public:
  explicit Inputs(RunPlan const& plan) : plan_(plan) {
    TallyPlan tallies = plan.tallies();
    for (std::uint32_t block = 0; block < kept_blocks; ++block) {
      drivers_.emplace_back(plan.drivers(), plan.years(), plan.seed(), TrialBlock{block});
      experiences_.push_back(draw(std::get<PanelLaw>(plan.engine()), plan.tallies(), drivers_.back(),
                                  plan.years(), plan.seed(), {block}));
      std::vector<Lanes const*>& lanes = lanes_.emplace_back();
      for (ColumnSource const& source : plan.program().columns) {
        if (auto const* tally = std::get_if<TallyColumn>(&source))
          lanes.push_back(&experiences_.back().at(tallies.add(tally->tally), tally->year));
        else if (auto const* driver = std::get_if<DriverColumn>(&source))
          lanes.push_back(&drivers_.back().at(driver->driver, driver->year));
        else
          throw WrongAnswer("settle, a million: a column that is not drawn");
      }
    }
  }
  void settle() const {
    for (std::uint32_t block = 0; block < blocks; ++block) {
      std::vector<Lanes> outputs = evaluate(plan_.program(), lanes_[block % kept_blocks]);
      benchmark::DoNotOptimize(outputs.data());
    }
  }

 private:
  RunPlan const& plan_;
  std::vector<DriverLanes> drivers_;
  std::vector<Experience> experiences_;
  std::vector<std::vector<Lanes const*>> lanes_;
};

void settle_a_million(benchmark::State& state) {
  static CompiledStudy const study = longest_contract();
  static Inputs const inputs(study.plan);
  static double const drawing = seconds_of_drawn_block() * drawn_blocks;
  auto const terms = static_cast<double>(study.loaded.study.contract.front().terms.size());
  double settling = 0.0;
  for (auto _ : state) settling += seconds_of([] { inputs.settle(); });
  settling /= static_cast<double>(state.iterations());
  state.counters["ns per trial and term"] = settling / trials / terms * 1e9;
  state.counters["terms"] = terms;
  state.counters["steps"] = static_cast<double>(study.plan.program().steps.size());
  state.counters["% of drawing 1 %"] = 100.0 * settling / drawing;
}
BENCHMARK(settle_a_million)
    ->Name("million/enhanced_with_benchmark_build")
    ->Unit(benchmark::kSecond)
    ->Iterations(1);

}  // namespace
}  // namespace plimsoll::bench
