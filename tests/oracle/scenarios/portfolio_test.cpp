// users.md table A, row 16: nine contracts on shared drivers. TVaR of a sum never exceeds the sum of TVaRs,
// trial by trial and at any level; percentiles keep no such promise, so they are not asserted.
#include <gtest/gtest.h>

#include "plimsoll/models/measure/sample.hpp"
#include "support/panel_study.hpp"

namespace plimsoll {
namespace {

LoadedStudy shipped(std::vector<std::string> set = {}) {
  return load_study(
      std::filesystem::path(PLIMSOLL_SOURCE_DIR) / "scenarios" / "studies" / "portfolio-nine-medicaid.toml",
      {"", std::move(set), {}});
}

struct Losses {
  std::vector<std::vector<double>> alone;  ///< by contract
  std::vector<double> together;
};
Losses losses_of(LoadedStudy loaded) {
  std::vector<std::string> ids;
  for (ContractTable const& contract : loaded.study.contract) ids.push_back(contract.id);
  TrialTable const trials = simulate(compile_study(std::move(loaded)).plan);
  Losses losses{{}, std::vector<double>(trials.trials, 0.0)};
  for (std::string const& id : ids) {
    std::vector<double>& own = losses.alone.emplace_back();
    auto const settlements = *trials.column(contract_column(id, "settlement"), 2026);
    for (double settlement : settlements) own.push_back(-settlement);
    for (std::size_t trial = 0; trial < own.size(); ++trial) losses.together[trial] += own[trial];
  }
  return losses;
}

double tail(std::vector<double> const& losses, double level) {
  return Sample("losses", Unit::dollars, losses).tail_value_at_risk(level).value;
}
double variance(std::vector<double> const& losses) {
  double const sd = Sample("losses", Unit::dollars, losses).standard_deviation().value;
  return sd * sd;
}
double sum_of_variances(Losses const& losses) {
  double sum = 0.0;
  for (std::vector<double> const& own : losses.alone) sum += variance(own);
  return sum;
}

TEST(UsersRow16, TheTailOfThePortfolioIsNoHeavierThanItsParts) {
  Losses const losses = losses_of(shipped());
  ASSERT_EQ(losses.alone.size(), 9u);
  for (double level : {0.50, 0.90, 0.95, 0.99}) {
    double parts = 0.0;
    for (std::vector<double> const& own : losses.alone) parts += tail(own, level);
    EXPECT_LE(tail(losses.together, level), parts + 0.01) << level;
    EXPECT_LT(tail(losses.together, level), 0.99 * parts) << "luck of nine panels evens out";
  }
}

TEST(UsersRow16, SharedDriversMoveTheContractsTogether) {
  Losses const shared = losses_of(shipped());
  EXPECT_GT(variance(shared.together), 1.5 * sum_of_variances(shared));
  // Negative control: with the drivers fixed, nine independent panels remain. The ratio of two estimates of
  // one variance has a standard error of at most sqrt(2 · kurtosis / n) with n = 10,000, below 4 % here.
  Losses const fixed = losses_of(shipped({"cost.tanf_north.trend=0.04", "cost.tanf_north.utilization=1.0"}));
  EXPECT_NEAR(variance(fixed.together) / sum_of_variances(fixed), 1.0, 0.20);
}

}  // namespace
}  // namespace plimsoll
