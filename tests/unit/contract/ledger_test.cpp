#include "plimsoll/models/contract/ledger.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "oracle/contract/mssp.hpp"

namespace plimsoll {
namespace {

using test::named_position;
using test::value_in;
using test::Year;

std::vector<std::string> keys(std::vector<Problem> const& problems) {
  std::vector<std::string> found;
  for (Problem const& problem : problems) found.push_back(problem.key);
  return found;
}

TEST(Ledger, NamesItsLinesAndSaysWhatTheyCite) {
  std::vector<NamedTerm> const terms{
      {"opening", GrossSavings{}, {}},
      {"share", SavingsShare{0.5}, {{"", "our agreement, section 4"}, {"rate", "4.1"}}}};
  Ledger const ledger = write_ledger(terms, named_position());
  ASSERT_EQ(ledger.lines.size(), 3u);
  EXPECT_EQ(ledger.lines[0].name, "opening");
  EXPECT_EQ(ledger.lines[0].cites, GrossSavings::clause.cites);
  EXPECT_EQ(ledger.lines[1].kind, "savings_share");
  EXPECT_EQ(ledger.lines[1].cites, "our agreement, section 4");
  EXPECT_EQ(ledger.lines[2].name, "rounding");
  EXPECT_EQ(value_in(ledger.lines[2].after, {100.01, 0.0, 1.0}),
            value_in(ledger.settlement, {100.01, 0.0, 1.0}));
}

TEST(Ledger, LinesAreKeptByNameForTermsBelow) {
  Position at = named_position();
  advance({"opening", GrossSavings{}, {}}, at);
  EXPECT_EQ(value_in(at.line("opening"), {100.0, 60.0, 12.0}), 40.0);
  EXPECT_THROW(at.line("nowhere"), BrokenPromise);
}

TEST(Ledger, AContractOfMembersNeedsAPopulation) {
  PanelView none;
  none.without_members = true;
  std::vector<NamedTerm> const by_size{{"opening", GrossSavings{}, {}},
                                       {"minimum", MinimumSavings{{}, {{500.0, 0.1}}, {}}, {}}};
  EXPECT_THAT(keys(faults_of(by_size, none)), testing::ElementsAre("minimum"));
  std::vector<NamedTerm> const by_rate{{"opening", GrossSavings{}, {}},
                                       {"minimum", MinimumSavings{Quantity{0.02}, {}, {}}, {}}};
  EXPECT_THAT(faults_of(by_rate, none), testing::IsEmpty());
}

TEST(Ledger, SaysWhetherAnythingWasExposed) {
  std::vector<NamedTerm> const terms{{"opening", GrossSavings{}, {}}};
  Ledger const ledger = write_ledger(terms, named_position());
  EXPECT_EQ(value_in(ledger.exposed, {100.0, 60.0, 1.0}), 1.0);
  for (Year const empty : {Year{100.0, 60.0, 0.0}, Year{0.0, 60.0, 1.0}}) {
    EXPECT_EQ(value_in(ledger.exposed, empty), 0.0);
    EXPECT_EQ(value_in(ledger.settlement, empty), 0.0);
  }
}

TEST(Ledger, ALineMovesItsOwnTarget) {
  Position start = named_position();
  start.view = {PanelId{0}, {"aged"}};
  std::vector<NamedTerm> const terms{{"cap", ClaimantCap{{{"aged", 1e5}}}, {}},
                                     {"opening", GrossSavings{}, {}}};
  Ledger const ledger = write_ledger(terms, start);
  Program const program = compile(
      {{"cost", 0, Unit::dollars, "", ledger.cost}, {"settlement", 0, Unit::dollars, "", ledger.settlement}});
  std::vector<double> numbers;
  for (ColumnSource const& source : program.columns) {
    auto const* named = std::get_if<NamedColumn>(&source);
    if (named == nullptr)
      numbers.push_back(1'000.0);  // cents above the limit
    else
      numbers.push_back(named->name == "cost" ? 300.0 : named->name == "benchmark" ? 350.0 : 12.0);
  }
  EXPECT_EQ(evaluate(program, std::span<double const>{numbers}), (std::vector<double>{290.0, 60.0}));
}

TEST(Ledger, NoExposureSettlesNothing) {
  auto const terms = test::enhanced({.minimum = 0.0});
  EXPECT_EQ(test::settle(terms, {1e6, 5e6, 0.0}), 0.0);
  EXPECT_EQ(test::settle(terms, {0.0, 5e6, 100.0}), 0.0);
  EXPECT_EQ(test::settle(terms, {-1e6, 5e6, 100.0}), 0.0);
  EXPECT_EQ(value_in(contract_maximum(terms, named_position()), {1e6, 5e6, 0.0}), 0.0);
}

TEST(Ledger, RefusesAMemberTermAfterAContractTerm) {
  std::vector<NamedTerm> const terms{{"gross_savings", GrossSavings{}, {}},
                                     {"truncation", ClaimantCap{}, {}}};
  try {
    write_ledger(terms, named_position());
    FAIL();
  } catch (InputError const& error) {
    ASSERT_EQ(error.problems().size(), 1u);
    EXPECT_EQ(error.problems()[0].key, "truncation");
    EXPECT_EQ(error.problems()[0].what, "claimant_cap after gross_savings");
  }
}

TEST(Faults, AreAllReportedTogether) {
  std::vector<NamedTerm> const terms{{"early", SavingsShare{0.5}, {}},
                                     {"opening", GrossSavings{}, {}},
                                     {"minimum", MinimumSavings{}, {}},
                                     {"minimum", SymmetricMinimum{{}, {{2.0, 0.1}, {1.0, 0.2}}, {}}, {}},
                                     {"cap", LossCap{}, {}},
                                     {"revenue_cap", LossCap{{}, Quantity{0.08}, {}, {}}, {}},
                                     {"idle_revenue", LossCap{Quantity{0.04}, {}, Quantity{1e6}, {}}, {}},
                                     {"loss_share", QualityLossShare{0.75, 0.75, 0.40, 0.8, 0.7, 0.0}, {}}};
  EXPECT_THAT(keys(faults_of(terms, {})),
              testing::UnorderedElementsAre("minimum", "early", "minimum.rate", "minimum.by_size", "cap",
                                            "revenue_cap.revenue", "loss_share.floor"));
}

TEST(Faults, ALimitForAMisspeltClassIsReported) {
  std::vector<NamedTerm> const terms{{"truncation", ClaimantCap{{{"esrd", 5e5}, {"aged_nondual", 2e5}}}, {}},
                                     {"opening", GrossSavings{}, {}}};
  EXPECT_THAT(keys(faults_of(terms, {PanelId{0}, {"esrd", "aged_nonduel"}})),
              testing::ElementsAre("truncation.limits"));
  EXPECT_THAT(faults_of(terms, {PanelId{0}, {"aged_nondual"}}), testing::IsEmpty());
  EXPECT_THAT(faults_of(terms, {PanelId{0}, {"esrd", "aged_nondual", "disabled"}}), testing::IsEmpty());
}

TEST(Faults, NoneInTheTracks) {
  for (auto const& terms :
       {test::one_sided({}, true), test::basic_c({}), test::basic_e({}), test::enhanced({})})
    EXPECT_THAT(faults_of(terms, {}), testing::IsEmpty());
}

}  // namespace
}  // namespace plimsoll
