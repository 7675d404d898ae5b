// Published results on random variation, through PanelLaw and the shipped rule packs: acceptance tests T1-T4,
// T10, T11 of the project's notes, which take them from CMS's MSR table (CMS-1345-P), DeLia, Hoover and
// Cantor (2012), and the closed forms of a normal savings rate. Noise of a savings rate: 2.15 / sqrt(N).
#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/core/normal.hpp"
#include "support/panel_study.hpp"

namespace plimsoll {
namespace {

using test::PanelStudy;
using test::tail_1e6;

constexpr long published_trials = 200'000;
constexpr double noise = 2.15;

/// Savings rate normal with this mean and sd 2.15 / sqrt(members).
PanelStudy study(std::string pack, int members, double mean_savings, std::string terms) {
  double const cost = 10'000.0 * (1.0 - mean_savings);
  return {std::move(pack), members, 10'000.0, cost, noise / (1.0 - mean_savings), std::move(terms), published_trials};
}

std::string const full_quality = "[contract.quality]\nscore = 0.8\n";

Figure chance(TrialTable const& table, bool owed) {
  Sample const settlement("settlement", Unit::dollars, test::deal(table, "settlement"));
  return owed ? settlement.probability_below(0.0) : settlement.probability_above(0.0);
}

double standard_error(double p) {
  return std::sqrt(p * (1.0 - p) / static_cast<double>(published_trials));
}

struct Gate {
  int members;
  double msr, published, slack;
};
class OneSided : public testing::TestWithParam<Gate> {};
// T1 and T2: chance of a reward for luck alone under the MSR by size.
TEST_P(OneSided, FalseRewardIsAsRareAsDesigned) {
  Gate const& gate = GetParam();
  double const paid =
      chance(study("mssp/basic-a@2024", gate.members, 0.0, full_quality).simulate(), false).value;
  EXPECT_NEAR(paid, gate.published, gate.slack);
  double const sigma = noise / std::sqrt(gate.members);
  double const exact = normal_cdf(-gate.msr / sigma);
  EXPECT_NEAR(paid, exact, tail_1e6 * standard_error(exact));
  double const biased = normal_cdf(-gate.msr / (1.05 * sigma));  // negative control: 5 % more noise
  EXPECT_GT(std::abs(paid - biased), tail_1e6 * standard_error(biased));
}
INSTANTIATE_TEST_SUITE_P(T1T2, OneSided,
                         testing::Values(Gate{5'000, 0.039, 0.10, 0.01}, Gate{20'000, 0.025, 0.050, 0.005},
                                         Gate{50'000, 0.022, 0.011, 0.003}));

class TwoSided : public testing::TestWithParam<Gate> {};
// T3 and T4: DeLia's two-sided 2 % band.
TEST_P(TwoSided, FalseRewardAndPenaltyAreAsPublished) {
  Gate const& gate = GetParam();
  TrialTable const table =
      study("mssp/enhanced@2024", gate.members, 0.0, full_quality + "[contract.minimum]\nrate = 0.02\n")
          .simulate();
  double const exact = normal_cdf(-0.02 / (noise / std::sqrt(gate.members)));
  for (bool owed : {false, true}) {
    double const seen = chance(table, owed).value;
    EXPECT_NEAR(seen, gate.published, gate.slack);
    EXPECT_NEAR(seen, exact, tail_1e6 * standard_error(exact));
  }
}
INSTANTIATE_TEST_SUITE_P(T3T4, TwoSided,
                         testing::Values(Gate{5'000, 0.02, 0.255, 0.015}, Gate{50'000, 0.02, 0.02, 0.005}));

// T10: closed forms for ENHANCED, 12,000 lives, mean savings 1 %, MLR 0.5 %, loss share 40 %, B = 170.3214M.
class ClosedForm : public testing::Test {
 protected:
  static constexpr double benchmark = 170.3214e6, mu = 0.01, gate = 0.005, share = 0.40;
  static TrialTable const& table() {
    static TrialTable const drawn = [] {
      PanelStudy panel =
          study("mssp/enhanced@2024", 12'000, mu, full_quality + "[contract.minimum]\nrate = 0.005\n");
      panel.benchmark_pbpy = benchmark / 12'000.0;
      panel.cost_pbpy = panel.benchmark_pbpy * (1.0 - mu);
      return panel.simulate();
    }();
    return drawn;
  }
  static Sample owed() { return Sample("owed", Unit::dollars, test::deal(table(), "owed")); }
  static double sigma() { return noise / std::sqrt(12'000.0); }
};

TEST_F(ClosedForm, ChanceOfOwing) {
  double const exact = normal_cdf((-gate - mu) / sigma());
  EXPECT_NEAR(exact, 0.2224, 5e-5);
  EXPECT_NEAR(owed().probability_above(0.0).value, exact, tail_1e6 * standard_error(exact));
}

TEST_F(ClosedForm, ExpectedAmountOwed) {
  double const z = (-gate - mu) / sigma();
  double const density = std::exp(-0.5 * z * z) / std::sqrt(2.0 * M_PI);
  double const exact = benchmark * share * (sigma() * density - mu * normal_cdf(z));
  EXPECT_NEAR(exact, 0.247e6, 500.0);
  Figure const mean = owed().mean();
  EXPECT_NEAR(mean.value, exact, tail_1e6 * mean.std_error);
  EXPECT_GT(std::abs(mean.value - 1.03 * exact),
            tail_1e6 * mean.std_error);  // negative control: 3 % too much
}

struct Tail {
  double level, published_var, published_tvar;  // $M
};
class ClosedFormTail : public ClosedForm, public testing::WithParamInterface<Tail> {};
TEST_P(ClosedFormTail, PercentileAndTailMean) {
  Tail const& tail = GetParam();
  Figure const var = owed().percentile(tail.level), tvar = owed().tail_value_at_risk(tail.level);
  EXPECT_NEAR(var.value / 1e6, tail.published_var, 5e-4 + tail_1e6 * var.std_error / 1e6);
  EXPECT_NEAR(tvar.value / 1e6, tail.published_tvar, 5e-4 + tail_1e6 * tvar.std_error / 1e6);
}
INSTANTIATE_TEST_SUITE_P(T10, ClosedFormTail,
                         testing::Values(Tail{0.90, 1.032, 1.665}, Tail{0.95, 1.518, 2.077},
                                         Tail{0.99, 2.429, 2.882}));

TEST_F(ClosedForm, SeventyFifthPercentileLiesInsideTheBand) {
  EXPECT_EQ(owed().percentile(0.75).value, 0.0);
}

// T11: asymmetry is worth money without skill: ENHANCED, 20,000 lives, 0.5 % gate, mean of settlement over
// benchmark.
TEST(PublishedResults, T11AsymmetryWithoutSkill) {
  PanelStudy const panel =
      study("mssp/enhanced@2024", 20'000, 0.0, full_quality + "[contract.minimum]\nrate = 0.005\n");
  auto const over_benchmark = [&](PanelStudy const& each) {
    TrialTable const table = each.simulate();
    std::vector<double> ratio;
    for (double settled : test::deal(table, "settlement")) ratio.push_back(settled / (20'000 * 10'000.0));
    return Sample("ratio", Unit::fraction, ratio).mean();
  };
  PanelStudy gross = panel;
  gross.terms += "[contract.sequestration]\nrate = 0.0\n";
  Figure const before = over_benchmark(gross), after = over_benchmark(panel);
  EXPECT_NEAR(before.value, 0.00201, 5e-6 + tail_1e6 * before.std_error);
  EXPECT_NEAR(after.value, 0.00192, 5e-6 + tail_1e6 * after.std_error);
  EXPECT_LT(after.value, before.value);
}

}  // namespace
}  // namespace plimsoll
