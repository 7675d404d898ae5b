#include <benchmark/benchmark.h>

#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string>

#include "answer.hpp"
#include "draw_stage.hpp"
#include "plimsoll/core/simd.hpp"
#include "support/reference_panel.hpp"
#include "work.hpp"

// The public reference panel in every mode of the draw: what the peers beside are measured on.
namespace plimsoll::bench {
namespace {

using test::ReferencePanel;

enum class Moved { nothing, shocks, shocks_and_members };

struct Mode {
  char const* name;
  AmountDraw amounts;
  Moved moved;
  SimdLevel simd;
  std::int64_t members;
};

constexpr std::array modes{
    Mode{"claims", AmountDraw::each_claim, Moved::nothing, SimdLevel::best, 100'000},
    Mode{"sums", AmountDraw::one_sum, Moved::nothing, SimdLevel::best, 100'000},
    Mode{"sums_shocks", AmountDraw::one_sum, Moved::shocks, SimdLevel::best, 100'000},
    Mode{"sums_frailty", AmountDraw::one_sum, Moved::shocks_and_members, SimdLevel::best, 100'000},
    Mode{"sums_scalar", AmountDraw::one_sum, Moved::nothing, SimdLevel::scalar, 100'000},
    Mode{"sums", AmountDraw::one_sum, Moved::nothing, SimdLevel::best, 5'000},
    Mode{"claims", AmountDraw::each_claim, Moved::nothing, SimdLevel::best, 5'000},
};

Driver driver(char const* path, Law law) {
  return {KeyPath(path), law, 1.0, {}, Unit::none};
}

/// Scores spread evenly from 0.5 to 1.5, as the peers give them.
std::vector<double> scores(std::int64_t members) {
  std::vector<double> scores;
  for (std::int64_t i = 0; i < members; ++i) scores.push_back(0.5 + static_cast<double>(i % 100) / 99.0);
  return scores;
}

/// A frequency and a severity factor for every trial.
PanelMoves shocks(std::vector<Driver> const& drivers) {
  PanelMoves moves;
  moves.utilization = Quantity(drivers[0]);
  moves.trend = Quantity(drivers[1]);
  moves.cost_year = 2025;
  return moves;
}

/// The expectation given the factors drawn; the spread of a member's year is a little wider than unmoved.
void check_moved(Work const& work, PanelMoves const& moves) {
  DriverLanes const lanes(work.drivers, work.years, work.seed, {});
  MovedYear const moved = move(moves, lanes, work.years).front();
  double factor = 0.0;
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    factor += moved.frequency[lane] * moved.unit_cost[lane] / lane_count;
  double const sd = 1.5 * std::sqrt(work.variance / lane_count);
  check_answer("draw, reference panel moved: mean", lane_mean(work.draw_block().at(work.amount, 0)) / 100.0,
               factor * work.mean, allowed_errors * sd);
}

void check_capped(Work const& work, std::int64_t members) {
  auto const count = static_cast<double>(members);
  double const sd = ReferencePanel::total_sd * std::sqrt(count / ReferencePanel::total_members / lane_count);
  check_answer("draw, reference panel: capped mean", capped_mean(work, work.draw_block()),
               ReferencePanel::capped_mean * count, allowed_errors * sd);
}

std::optional<Work> checked_work(Mode const& mode) {
  auto const panel = test::read_reference_panel();
  if (!panel) return {};
  Asked asked{panel->model, panel->shares, static_cast<std::uint64_t>(mode.members), ReferencePanel::cap,
              mode.amounts};
  std::vector<Driver> const drivers{driver("utilization", NormalLaw{1.0, 0.05}),
                                    driver("trend", NormalLaw{0.0, 0.04})};
  if (mode.moved != Moved::nothing) {
    asked.moves = shocks(drivers);
    asked.drivers = DriverPlan(drivers, {});
  }
  if (mode.moved == Moved::shocks_and_members) {
    asked.frailty = Frailty{FrailtyFamily::gamma, 0.5, 1.0};
    asked.scores = scores(mode.members);
  }
  Work work = make_work(asked);
  if (mode.moved == Moved::nothing)
    check_capped(work, mode.members);
  else
    check_moved(work, asked.moves);
  return work;
}

void draw_mode(benchmark::State& state, Mode const& mode) {
  SimdLimit const limit(mode.simd);
  auto const work = checked_work(mode);
  if (work)
    draw_blocks(state, *work);
  else
    state.SkipWithError(
        "skipped: public file reference_panel/reference_panel.csv is absent; set PLIMSOLL_DATA");
}

int const registered = [] {
  for (Mode const& mode : modes)
    benchmark::RegisterBenchmark(
        ("draw/reference_panel/" + std::string(mode.name) + "/members:" + std::to_string(mode.members))
            .c_str(),
        [&mode](benchmark::State& state) { draw_mode(state, mode); })
        ->Unit(benchmark::kMillisecond)
        ->Iterations(mode.members > 10'000 ? 1 : 8);
  return 0;
}();

}  // namespace
}  // namespace plimsoll::bench
