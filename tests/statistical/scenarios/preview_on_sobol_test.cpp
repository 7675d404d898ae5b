// The conditional preview on Sobol points, luck among the coordinates: the law of the plain preview, an error
// that is stated truly, and fewer trials for it.
#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/estimator.hpp"
#include "support/tail_study.hpp"

namespace plimsoll {
namespace {

using test::owed;

CompiledStudy preview(std::string const& estimator) {
  return compile_study(
      load_study(PLIMSOLL_SOURCE_DIR "/scenarios/studies/tail-precision.toml",
                 {"", {"population.aco.members=5000", "run.estimator=\"" + estimator + "\""}, {}}),
      RunMethod::conditional);
}

struct Spread {
  double sum = 0.0, squares = 0.0, stated = 0.0, count = 0.0;
  void add(Figure const& figure) {
    sum += figure.value;
    squares += figure.value * figure.value;
    stated += figure.std_error * figure.std_error;
    ++count;
  }
  double mean() const { return sum / count; }
  double variance() const { return (squares / count - mean() * mean()) * count / (count - 1.0); }
};

TEST(PreviewOnSobolPoints, KnowsMoreFromAsManyTrialsAndSaysHowMuch) {
  constexpr std::uint64_t trials = 2 * sobol_round;
  constexpr int previews_made = 100;
  Sample const many("owed", Unit::dollars,
                    owed(test::simulate(test::reseeded(preview("plain"), 77).plan, 1'000'000)));
  CompiledStudy const study = preview("sobol");
  Spread mean, tail;
  for (int i = 0; i < previews_made; ++i) {
    RunPlan const plan = with_estimator(test::reseeded(study, 300 + static_cast<std::uint64_t>(i)), 1);
    TrialTable const table = test::simulate(plan, trials);
    Sample const sample("owed", Unit::dollars, owed(table), plan.design(trials));
    mean.add(sample.mean());
    tail.add(sample.tail_value_at_risk(0.99));
  }
  for (auto const& [spread, truth] :
       {std::pair(mean, many.mean()), std::pair(tail, many.tail_value_at_risk(0.99))}) {
    double const error = std::hypot(truth.std_error, std::sqrt(spread.variance() / previews_made));
    EXPECT_NEAR(spread.mean(), truth.value, 4.9 * error) << truth.id;
    EXPECT_GT(std::abs(spread.mean() - 1.03 * truth.value), 4.9 * error) << "3 % more would be told from it";
    double const plain = truth.std_error * truth.std_error * 1e6 / static_cast<double>(trials);
    EXPECT_GT(plain / spread.variance(), 3.0) << truth.id;
    // A variance of 100 normal values is known to a seventh; four times that is far beyond chance.
    EXPECT_GT(spread.stated / previews_made / spread.variance(), 0.5) << truth.id;
    EXPECT_LT(spread.stated / previews_made / spread.variance(), 3.0) << truth.id;
  }
}

}  // namespace
}  // namespace plimsoll
