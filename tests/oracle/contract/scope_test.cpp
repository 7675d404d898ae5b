// Partial capitation: users.md table A, row 6, and contracts.md 4.1 (carve-outs: only in-scope services
// count).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "support/member_list.hpp"

namespace plimsoll::test {
namespace {

std::vector<std::string> const lines{"inpatient", "professional", "pharmacy"};
MemberList const members{{0, 12, {300'000.0, 50'000.0, 4'000.25}},
                         {1, 6, {0.0, 900.10, 130'000.0}},
                         {0, 12, {12'345.67, 2'000.0, 0.0}}};

LedgerOn with(std::vector<Term> const& terms, MemberList const& who = members) {
  std::vector<NamedTerm> named;
  for (Term const& term : terms) named.push_back({"term " + std::to_string(named.size()), term, {}});
  return LedgerOn(who, named, members_position(lines, {"adult", "child"}));
}

TEST(Scope, KeepsOrDropsServiceLines) {
  EXPECT_EQ(with({}).cost(), 499'246.02);
  EXPECT_EQ(with({ServiceScope{{"inpatient", "pharmacy"}}}).cost(), 446'345.92);
  EXPECT_EQ(with({CarveOut{{"professional"}}}).cost(), 446'345.92);
  EXPECT_EQ(with({CarveOut{{"professional"}}, CarveOut{{"pharmacy"}}}).cost(), 312'345.67);
  EXPECT_EQ(with({ServiceScope{{"inpatient", "pharmacy"}}, CarveOut{{"pharmacy"}}}).cost(), 312'345.67);
}

TEST(Scope, WhatIsDroppedTwiceIsTakenOffOnce) {
  EXPECT_EQ(with({CarveOut{{"inpatient"}}, CarveOut{{"inpatient", "pharmacy"}}}).cost(), 52'900.10);
}

TEST(Scope, LimitsBelowSeeOnlyWhatIsLeft) {
  SpecificStopLoss const cover{100'000.0, {}, 0.90};
  EXPECT_EQ(with({cover}).line("term 0"), to_cents(-0.9 * (254'000.25 + 30'900.10)));
  EXPECT_EQ(with({CarveOut{{"inpatient"}}, cover}).line("term 1"), to_cents(-0.9 * 30'900.10));
  ClaimantCap const cap{{{"adult", 60'000.0}, {"child", 60'000.0}}};
  EXPECT_EQ(with({ServiceScope{{"professional"}}, cap}).line("term 1"), 0.0);
  EXPECT_EQ(with({ServiceScope{{"pharmacy"}}, cap}).line("term 1"), -100'000.00);  // half a year: 30,000
}

TEST(UsersRow6, PartialAndCarvedOutMakeTheWhole) {
  std::mt19937_64 draw(20260106);
  std::lognormal_distribution<double> dollars(7.0, 2.0);
  for (int trial = 0; trial < 100; ++trial) {
    MemberList drawn;
    for (std::size_t member = 0; member < 20; ++member)
      drawn.push_back({member % 2, 12, {dollars(draw), dollars(draw), dollars(draw)}});
    double const partial = with({CarveOut{{"inpatient"}}}, drawn).cost();
    double const carved = with({ServiceScope{{"inpatient"}}}, drawn).cost();
    ASSERT_EQ(to_cents(partial + carved), with({}, drawn).cost());
  }
}

}  // namespace
}  // namespace plimsoll::test
