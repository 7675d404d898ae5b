#include <gtest/gtest.h>

#include "oracle/contract/mssp.hpp"

// Worked examples of contracts.md 3.4 by its formulas E1 to E6 (3.1), to the cent. Months stand for episodes:
// twelve each.
namespace plimsoll::test {
namespace {

/// Lower-extremity joint replacement, one price cell, 150 episodes.
EpisodeTarget joint_replacement() {
  EpisodeTarget target;
  target.price = 27'000.0;
  target.discount = 0.02;
  target.risk = 1.03;
  target.normalisation = 0.985;
  target.retrospective_trend = 0.012;
  return target;
}

struct Track {
  double savings_weight = 0.10, loss_weight = 0.10, stop_gain = 0.20, stop_loss = 0.20;
};
std::vector<NamedTerm> team(EpisodeTarget target, double score, Track const& track) {
  return {{"target", std::move(target), {}},
          {"gross_savings", GrossSavings{}, {}},
          {"quality", CompositeQuality{score, track.savings_weight, track.loss_weight}, {}},
          {"stop_gain", SavingsCap{track.stop_gain}, {}},
          {"stop_loss", LossCap{track.stop_loss, {}, {}, {}}, {}}};
}

/// The settlement when the episodes, at this mean spend, have no benchmark but their target prices.
double settled(std::vector<NamedTerm> const& terms, double episodes, double spend) {
  return settle(terms, {0.0, episodes * spend, episodes});
}
double line(std::vector<NamedTerm> const& terms, std::string_view name, double episodes, double spend) {
  for (LedgerLine const& candidate : write_ledger(terms, named_position()).lines)
    if (candidate.name == name) return value_in(candidate.line, {0.0, episodes * spend, episodes});
  return std::numeric_limits<double>::quiet_NaN();
}

TEST(TeamTrack3, TargetPriceIsRoundedToTheCentPerEpisode) {
  EXPECT_DOUBLE_EQ(line(team(joint_replacement(), 0.72, {}), "target", 1.0, 0.0), 27'167.13);
  EXPECT_DOUBLE_EQ(line(team(joint_replacement(), 0.72, {}), "target", 150.0, 25'100.0), 4'075'069.50);
}

TEST(TeamTrack3, Gain) {
  auto const terms = team(joint_replacement(), 0.72, {});
  EXPECT_NEAR(line(terms, "gross_savings", 150.0, 25'100.0), 310'069.50, 1e-8);
  EXPECT_EQ(settled(terms, 150.0, 25'100.0), 301'387.55);
}

TEST(TeamTrack3, Loss) {
  auto const terms = team(joint_replacement(), 0.72, {});
  EXPECT_NEAR(line(terms, "gross_savings", 150.0, 29'000.0), -274'930.50, 1e-8);
  EXPECT_EQ(settled(terms, 150.0, 29'000.0), -255'135.50);
}

TEST(TeamTrack3, LimitsAreAFifthOfTheTargets) {
  auto const terms = team(joint_replacement(), 1.0, {});
  EXPECT_EQ(settled(terms, 150.0, 1'000.0), 815'013.90);
  EXPECT_EQ(settled(team(joint_replacement(), 0.0, {}), 150.0, 100'000.0), -815'013.90);
}

TEST(TeamTrack2, LossIsLoweredFurtherAndMeetsItsLimit) {
  Track const track{0.10, 0.15, 0.05, 0.05};
  auto terms = team(joint_replacement(), 0.72, track);
  EXPECT_EQ(settled(terms, 150.0, 29'000.0), -203'753.48);
  std::erase_if(terms, [](NamedTerm const& term) { return term.name == "stop_loss"; });
  EXPECT_EQ(settled(terms, 150.0, 29'000.0), -245'238.01);
}

TEST(Cjr, GoodQualityHalvesTheDiscount) {
  EpisodeTarget target;
  target.price = 24'000.0;
  target.discount = 0.015;
  std::vector<NamedTerm> const terms{{"target", target, {}},
                                     {"gross_savings", GrossSavings{}, {}},
                                     {"stop_gain", SavingsCap{0.20}, {}},
                                     {"stop_loss", LossCap{0.20, {}, {}, {}}, {}}};
  EXPECT_EQ(line(terms, "target", 120.0, 22'500.0), 2'836'800.0);
  EXPECT_EQ(settled(terms, 120.0, 22'500.0), 136'800.0);
  EXPECT_EQ(settled(terms, 120.0, 0.0), 567'360.0);
}

TEST(BpciAdvanced, QualityTakesFourPercentOfTheGain) {
  EpisodeTarget target;
  target.price = 20'000.0;
  target.discount = 0.03;
  EXPECT_EQ(settled(team(target, 0.60, {}), 100.0, 18'000.0), 134'400.0);
}

// contracts.md 3.2: normalisation within 5 %, retrospective trend within 3 %.
TEST(EpisodeTargets, CapsHoldTheFactors) {
  EpisodeTarget target;
  target.price = 10'000.0;
  target.discount = 0.0;
  target.normalisation_cap = 0.05;
  target.retrospective_trend_cap = 0.03;
  auto const price = [&](double normalisation, double trend) {
    target.normalisation = normalisation;
    target.retrospective_trend = trend;
    return line({{"target", target, {}}}, "target", 1.0, 0.0);
  };
  EXPECT_DOUBLE_EQ(price(0.90, 0.0), 9'500.0);
  EXPECT_DOUBLE_EQ(price(1.10, 0.0), 10'500.0);
  EXPECT_DOUBLE_EQ(price(1.0, -0.08), 9'700.0);
  EXPECT_DOUBLE_EQ(price(1.0, 0.08), 10'300.0);
  EXPECT_DOUBLE_EQ(price(0.96, 0.01), 9'696.0);
}

// contracts.md 3.3 and 0.2: no episodes, no settlement.
TEST(EpisodeTargets, NoEpisodesSettleNothing) {
  EXPECT_EQ(settled(team(joint_replacement(), 0.72, {}), 0.0, 25'100.0), 0.0);
}

// contracts.md 3.1, E6: after the limits, spending above regional mean and three standard deviations.
TEST(PostEpisode, OnlyTheExcessIsCharged) {
  auto terms = team(joint_replacement(), 0.72, {});
  terms.push_back({"later", PostEpisodeSpending{5'400.0, 5'000.0, {}}, {}});
  EXPECT_EQ(settled(terms, 150.0, 25'100.0), 241'387.55);  // 150 times 400 less
  terms.back().term = PostEpisodeSpending{4'900.0, 5'000.0, {}};
  EXPECT_EQ(settled(terms, 150.0, 25'100.0), 301'387.55);
}

}  // namespace
}  // namespace plimsoll::test
