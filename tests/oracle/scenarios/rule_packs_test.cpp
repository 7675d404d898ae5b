// Worked examples of the contract reference, through the shipped rule packs and the whole pipeline: a study
// whose cost does not vary (process_cv = 0) settles exactly.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plimsoll/models/reserve/repayment_mechanism.hpp"
#include "plimsoll/scenarios/describe.hpp"
#include "support/panel_study.hpp"

namespace plimsoll {
namespace {

using test::PanelStudy;

double settlement(PanelStudy const& study) {
  return test::deal(study.simulate(), "settlement")[0];
}

// M1, steps 11 and 12: 12,000 person-years, benchmark 14,193.45 and cost 13,710.87 per beneficiary-year, MSR
// 1 %.
PanelStudy m1(std::string pack, std::string terms) {
  return {std::move(pack),
          12'000,
          14'193.45,
          13'710.87,
          0.0,
          "[contract.minimum]\nrate = 0.01\n" + std::move(terms),
          1};
}
std::string const met = "[contract.quality]\nscore = 0.9\n";
std::string const revenue_18m = "[contract.loss_cap]\nrevenue = 18_000_000\n";

TEST(RulePacks, M1LevelEPaysTheWorkedAmount) {
  EXPECT_EQ(settlement(m1("mssp/basic-e@2024", met + revenue_18m)), 2'837'570.40);
}
TEST(RulePacks, M1EnhancedPaysTheWorkedAmount) {
  EXPECT_EQ(settlement(m1("mssp/enhanced@2024", met)), 4'256'355.60);
}
TEST(RulePacks, M1OnlyTheAlternativeStandardScalesTheShare) {
  std::string const only_alternative = "[contract.quality]\nscore = 0.62\nalternative = 1\n";
  EXPECT_EQ(settlement(m1("mssp/basic-e@2024", only_alternative + revenue_18m)), 1'759'293.65);
}

// M2: low-revenue level A, 7,500 beneficiaries, B = 93,750,000, savings 2.1 %, MSR 3.3 %.
PanelStudy m2(std::string terms) {
  return {"mssp/basic-a@2024", 7'500, 12'500.0, 12'237.5, 0.0, met + std::move(terms), 1};
}

TEST(RulePacks, M2ReliefPaysHalfTheShareBelowTheMinimum) {
  EXPECT_EQ(settlement(m2("[[contract.term]]\nkind = \"low_revenue_relief\"\nafter = \"minimum\"\n")),
            385'875.00);
}
TEST(RulePacks, M2WithoutReliefPaysNothing) {
  EXPECT_EQ(settlement(m2("")), 0.0);
}

// M3: level E, B = 150,000,000, E = 156,000,000, revenue 18,000,000; relief for 3 months and 20 % of members.
PanelStudy m3(std::string pack, std::string terms) {
  return {std::move(pack),
          10'000,
          15'000.0,
          15'600.0,
          0.0,
          "[contract.minimum]\nrate = 0.02\n" + std::move(terms),
          1};
}
TEST(RulePacks, M3OwesTheRevenueCap) {
  EXPECT_EQ(settlement(m3("mssp/basic-e@2024", met + revenue_18m)), -1'440'000.00);
}
TEST(RulePacks, M3ReliefForExtremeCircumstances) {
  std::string const relief =
      "[[contract.term]]\nkind = \"extreme_circumstance_relief\"\nafter = \"loss_cap\"\nmonths = "
      "3\nshare_of_members = 0.2\n";
  EXPECT_EQ(settlement(m3("mssp/basic-e@2024", met + revenue_18m + relief)), -1'368'000.00);
}
TEST(RulePacks, M3RepaymentMechanism) {
  EXPECT_EQ(required_amount(RepaymentMechanism{}, 156e6, 18e6), 180'000.00);
}

// M4: ENHANCED, the same loss, quality 0.7385 under the 2026 standard of 0.7385.
TEST(RulePacks, M4QualityLowersTheLossShare) {
  PanelStudy study = m3("mssp/enhanced@2026", "[contract.quality]\nscore = 0.7385\n");
  std::string text = study.text();
  text.replace(text.find("[2024]"), 6, "[2026]");
  TrialTable const trials = simulate(compile_study(load_study_text(text, "m4.toml", {})).plan);
  EXPECT_EQ((*trials.column(contract_column("deal", "settlement"), 2026))[0], -2'676'750.00);
  EXPECT_EQ((*trials.column(contract_column("deal", "maximum_owed"), 2026))[0], 22'500'000.00);
}

// users.md table A, rows 1 and 2: B = 232.2M, revenue 70M, MSR 2 %; 18,000 members at 12,900.
struct Row {
  char const* pack;
  double score, savings_rate, before_sequestration;
};
class TracksTable : public testing::TestWithParam<Row> {};
TEST_P(TracksTable, SettlesAsPublished) {
  Row const& row = GetParam();
  std::string terms =
      fmt::format("[contract.minimum]\nrate = 0.02\n[contract.quality]\nscore = {}\n", row.score);
  if (std::string(row.pack).find("basic") != std::string::npos)
    terms += "[contract.loss_cap]\nrevenue = 70_000_000\n";
  double const settled =
      settlement({row.pack, 18'000, 12'900.0, 12'900.0 * (1.0 - row.savings_rate), 0.0, terms, 1});
  double const expected =
      row.before_sequestration > 0.0 ? row.before_sequestration * 0.98 : row.before_sequestration;
  EXPECT_DOUBLE_EQ(settled, expected);
}
INSTANTIATE_TEST_SUITE_P(Rows, TracksTable,
                         testing::Values(Row{"mssp/basic-e@2024", 0.80, 0.02, 2'322'000.0},
                                         Row{"mssp/enhanced@2024", 0.80, 0.02, 3'483'000.0},
                                         Row{"mssp/basic-e@2024", 0.80, -0.04, -2'786'400.0},
                                         Row{"mssp/enhanced@2024", 0.80, -0.04, -3'715'200.0},
                                         Row{"mssp/enhanced@2024", 0.40, -0.04, -6'966'000.0},
                                         Row{"mssp/basic-e@2024", 0.80, -0.09, -5'600'000.0},
                                         Row{"mssp/enhanced@2024", 0.80, -0.09, -8'359'200.0}));

TEST(RulePacks, EveryShippedPackSettlesAndShowsItsSources) {
  Table const list = rule_pack_list();
  ASSERT_FALSE(list.rows().empty());
  for (plimsoll::Row const& row : list.rows()) {
    Table const pack = rule_pack_table(row.id, {});
    for (plimsoll::Row const& term : pack.rows()) {
      auto const value = std::get<std::string>(term.cells[3]);
      auto const source = std::get<std::string>(term.cells[5]);
      bool const left_open =
          value.find("contract") != std::string::npos || value.empty() || value.starts_with("= ");
      EXPECT_TRUE(left_open || !source.empty())
          << row.id << " " << term.id << " has a value without a source";
    }
  }
}

}  // namespace
}  // namespace plimsoll
