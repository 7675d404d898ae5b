// Over every shipped study: TVaR of what would be signed together is not above the sum of its parts, and
// Euler's allocations add up to it, under each way of netting.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "plimsoll/scenarios/compile_study.hpp"
#include "summary/portfolio.hpp"
#include "support/shipped_studies.hpp"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;

class Shipped : public testing::TestWithParam<fs::path> {};

TEST_P(Shipped, ThePortfolioIsNotWorseThanItsParts) {
  LoadedStudy loaded = load_study(GetParam());
  loaded.study.run.trials = 512;
  CompiledStudy const study = compile_study(std::move(loaded));
  TrialTable const trials = simulate(study.plan);
  Study changed = study.loaded.study;
  for (ContractTable const& contract : changed.contract)
    changed.portfolio.entities[contract.id] = contract.id.size() % 2 ? "odd" : "even";
  double const levels[] = {0.75, 0.90, 0.95, 0.99};
  for (int year : study.plan.years().performance)
    for (Netting netting : {Netting::none, Netting::entity, Netting::all}) {
      changed.portfolio.netting = netting;
      std::vector<PortfolioPart> const parts = portfolio_year(changed, trials, year);
      for (PortfolioAtLevel const& at : measure_portfolio(parts, levels, "p")) {
        double const tvar = at.tail_value_at_risk.value, slack = 1e-9 * std::max(1.0, std::abs(tvar));
        EXPECT_LE(tvar, at.sum_tail_value_at_risk.value + slack) << year << " at " << at.level;
        double sum = 0.0;
        for (PartAtLevel const& part : at.parts) sum += part.allocated.value;
        EXPECT_NEAR(sum, tvar, slack) << year << " at " << at.level;
      }
    }
}

INSTANTIATE_TEST_SUITE_P(Studies, Shipped, testing::ValuesIn(test::shipped_studies()), test::study_test_name);

TEST(Signed, OneOfEachGroup) {
  fs::path const file = fs::path(PLIMSOLL_SOURCE_DIR) / "scenarios" / "studies" / "mssp-tracks.toml";
  Signed const first = signed_contracts(load_study(file).study);
  ASSERT_EQ(first.contracts.size(), 1u);
  ASSERT_EQ(first.notes.size(), 1u) << "the study does not say which";
  LoadedStudy const named = load_study(file, {"", {"portfolio.options.mssp=\"enhanced\""}, {}});
  Signed const chosen = signed_contracts(named.study);
  ASSERT_EQ(chosen.contracts.size(), 1u);
  EXPECT_EQ(chosen.contracts.front()->id, "enhanced");
  EXPECT_TRUE(chosen.notes.empty());
}

}  // namespace
}  // namespace plimsoll
