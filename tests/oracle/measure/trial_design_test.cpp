// Figures of weighted and grouped columns against answers known otherwise: repetition, cancellation, and the
// textbook errors of means of groups and of weighted averages.
#include "plimsoll/models/measure/trial_design.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/paired.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/models/reserve/reserve.hpp"

namespace plimsoll {
namespace {

SharedDesign weighted(std::vector<double> weight) {
  return std::make_shared<TrialDesign const>(TrialDesign{std::move(weight), {}});
}
SharedDesign grouped(std::vector<std::uint32_t> group) {
  return std::make_shared<TrialDesign const>(TrialDesign{{}, std::move(group)});
}

std::vector<double> const values{4.0, 0.0, 7.0, 0.0, 2.0};
std::vector<double> const weights{3.0, 1.0, 2.0, 5.0, 4.0};

std::vector<double> repeated() {
  std::vector<double> column;
  for (std::size_t i = 0; i < values.size(); ++i)
    column.insert(column.end(), static_cast<std::size_t>(weights[i]), values[i]);
  return column;
}

void expect_same_values(Sample const& a, Sample const& b) {
  EXPECT_NEAR(a.mean().value, b.mean().value, 1e-14);
  for (double p : {0.05, 0.4, 0.5, 0.6, 0.75, 0.9, 0.99}) {
    EXPECT_EQ(a.percentile(p).value, b.percentile(p).value) << p;
    EXPECT_NEAR(a.tail_value_at_risk(p).value, b.tail_value_at_risk(p).value, 1e-12) << p;
  }
  EXPECT_NEAR(a.probability_above(0.0).value, b.probability_above(0.0).value, 1e-15);
  EXPECT_NEAR(a.probability_below(4.0).value, b.probability_below(4.0).value, 1e-15);
  EXPECT_NEAR(a.probability_of(0.0).value, b.probability_of(0.0).value, 1e-15);
  EXPECT_NEAR(a.adequacy(2.0).value, b.adequacy(2.0).value, 1e-15);
  EXPECT_NEAR(a.mean_if_above(0.0).value, b.mean_if_above(0.0).value, 1e-14);
  EXPECT_NEAR(a.expected_excess(3.0).value, b.expected_excess(3.0).value, 1e-14);
}

TEST(TrialDesign, AWeightIsARepetition) {
  std::vector<double> const column = repeated();
  expect_same_values(Sample("x", Unit::none, values, weighted(weights)), Sample("x", Unit::none, column));
}

// What an estimator puts in and takes away again is not there, even inside an atom.
TEST(TrialDesign, NegativeWeightsCancel) {
  std::vector<double> column = values, weight = weights;
  for (double x : {0.0, 1.0, 9.0}) {
    column.insert(column.end(), {x, x});
    weight.insert(weight.end(), {2.5, -2.5});
  }
  std::vector<double> const plain = repeated();
  expect_same_values(Sample("x", Unit::none, column, weighted(weight)), Sample("x", Unit::none, plain));
}

TEST(TrialDesign, TheErrorOfAMeanIsThatBetweenGroups) {
  std::vector<double> const column{1, 3, 10, 12, 4, 8, 5, 5};
  Sample const sample("x", Unit::none, column, grouped({0, 0, 1, 1, 2, 2, 3, 3}));
  // Means of the groups are 2, 11, 6, 5: mean 6, squares 16 + 25 + 0 + 1 = 42, error sqrt(42 / 3 / 4).
  Figure const mean = sample.mean();
  EXPECT_EQ(mean.value, 6.0);
  EXPECT_NEAR(mean.std_error, std::sqrt(3.5), 1e-14);
  EXPECT_NEAR(mean.interval->high - mean.value, 3.182446305284263 * mean.std_error, 1e-9) << "t, 3 degrees";
  // Groups without values do not count; a single group has no error that is known.
  EXPECT_NEAR(Sample("x", Unit::none, column, grouped({0, 0, 7, 7, 4, 4, 9, 9})).mean().std_error,
              mean.std_error, 1e-14);
  EXPECT_TRUE(
      std::isnan(Sample("x", Unit::none, column, grouped({5, 5, 5, 5, 5, 5, 5, 5})).mean().std_error));
}

TEST(TrialDesign, TheErrorOfAWeightedMeanIsTheRatioEstimators) {
  Figure const mean = Sample("x", Unit::none, values, weighted(weights)).mean();
  double const m = 34.0 / 15.0;
  double squares = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) squares += std::pow(weights[i] * (values[i] - m), 2);
  EXPECT_NEAR(mean.std_error, std::sqrt(5.0 / 4.0 * squares) / 15.0, 1e-14);
}

TEST(TrialDesign, EqualWeightsHaveTheErrorsOfAPlainSample) {
  std::mt19937_64 engine(5);
  std::exponential_distribution<double> draw(1.0);
  std::vector<double> column(20'000);
  for (double& x : column) x = draw(engine);
  Sample const plain("x", Unit::dollars, column);
  Sample const equal("x", Unit::dollars, column, weighted(std::vector<double>(column.size(), 2.0)));
  auto const expect_near = [](Figure const& a, Figure const& b, double tolerance) {
    EXPECT_NEAR(a.value, b.value, 1e-12 * std::abs(a.value)) << a.id;
    EXPECT_NEAR(a.std_error / b.std_error, 1.0, tolerance) << a.id;
    EXPECT_EQ(a.id, b.id);
  };
  expect_near(equal.mean(), plain.mean(), 1e-12);
  expect_near(equal.standard_deviation(), plain.standard_deviation(), 1e-3);
  expect_near(equal.mean_plus_deviations(0.5), plain.mean_plus_deviations(0.5), 1e-3);
  expect_near(equal.tail_value_at_risk(0.95), plain.tail_value_at_risk(0.95), 1e-9);
  expect_near(equal.percentile(0.95), plain.percentile(0.95), 0.05);
  expect_near(equal.probability_above(2.0), plain.probability_above(2.0), 1e-3);
  expect_near(equal.mean_if_above(2.0), plain.mean_if_above(2.0), 1e-3);
  expect_near(equal.expected_excess(1.0), plain.expected_excess(1.0), 1e-9);
  Figure const maximum = exact_figure("most", 50.0, Unit::dollars);
  for (ReserveRule const rule : {ReserveRule{ReservePolicy::percentile, 0.9}, {ReservePolicy::tvar, 0.9}}) {
    ReserveLine const with =
        size_reserve(column, maximum, rule, "owed", weighted(std::vector<double>(column.size(), 1.0)));
    ReserveLine const without = size_reserve(column, maximum, rule, "owed");
    expect_near(with.margin, without.margin, 0.05);
    expect_near(with.expected_deficit, without.expected_deficit, 1e-6);
  }
}

TEST(TrialDesign, EffectiveTrials) {
  EXPECT_EQ(effective_trials(std::vector<double>(7, 3.0)), 7.0);
  EXPECT_NEAR(effective_trials(std::vector<double>{1.0, 3.0}), 16.0 / 10.0, 1e-15);
}

TEST(TrialDesign, APartKeepsItsWeightsAndGroups) {
  SharedDesign const design = std::make_shared<TrialDesign const>(TrialDesign{{1.0, 2.0, 3.0}, {4, 5, 6}});
  std::vector<std::size_t> const kept{0, 2};
  EXPECT_EQ(*part_of(design, kept), (TrialDesign{{1.0, 3.0}, {4, 6}}));
  EXPECT_EQ(part_of(nullptr, kept), nullptr);
}

TEST(TrialDesign, PairsAreComparedUnderTheDesign) {
  std::vector<double> const a{2, 5, 1}, b{1, 5, 4};
  PairedDifference const pair = paired_difference("d", Unit::dollars, a, b, weighted({1.0, 1.0, 2.0}));
  EXPECT_NEAR(pair.mean.value, (1.0 - 6.0) / 4.0, 1e-15);
  EXPECT_NEAR(pair.better.value, 0.25, 1e-15);
  EXPECT_NEAR(pair.equal.value, 0.25, 1e-15);
  EXPECT_NEAR(pair.worse.value, 0.50, 1e-15);
}

TEST(TrialDesign, MustFitTheColumn) {
  EXPECT_THROW(Sample("x", Unit::none, values, weighted({1.0})), BrokenPromise);
  EXPECT_THROW(Sample("x", Unit::none, values, grouped({1})), BrokenPromise);
  EXPECT_THROW(Sample("x", Unit::none, values, weighted({1, 1, 1, 1, -4})), BrokenPromise);
}

}  // namespace
}  // namespace plimsoll
