// Estimators keep their promise: the figures are those of a plain run, the 95 % interval holds the true
// value, and fewer trials do. ENHANCED with eight drivers, 20,000 lives, the panel engine.
#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/estimator.hpp"
#include "plimsoll/scenarios/two_phase.hpp"
#include "support/tail_study.hpp"

namespace plimsoll {
namespace {

using test::owed;
using test::reseeded;

constexpr int repetitions = 400;
double const coverage_slack = 4.9 * std::sqrt(0.95 * 0.05 / repetitions);

struct Truth {
  Figure mean, tail;
};
Truth const& truth() {
  static Truth const known = [] {
    TrialTable const table = test::simulate(reseeded(test::TailStudy{}.compile(), 424'242).plan, 2'000'000);
    Sample const sample("owed", Unit::dollars, owed(table));
    return Truth{sample.mean(), sample.tail_value_at_risk(0.99)};
  }();
  return known;
}

/// What many repetitions of a figure say: coverage of intervals as stated and at half width, scatter of the
/// values, and their bias in standard errors of the mean of all.
class Repeated {
 public:
  explicit Repeated(Figure const& truth) : truth_(truth) {}
  void add(Figure const& figure) {
    double const error = figure.value - truth_.value;
    double const half = figure.interval ? (figure.interval->high - figure.interval->low) / 2.0 : 0.0;
    held_ += figure.interval && figure.interval->low <= truth_.value && truth_.value <= figure.interval->high;
    held_halved_ += std::abs(error) <= half / 2.0;
    sum_ += error;
    squares_ += error * error;
    ++count_;
  }
  double coverage() const { return held_ / count_; }
  double coverage_halved() const { return held_halved_ / count_; }
  double variance() const { return squares_ / count_; }
  double bias() const { return sum_ / count_; }
  double bias_error() const { return std::sqrt(variance() / count_) + truth_.std_error; }
  void record(std::string const& name) const {
    testing::Test::RecordProperty(name + "_coverage", std::to_string(coverage()));
    testing::Test::RecordProperty(name + "_error", std::to_string(std::sqrt(variance()) / truth_.value));
    testing::Test::RecordProperty(name + "_bias", std::to_string(bias() / truth_.value));
  }

 private:
  Figure truth_;
  double held_ = 0.0, held_halved_ = 0.0, sum_ = 0.0, squares_ = 0.0, count_ = 0.0;
};

void expect_honest(Repeated const& figure, double slack = 0.0) {
  EXPECT_NEAR(figure.coverage(), 0.95, coverage_slack + slack);
  EXPECT_GT(std::abs(figure.coverage_halved() - 0.95), coverage_slack + slack)
      << "the check cannot see a halved error";
  EXPECT_NEAR(figure.bias(), 0.0, 4.9 * figure.bias_error());
}

/// Variance of a figure from n independent trials, by its own formula on the long run.
double plain_variance(Figure const& figure, double trials) {
  return figure.std_error * figure.std_error * 2'000'000.0 / trials;
}

TEST(Importance, TailMeansNeedFewerMembers) {
  CompiledStudy const study = test::TailStudy{}.compile();
  Repeated mean(truth().mean), tail(truth().tail), naive(truth().tail);
  double drawn = 0.0;
  for (int i = 0; i < repetitions; ++i) {
    CompiledStudy const one = reseeded(study, 1'000 + static_cast<std::uint64_t>(i));
    TwoPhase const phase = first_phase(one, {512, 16'384}, 1);
    TrialTable const trials = simulate(phase.plan, 1);
    TrialTable const both = combined(phase, trials);
    Sample const sample("owed", Unit::dollars, owed(both), both.design);
    mean.add(sample.mean());
    tail.add(sample.tail_value_at_risk(0.99));
    naive.add(Sample("owed", Unit::dollars, owed(trials)).tail_value_at_risk(0.99));
    drawn += static_cast<double>(trials.trials) / repetitions;
  }
  mean.record("mean");
  tail.record("tail");
  expect_honest(mean);
  expect_honest(tail, 0.02);  // second-order bias of a tail mean, see theory/measures
  EXPECT_LT(naive.coverage(), 0.5)
      << "negative control: trials chosen for their tail, taken as if they were not";
  double const gain_tail = plain_variance(truth().tail, drawn) / tail.variance();
  double const gain_mean = plain_variance(truth().mean, drawn) / mean.variance();
  RecordProperty("gain_tail", std::to_string(gain_tail));
  RecordProperty("gain_mean", std::to_string(gain_mean));
  EXPECT_GT(gain_tail, 8.0);
  EXPECT_GT(gain_mean, 1.0);
}

TEST(Importance, GoesWithSobolPoints) {
  test::TailStudy on_sobol;
  on_sobol.estimator = "sobol";
  CompiledStudy const study = on_sobol.compile();
  Repeated tail(truth().tail);
  double drawn = 0.0;
  for (int i = 0; i < repetitions; ++i) {
    CompiledStudy const one = reseeded(study, 5'000 + static_cast<std::uint64_t>(i));
    TwoPhase const phase = first_phase(one, {512, 16'384}, 1);
    TrialTable const trials = simulate(phase.plan, 1);
    TrialTable const both = combined(phase, trials);
    tail.add(Sample("owed", Unit::dollars, owed(both), both.design).tail_value_at_risk(0.99));
    drawn += static_cast<double>(trials.trials) / repetitions;
  }
  tail.record("tail");
  expect_honest(tail, 0.02);
  double const gain = plain_variance(truth().tail, drawn) / tail.variance();
  RecordProperty("gain_tail", std::to_string(gain));
  EXPECT_GT(gain, 8.0);
}

// Sobol points know what the drivers do; what members do by themselves stays as it is. So the larger the
// panel, the larger the gain: 100,000 lives here.
TEST(Sobol, MeansOfLargePanelsNeedFewerTrials) {
  test::TailStudy large;
  large.members = 100'000;
  auto const settlement = [](TrialTable const& table) {
    return Sample("settlement", Unit::dollars, *table.column(contract_column("enhanced", "settlement"), 2026),
                  table.design);
  };
  Sample const many = settlement(test::simulate(reseeded(large.compile(), 424'242).plan, 2'000'000));
  large.estimator = "sobol";
  CompiledStudy const study = large.compile();
  Repeated mean(many.mean()), spread(many.standard_deviation());
  for (int i = 0; i < repetitions; ++i) {
    CompiledStudy const one = reseeded(study, 9'000 + static_cast<std::uint64_t>(i));
    Sample const sample = settlement(test::simulate(with_estimator(one, 1), 16'384));
    mean.add(sample.mean());
    spread.add(sample.standard_deviation());
  }
  mean.record("mean");
  spread.record("sd");
  expect_honest(mean);
  expect_honest(spread);
  double const gain = plain_variance(many.mean(), 16'384.0) / mean.variance();
  RecordProperty("gain_mean", std::to_string(gain));
  RecordProperty("gain_sd",
                 std::to_string(plain_variance(many.standard_deviation(), 16'384.0) / spread.variance()));
  EXPECT_GT(gain, 3.0);
}

}  // namespace
}  // namespace plimsoll
