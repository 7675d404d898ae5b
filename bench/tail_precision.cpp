// Time to a standard error of 1 % on TVaR 99 of what is owed under ENHANCED, eight drivers: plain trials,
// Sobol points and importance selection in the same engine, one thread. Prints a Markdown table.
//   plimsoll_tail_precision LIVES TRUTH_TRIALS REPETITIONS [TRIALS_A_REPETITION]
#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/estimator.hpp"
#include "plimsoll/scenarios/two_phase.hpp"

namespace plimsoll::bench {
namespace {

constexpr char const* study_file = PLIMSOLL_SOURCE_DIR "/scenarios/studies/tail-precision.toml";
constexpr double level = 0.99;
constexpr double aimed_at = 0.01;  // standard error over TVaR
constexpr std::uint64_t sobol_runs = 12, preview_runs = 40;

struct Size {
  std::uint64_t lives, truth_trials, repetitions, trials;
};

/// Processor time: every run below is of one thread, and the machine may be busy with others.
double seconds_of(auto&& work) {
  std::clock_t const started = std::clock();
  work();
  return static_cast<double>(std::clock() - started) / CLOCKS_PER_SEC;
}

CompiledStudy study_of(Size const& size, std::string const& estimator, std::uint64_t seed,
                       RunMethod method = RunMethod::simulate) {
  LoadedStudy loaded = load_study(
      study_file, {"",
                   {fmt::format("population.aco.members={}", size.lives),
                    fmt::format("run.estimator=\"{}\"", estimator), fmt::format("run.seed={}", seed)},
                   {}});
  return compile_study(std::move(loaded), method);
}

Figure tail_of(std::span<double const> owed, SharedDesign design = nullptr) {
  return Sample("owed", Unit::dollars, owed, std::move(design)).tail_value_at_risk(level);
}

std::span<double const> owed_in(TrialTable const& trials) {
  return *trials.column(contract_column("enhanced", "owed"), 2026);
}

/// The owed column alone: a million trials of every column would fill the memory.
std::vector<double> owed_of(RunPlan const& plan, std::uint64_t trials) {
  std::size_t const column = *find_column(plan.columns(), contract_column("enhanced", "owed"), 2026);
  std::vector<double> owed(blocks_for(trials) * lane_count);
  for_each_block(blocks_for(trials), 1, [&](std::uint32_t block) {
    TrialRows const rows = plan.run_block(plan.block(block));
    std::copy(rows.columns[column].begin(), rows.columns[column].end(),
              owed.begin() + static_cast<std::ptrdiff_t>(block * lane_count));
  });
  owed.resize(trials);
  return owed;
}

/// What repetitions of one estimator came to.
struct Repeated {
  std::string name;
  double runs = 0.0, held = 0.0, errors = 0.0, squares = 0.0, stated = 0.0, seconds = 0.0, trials = 0.0;

  void add(Figure const& figure, double truth, double took, std::uint64_t drawn) {
    double const error = figure.value / truth - 1.0;
    runs += 1.0;
    held += figure.interval && figure.interval->low <= truth && truth <= figure.interval->high;
    errors += error;
    squares += error * error;
    stated += std::pow(figure.std_error / truth, 2);
    seconds += took;
    trials += static_cast<double>(drawn);
  }
  /// Of the repetitions about their own mean: the truth's own error is not theirs.
  double variance() const { return (squares / runs - std::pow(errors / runs, 2)) * runs / (runs - 1.0); }
  /// Seconds a run of this estimator takes to reach the error aimed at, by the scatter of the repetitions.
  double seconds_needed() const { return seconds / runs * variance() / (aimed_at * aimed_at); }
  double trials_needed() const { return trials / runs * variance() / (aimed_at * aimed_at); }
};

Repeated importance(Size const& size, std::string const& estimator, double truth) {
  Repeated repeated{estimator == "sobol" ? "importance on Sobol points" : "importance"};
  for (std::uint64_t i = 0; i < size.repetitions; ++i) {
    CompiledStudy const study = study_of(size, estimator, 1'000 + i);
    Figure figure;
    std::uint64_t drawn = 0;
    double const took = seconds_of([&] {
      TwoPhase const phase = first_phase(study, {size.trials, 32 * size.trials}, 1);
      TrialTable const trials = simulate(phase.plan, 1);
      TrialTable const both = combined(phase, trials);
      figure = tail_of(owed_in(both), both.design);
      drawn = trials.trials;
    });
    repeated.add(figure, truth, took, drawn);
  }
  return repeated;
}

Repeated sobol(Size const& size, double truth) {
  Repeated repeated{"Sobol points"};
  for (std::uint64_t i = 0; i < sobol_runs; ++i) {
    CompiledStudy const study = study_of(size, "sobol", 500'000 + i);
    std::uint64_t const trials = 2 * sobol_round;
    Figure figure;
    double const took = seconds_of([&] {
      RunPlan const plan = with_estimator(study, 1);
      figure = tail_of(owed_of(plan, trials), plan.design(trials));
    });
    repeated.add(figure, truth, took, trials);
  }
  return repeated;
}

void print_smooth_preview(Size const& size, Figure const& truth, double plain_seconds) {
  constexpr std::uint64_t trials = 4 * sobol_round;
  double sum = 0.0, squares = 0.0, seconds = 0.0;
  for (std::uint64_t i = 0; i < preview_runs; ++i) {
    CompiledStudy const study = study_of(size, "sobol", 700'000 + i, RunMethod::conditional);
    RunPlan const plan = with_estimator(study, 1);
    double value = 0.0;
    seconds += seconds_of([&] { value = tail_of(owed_of(plan, trials), plan.design(trials)).value; });
    sum += value / truth.value - 1.0;
    squares += std::pow(value / truth.value - 1.0, 2);
  }
  double const runs = static_cast<double>(preview_runs), bias = sum / runs;
  double const variance = (squares / runs - bias * bias) * runs / (runs - 1.0);
  double const share = variance / (aimed_at * aimed_at), needed = share * seconds / runs;
  fmt::print(
      "| conditional preview on Sobol points | {:.0f} | {:.4f} | {:.0f} | {:.2f} | – | {:+.2f} ± {:.2f} | – "
      "|\n",
      share * static_cast<double>(trials), needed, plain_seconds / needed, 100.0 * std::sqrt(variance),
      100.0 * bias, 100.0 * std::hypot(truth.std_error / truth.value, std::sqrt(variance / runs)));
  std::fflush(stdout);
}

void print_preview(Size const& size, Figure const& truth, double plain_seconds) {
  constexpr std::uint64_t trials = 4'000'000;
  CompiledStudy const study = study_of(size, "plain", 20260731, RunMethod::conditional);
  Figure figure;
  double const took = seconds_of([&] { figure = tail_of(owed_of(study.plan, trials)); });
  double const share = std::pow(figure.std_error / truth.value / aimed_at, 2);
  fmt::print("| conditional preview | {:.0f} | {:.3f} | {:.0f} | – | {:.2f} | {:+.2f} ± {:.2f} | – |\n",
             share * static_cast<double>(trials), share * took, plain_seconds / (share * took),
             100.0 * figure.std_error / truth.value, 100.0 * (figure.value / truth.value - 1.0),
             100.0 * std::hypot(figure.std_error, truth.std_error) / truth.value);
  std::fflush(stdout);
}

void print(Repeated const& repeated, double plain_seconds) {
  fmt::print("| {} | {:.0f} | {:.2f} | {:.1f} | {:.2f} | {:.2f} | {:+.2f} | {:.0f} of {:.0f} |\n",
             repeated.name, repeated.trials_needed(), repeated.seconds_needed(),
             plain_seconds / repeated.seconds_needed(), 100.0 * std::sqrt(repeated.variance()),
             100.0 * std::sqrt(repeated.stated / repeated.runs), 100.0 * repeated.errors / repeated.runs,
             repeated.held, repeated.runs);
  std::fflush(stdout);
}

void run(Size const& size) {
  CompiledStudy const study = study_of(size, "plain", 20260731);
  Figure truth;
  double const took = seconds_of([&] { truth = tail_of(owed_of(study.plan, size.truth_trials)); });
  double const plain_trials =
      static_cast<double>(size.truth_trials) * std::pow(truth.std_error / truth.value / aimed_at, 2);
  double const plain_seconds = plain_trials * took / static_cast<double>(size.truth_trials);
  fmt::print(
      "\n{} lives: TVaR 99 of what is owed is {:.0f}, from {} plain trials, known to {:.2f} % (one standard "
      "error)\n\n",
      size.lives, truth.value, size.truth_trials, 100.0 * truth.std_error / truth.value);
  fmt::print(
      "| estimator | trials for 1 % | seconds for 1 % | gain in time | scatter, % | stated, % | bias, % | 95 "
      "% "
      "interval holds |\n|---|---|---|---|---|---|---|---|\n");
  fmt::print("| plain | {:.0f} | {:.2f} | 1 | – | – | – | – |\n", plain_trials, plain_seconds);
  std::fflush(stdout);
  print_preview(size, truth, plain_seconds);
  print_smooth_preview(size, truth, plain_seconds);
  print(sobol(size, truth.value), plain_seconds);
  print(importance(size, "plain", truth.value), plain_seconds);
  print(importance(size, "sobol", truth.value), plain_seconds);
}

}  // namespace
}  // namespace plimsoll::bench

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fputs("usage: plimsoll_tail_precision LIVES TRUTH_TRIALS REPETITIONS [TRIALS_A_REPETITION]\n",
               stderr);
    return 2;
  }
  auto const number = [&](int i) { return std::strtoull(argv[i], nullptr, 10); };
  plimsoll::bench::run({number(1), number(2), number(3), argc > 4 ? number(4) : 4'096});
  return 0;
}
