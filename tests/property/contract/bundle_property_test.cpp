#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "oracle/contract/mssp.hpp"

namespace plimsoll::test {
namespace {

class Draws {
 public:
  double between(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(generator_);
  }
  EpisodeTarget target() {
    EpisodeTarget target;
    target.price = between(5'000.0, 60'000.0);
    target.trend = between(-0.1, 0.2);
    target.discount = between(0.0, 0.05);
    target.risk = between(0.8, 1.3);
    target.normalisation = between(0.8, 1.2);
    target.normalisation_cap = 0.05;
    target.retrospective_trend = between(-0.1, 0.1);
    target.retrospective_trend_cap = 0.03;
    return target;
  }

 private:
  std::mt19937_64 generator_{20260313};
};

constexpr int bundle_repeats = 500;

std::vector<NamedTerm> bundle(EpisodeTarget const& target, double score, double limit) {
  return {{"target", target, {}},
          {"gross_savings", GrossSavings{}, {}},
          {"quality", CompositeQuality{score, 0.10, 0.15}, {}},
          {"stop_gain", SavingsCap{limit}, {}},
          {"stop_loss", LossCap{limit, {}, {}, {}}, {}}};
}

TEST(BundleProperty, MoreSpendNeverPaysMoreAndBetterQualityNeverLess) {
  Draws draws;
  for (int repeat = 0; repeat < bundle_repeats; ++repeat) {
    EpisodeTarget const target = draws.target();
    double const low = draws.between(0.0, 1.0), high = draws.between(low, 1.0);
    double const spend = draws.between(0.0, 80'000.0), more = spend + draws.between(0.0, 20'000.0);
    auto const paid = [&](double score, double each) {
      double const settled = settle(bundle(target, score, 0.20), {0.0, 150.0 * each, 150.0});
      EXPECT_TRUE(std::isfinite(settled));
      return settled;
    };
    ASSERT_GE(paid(low, spend), paid(low, more));
    ASSERT_LE(paid(low, spend), paid(high, spend));
  }
}

TEST(BundleProperty, LimitsAreMonotoneAndBind) {
  Draws draws;
  for (int repeat = 0; repeat < bundle_repeats; ++repeat) {
    EpisodeTarget const target = draws.target();
    double const low = draws.between(0.0, 0.3), high = draws.between(low, 0.5);
    Year const year{0.0, 150.0 * draws.between(0.0, 80'000.0), 150.0};
    double const narrow = settle(bundle(target, 0.7, low), year),
                 wide = settle(bundle(target, 0.7, high), year);
    ASSERT_LE(std::abs(narrow), std::abs(wide));
    double const targets = value_in(write_ledger(bundle(target, 0.7, low), named_position()).benchmark, year);
    ASSERT_LE(std::abs(narrow), low * targets + 0.005);
  }
}

/// A price cell cut in two settles as before: targets add up episode by episode.
TEST(BundleProperty, SplittingTheEpisodesOfACellChangesNothing) {
  Draws draws;
  for (int repeat = 0; repeat < bundle_repeats; ++repeat) {
    EpisodeTarget whole = draws.target(), first = whole, second = whole;
    whole.episodes = 150.0;
    first.episodes = std::floor(draws.between(0.0, 150.0));
    second.episodes = 150.0 - first.episodes->fixed();
    Position const at = named_position();
    double const cut = value_in(apply(first, at) + apply(second, at), {});
    ASSERT_NEAR(cut, value_in(apply(whole, at), {}), 1e-7);
  }
}

TEST(FeeProperty, CollectedNeverPassesAllowedAndDollarsScale) {
  Draws draws;
  for (int repeat = 0; repeat < bundle_repeats; ++repeat) {
    CareManagementFee fee;
    fee.stream.members = draws.between(0.0, 1e5);
    fee.stream.eligible = draws.between(0.0, 1.0);
    fee.stream.enrolled = draws.between(0.0, 1.0);
    fee.stream.billed = draws.between(0.0, 1.0);
    fee.stream.denial = draws.between(0.0, 1.0);
    fee.stream.fee = draws.between(0.0, 200.0);
    fee.payer_share = draws.between(0.0, 1.0);
    fee.sequestration = draws.between(0.0, 0.1);
    fee.coinsurance_collected = draws.between(0.0, 1.0);
    Position const at = named_position();
    double const collected = value_in(apply(fee, at), {}), all = value_in(allowed(fee.stream, at), {});
    ASSERT_GE(collected, 0.0);
    ASSERT_LE(collected, all * (1.0 + 1e-12));
    fee.stream.fee = 2.0 * fee.stream.fee.fixed();
    ASSERT_EQ(value_in(apply(fee, at), {}), 2.0 * collected);
  }
}

}  // namespace
}  // namespace plimsoll::test
