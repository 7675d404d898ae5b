// What 200 points of a grid cost beside the one draw of 20,000 members they share: a ratio, not seconds.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>

#include "variants/variant_trials.hpp"

namespace plimsoll {
namespace {

double seconds(std::function<void()> const& work) {
  auto const start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

TEST(GridCost, Of200PointsIsLessThanThatOfTheirDraw) {
  LoadedStudy study =
      load_study(PLIMSOLL_SOURCE_DIR "/scenarios/studies/reach-global-vs-professional.toml", {});
  study.study.run.trials = 100'000;
  VariantStudy variants(std::move(study));
  double const draw = seconds([&] { variants.trials(); });
  std::vector<Bindings> grid;
  for (int discount = 0; discount < 20; ++discount)
    for (int sequestration = 0; sequestration < 10; ++sequestration)
      grid.push_back({"",
                      {fmt::format("global.benchmark_discount.rate={}", 0.002 * discount),
                       fmt::format("global.sequestration.rate={}", 0.01 + 0.001 * sequestration)},
                      {}});
  std::size_t points = 0;
  double const settled = seconds([&] {
    variants.run(grid, [&](VariantTrials const& variant) {
      EXPECT_FALSE(variant.drawn_again);
      ++points;
    });
  });
  EXPECT_EQ(points, 200u);
  EXPECT_EQ(variants.draws(), 1u);
  std::printf("one draw %.1f s, 200 points %.1f s\n", draw, settled);
  EXPECT_LT(settled, draw);
}

}  // namespace
}  // namespace plimsoll
