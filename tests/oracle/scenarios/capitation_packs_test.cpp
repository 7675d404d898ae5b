// Worked examples of capitation and commercial contracts through the shipped rule packs and the whole
// pipeline (contracts.md, sections 4 and 7; users.md table A): engine panel without spread settles exactly.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/member_list.hpp"
#include "support/panel_study.hpp"
#include "support/run_folder.hpp"

namespace plimsoll {
namespace {

using test::to_cents;

struct Panel {
  int members = 0;
  double cost_pbpy = 0.0;
  int months = 12;
};

/// A study of one contract called "deal" with no spread; `contract` holds its template and tables.
TrialTable settle(Panel const& panel, std::string const& contract, std::string const& more = "",
                  double process_cv = 0.0, int trials = 1) {
  std::string const text = fmt::format(
      "schema = \"study/1\"\n[run]\ntrials = {}\nseed = 7\nengine = \"panel\"\nperformance_years = [2026]\n"
      "[reserve]\npolicy = \"mean\"\n[population.p]\nmembers = {}\nmonths = {}\n"
      "[cost.p]\npbpy = {}\nprocess_cv = {}\n{}\n[[contract]]\nid = \"deal\"\npopulation = \"p\"\n{}",
      trials, panel.members, panel.months, panel.cost_pbpy, process_cv, more, contract);
  return simulate(compile_study(load_study_text(text, "deal.toml", {})).plan);
}
std::span<double const> deal(TrialTable const& trials, char const* what) {
  return *trials.column(contract_column("deal", what), 2026);
}
double settlement(Panel const& panel, std::string const& contract, std::string const& more = "") {
  return deal(settle(panel, contract, more), "settlement").front();
}

std::string const percent_of_premium = R"(template = "capitation/percent-of-premium@2026"
premium = { share = 0.85, premium_pmpm = 1_100 }
specific_stop_loss.attachment = 200_000
aggregate_stop_loss.expected_share_of_benchmark = 0.90
stop_loss_premium.pmpm = 22
administration.share_of_benchmark = 0.06
)";

// Section 4.4 but for the specific recoveries of 283,500: no member is drawn by engine panel.
TEST(CapitationPacks, Section44PercentOfPremium) {
  EXPECT_EQ(settlement({5'000, 850.0 * 12}, percent_of_premium), 697'500.00 - 283'500.00);
  // Stress: the aggregate cover pays on 58,800,000, not on the net 58,516,500.
  EXPECT_EQ(settlement({5'000, 980.0 * 12}, percent_of_premium), -2'150'700.00 - 0.1 * 283'500.00);
}

TEST(CapitationPacks, Section44HospitalPool) {
  std::string const pool =
      "template = \"capitation/hospital-pool@2026\"\nwithout = [\"services\"]\nbudget.pmpm = 60\n"
      "loss_cap.pmpm = 5.50\n";
  EXPECT_EQ(settlement({8'000, 668.75}, pool), 205'000.00);    // 5,350,000
  EXPECT_EQ(settlement({8'000, 787.50}, pool), -270'000.00);   // 6,300,000
  EXPECT_EQ(settlement({8'000, 1'125.0}, pool), -528'000.00);  // 9,000,000: the withhold
  EXPECT_EQ(deal(settle({8'000, 787.50}, pool), "maximum_owed").front(), 528'000.00);
}

TEST(CapitationPacks, UsersRow5RevenueIsTheSameInEveryTrial) {
  std::string const full =
      "template = \"capitation/full@2026\"\ncapitation.pmpm = 1_041\n"
      "without = [\"specific_stop_loss\", \"aggregate_stop_loss\", \"stop_loss_premium\"]\n"
      "administration.pmpm = 60\n";
  TrialTable const trials = settle({9'000, 12'000.0}, full, "", 3.0, 600);
  EXPECT_THAT(deal(trials, "benchmark"), testing::Each(112'428'000.00));
  auto const cost = deal(trials, "expenditure");
  EXPECT_LT(*std::min_element(cost.begin(), cost.end()), 0.97 * *std::max_element(cost.begin(), cost.end()));
}

TEST(CapitationPacks, UsersRow15LossRatioCorridor) {
  std::string const corridor =
      "template = \"capitation/mlr-corridor@2026\"\npremium.premium_pmpm = 1_000\nwithout = "
      "[\"administration\"]\n";
  EXPECT_EQ(settlement({10'000, 88e6 * 12 / 1e5, 10}, corridor), -1'500'000.00);
  EXPECT_EQ(settlement({10'000, 82e6 * 12 / 1e5, 10}, corridor), 1'500'000.00);
}

// Section 7: target 500, actual 495.50, 125,000 member months; and 420 trended by 5.5 % against 431.
std::string commercial(std::string const& pack, std::string const& changes) {
  return "template = \"commercial/" + pack + "@2026\"\nbenchmark = \"target\"\n" + changes;
}
std::string const plain = "without = [\"pooling\", \"pooling_charge\"]\n";
std::string const axene = "[benchmark.target]\npbpy = 6_000\n";
std::string const trended = "[benchmark.target]\npbpy = 5_040\nupdate = 0.055\n";

TEST(CommercialPacks, Section71TheMinimum) {
  Panel const panel{12'500, 495.50 * 12, 10};
  EXPECT_EQ(settlement(panel, commercial("shared-savings", plain + "minimum.rate = 0.01\n"), axene), 0.0);
  EXPECT_EQ(settlement(panel, commercial("shared-savings", plain + "minimum.rate = 0.0\n"), axene),
            281'250.00);
}

TEST(CommercialPacks, Section73AllFourFigures) {
  Panel const panel{8'000, 431.0 * 12};
  TrialTable const trials = settle(panel, commercial("shared-savings", plain), trended);
  EXPECT_EQ(to_cents(deal(trials, "benchmark").front()), 42'537'600.00);
  EXPECT_EQ(deal(trials, "settlement").front(), 580'800.00);
  std::string const ladder =
      "[[contract.term]]\nkind = \"ladder\"\nafter = \"savings_share\"\nscore = 0.85\n"
      "steps = [[0.70, 0.5], [0.80, 0.9], [0.90, 1.0]]\n";
  EXPECT_EQ(settlement(panel, commercial("shared-savings", plain + ladder), trended), 522'720.00);
  EXPECT_EQ(settlement(panel, commercial("shared-savings", plain + "minimum.rate = 0.03\n"), trended), 0.0);
  std::string const excess_only =
      "without = [\"pooling\", \"pooling_charge\", \"minimum\"]\n[[contract.term]]\nname = \"deductible\"\n"
      "kind = \"savings_deductible\"\nafter = \"gross_savings\"\nrate = 0.02\n";
  EXPECT_EQ(settlement(panel, commercial("shared-savings", excess_only), trended), 155'424.00);
}

TEST(CommercialPacks, SharedRiskOwesItsShareUpToItsCap) {
  auto const owed = [](double pmpm) {
    return settlement({8'000, pmpm * 12}, commercial("shared-risk", plain), trended);
  };
  EXPECT_EQ(owed(431.0), 580'800.00);
  EXPECT_EQ(owed(443.10 * 1.01), 0.0);
  EXPECT_EQ(owed(443.10 * 1.04), -510'451.20);    // 30 % of 4 % of 42,537,600
  EXPECT_EQ(owed(443.10 * 1.50), -2'126'880.00);  // 5 % of target
}

char const* const two_lines = R"(schema = "cost/1"
year = 2026
categories = ["hospital", "doctors"]
[[cells]]
[[cells.laws]]
category = "hospital"
count = { law = "negative_binomial", mean = 0.4, size = 0.5 }
severity = { law = "lognormal", mu = 9.0, sigma = 1.2 }
[[cells.laws]]
category = "doctors"
count = { law = "negative_binomial", mean = 5.0, size = 1.5 }
severity = { law = "gamma", shape = 1.2, scale = 300.0 }
)";

/// Three contracts on the same 200 drawn members: all care, all but the hospital, the hospital alone.
TrialTable three_scopes() {
  test::ScratchFolder const folder;
  test::write_bytes(folder.path() / "cost.toml", two_lines);
  std::string text =
      "schema = \"study/1\"\n[run]\ntrials = 300\nseed = 5\nbase_years = [2025]\nperformance_years = [2026]\n"
      "[reserve]\npolicy = \"mean\"\n[population.p]\nmembers = 200\n[cost.p]\nfile = \"cost.toml\"\n"
      "[benchmark.own]\nbase_year_weights = [1.0]\n";
  for (auto const& [id, scope] : std::map<std::string, std::string>{
           {"full", ""},
           {"partial", "[[contract.term]]\nkind = \"carve_out\"\ncategories = [\"hospital\"]\n"},
           {"carved", "[[contract.term]]\nkind = \"scope\"\ncategories = [\"hospital\"]\n"}}) {
    text += fmt::format("[[contract]]\nid = \"{}\"\npopulation = \"p\"\nbenchmark = \"own\"\n{}", id, scope);
    text += "[[contract.term]]\nkind = \"gross_savings\"\n";
  }
  return simulate(compile_study(load_study_text(text, "scopes.toml", folder.path())).plan);
}

TEST(Scopes, UsersRow6PartialAndCarvedOutAreTheWholeInEveryTrial) {
  TrialTable const trials = three_scopes();
  for (char const* what : {"expenditure", "benchmark"}) {  // the benchmark is made of base years in scope
    auto const column = [&](char const* contract) {
      return *trials.column(contract_column(contract, what), 2026);
    };
    for (std::size_t trial = 0; trial < 300; ++trial) {
      ASSERT_EQ(to_cents(column("partial")[trial] + column("carved")[trial]),
                to_cents(column("full")[trial]));
      ASSERT_GT(column("carved")[trial], 0.0);
      ASSERT_GT(column("partial")[trial], column("carved")[trial] * 0.01);
    }
  }
}

}  // namespace
}  // namespace plimsoll
