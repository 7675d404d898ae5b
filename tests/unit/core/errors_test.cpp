#include "plimsoll/core/errors.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

namespace plimsoll {
namespace {

Problem problem_at(SourceSpot const& spot, std::string_view key, std::string_view what,
                   std::string_view why = {}, std::string_view suggestion = {}) {
  Problem problem;
  problem.spot = spot;
  problem.key = key;
  problem.what = what;
  problem.why = why;
  problem.suggestion = suggestion;
  return problem;
}

Problem full() {
  return problem_at({"study.toml", 12, 5}, "contract.e.rate", "is 2", "a share is at most 1",
                    "did you mean 0.02?");
}

TEST(Problem, ReadsAsOneLine) {
  EXPECT_EQ(to_text(full()),
            "study.toml:12:5: contract.e.rate: is 2 (a share is at most 1); did you mean 0.02?");
}

TEST(Problem, LeavesOutWhatItDoesNotKnow) {
  EXPECT_EQ(to_text(problem_at({}, "", "no members")), "no members");
  EXPECT_EQ(to_text(problem_at({"a.csv", 0, 0}, "", "is empty")), "a.csv: is empty");
  EXPECT_EQ(to_text(problem_at({"a.csv", 3, 0}, "months", "is not a number")),
            "a.csv:3: months: is not a number");
  EXPECT_EQ(to_text(problem_at({"", 3, 1}, "k", "w", "", "s")), "k: w; s");
}

TEST(InputError, CarriesEveryProblemInOrder) {
  InputError const error(std::vector{full(), problem_at({}, "", "no members")});
  ASSERT_EQ(error.problems().size(), 2u);
  EXPECT_EQ(error.problems()[1].what, "no members");
  EXPECT_EQ(std::string(error.what()), to_text(full()) + "\nno members");
}

TEST(InputError, MayBeOneProblem) {
  EXPECT_EQ(InputError(full()).problems().size(), 1u);
}

int half(int n) {
  PLIMSOLL_EXPECT(n % 2 == 0);
  PLIMSOLL_ENSURE(n < 100);
  return n / 2;
}

TEST(Promise, NamesTheConditionThatFailed) {
  EXPECT_EQ(half(4), 2);
  try {
    half(3);
    FAIL() << "nothing was thrown";
  } catch (BrokenPromise const& broken) {
    EXPECT_THAT(broken.what(), testing::HasSubstr("expected n % 2 == 0"));
    EXPECT_THAT(broken.what(), testing::HasSubstr("errors_test.cpp:"));
  }
  EXPECT_THROW(half(100), BrokenPromise);
}

}  // namespace
}  // namespace plimsoll
