// Over every shipped study: what a reader settles again, from the program and columns handed out, is what the
// engine settles under the same terms, trial by trial.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "plimsoll/models/experience/excess_curve.hpp"
#include "plimsoll/scenarios/live_terms.hpp"
#include "plimsoll/scenarios/run_study.hpp"
#include "support/run_folder.hpp"
#include "support/shipped_studies.hpp"
#include "variants/variant_trials.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t trials = 300;  // no whole number of blocks

OpenedRun opened(fs::path const& file, fs::path const& folder, std::vector<std::string> set = {}) {
  LoadedStudy loaded = load_study(file, {"", std::move(set), {}});
  loaded.study.run.trials = trials;
  RunSetting setting;
  setting.folder = folder;
  run_study(compile_study(std::move(loaded)), setting);
  return open_run(folder);
}

/// Every output of the live program in every trial, with the numbers of `path` at `number`.
std::vector<std::vector<double>> settled_again(LiveTrials const& live, KeyPath const& path, double number) {
  Program program = live.program;
  for (Step& step : program.steps)
    if (step.op == Op::value && step.path == path) step.number = number;
  std::vector<std::vector<double>> outputs(program.outputs.size());
  std::vector<double> columns(program.columns.size());
  for (std::size_t trial = 0; trial < live.trials; ++trial) {
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i] = live.columns[i][trial];
    std::vector<double> const values = evaluate(program, columns);
    for (std::size_t i = 0; i < values.size(); ++i) outputs[i].push_back(values[i]);
  }
  return outputs;
}

/// How many trials of all outputs differ from the engine's by a cent or more.
std::size_t differing(LiveTrials const& live, std::vector<std::vector<double>> const& again,
                      TrialTable const& engine) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < again.size(); ++i) {
    Output const& output = live.program.outputs[i];
    auto const values = engine.column(output.name, output.year);
    if (!values) return trials;
    for (std::size_t trial = 0; trial < live.trials; ++trial)
      count += std::abs(again[i][trial] - (*values)[trial]) >= 0.01;
  }
  return count;
}

/// Another number the field may hold.
double moved(TermNumber const& number) {
  double const value = number.fixed.front();
  double const other = value == 0.0 ? 0.02 : number.unit == Unit::count ? value - 1.0 : 0.9 * value;
  return std::clamp(other, number.range.low, number.range.high);
}

/// Whether `--set` can write the number by itself; points of a corridor are written as a list.
bool is_settable(TermNumber const& number) {
  std::string const last = number.path.keys().back();
  return last != "at" && last != "value";
}

/// Whether the terms of every year of the contract have the number: `--set` writes it in those that have not,
/// too.
bool is_in_every_year(Study const& study, LiveTerm const& term) {
  for (ContractTable const& contract : study.contract) {
    if (contract.id != term.contract) continue;
    for (ContractTable const& years : with_terms_apart(contract)) {
      std::vector<TermNumber> const numbers = numbers_of(years.terms);
      if (std::none_of(numbers.begin(), numbers.end(),
                       [&](TermNumber const& number) { return number.path == term.number.path; }))
        return false;
    }
  }
  return true;
}

class ShippedLive : public testing::TestWithParam<fs::path> {};

TEST_P(ShippedLive, SettlesAsTheEngineUnderAnyOneTerm) {
  test::ScratchFolder folder;
  OpenedRun const run = opened(GetParam(), folder.path() / "run");
  LiveContracts const live = live_contracts(run, trials);
  EXPECT_EQ(differing(live.trials, settled_again(live.trials, KeyPath("none"), 0.0), run.results.table), 0u);

  LoadedStudy loaded = load_study(GetParam());
  loaded.study.run.trials = trials;
  VariantStudy engine(std::move(loaded));
  std::vector<TermNumber> moves;
  std::vector<Bindings> variants;
  for (LiveTerm const& term : live.terms) {
    if (!is_settable(term.number) || !is_in_every_year(run.study.loaded.study, term)) continue;
    moves.push_back(term.number);
    variants.push_back({"", {fmt::format("{}={:.17g}", term.number.path.text(), moved(term.number))}, {}});
  }
  std::size_t settled = 0;
  engine.run(
      variants,
      [&](VariantTrials const& variant) {
        TermNumber const& number = moves[variant.number];
        auto const again = settled_again(live.trials, number.path, moved(number));
        EXPECT_EQ(differing(live.trials, again, variant.trials), 0u) << variants[variant.number].set.front();
        ++settled;
      },
      [](std::size_t, InputError const&) {});  // some numbers hang together: a band's ends, weights
  EXPECT_GE(2 * settled, variants.size()) << "most moves are sound studies";
}

INSTANTIATE_TEST_SUITE_P(Studies, ShippedLive, testing::ValuesIn(test::shipped_studies()),
                         test::study_test_name);

fs::path study_named(char const* name) {
  return fs::path(PLIMSOLL_SOURCE_DIR) / "scenarios" / "studies" / (std::string(name) + ".toml");
}

TEST(LiveTerms, ACorridorsEdgesAndSharesMove) {
  test::ScratchFolder folder;
  OpenedRun const run = opened(study_named("reach-global-vs-professional"), folder.path() / "run");
  LiveContracts const live = live_contracts(run, trials);
  std::size_t points = 0;
  for (LiveTerm const& term : live.terms) points += !is_settable(term.number);
  EXPECT_GE(points, 8u) << "bands of two corridors, each with an edge and a share";
  auto const point = std::find_if(live.terms.begin(), live.terms.end(), [](LiveTerm const& term) {
    return term.number.path.text().ends_with("savings.1.value");
  });
  ASSERT_NE(point, live.terms.end());
  EXPECT_GT(differing(live.trials, settled_again(live.trials, point->number.path, 0.1), run.results.table),
            0u);
}

/// The trials with the excess over a limit as `excess_of` has it for each of its columns.
template <class ExcessOf>
std::vector<std::vector<double>> settled_under(LiveTrials drawn, LiveLimit const& limit,
                                               ExcessOf const& excess_of) {
  for (LimitColumn const& column : limit.columns) drawn.columns[column.column] = excess_of(column);
  return settled_again(drawn, KeyPath("none"), 0.0);
}

OpenedRun run_at(fs::path const& folder, LiveLimit const& limit, double number) {
  return opened(study_named("capitation-stop-loss"), folder,
                {fmt::format("{}={:.17g}", limit.term.number.path.text(), number)});
}

TEST(LiveLimits, SettleAsTheEngineAtALimitThatIsCarried) {
  test::ScratchFolder folder;
  OpenedRun const run = opened(study_named("capitation-stop-loss"), folder.path() / "run");
  LiveContracts const live = live_contracts(run, trials);
  ASSERT_FALSE(live.limits.empty());
  for (LiveLimit const& limit : live.limits) {
    LimitPoint const& point = limit.columns.front().points.front();
    ASSERT_NE(point.excess, limit.columns.front().column);
    OpenedRun const engine = run_at(folder.path() / limit.term.number.path.text(), limit, point.limit);
    auto const again = settled_under(live.trials, limit, [&](LimitColumn const& column) {
      return live.trials.columns[column.points.front().excess];
    });
    EXPECT_EQ(differing(live.trials, again, engine.results.table), 0u) << limit.term.number.path.text();
    auto const unmoved = settled_again(live.trials, KeyPath("none"), 0.0);
    EXPECT_GT(differing(live.trials, unmoved, engine.results.table), 0u) << "the limit moves something";
  }
}

/// A point of the curve in one trial.
CurvePoint point_of(LiveTrials const& drawn, LimitColumn const& column, std::size_t at, std::size_t trial) {
  LimitPoint const& point = column.points[at];
  double const excess = drawn.columns[point.excess][trial] / 100.0;
  double const falling = drawn.columns[point.falling][trial];
  return {point.limit, excess, column.annualised ? falling / 12.0 : falling,
          column.annualised ? falling : 0.0};
}

TEST(LiveLimits, TheCurveEnclosesTheEngineBetweenThem) {
  test::ScratchFolder folder;
  OpenedRun const run = opened(study_named("capitation-stop-loss"), folder.path() / "run");
  LiveContracts const live = live_contracts(run, trials);
  LiveLimit const& limit = live.limits.front();
  std::vector<LimitPoint> const& points = limit.columns.front().points;
  double const between = std::round(0.6 * points[1].limit + 0.4 * points[2].limit);
  auto const read_at = [&](double CurveReading::*end) {
    return settled_under(live.trials, limit, [&](LimitColumn const& column) {
      std::vector<double> excess;
      for (std::size_t trial = 0; trial < trials; ++trial)
        excess.push_back(
            std::nearbyint(100.0 * (read_excess(point_of(live.trials, column, 1, trial),
                                                point_of(live.trials, column, 2, trial), between).*
                                    end)));
      return excess;
    });
  };
  auto const low = read_at(&CurveReading::low), high = read_at(&CurveReading::high);
  OpenedRun const engine = run_at(folder.path() / "between", limit, between);
  bool any_open = false;
  for (std::size_t i = 0; i < low.size(); ++i) {
    Output const& output = live.trials.program.outputs[i];
    std::span<double const> const drawn = *engine.results.table.column(output.name, output.year);
    for (std::size_t trial = 0; trial < trials; ++trial) {
      auto const [least, most] = std::minmax(low[i][trial], high[i][trial]);
      any_open = any_open || most - least > 1.0;
      ASSERT_GE(drawn[trial], least - 0.02) << output.name << ", trial " << trial;
      ASSERT_LE(drawn[trial], most + 0.02) << output.name << ", trial " << trial;
    }
  }
  EXPECT_TRUE(any_open);
}

TEST(LiveTerms, KeptTrialsAreTakenAsTheyAre) {
  test::ScratchFolder folder;
  OpenedRun const drawn = opened(study_named("mssp-tracks"), folder.path() / "drawn");
  OpenedRun const kept =
      opened(study_named("mssp-tracks"), folder.path() / "kept", {"run.excess_curve=true"});
  LiveContracts const a = live_contracts(drawn, trials), b = live_contracts(kept, trials);
  EXPECT_EQ(a.trials.columns, b.trials.columns);
}

TEST(LiveTerms, ATrialThatIsNotTheRunsIsRefused) {
  test::ScratchFolder folder;
  OpenedRun run = opened(study_named("mssp-tracks"), folder.path() / "run");
  for (double& value : run.results.table.values) value += value == 0.0 ? 0.0 : 0.01;
  EXPECT_THROW(live_contracts(run, trials), NotReproducible);
}

}  // namespace
}  // namespace plimsoll
