#include "plimsoll/scenarios/assumption_register.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string const bare_law = R"({ dist = "normal", mean = 0.04, sd = 0.01 })";
std::string const judged_law =
    R"({ dist = "normal", mean = 0.04, sd = 0.01, basis = "judgment", owner = "A. Actuary", date = 2026-06-30 })";
std::string const full_purpose = R"(
[purpose]
intended_use = "election"
intended_users = ["CFO"]
responsible_actuary = "A. Actuary"
information_date = 2026-06-30
)";

std::string study_text(std::string const& trend, std::string const& more = "", double update = 0.0) {
  return R"(schema = "study/1"
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
trend = )" +
         trend + R"(
[benchmark.b]
pbpy = 10000
update = )" +
         std::to_string(update) + R"(
[[contract]]
id = "first"
population = "aco"
benchmark = "b"
template = "mssp/basic-e@2024"
minimum.rate = 0.01
loss_cap.revenue = 1e7
quality.score = 0.8
)" + more;
}

LoadedStudy load(std::string const& text, Bindings const& bindings = {}) {
  return load_study_text(text, "study.toml", {}, bindings);
}

std::string cell(Table const& table, std::string const& row, std::string const& column) {
  for (Row const& own : table.rows())
    for (std::size_t i = 0; i < table.columns().size(); ++i)
      if (own.id == row && table.columns()[i].id == column) {
        auto const* text = std::get_if<std::string>(&own.cells[i]);
        return text ? *text : "";
      }
  return "no such cell";
}

std::vector<std::string> keys_of(std::vector<Problem> const& problems) {
  std::vector<std::string> keys;
  for (Problem const& problem : problems) keys.push_back(problem.key);
  return keys;
}

std::string faults_of(std::string const& text) {
  try {
    load(text);
  } catch (InputError const& error) {
    return error.what();
  }
  return {};
}

TEST(AssumptionRegister, TellsALawInWordsAndWhereItComesFrom) {
  Table const table = assumption_register(load(study_text(judged_law)));
  EXPECT_EQ(cell(table, "cost.aco.trend", "value"), "normal, mean 4 %, sd 1 %");
  EXPECT_EQ(cell(table, "cost.aco.trend", "basis"), "judgment");
  EXPECT_EQ(cell(table, "cost.aco.trend", "owner"), "A. Actuary");
  EXPECT_EQ(cell(table, "cost.aco.trend", "date"), "2026-06-30");
}

TEST(AssumptionRegister, RulePacksBringTheirCitations) {
  Table const table = assumption_register(load(study_text(bare_law)));
  EXPECT_EQ(cell(table, "contract.first.template", "basis"), "published");
  EXPECT_THAT(cell(table, "contract.first.template", "source"), HasSubstr("CFR"));
}

TEST(AssumptionRegister, AssumptionsNameNumbersAndWholeTables) {
  Table const table = assumption_register(load(study_text(bare_law, R"(
[[assumption]]
key = "benchmark.b.pbpy"
basis = "contract"
source = "payer's letter"
[[assumption]]
key = "cost.aco"
basis = "data"
source = "claims of 2023"
)")));
  EXPECT_EQ(cell(table, "benchmark.b.pbpy", "value"), "10,000");
  EXPECT_EQ(cell(table, "benchmark.b.pbpy", "source"), "payer's letter");
  EXPECT_EQ(cell(table, "cost.aco.trend", "source"), "claims of 2023");
}

TEST(AssumptionRegister, SaysWhatChangedSinceThePriorStudy) {
  LoadedStudy const now = load(study_text(judged_law, R"(
[[assumption]]
key = "benchmark.b.pbpy"
basis = "contract"
)"));
  LoadedStudy const before =
      load(study_text(R"({ dist = "normal", mean = 0.05, sd = 0.01 })",
                      "[[assumption]]\nkey = \"population.aco.members\"\nbasis = \"data\"\n"));
  Table const table = assumption_register(now, &before);
  EXPECT_EQ(cell(table, "cost.aco.trend", "change"), "was normal, mean 5 %, sd 1 %");
  EXPECT_EQ(cell(table, "benchmark.b.pbpy", "change"), "new");
  EXPECT_EQ(cell(table, "contract.first.template", "change"), "unchanged");
  EXPECT_EQ(cell(table, "population.aco.members", "change"), "left out; was 10,000");
}

TEST(AssumptionRegister, AReplacedFileIsToldByItsHash) {
  LoadedStudy now = load(study_text(bare_law));
  std::string const data = "[actual_to_date.aco]\npaid_through = \"2024-03-31\"\npayments = \"paid.csv\"\n";
  now = load(study_text(bare_law, data));
  LoadedStudy before = now;
  now.inputs.push_back({"payments", "paid.csv", 3, "aa"});
  before.inputs.push_back({"payments", "paid.csv", 3, "aa"});
  EXPECT_EQ(cell(assumption_register(now, &before), "actual_to_date.aco.payments", "change"), "unchanged");
  before.inputs.back().sha256 = "bb";
  EXPECT_EQ(cell(assumption_register(now, &before), "actual_to_date.aco.payments", "change"),
            "the file was replaced");
}

TEST(FinalFaults, NameEveryBlankAndEveryUnsourcedLawAtOnce) {
  EXPECT_THAT(keys_of(final_faults(load(study_text(bare_law)))),
              ElementsAre("purpose.intended_use", "purpose.intended_users", "purpose.responsible_actuary",
                          "purpose.information_date", "cost.aco.trend"));
  EXPECT_THAT(final_faults(load(study_text(judged_law, full_purpose))), IsEmpty());
}

TEST(FinalFaults, AJudgmentNeedsAnOwnerAndDataASource) {
  auto const faults = [](std::string const& words) {
    std::string const law = R"({ dist = "normal", mean = 0.04, sd = 0.01, )" + words + " }";
    return keys_of(final_faults(load(study_text(law, full_purpose))));
  };
  EXPECT_THAT(faults(R"(basis = "judgment")"), ElementsAre("cost.aco.trend"));
  EXPECT_THAT(faults(R"(basis = "data", owner = "A. Actuary")"), ElementsAre("cost.aco.trend"));
  EXPECT_THAT(faults(R"(source = "a letter")"), ElementsAre("cost.aco.trend"));
  EXPECT_THAT(faults(R"(basis = "data", source = "claims of 2023")"), IsEmpty());
}

TEST(FinalFaults, PointAtTheLaw) {
  std::vector<Problem> const faults = final_faults(load(study_text(bare_law, full_purpose)));
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults.front().spot.file, "study.toml");
  EXPECT_EQ(faults.front().spot.line, 14U);
}

TEST(AssumptionWords, AKeyThatNamesNothingIsAFault) {
  std::string const told =
      faults_of(study_text(bare_law, "[[assumption]]\nkey = \"cost.aco.trand\"\nbasis = \"data\"\n"));
  EXPECT_THAT(told, HasSubstr("names nothing in the study"));
  EXPECT_THAT(told, HasSubstr("cost.aco.trend"));
}

TEST(AssumptionWords, ATermLeftOutOfOneRunIsStillAnAssumption) {
  std::string const text =
      study_text(bare_law, "[[assumption]]\nkey = \"contract.first.loss_cap.revenue\"\nbasis = \"data\"\n");
  Bindings without;
  without.without = {"first.loss_cap"};
  EXPECT_NO_THROW(load(text, without));
}

TEST(AssumptionWords, WhatIsSaidTwiceAndWhatIsNoDateIsAFault) {
  EXPECT_THAT(
      faults_of(study_text(judged_law, "[[assumption]]\nkey = \"cost.aco.trend\"\nbasis = \"data\"\n")),
      HasSubstr("is said twice"));
  EXPECT_THAT(faults_of(study_text(R"({ dist = "normal", mean = 0.04, sd = 0.01, date = "last June" })")),
              HasSubstr("is not a date"));
}

TEST(AssumptionWords, MoveNoDigest) {
  auto const digest = [](std::string const& text, Bindings const& bindings = {}) {
    return compile_study(load(text, bindings)).digest;
  };
  std::string const plain = digest(study_text(bare_law));
  EXPECT_EQ(digest(study_text(judged_law,
                              full_purpose + "[[assumption]]\nkey = \"cost.aco.pbpy\"\nbasis = \"data\"\n")),
            plain);
  Bindings longer, other;
  longer.set = {"run.trials=512"};
  other.set = {"cost.aco.pbpy=10001"};
  EXPECT_EQ(digest(study_text(bare_law), longer), plain);
  EXPECT_NE(digest(study_text(bare_law), other), plain);
  EXPECT_NE(digest(study_text(bare_law, "", 0.01)), plain);
}

TEST(Limitations, TheUsersOwnStandBesideTheDefaults) {
  std::string const purpose = "[purpose]\nlimitations = [\"No dental cost.\"]\nrisks = [\"Culture\"]\n";
  std::vector<std::string> const plain = limitations(load(study_text(bare_law)));
  std::vector<std::string> const more = limitations(load(study_text(bare_law, purpose)));
  for (std::string const& text : plain) EXPECT_THAT(more, Contains(text));
  EXPECT_THAT(more, Contains("No dental cost."));
  EXPECT_THAT(more, Contains(HasSubstr("Culture")));
}

TEST(Limitations, WarnWhereOnlyProcessRiskIsOn) {
  EXPECT_THAT(limitations(load(study_text("0.04"))), Contains(HasSubstr("Only process risk")));
  EXPECT_THAT(limitations(load(study_text(bare_law))), Not(Contains(HasSubstr("Only process risk"))));
}

}  // namespace
}  // namespace plimsoll
