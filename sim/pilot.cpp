#include "plimsoll/sim/pilot.hpp"

#include <Eigen/Cholesky>
#include <cmath>
#include <limits>
#include <optional>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

TrialBlock pilot_block(std::uint32_t number) {
  constexpr std::uint32_t last =
      std::numeric_limits<std::uint32_t>::max() / static_cast<std::uint32_t>(lane_count);
  return {last - number};
}

/// Added to the diagonal of normal equations, relative to it: scores that move nothing get nothing.
constexpr double ridge = 1e-6;

}  // namespace

std::uint32_t pilot_blocks(Engine const& engine) {
  return std::holds_alternative<Conditional>(engine) ? 16 : 2;
}

Pilot run_pilot(RunPlan const& asked, std::size_t threads) {
  Pilot pilot;
  pilot.plan = std::make_shared<RunPlan const>(asked.on_drivers(asked.drivers().on_independent_draws()));
  RunPlan const& plan = *pilot.plan;
  std::vector<std::optional<Pilot::Block>> drawn(pilot_blocks(plan.engine()));
  for_each_block(static_cast<std::uint32_t>(drawn.size()), threads, [&](std::uint32_t number) {
    TrialBlock const block = pilot_block(number);
    DriverLanes const drivers(plan.drivers(), plan.years(), plan.seed(), block);
    Experience experience = plan.draw(block, drivers);
    TrialRows rows = plan.settle(block, drivers, experience);
    std::vector<Lanes> fresh = draw_fresh_scores(plan.drivers(), plan.years(), plan.seed(), block);
    if (auto const* const preview = std::get_if<Conditional>(&plan.engine()))
      for (Lanes const& score : leading_scores(*preview, drivers, plan.years(), plan.seed(), block))
        fresh.push_back(score);
    drawn[number] = Pilot::Block{std::move(fresh), drivers, std::move(experience), std::move(rows)};
  });
  for (std::optional<Pilot::Block>& block : drawn) pilot.blocks.push_back(std::move(*block));
  return pilot;
}

std::vector<double> steepest_direction(Pilot const& pilot, std::span<std::size_t const> columns) {
  PLIMSOLL_EXPECT(!pilot.blocks.empty());
  std::size_t const scores = pilot.blocks.front().fresh.size();
  if (scores == 0 || columns.empty()) return {};
  auto const size = static_cast<Eigen::Index>(scores + 1);  // and a constant
  Eigen::MatrixXd products = Eigen::MatrixXd::Zero(size, size);
  Eigen::VectorXd moments = Eigen::VectorXd::Zero(size), row(size);
  for (Pilot::Block const& block : pilot.blocks)
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      row(0) = 1.0;
      for (std::size_t i = 0; i < scores; ++i) row(static_cast<Eigen::Index>(i + 1)) = block.fresh[i][lane];
      double sum = 0.0;
      for (std::size_t column : columns) sum += block.rows.columns[column][lane];
      products += row * row.transpose();
      moments += sum * row;
    }
  products.diagonal() *= 1.0 + ridge;
  Eigen::VectorXd const fitted = products.ldlt().solve(moments);
  std::vector<double> direction(fitted.data() + 1, fitted.data() + size);
  double squares = 0.0;
  for (double x : direction) squares += x * x;
  return squares > 0.0 && std::isfinite(squares) ? direction : std::vector<double>{};
}

}  // namespace plimsoll
