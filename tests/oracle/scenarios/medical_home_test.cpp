// Worked example of contracts.md 5 (medical home) through its pack, and users' table A, row 8.
#include <gtest/gtest.h>

#include "support/deal_study.hpp"

namespace plimsoll {
namespace {

using test::deal_on;
using test::DealStudy;

DealStudy home(int members, std::string const& more) {
  return {2026,
          members,
          5'200.0,
          0.0,
          deal_on("pcmh/commercial@2026", "[contract.ffs]\ndollars = 3_200_000\n" + more),
          1};
}
double column(DealStudy const& study, char const* what) {
  TrialTable const trials = study.simulate();
  return (*trials.column(contract_column("deal", what), study.year))[0];
}

// 8,000 members, 96,000 member months: fee 288,000, bonus 144,000 at 0.8, programme 249,600.
TEST(MedicalHome, FeeBonusAndProgramme) {
  DealStudy study = home(8'000, "[contract.payout]\nscore = 0.8\n");
  EXPECT_EQ(study.settlement(), 403'200.0);
  study.contracts += "[[contract.term]]\nname = \"program\"\nkind = \"program_cost\"\npmpm = 2.60\n";
  EXPECT_EQ(study.settlement(), 153'600.0);
}

// Row 8: 5,000 members at $6 are $360,000; the bonus is a line of its own, fee-for-service is untouched.
TEST(MedicalHome, ThreeRevenueLinesStayApart) {
  std::string const fee = "[contract.fee]\npmpm = 6\n";
  DealStudy const without = home(5'000, fee + "[contract.payout]\nscore = 0\n");
  DealStudy const with = home(5'000, fee + "[contract.payout]\nscore = 1\n");
  EXPECT_EQ(without.settlement(), 360'000.0);
  EXPECT_EQ(with.settlement() - without.settlement(), 90'000.0);
  EXPECT_EQ(column(without, "base_ffs"), 3'200'000.0);
  EXPECT_EQ(column(with, "base_ffs"), 3'200'000.0);
}

// CPC+ (section 5): $15 and $2.50, $28 and $4.00 a month.
TEST(MedicalHome, ComprehensivePrimaryCarePlus) {
  auto const paid = [](char const* pack, double score) {
    return DealStudy{
        2019, 1'000, 0.0, 0.0, deal_on(pack, fmt::format("[contract.payout]\nscore = {}\n", score)), 1}
        .settlement();
  };
  EXPECT_EQ(paid("cpc-plus/track-1@2017", 0.5), 195'000.0);
  EXPECT_EQ(paid("cpc-plus/track-2@2017", 1.0), 384'000.0);
}

}  // namespace
}  // namespace plimsoll
