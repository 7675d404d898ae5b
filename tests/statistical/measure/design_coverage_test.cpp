// The 95 % intervals of weighted and grouped columns hold the true value in 95 % of 2,000 samples, within 4.9
// binomial standard errors. Errors that look away from the design must fail the same check.
#include <gtest/gtest.h>

#include "plimsoll/core/normal.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/models/reserve/reserve.hpp"
#include "statistical/measure/coverage.hpp"

namespace plimsoll {
namespace {

using test::Coverage;
using test::coverage_of;
using test::tolerance;
using Column = std::span<double const>;
using Normal = std::normal_distribution<double>;

void expect_nominal(Coverage const& coverage) {
  testing::Test::RecordProperty("coverage", std::to_string(coverage.reported));
  EXPECT_NEAR(coverage.reported, 0.95, tolerance(0.95));
  EXPECT_GT(std::abs(coverage.halved - 0.95), tolerance(0.95)) << "the check cannot see an error halved";
}

double density(double x) {
  return std::exp(-x * x / 2.0) / std::sqrt(2.0 * 3.14159265358979323846);
}

// Standard normal, drawn from a normal whose mean is moved to the tail and weighted back.
constexpr double shift = 1.5;

Sample moved(Column column) {
  TrialDesign design;
  for (double x : column) design.weight.push_back(std::exp(shift * (shift / 2.0 - x)));
  return Sample("x", Unit::none, column, std::make_shared<TrialDesign const>(std::move(design)));
}

template <class Measure>
void expect_weighted(double truth, Measure const& measure) {
  expect_nominal(
      coverage_of(41, truth, Normal(shift, 1.0), [&](Column column) { return measure(moved(column)); }));
}

TEST(WeightedCoverage, TailFigures) {
  double const v = normal_quantile(0.99);
  expect_weighted(v, [](Sample const& x) { return x.percentile(0.99); });
  expect_weighted(density(v) / 0.01, [](Sample const& x) { return x.tail_value_at_risk(0.99); });
  expect_weighted(normal_cdf(-2.0), [](Sample const& x) { return x.probability_above(2.0); });
  expect_weighted(density(2.0) / normal_cdf(-2.0), [](Sample const& x) { return x.mean_if_above(2.0); });
  expect_weighted(density(2.0) - 2.0 * normal_cdf(-2.0),
                  [](Sample const& x) { return x.expected_excess(2.0); });
}

TEST(WeightedCoverage, NegativeControlErrorsOfEqualWeights) {
  double const truth = density(normal_quantile(0.99)) / 0.01;
  Coverage const naive = coverage_of(42, truth, Normal(shift, 1.0), [&](Column column) {
    double const value = moved(column).tail_value_at_risk(0.99).value;
    double const error = Sample("x", Unit::none, column).tail_value_at_risk(0.99).std_error;
    return normal_figure("x", value, error, Unit::none);
  });
  EXPECT_GT(std::abs(naive.reported - 0.95), tolerance(0.95));
}

// 16 groups of 125 trials that share a part of what moves them: variance 0.05 between, 0.95 within.
constexpr std::uint32_t groups = 16;
constexpr std::size_t in_group = test::trials / groups;

class SharedPart {
 public:
  template <class Engine>
  double operator()(Engine& engine) {
    if (drawn_++ % in_group == 0) shared_ = std::sqrt(0.05) * normal_(engine);
    return shared_ + std::sqrt(0.95) * normal_(engine);
  }

 private:
  Normal normal_;
  double shared_ = 0.0;
  std::size_t drawn_ = 0;
};

/// One draw in each of 125 shares of equal chance: a group knows its mean far better than independent trials.
class Stratified {
 public:
  template <class Engine>
  double operator()(Engine& engine) {
    double const stratum = static_cast<double>(drawn_++ % in_group);
    std::uniform_real_distribution<double> within(0.0, 1.0);
    return normal_quantile((stratum + within(engine)) / static_cast<double>(in_group));
  }

 private:
  std::size_t drawn_ = 0;
};

SharedDesign sixteen_groups() {
  TrialDesign design;
  for (std::size_t i = 0; i < test::trials; ++i)
    design.group.push_back(static_cast<std::uint32_t>(std::min<std::size_t>(i / in_group, groups - 1)));
  return std::make_shared<TrialDesign const>(std::move(design));
}

template <class Draw, class Measure>
void expect_grouped(Draw draw, double truth, Measure const& measure) {
  SharedDesign const design = sixteen_groups();
  expect_nominal(coverage_of(
      43, truth, draw, [&](Column column) { return measure(Sample("x", Unit::none, column, design)); }));
  Coverage const naive =
      coverage_of(43, truth, draw, [&](Column column) { return measure(Sample("x", Unit::none, column)); });
  EXPECT_GT(std::abs(naive.reported - 0.95), tolerance(0.95))
      << "errors of independent trials are not told apart";
}

TEST(GroupedCoverage, GroupsThatShareAPart) {
  expect_grouped(SharedPart{}, 0.0, [](Sample const& x) { return x.mean(); });
  expect_grouped(SharedPart{}, normal_quantile(0.75), [](Sample const& x) { return x.percentile(0.75); });
  expect_grouped(SharedPart{}, density(normal_quantile(0.75)) / 0.25,
                 [](Sample const& x) { return x.tail_value_at_risk(0.75); });
  expect_grouped(SharedPart{}, 0.5, [](Sample const& x) { return x.probability_above(0.0); });
  expect_grouped(SharedPart{}, density(1.0) - normal_cdf(-1.0),
                 [](Sample const& x) { return x.expected_excess(1.0); });
}

TEST(GroupedCoverage, StratifiedGroups) {
  expect_grouped(Stratified{}, 0.0, [](Sample const& x) { return x.mean(); });
  expect_grouped(Stratified{}, 1.0, [](Sample const& x) { return x.standard_deviation(); });
  expect_grouped(Stratified{}, density(normal_quantile(0.9)) / 0.1,
                 [](Sample const& x) { return x.tail_value_at_risk(0.9); });
}

TEST(GroupedCoverage, MarginsOfReserves) {
  SharedDesign const design = sixteen_groups();
  auto const owed = [](Column column) {
    std::vector<double> amounts;
    for (double x : column) amounts.push_back(std::max(0.0, x));
    return amounts;
  };
  double const mean = density(0.0), v = normal_quantile(0.8);
  Figure const maximum = exact_figure("most", 10.0, Unit::dollars);
  expect_nominal(coverage_of(44, v - mean, SharedPart{}, [&](Column column) {
    return size_reserve(owed(column), maximum, {ReservePolicy::percentile, 0.8}, "owed", design).margin;
  }));
  expect_nominal(coverage_of(45, density(v) / 0.2 - mean, SharedPart{}, [&](Column column) {
    return size_reserve(owed(column), maximum, {ReservePolicy::tvar, 0.8}, "owed", design).margin;
  }));
}

}  // namespace
}  // namespace plimsoll
