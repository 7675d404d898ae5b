// With base years drawn too, the savings rate of N lives has sd(s) · sqrt(N) = CV · sqrt(1 + sum of squared
// weights): the benchmark is as noisy as the year it is held against.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "plimsoll/scenarios/cost_file.hpp"
#include "support/panel_study.hpp"
#include "support/run_folder.hpp"

namespace plimsoll {
namespace {

constexpr int lives = 5'000;

CostModel const law{
    "cost/1",
    2023,
    "",
    {"medical"},
    {{"*", "*", "*", 1000.0, {{"medical", PoissonCount{2.0}, LognormalSeverity{7.5, 1.2}, {}}}}}};

std::string study_text(std::string const& benchmark) {
  return fmt::format(
      "schema = \"study/1\"\n[run]\ntrials = 4096\nseed = 7\nbase_years = [2021, 2022, 2023]\n"
      "performance_years = [2024]\n[reserve]\npolicy = \"mean\"\n[population.aco]\nmembers = {}\n"
      "[cost.aco]\nfile = \"cost.toml\"\n[benchmark.mssp]\n{}\n"
      "[[contract]]\nid = \"deal\"\npopulation = \"aco\"\nbenchmark = \"mssp\"\n"
      "[[contract.term]]\nkind = \"gross_savings\"\n",
      lives, benchmark);
}

Figure noise_of_savings_rate(std::string const& benchmark) {
  test::ScratchFolder const folder;
  std::ofstream(folder.path() / "cost.toml") << cost_file_text(law);
  TrialTable const table =
      simulate(compile_study(load_study_text(study_text(benchmark), "base_years.toml", folder.path())).plan);
  auto const b = test::deal(table, "benchmark"), e = test::deal(table, "expenditure");
  std::vector<double> rate;
  for (std::size_t i = 0; i < b.size(); ++i) rate.push_back((b[i] - e[i]) / b[i]);
  return Sample("savings_rate", Unit::fraction, rate).standard_deviation();
}

TEST(BaseYears, DrawnBaseYearsAddTheirOwnNoise) {
  double const cv = moments(law.cells.front()).cv();
  double const squares = 0.1 * 0.1 + 0.3 * 0.3 + 0.6 * 0.6;
  Figure const sd = noise_of_savings_rate("base_year_weights = [0.1, 0.3, 0.6]");
  double const root_n = std::sqrt(lives);
  // The ratio of two noisy totals has relative terms of order CV^2 / N beyond the closed form.
  double const second_order = 3.0 * cv * cv / lives;
  double const exact = cv * std::sqrt(1.0 + squares);
  EXPECT_NEAR(sd.value * root_n, exact, test::tail_1e6 * sd.std_error * root_n + second_order * exact);
  // Negative control: without the base years' own noise the figure is far off.
  EXPECT_GT(std::abs(sd.value * root_n - cv), test::tail_1e6 * sd.std_error * root_n + second_order * exact);
}

TEST(BaseYears, AGivenBenchmarkLeavesTheYearsOwnNoise) {
  CostMoments const year = moments(law.cells.front());
  Figure const sd = noise_of_savings_rate(fmt::format("pbpy = {}", year.mean));
  double const root_n = std::sqrt(lives);
  EXPECT_NEAR(sd.value * root_n, year.cv(), test::tail_1e6 * sd.std_error * root_n);
}

}  // namespace
}  // namespace plimsoll
