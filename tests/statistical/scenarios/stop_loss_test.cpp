// Specific stop-loss through the whole pipeline against its closed form: members with at most one claim a
// year, of lognormal size, so that the expected recovery is chance · coinsurance · (E[(X - A)+] - E[(X -
// M)+]).
#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/core/normal.hpp"
#include "support/panel_study.hpp"
#include "support/run_folder.hpp"

namespace plimsoll {
namespace {

constexpr double mu = 10.5, sigma = 1.2, any_claim = 0.8, coinsurance = 0.9;
constexpr double attachment = 100'000.0, maximum = 400'000.0;
constexpr int members = 200;

/// E[(X - limit)+] of the lognormal: S. A. Klugman, H. H. Panjer, G. E. Willmot, Loss Models, appendix A.
double mean_above(double limit) {
  double const d = (mu - std::log(limit)) / sigma;
  return std::exp(mu + sigma * sigma / 2.0) * normal_cdf(d + sigma) - limit * normal_cdf(d);
}

/// Recoveries by trial of members enrolled half the year.
Sample recoveries(std::string const& term) {
  test::ScratchFolder const folder;
  test::write_bytes(folder.path() / "cost.toml",
                    fmt::format("schema = \"cost/1\"\nyear = 2026\ncategories = [\"care\"]\n[[cells]]\n"
                                "[[cells.laws]]\ncategory = \"care\"\n"
                                "count = {{ law = \"bernoulli\", mean = {} }}\n"
                                "severity = {{ law = \"lognormal\", mu = {}, sigma = {} }}\n",
                                any_claim, mu, sigma));
  std::string const text = fmt::format(
      "schema = \"study/1\"\n[run]\ntrials = 4000\nseed = 20260720\nperformance_years = [2026]\n"
      "[reserve]\npolicy = \"mean\"\n[population.p]\nmembers = {}\nmonths = 6\n[cost.p]\nfile = "
      "\"cost.toml\"\n[[contract]]\nid = \"deal\"\npopulation = \"p\"\n[[contract.term]]\n{}",
      members, term);
  TrialTable const trials =
      simulate(compile_study(load_study_text(text, "stop_loss.toml", folder.path())).plan);
  auto const spend = *trials.column(spend_column("p", "total"), 2026);
  auto const cost = *trials.column(contract_column("deal", "expenditure"), 2026);
  std::vector<double> recovered;
  for (std::size_t trial = 0; trial < spend.size(); ++trial) recovered.push_back(spend[trial] - cost[trial]);
  return Sample("recoveries", Unit::dollars, recovered);
}

TEST(SpecificStopLoss, MeanRecoveryIsTheClosedForm) {
  Figure const mean = recoveries(fmt::format("kind = \"specific_stop_loss\"\nattachment = {}\nmaximum = {}\n"
                                             "coinsurance = {}\n",
                                             attachment, maximum, coinsurance))
                          .mean();
  double const expected =
      members * 0.5 * any_claim * coinsurance * (mean_above(attachment) - mean_above(maximum));
  EXPECT_NEAR(mean.value, expected, test::tail_1e6 * mean.std_error);
}

TEST(SpecificStopLoss, NegativeControlAnAnnualisedLimitRecoversMore) {
  // A claimant cap halves the limit for half a year: its mean is another closed form, told apart by far.
  Figure const mean =
      recoveries(fmt::format("kind = \"claimant_cap\"\nlimits = {{ \"*\" = {} }}\n", attachment)).mean();
  double const per_claim = members * 0.5 * any_claim;
  EXPECT_NEAR(mean.value, per_claim * mean_above(attachment / 2.0), test::tail_1e6 * mean.std_error);
  EXPECT_GT(mean.value, per_claim * mean_above(attachment) + 10.0 * mean.std_error);
}

}  // namespace
}  // namespace plimsoll
