#include <gtest/gtest.h>

#include "oracle/contract/mssp.hpp"

// Rows 1 and 2 of the users' table A: benchmark 232.2 million, participants' revenue 70 million.
namespace plimsoll::test {
namespace {

constexpr double benchmark = 232'200'000.0;

Aco aco(double score, double standard = 0.7705) {
  return {.score = score, .standard = standard, .revenue = 70'000'000.0, .minimum = 0.02};
}
/// Settlement with 2 % sequestration at a cost of `rate` below benchmark.
double at(std::vector<NamedTerm> const& terms, double rate) {
  return settle(terms, {benchmark, benchmark - rate * benchmark, 20'000.0});
}
std::vector<NamedTerm> before_sequestration(std::vector<NamedTerm> terms) {
  std::erase_if(terms, [](NamedTerm const& term) { return term.name == "sequestration"; });
  return terms;
}

TEST(TracksRow1, TwoPercentSavedPaysFromTheFirstDollar) {
  EXPECT_EQ(at(before_sequestration(basic_e(aco(0.85))), 0.02), 2'322'000.00);
  EXPECT_EQ(at(before_sequestration(enhanced(aco(0.85))), 0.02), 3'483'000.00);
  EXPECT_EQ(at(basic_e(aco(0.85)), 0.02), 2'275'560.00);
  EXPECT_EQ(at(enhanced(aco(0.85)), 0.02), 3'413'340.00);
}

TEST(TracksRow1, FourPercentLost) {
  EXPECT_EQ(at(basic_e(aco(0.85)), -0.04), -2'786'400.00);
  EXPECT_EQ(at(enhanced(aco(0.85)), -0.04), -3'715'200.00);
  EXPECT_EQ(at(enhanced(aco(0.80)), -0.04), -3'715'200.00);
  EXPECT_EQ(at(enhanced(aco(0.7385, 0.7385)), -0.04), -4'143'609.00);  // 44.6125 % of 9,288,000
  EXPECT_EQ(at(enhanced(aco(0.30)), -0.04), -6'966'000.00);            // quality failed
}

TEST(TracksRow2, NinePercentLost) {
  EXPECT_EQ(at(basic_e(aco(0.85)), -0.09), -5'600'000.00);  // 8 % of revenue, below 4 % of benchmark
  EXPECT_EQ(at(enhanced(aco(0.85)), -0.09), -8'359'200.00);
}

TEST(Tracks, LevelsCAndDHaveLowerCaps) {
  EXPECT_EQ(at(basic_c(aco(0.85)), -0.09), -1'400'000.00);
  EXPECT_EQ(at(basic_d(aco(0.85)), -0.09), -2'800'000.00);
  Aco large = aco(0.85);
  large.revenue = 1e9;
  EXPECT_EQ(at(basic_c(large), -0.09), -2'322'000.00);  // 1 % of benchmark
  EXPECT_EQ(at(basic_d(large), -0.09), -4'644'000.00);
}

TEST(Tracks, OneSidedOwesNothingAndCapsAfterSequestration) {
  EXPECT_EQ(at(one_sided(aco(0.85), false), -0.30), 0.0);
  EXPECT_EQ(at(one_sided(aco(0.85), false), 0.10), 9'102'240.00);   // 40 % less 2 %
  EXPECT_EQ(at(one_sided(aco(0.85), false), 0.40), 23'220'000.00);  // exactly 10 % of benchmark
}

TEST(Tracks, MinimaAreMetByEquality) {
  EXPECT_GT(at(basic_e(aco(0.85)), 0.02), 0.0);
  EXPECT_EQ(settle(basic_e(aco(0.85)), {benchmark, benchmark - 4'643'999.99, 20'000.0}), 0.0);
  EXPECT_LT(at(basic_e(aco(0.85)), -0.02), 0.0);
  EXPECT_EQ(settle(basic_e(aco(0.85)), {benchmark, benchmark + 4'643'999.99, 20'000.0}), 0.0);
}

TEST(Tracks, AMinimumOfZeroCountsEverySavingAndLoss) {
  Aco any = aco(0.85);
  any.minimum = 0.0;
  EXPECT_EQ(settle(basic_e(any), {benchmark, benchmark - 100.0, 20'000.0}), 49.0);
  EXPECT_EQ(settle(basic_e(any), {benchmark, benchmark + 100.0, 20'000.0}), -30.0);
}

TEST(Tracks, SymmetricChoiceOfTheRateBySize) {
  Aco by_size = aco(0.85);
  by_size.minimum.reset();  // 20,000 members: 2.5 %
  EXPECT_EQ(at(basic_e(by_size), 0.024), 0.0);
  EXPECT_EQ(at(basic_e(by_size), -0.024), 0.0);
  EXPECT_EQ(at(basic_e(by_size), 0.025), 2'844'450.00);
  EXPECT_EQ(at(basic_e(by_size), -0.025), -1'741'500.00);
}

TEST(Tracks, MaximaOfTheContract) {
  auto const most = [](auto bound, std::vector<NamedTerm> const& terms) {
    return value_in(bound(terms, named_position()), {benchmark, benchmark, 20'000.0});
  };
  EXPECT_EQ(most(contract_maximum, basic_e(aco(0.85))), 5'600'000.00);
  EXPECT_EQ(most(contract_maximum, enhanced(aco(0.85))), 34'830'000.00);  // 15 % of benchmark
  EXPECT_EQ(most(contract_maximum, one_sided(aco(0.85), false)), 0.0);
  EXPECT_EQ(most(most_earned, basic_e(aco(0.85))), 23'220'000.00);
  EXPECT_EQ(most(most_earned, enhanced(aco(0.85))), 46'440'000.00);
  auto unlimited = basic_e(aco(0.85));
  std::erase_if(unlimited, [](NamedTerm const& term) { return term.name == "loss_cap"; });
  EXPECT_GT(most(contract_maximum, unlimited), 10.0 * benchmark);
}

}  // namespace
}  // namespace plimsoll::test
