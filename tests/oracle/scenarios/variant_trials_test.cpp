// A variant settled on another study's draw against a run of its own: to the last bit.
#include "variants/variant_trials.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <map>

#include "settle/contract_trials.hpp"
#include "support/run_folder.hpp"

namespace plimsoll {
namespace {

constexpr char const* cost = R"(schema = "cost/1"
year = 2025
categories = ["inpatient", "professional"]
[[cells]]
enrolment = "aged_nondual"
person_years = 700.0
[[cells.laws]]
category = "inpatient"
count = { law = "bernoulli", mean = 0.2 }
severity = { law = "lognormal", mu = 9.0, sigma = 1.0 }
[[cells.laws]]
category = "professional"
count = { law = "negative_binomial", mean = 3.0, size = 1.5 }
severity = { law = "gamma", shape = 1.2, scale = 1000.0 }
)";

constexpr char const* study = R"(schema = "study/1"
[run]
trials = 600
seed = 5
base_years = [2025]
performance_years = [2026]
[reserve]
policy = "tvar"
level = 0.9
[population.aco]
members = 200
[cost.aco]
file = "cost.toml"
trend = { dist = "normal", mean = 0.02, sd = 0.01, year_corr = 0.5 }
[benchmark.mssp]
pbpy = 8_900
update = { dist = "normal", mean = 0.0, sd = 0.02 }
[quality.mssp]
score = { dist = "beta", mean = 0.82, sd = 0.08 }
[[contract]]
id = "enhanced"
population = "aco"
benchmark = "mssp"
template = "mssp/enhanced@2026"
[contract.quality]
score = "quality.mssp.score"
[contract.minimum]
rate = 0.01
[contract.truncation]
limits = { aged_nondual = 40_000 }
[[contract]]
id = "other"
like = "enhanced"
[contract.savings_share]
rate = 0.5
[scenario.busy]
"cost.aco.utilization" = 1.1
)";

/// Every case: what is bound, and whether members are then drawn again.
struct Case {
  Bindings bindings;
  bool drawn_again = false;
};

std::vector<Case> cases() {
  auto const set = [](std::vector<std::string> values) { return Bindings{"", std::move(values), {}}; };
  return {
      {set({}), false},
      {set({"contract.enhanced.minimum.rate=0.02"}), false},
      {set({"enhanced.savings_share.rate=0.6", "benchmark.mssp.pbpy=9000"}), false},
      {set({"contract.enhanced.truncation.limits.aged_nondual=25000"}), false},
      {set({"quality.mssp.score=0.7"}), false},
      {set({"benchmark.mssp.update=0.01"}), false},
      {Bindings{"", {}, {"enhanced.truncation"}}, false},
      {set({"benchmark.mssp.update.sd=0.05"}), true},
      {set({"population.aco.members=210"}), true},
      {Bindings{"busy", {}, {}}, true},
      {set({"run.seed=6"}), true},
  };
}

class Variants : public testing::Test {
 protected:
  void SetUp() override { std::ofstream(folder_.path() / "cost.toml") << cost; }
  LoadedStudy load(Bindings const& bindings) const {
    return load_study_text(study, "study.toml", folder_.path(), bindings);
  }

 private:
  test::ScratchFolder folder_;
};

void expect_same(TrialTable const& variant, TrialTable const& own, std::string const& name) {
  for (char const* contract : {"enhanced", "other"})
    for (char const* what : contract_trial_columns) {
      std::string const column = contract_column(contract, what);
      std::span<double const> const a = *variant.column(column, 2026), b = *own.column(column, 2026);
      EXPECT_TRUE(std::equal(a.begin(), a.end(), b.begin(), b.end())) << name << " " << column;
    }
}

TEST_F(Variants, SettleAsARunOfTheirOwn) {
  VariantStudy variants(load({}));
  std::vector<Bindings> bindings;
  for (Case const& one : cases()) bindings.push_back(one.bindings);
  std::map<std::size_t, bool> drawn_again;
  variants.run(bindings, [&](VariantTrials const& variant) {
    drawn_again[variant.number] = variant.drawn_again;
    CompiledStudy const own = compile_study(load(bindings[variant.number]));
    expect_same(variant.trials, simulate(own.plan), "case " + std::to_string(variant.number));
  });
  ASSERT_EQ(drawn_again.size(), cases().size());
  for (std::size_t i = 0; i < cases().size(); ++i) EXPECT_EQ(drawn_again[i], cases()[i].drawn_again) << i;
  EXPECT_EQ(variants.draws(), 1u + 4u) << "one for all that share it";
}

TEST_F(Variants, AskForALimitAfterTheDrawAndAreStillExact) {
  VariantStudy variants(load({}));
  variants.trials();
  Bindings const other{"", {"contract.enhanced.truncation.limits.aged_nondual=25000"}, {}};
  auto const check = [&](VariantTrials const& variant) {
    expect_same(variant.trials, simulate(compile_study(load(other)).plan), "limit");
    EXPECT_FALSE(variant.drawn_again);
  };
  variants.run({other}, check);
  EXPECT_EQ(variants.draws(), 2u);
  variants.run({other}, check);
  EXPECT_EQ(variants.draws(), 2u) << "it is kept";
}

TEST_F(Variants, HoldADriverAsARunWithItsNumberDoes) {
  VariantStudy variants(load({}));
  std::vector<Driver> const& drivers = variants.study().plan.drivers().drivers();
  for (std::size_t i = 0; i < drivers.size(); ++i) {
    std::vector<std::optional<double>> values(drivers.size());
    values[i] = 0.75 * mean(drivers[i].law) + 0.01;
    std::string const bound = fmt::format("{}={}", drivers[i].path.text(), *values[i]);
    expect_same(variants.holding(values), simulate(compile_study(load({"", {bound}, {}})).plan), bound);
    EXPECT_EQ(variants.moves_members(drivers[i]), drivers[i].path.text().starts_with("cost.")) << bound;
  }
}

TEST_F(Variants, WithFaultsAreThrownOrHeardOf) {
  VariantStudy variants(load({}));
  std::vector<Bindings> const bindings{{"", {"enhanced.savings_share.rate=0.6"}, {}},
                                       {"", {}, {"enhanced.gross_savings"}},
                                       {"", {"enhanced.savings_share.rate=7"}, {}}};
  EXPECT_THROW(variants.run(bindings, [](VariantTrials const&) {}), InputError);
  std::vector<std::size_t> visited, refused;
  variants.run(
      bindings, [&](VariantTrials const& variant) { visited.push_back(variant.number); },
      [&](std::size_t number, InputError const&) { refused.push_back(number); });
  EXPECT_EQ(visited, std::vector<std::size_t>{0});
  EXPECT_EQ(refused, (std::vector<std::size_t>{1, 2}));
}

TEST_F(Variants, WithNothingUncertainComeToTheMean) {
  VariantStudy variants(load({}));
  std::optional<TrialTable> const expected = variants.expected({});
  ASSERT_TRUE(expected);
  std::span<double const> const spent = *variants.trials().column("contract/enhanced/expenditure", 2026);
  double mean = 0.0, squares = 0.0;
  for (double const value : spent) mean += value / 600.0;
  for (double const value : spent) squares += (value - mean) * (value - mean);
  EXPECT_NEAR(expected->column("contract/enhanced/expenditure", 2026)->front(), mean,
              4.9 * std::sqrt(squares / 599.0 / 600.0));
  EXPECT_FALSE(variants.expected({"", {"contract.enhanced.truncation.limits.aged_nondual=25000"}, {}}))
      << "means under another limit are not known";
}

}  // namespace
}  // namespace plimsoll
