#include "study/document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "plimsoll/scenarios/describe.hpp"
#include "plimsoll/scenarios/load_study.hpp"
#include "study/reader.hpp"
#include "study/rule_pack.hpp"

namespace plimsoll {
namespace {

using testing::HasSubstr;

char const* const two_contracts = R"(
schema = "study/1"
[run]
trials = 256
seed = 1
engine = "panel"
performance_years = [2024]
[reserve]
policy = "mean"
[population.aco]
members = 10000
[cost.aco]
pbpy = 10000
process_cv = 2
[benchmark.b]
pbpy = 10000
[[contract]]
id = "first"
population = "aco"
benchmark = "b"
template = "mssp/basic-e@2024"
minimum.rate = 0.01
loss_cap.revenue = 1e7
quality.score = { dist = "beta", mean = 0.8, sd = 0.05 }
[[contract]]
id = "second"
like = "first"
template = "mssp/enhanced@2024"
[scenario.hard]
"contract.first.minimum.rate" = 0.02
)";

LoadedStudy load(Bindings const& bindings = {}) {
  return load_study_text(two_contracts, "two.toml", {}, bindings);
}

template <class T>
T const& term(LoadedStudy const& loaded, std::size_t contract, std::string const& name) {
  for (NamedTerm const& named : loaded.study.contract.at(contract).terms)
    if (named.name == name) return std::get<T>(named.term);
  throw std::out_of_range(name);
}

std::string faults_with(Bindings const& bindings) {
  try {
    load(bindings);
  } catch (InputError const& error) {
    return error.what();
  }
  return {};
}

TEST(Document, InheritedLawsAreTheSameDraw) {
  LoadedStudy const loaded = load();
  EXPECT_EQ(loaded.drivers.size(), 1u);
  EXPECT_EQ(term<QualityStandard>(loaded, 0, "quality").score.path(),
            term<QualityStandard>(loaded, 1, "quality").score.path());
}

TEST(Document, AReferenceInsideAContractIsTheSameQuantity) {
  LoadedStudy const loaded = load();
  EXPECT_EQ(term<QualityLossShare>(loaded, 1, "loss_share").score.path().text(),
            "contract.first.quality.score");
  EXPECT_EQ(term<QualityLossShare>(loaded, 1, "loss_share").standard.fixed(), 0.7705);
}

TEST(Document, OverridesReachTheRulePacksTerms) {
  EXPECT_EQ(term<SymmetricMinimum>(load(), 0, "minimum").rate->fixed(), 0.01);
  EXPECT_EQ(term<LossCap>(load(), 0, "loss_cap").share_of_benchmark->fixed(), 0.04);
}

TEST(Document, ScenarioThenSetAreBoundInThatOrder) {
  EXPECT_EQ(term<SymmetricMinimum>(load({"hard", {}, {}}), 0, "minimum").rate->fixed(), 0.02);
  EXPECT_EQ(term<SymmetricMinimum>(load({"hard", {"contract.first.minimum.rate=0.015"}, {}}), 0, "minimum")
                .rate->fixed(),
            0.015);
}

TEST(Document, WithoutRemovesATermByEitherPath) {
  for (char const* path : {"contract.first.loss_cap", "first.loss_cap"})
    EXPECT_THROW(term<LossCap>(load({"", {}, {path}}), 0, "loss_cap"), std::out_of_range) << path;
}

TEST(Document, BindingsThatMeetNothingAreRefused) {
  EXPECT_THAT(faults_with({"", {}, {"first.no_such_term"}}), HasSubstr("names nothing in the study"));
  EXPECT_THAT(faults_with({"soft", {}, {}}), HasSubstr("is not a scenario of this study"));
  EXPECT_THAT(faults_with({"", {"contract.first.minimum.rte=0.01"}, {}}),
              HasSubstr("did you mean \"rate\"?"));
  EXPECT_THAT(faults_with({"", {"contract.first.minimum.rate=2.0"}, {}}), HasSubstr("did you mean 0.02?"));
  EXPECT_THAT(faults_with({"", {"nonsense"}, {}}), HasSubstr("key.path=value"));
}

TEST(Document, TermsAreAddedBeforeAndAfterOthers) {
  std::vector<Problem> problems;
  NodeArray terms = load_rule_pack({"mssp/basic-a@2024", {}, KeyPath("t")}, {}, problems).terms;
  Node const changes = parse_toml(
      "[[term]]\nkind = \"low_revenue_relief\"\nafter = \"minimum\"\n[[term]]\nkind = \"loss_share\"\nrate = "
      "0.3\nbefore = \"quality\"\n",
      "c");
  change_terms(terms, *changes.table(), {}, KeyPath("c"), problems);
  ASSERT_TRUE(problems.empty());
  std::vector<std::string> names;
  for (Node const& node : terms) names.push_back(item_label(node, 0));
  auto const place = [&](std::string const& name) {
    return std::find(names.begin(), names.end(), name) - names.begin();
  };
  EXPECT_EQ(place("low_revenue_relief"), place("minimum") + 1);
  EXPECT_EQ(place("loss_share"), place("quality") - 1);
}

std::string const own_terms =
    "schema = \"rulepack/1\"\ntitle = \"half\"\nperformance_years = [2024]\n"
    "[[term]]\nkind = \"gross_savings\"\n[[term]]\nkind = \"savings_share\"\nrate = 0.5\n";
std::string const own_part =
    "schema = \"rulepack/1\"\ntitle = \"later\"\nperformance_years = [2024, 2025]\npart = true\n"
    "[savings_share]\nrate = 0.6\n[[term]]\nkind = \"loss_share\"\nrate = 0.2\nbefore = \"savings_share\"\n";

/// The two-contract study with other packs, in a folder that holds half.toml and later.toml.
class JoinedPacks : public testing::Test {
 protected:
  void SetUp() override {
    write("half.toml", own_terms);
    write("later.toml", own_part);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(std::string const& name, std::string const& text) const {
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ / name) << text;
  }
  LoadedStudy load(std::string const& packs) const {
    std::string text = two_contracts;
    text.erase(text.find("[[contract]]\nid = \"second\""));
    text.erase(text.find("template"));
    return load_study_text(text + "template = " + packs + "\n", "joined.toml", folder_);
  }
  std::string faults(std::string const& packs) const {
    try {
      load(packs);
    } catch (InputError const& error) {
      return error.what();
    }
    return {};
  }
  std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) /
      (std::string("joined-") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(JoinedPacks, ALaterPackChangesAndPlacesAmongTheTermsBefore) {
  LoadedStudy const loaded = load("[\"half.toml\", \"later.toml\"]");
  ASSERT_EQ(loaded.study.contract[0].terms.size(), 3u);
  EXPECT_EQ(loaded.study.contract[0].terms[1].name, "loss_share");
  EXPECT_EQ(term<SavingsShare>(loaded, 0, "savings_share").rate.fixed(), 0.6);
}

TEST_F(JoinedPacks, APackMayBeLikeSeveral) {
  write("both.toml",
        "schema = \"rulepack/1\"\ntitle = \"both\"\nperformance_years = [2024]\n"
        "like = [\"half.toml\", \"later.toml\"]\nwithout = \"loss_share\"\n");
  LoadedStudy const loaded = load("\"both.toml\"");
  EXPECT_EQ(loaded.study.contract[0].terms.size(), 2u);
  EXPECT_EQ(term<SavingsShare>(loaded, 0, "savings_share").rate.fixed(), 0.6);
}

TEST_F(JoinedPacks, APartIsRefusedWithoutTermsBeforeIt) {
  for (char const* packs : {"\"later.toml\"", "[\"later.toml\", \"half.toml\"]"}) {
    std::string const told = faults(packs);
    EXPECT_THAT(told, HasSubstr("later.toml is a part, not a whole contract"));
    EXPECT_THAT(told, testing::Not(HasSubstr("savings_share")));  // one fault, not its consequences
  }
}

TEST_F(JoinedPacks, TheSameNameTwiceIsTheLaterPacksFault) {
  EXPECT_THAT(faults("[\"half.toml\", \"half.toml\"]"), HasSubstr("is the name of a term already there"));
}

TEST_F(JoinedPacks, APackThatIsNotThereIsTheOnlyFault) {
  std::string const told = faults("[\"half.toml\", \"latter.toml\"]");
  EXPECT_THAT(told, HasSubstr("no rule pack \"latter.toml\""));
  EXPECT_THAT(told, testing::Not(HasSubstr("neither")));
}

TEST_F(JoinedPacks, EachPackMustCoverTheYears) {
  write("old.toml",
        "schema = \"rulepack/1\"\ntitle = \"old\"\nperformance_years = [2023]\npart = true\n"
        "[savings_share]\nrate = 0.4\n");
  EXPECT_THAT(faults("[\"half.toml\", \"old.toml\"]"),
              HasSubstr("old.toml does not cover performance year 2024"));
}

TEST_F(JoinedPacks, APartShowsWhatItChangesAndAdds) {
  Table const table = rule_pack_table("later.toml", folder_);
  ASSERT_EQ(table.rows().size(), 2u);
  EXPECT_EQ(table.rows()[0].id, "loss_share.rate");  // it stands before what it is added before
  EXPECT_EQ(table.rows()[1].id, "savings_share.rate");
}

TEST(Document, NamesThatBreakKeyPathsAreRefused) {
  std::string text = two_contracts;
  text.replace(text.find("id = \"second\""), 13, "id = \"sec.ond\"");
  EXPECT_THROW(load_study_text(text, "names.toml", {}), InputError);
}

TEST(Document, MergeReplacesLawsWhole) {
  Node base = parse_toml("x = { dist = \"normal\", mean = 1, sd = 2 }\nlimits = { a = 1, b = 2 }", "b");
  Node const over = parse_toml("x = { dist = \"uniform\", low = 0, high = 1 }\nlimits = { b = 3 }", "o");
  merge(*base.table(), *over.table());
  EXPECT_EQ(find(base, KeyPath("x.mean")), nullptr);
  EXPECT_NE(find(base, KeyPath("limits.a")), nullptr);
  EXPECT_EQ(std::get<std::int64_t>(find(base, KeyPath("limits.b"))->value), 3);
}

}  // namespace
}  // namespace plimsoll
