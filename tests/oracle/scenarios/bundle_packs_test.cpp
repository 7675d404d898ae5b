// Worked examples of contracts.md 3.4 (bundles), 5 (primary care) and 8 (care-management fees), through the
// shipped rule packs and the whole pipeline; users' table A, rows 8, 13 and 42.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/deal_study.hpp"

namespace plimsoll {
namespace {

using test::deal_on;
using test::DealStudy;

std::string const uncapped = "[contract.high_cost_cap]\nlimits = {}\n";

// 3.4, TEAM: 150 lower-extremity joint replacements, cell price 27,000, quality 72.
double team(std::string const& pack, int year, double spend, std::string const& more = "") {
  std::string const target =
      "[contract.target]\nprice = 27_000\nrisk = 1.03\nnormalisation = 0.985\nretrospective_trend = 0.012\n";
  return DealStudy{
      year, 150, spend, 0.0, deal_on(pack, uncapped + target + "[contract.quality]\nscore = 0.72\n" + more),
      1}
      .settlement();
}

TEST(BundlePacks, TeamTrack3) {
  EXPECT_EQ(team("bundles/team-track-3@2026", 2026, 25'100.0), 301'387.55);
  EXPECT_EQ(team("bundles/team-track-3@2026", 2026, 29'000.0), -255'135.50);
}

TEST(BundlePacks, TeamTrack2) {
  EXPECT_EQ(team("bundles/team-track-2@2027", 2027, 29'000.0), -203'753.48);
  EXPECT_EQ(
      team("bundles/team-track-2@2027", 2027, 29'000.0, "[contract.stop_loss]\nshare_of_benchmark = 0.20\n"),
      -245'238.01);
}

TEST(BundlePacks, TeamTrack1OwesNothing) {
  EXPECT_EQ(team("bundles/team-track-1@2026", 2026, 25'100.0), 301'387.55);
  EXPECT_EQ(team("bundles/team-track-1@2026", 2026, 29'000.0), 0.0);
  EXPECT_EQ(team("bundles/team-track-1@2026", 2026, 0.0), 407'506.95);  // 10 % of the targets
}

TEST(BundlePacks, CjrGoodQuality) {
  std::string const good = "[contract.target]\nprice = 24_000\ndiscount = 0.015\n";
  EXPECT_EQ(
      (DealStudy{2023, 120, 22'500.0, 0.0, deal_on("bundles/cjr@2023", uncapped + good), 1}.settlement()),
      136'800.0);
}

TEST(BundlePacks, BpciAdvanced) {
  std::string const tables = "[contract.target]\nprice = 20_000\n[contract.quality]\nscore = 0.60\n";
  EXPECT_EQ((DealStudy{2024, 100, 18'000.0, 0.0, deal_on("bundles/bpci-advanced@2024", uncapped + tables), 1}
                 .settlement()),
            134'400.0);
}

// 5, PCF check: a base total of $1,000,000 pays +50 % at best and -10 % at worst.
TEST(FeePacks, PrimaryCareFirstAdjustment) {
  auto const paid = [](double rate) {
    std::string const tables = fmt::format(
        "[contract.leakage]\nshare = 0.20\n[contract.visits]\nvisits = 1\nfee = 40\n"
        "[contract.adjustment]\nrate = {}\n",
        rate);
    return DealStudy{2023, 1'000, 0.0, 0.0, deal_on("pcf/group-3@2021", tables), 1}.settlement();
  };
  EXPECT_EQ(paid(0.0), 1'000'000.0);  // 80 % of 1,200,000, and 40,000 for visits
  EXPECT_EQ(paid(0.5), 1'500'000.0);
  EXPECT_EQ(paid(-0.1), 900'000.0);
  EXPECT_EQ(paid(-0.5), 900'000.0);
}

TEST(FeePacks, PrimaryCareFirstGroupsDifferInThePayment) {
  std::vector<std::pair<std::string, double>> const payments{{"pcf/group-1@2021", 28.0},
                                                             {"pcf/group-2@2021", 45.0},
                                                             {"pcf/group-3@2021", 100.0},
                                                             {"pcf/group-4@2021", 175.0}};
  for (auto const& [pack, pmpm] : payments) {
    std::string const tables =
        "[contract.leakage]\nshare = 0\n[contract.visits]\nvisits = 5\n[contract.adjustment]\nrate = 0\n";
    EXPECT_EQ((DealStudy{2023, 125, 0.0, 0.0, deal_on(pack, tables), 1}.settlement()),
              125.0 * (12.0 * pmpm + 5.0 * 40.82));
  }
}

std::string const enrolled =
    "[contract.fee]\nstream.members = 2_000\nstream.enrolled = 0.35\nstream.billed = 0.85\n"
    "coinsurance_collected = 0.90\n";
std::string const nurses =
    "[[contract.term]]\nname = \"nurses\"\nkind = \"program_cost\"\npmpm = 38\nmembers = 2_000\n"
    "enrolled = \"fee.stream.enrolled\"\n";

// 8: panel 2,000, 35 % enrolled, 85 % of months billed at $66, collected and net of nurses.
TEST(FeePacks, ChronicCare) {
  DealStudy study{2026, 2'000, 11'000.0, 0.0, deal_on("care-management/ccm@2026", enrolled), 1};
  EXPECT_EQ(study.settlement(), 454'275.36);
  study.contracts += nurses;
  EXPECT_EQ(study.settlement(), 135'075.36);
}

/// Half of savings on the same members, benchmark 12,000 for each.
std::string shared_savings(std::string const& terms) {
  std::string text =
      "[[contract]]\nid = \"shared\"\npopulation = \"people\"\nbenchmark = \"shared\"\n" + terms;
  for (char const* kind : {"gross_savings", "savings_share"})
    text += fmt::format("[[contract.term]]\nkind = \"{0}\"\nname = \"{0}\"\n", kind);
  return text + "rate = 0.5\n[benchmark.shared]\npbpy = 12_000\n";
}

TEST(FeePacks, ChronicCareCountsInSharedSavings) {
  std::string const counted =
      "[[contract.term]]\nkind = \"counted_fees\"\nname = \"fees\"\nstream = \"contract.deal.fee.stream\"\n";
  std::string const fees = deal_on("care-management/ccm@2026", enrolled + nurses);
  auto const both = [&](std::string const& terms, double cost_pbpy) {
    DealStudy const study{2026, 2'000, cost_pbpy, 0.0, fees + shared_savings(terms), 1};
    return study.settlement() + study.settlement("shared");
  };
  double const without = both("", 11'000.0) - 135'075.36;
  EXPECT_NEAR(both(counted, 11'000.0) - without, -53'420.64, 1e-6);
  double const break_even = 106'841.28 / 2'000.0;
  EXPECT_NEAR(both(counted, 11'000.0 - break_even) - without, 0.0, 0.005);
}

// Users' row 13: 300, 600 and 100 patients at $15, $50 and $110 a month, all of it collected.
TEST(FeePacks, ThreeLevelsOfAdvancedPrimaryCare) {
  std::string tables;
  for (auto const& [level, patients, amount] :
       {std::tuple{1, 300, 15}, std::tuple{2, 600, 50}, std::tuple{3, 100, 110}})
    tables += fmt::format(
        "[contract.level_{}]\nstream.members = {}\nstream.enrolled = 1\nstream.fee = {}\nsequestration = 0\n"
        "coinsurance_collected = 1\n",
        level, patients, amount);
  EXPECT_EQ((DealStudy{2025, 1'000, 0.0, 0.0, deal_on("care-management/apcm@2025", tables), 1}.settlement()),
            546'000.0);
}

// Users' row 42: what the bundle gives the ACO's contract takes, so that the sum of both is as without.
TEST(Overlap, MovesDollarsAndAddsNone) {
  auto const study = [](std::string const& out, std::string const& in) {
    std::string const target = "[contract.target]\nprice = 27_000\n[contract.quality]\nscore = 0.72\n";
    return DealStudy{2026,
                     150,
                     25'100.0,
                     0.5,
                     deal_on("bundles/team-track-3@2026", uncapped + target + out) +
                         "[[contract]]\nid = \"aco\"\npopulation = \"people\"\nbenchmark = \"aco\"\n"
                         "[[contract.term]]\nkind = \"gross_savings\"\nname = \"gross_savings\"\n" +
                         in + "[benchmark.aco]\npbpy = 25_500\n",
                     500}
        .simulate();
  };
  TrialTable const apart = study("", "");
  TrialTable const moved =
      study("[[contract.term]]\nkind = \"overlap_out\"\nname = \"shared\"\nshare = 0.4\n",
            "[[contract.term]]\nkind = \"overlap_in\"\nname = \"shared\"\nof = \"deal.shared\"\n");
  auto const at = [](TrialTable const& trials, char const* contract, std::size_t trial) {
    return (*trials.column(contract_column(contract, "settlement"), 2026))[trial];
  };
  double most_moved = 0.0;
  for (std::size_t trial = 0; trial < 500; ++trial) {
    double const given = at(apart, "deal", trial) - at(moved, "deal", trial);
    double const taken = at(moved, "aco", trial) - at(apart, "aco", trial);
    ASSERT_NEAR(given, taken, 0.0101) << trial;  // each settlement is rounded to its own cent
    most_moved = std::max(most_moved, std::abs(given));
  }
  EXPECT_GT(most_moved, 10'000.0);
}

}  // namespace
}  // namespace plimsoll
