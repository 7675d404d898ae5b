// Panel engine with enrolment types of differing cost, by hand: nothing varies, so totals are exact.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/scenarios/load_study.hpp"

namespace plimsoll {
namespace {

using testing::HasSubstr;

/// 1,000 members, a quarter of them dear; 6,000 dollars on average.
std::string const text = R"(
schema = "study/1"
[run]
trials = 1
seed = 1
engine = "panel"
performance_years = [2026]
[reserve]
policy = "mean"
[population.aco]
members = 1_000
enrolment = { dear = 0.25, cheap = 0.75 }
[cost.aco]
pbpy = 6_000
process_cv = 0
relative_cost = { dear = 30, cheap = 10 }
[benchmark.b]
pbpy = 6_000
[[contract]]
id = "all"
population = "aco"
benchmark = "b"
term = [{ kind = "gross_savings" }]
[[contract]]
id = "dear"
like = "all"
enrolment = ["dear"]
)";

double expenditure(std::string const& contract, std::string const& set = {}) {
  Bindings bindings;
  if (!set.empty()) bindings.set = {set};
  TrialTable const trials = simulate(compile_study(load_study_text(text, "types.toml", {}, bindings)).plan);
  return (*trials.column(contract_column(contract, "expenditure"), 2026))[0];
}

std::string faults(std::string const& set) {
  try {
    expenditure("all", set);
  } catch (InputError const& error) {
    return error.what();
  }
  return {};
}

TEST(RelativeCost, EachTypeCostsItsOwnAndTheMeanIsKept) {
  EXPECT_EQ(expenditure("all"), 6'000'000.00);
  EXPECT_EQ(expenditure("dear"), 250.0 * 12'000.0);  // 30 to a mean of 15
  EXPECT_EQ(expenditure("dear", "cost.aco.relative_cost={dear=1,cheap=1}"), 250.0 * 6'000.0);
}

TEST(RelativeCost, EveryTypeNeedsOne) {
  EXPECT_THAT(faults("cost.aco.relative_cost={dear=30}"), HasSubstr("no cost of enrolment type \"cheap\""));
  EXPECT_THAT(faults("cost.aco.relative_cost={dear=30,chaep=10}"), HasSubstr("did you mean \"chaep\"?"));
  EXPECT_THAT(faults("cost.aco.relative_cost={dear=0,cheap=0}"), HasSubstr("is 0 for every member"));
  EXPECT_THAT(faults("population.aco.enrolment={}"), HasSubstr("the population has no enrolment types"));
}

}  // namespace
}  // namespace plimsoll
