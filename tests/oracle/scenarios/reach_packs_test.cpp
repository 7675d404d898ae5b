// ACO REACH through the shipped packs, against contracts.md 2.5 and the users' table A, row 3: a study whose
// cost does not vary settles exactly.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {
namespace {

/// 10,000 aligned members, 1,150 PBPM before discount and withhold.
struct ReachYear {
  std::string pack;
  double cost = 114'000'000.0;
  double score = 0.85;
  std::string terms{};
  double benchmark_pbpy = 13'800.0;
  int year = 2026;

  double settlement() const {
    std::string const text = fmt::format(
        "schema = \"study/1\"\n[run]\ntrials = 1\nseed = 20260715\nengine = \"panel\"\nperformance_years = "
        "[{}]\n"
        "[reserve]\npolicy = \"mean\"\n[population.aco]\nmembers = 10_000\n"
        "[cost.aco]\npbpy = {}\nprocess_cv = 0\n[benchmark.reach]\npbpy = {}\n"
        "[[contract]]\nid = \"deal\"\npopulation = \"aco\"\nbenchmark = \"reach\"\ntemplate = \"{}\"\n"
        "[contract.earn_back]\nscore = {}\n{}",
        year, cost / 10'000.0, benchmark_pbpy, pack, score, terms);
    TrialTable const trials = simulate(compile_study(load_study_text(text, "reach.toml", {})).plan);
    return (*trials.column(contract_column("deal", "settlement"), year))[0];
  }
};

std::string const corridor_of_2025 =
    "[contract.corridor]\nsavings = [[0, 1.0], [0.25, 0.5], [0.35, 0.25], [0.50, 0.10]]\n";

TEST(ReachPacks, WorkedExampleGlobal2026) {
  EXPECT_EQ((ReachYear{"reach/global@2026"}.settlement()), 15'380'290.28);
}
TEST(ReachPacks, WorkedExampleLessEnhancedPrimaryCareCapitation) {
  std::string const advance =
      "[[contract.term]]\nname = \"enhanced_pcc\"\nkind = \"recoupment\"\nafter = \"sequestration\"\ndollars "
      "= "
      "3_000_000\n";
  EXPECT_EQ((ReachYear{"reach/global@2026", 114e6, 0.85, advance}.settlement()), 12'380'290.28);
}
TEST(ReachPacks, WorkedExampleWithTheCorridorOf2025) {
  EXPECT_EQ((ReachYear{"reach/global@2026", 114e6, 0.85, corridor_of_2025}.settlement()), 17'807'800.50);
}
TEST(ReachPacks, WorkedExampleProfessional) {
  EXPECT_EQ((ReachYear{"reach/professional@2026"}.settlement()), 6'829'877.25);
}
TEST(ReachPacks, WorkedExampleLosses) {
  EXPECT_EQ((ReachYear{"reach/global@2026", 140e6}.settlement()), -7'828'775.00);
  EXPECT_EQ((ReachYear{"reach/professional@2026", 140e6}.settlement()), -1'517'500.00);
}

// Table A, row 3: 3.5 % discount, corridors 5/10/15, withhold fully earned. Where g - 0.035 = 0.0075 + 0.35
// g.
TEST(ReachPacks, GlobalOvertakesProfessionalAtTheCrossover) {
  auto const settled = [](char const* pack, double gross_rate) {
    return ReachYear{pack, 138e6 * (1.0 - gross_rate), 1.0, "", 13'800.0, 2025}.settlement();
  };
  double const crossover = 0.0425 / 0.65;
  EXPECT_NEAR(settled("reach/global@2025", crossover), settled("reach/professional@2023", crossover), 0.011);
  EXPECT_LT(settled("reach/global@2025", crossover - 1e-6),
            settled("reach/professional@2023", crossover - 1e-6));
  EXPECT_GT(settled("reach/global@2025", crossover + 1e-6),
            settled("reach/professional@2023", crossover + 1e-6));
}

// Table A, row 4: +$30 a month in the benchmark for 1,000 people is +$360,000; Global keeps all
// of its first band.
TEST(ReachPacks, EquityAdjustmentAddsToTheBenchmark) {
  std::string const plain = "[contract.benchmark_discount]\nrate = 0\n[contract.withhold]\nrate = 0\n";
  std::string const equity =
      "[[contract.term]]\nname = \"equity\"\nkind = \"benchmark_addition\"\nbefore = "
      "\"benchmark_discount\"\npmpm = 30\nmember_months = 12_000\n[contract.sequestration]\nrate = 0\n";
  EXPECT_EQ((ReachYear{"reach/global@2026", 138e6, 1.0, plain}.settlement()), 0.0);
  EXPECT_EQ((ReachYear{"reach/global@2026", 138e6, 1.0, plain + equity}.settlement()), 360'000.00);
}

TEST(ReachPacks, LeadSharesTheFirstBandOfLossesLess) {
  EXPECT_EQ((ReachYear{"lead/professional@2027", 138e6 * 0.95, 1.0, "", 13'800.0, 2027}.settlement()),
            138e6 * 0.05 * 0.60 * 0.98);
  EXPECT_EQ((ReachYear{"lead/professional@2027", 138e6 * 1.05, 1.0, "", 13'800.0, 2027}.settlement()),
            -138e6 * 0.05 * 0.50);
}

}  // namespace
}  // namespace plimsoll
