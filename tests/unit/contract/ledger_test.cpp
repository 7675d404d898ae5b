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

std::vector<std::string> faulty(std::vector<Term> const& terms, PanelView const& view = {}) {
  std::vector<NamedTerm> named;
  for (Term const& term : terms) named.push_back({std::string(clause_of(term).kind), term, {}});
  return keys(faults_of(named, view));
}

TEST(Faults, ServiceLinesMustExist) {
  PanelView const view{PanelId{0}, {"*"}, {"inpatient", "pharmacy"}};
  EXPECT_THAT(faulty({CarveOut{{"pharmacy"}}}, view), testing::IsEmpty());
  EXPECT_THAT(faulty({ServiceScope{{"pharmacy", "inpatient"}}}, view), testing::IsEmpty());
  EXPECT_THAT(faulty({CarveOut{}}, view), testing::ElementsAre("carve_out.categories"));
  EXPECT_THAT(faulty({CarveOut{{"pharmacy", "inpatient"}}}, view),
              testing::ElementsAre("carve_out.categories"));
  std::vector<NamedTerm> const slip{{"part", ServiceScope{{"inpatent"}}, {}}};
  ASSERT_EQ(faults_of(slip, view).size(), 1u);
  EXPECT_EQ(faults_of(slip, view)[0].suggestion, "did you mean \"inpatient\"?");
  EXPECT_THAT(faulty({CarveOut{{"x"}}}), testing::IsEmpty()) << "before the cost file is read";
  PanelView by_class = view;
  by_class.single_members = false;
  EXPECT_THAT(faulty({CarveOut{{"pharmacy"}}}, by_class), testing::ElementsAre("carve_out.categories"));
}

TEST(Faults, ALineThatIsReadMustBeNamed) {
  EXPECT_THAT(faulty({EarnBack{}}), testing::ElementsAre("earn_back.of"));
  EXPECT_THAT(faulty({Withhold{0.02}, EarnBack{"withhold", 0.9}}), testing::IsEmpty());
}

TEST(Faults, ABenchmarkMayChangeUntilItIsUsedUp) {
  EXPECT_THAT(faulty({BenchmarkDiscount{0.03}, Withhold{0.02}, EarnBack{"withhold", 0.9}, GrossSavings{}}),
              testing::IsEmpty());
  EXPECT_THAT(faulty({GrossSavings{}, BenchmarkDiscount{0.03}}), testing::ElementsAre("benchmark_discount"));
}

TEST(Faults, ScopeAfterALimit) {
  SpecificStopLoss const cover{2e5, {}, 0.9};
  EXPECT_THAT(faulty({cover, CarveOut{{"pharmacy"}}}), testing::ElementsAre("carve_out"));
  EXPECT_THAT(faulty({CarveOut{{"pharmacy"}}, cover}), testing::IsEmpty());
}

TEST(Faults, OneDollarRecoveredTwice) {
  ClaimantCap const cap{{{"*", 2e5}}};
  EXPECT_THAT(faulty({cap, SpecificStopLoss{2e5, {}, 0.9}}), testing::ElementsAre("specific_stop_loss"));
}

TEST(Faults, CostAndBenchmarkTooLate) {
  EXPECT_THAT(faulty({GrossSavings{}, Completion{1.01}}), testing::ElementsAre("completion"));
  EXPECT_THAT(faulty({AggregateStopLoss{1.05, {}, 0.9, 0.9, {}}, Capitation{1e3}}),
              testing::ElementsAre("capitation"));
  EXPECT_THAT(faulty({AggregateStopLoss{1.05, 900.0, {}, 0.9, {}}, Capitation{1e3}, GrossSavings{}}),
              testing::IsEmpty());
}

TEST(Faults, CapsBelowFloorsAndLayersUpsideDown) {
  Quantity const low{0.80}, high{0.90};
  EXPECT_THAT(faulty({MlrCorridor{0.85, 0.0, 0.5, 0.5, high, low}}),
              testing::ElementsAre("mlr_corridor.cap"));
  EXPECT_THAT(faulty({MlrCorridor{0.85, 0.0, 0.5, 0.5, {}, low}}), testing::ElementsAre("mlr_corridor.cap"));
  EXPECT_THAT(faulty({MlrCorridor{0.85, 0.0, 0.5, 0.5, high, {}}}),
              testing::ElementsAre("mlr_corridor.floor"));
  EXPECT_THAT(faulty({MlrCorridor{0.85, 0.0, 0.5, 0.5, low, high}}), testing::IsEmpty());
  EXPECT_THAT(faulty({SpecificStopLoss{2e5, Quantity{1e5}, 0.9}}),
              testing::ElementsAre("specific_stop_loss.maximum"));
}

TEST(Faults, OneAmountIsGiven) {
  EXPECT_THAT(faulty({Administration{}}), testing::ElementsAre("administration"));
  EXPECT_THAT(faulty({Administration{Quantity{9.0}, Quantity{0.1}, {}}}),
              testing::ElementsAre("administration.share_of_benchmark"));
  EXPECT_THAT(faulty({PoolingCharge{}}), testing::ElementsAre("pooling_charge"));
  EXPECT_THAT(faulty({AggregateStopLoss{1.05, {}, {}, 0.9, {}}}),
              testing::ElementsAre("aggregate_stop_loss"));
}

TEST(Faults, NoneInTheTracks) {
  for (auto const& terms :
       {test::one_sided({}, true), test::basic_c({}), test::basic_e({}), test::enhanced({})})
    EXPECT_THAT(faults_of(terms, {}), testing::IsEmpty());
}

}  // namespace
}  // namespace plimsoll
