// Break-evens whose answer and error are known in closed form.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/core/normal.hpp"
#include "plimsoll/scenarios/sweep_study.hpp"
#include "support/panel_study.hpp"

namespace plimsoll {
namespace {

constexpr double members = 5'000, pbpy = 12'000.0, cv = 2.0, trend_sd = 0.03, administration = 10.0;
constexpr long trials = 10'240;

/// Full capitation without cover: what is paid for each member and month, less cost and administration.
LoadedStudy deal(int seed, double process_cv) {
  return load_study_text(
      fmt::format(
          "schema = \"study/1\"\n[run]\ntrials = {}\nseed = {}\nengine = \"panel\"\nperformance_years = "
          "[2026]\n"
          "[reserve]\npolicy = \"percentile\"\nlevel = 0.9\n[population.p]\nmembers = {}\n"
          "[cost.p]\npbpy = {}\nprocess_cv = {}\nyear = 2025\n"
          "trend = {{ dist = \"normal\", mean = 0.0, sd = {} }}\n"
          "[[contract]]\nid = \"deal\"\npopulation = \"p\"\ntemplate = \"capitation/full@2026\"\n"
          "without = [\"specific_stop_loss\", \"aggregate_stop_loss\", \"stop_loss_premium\"]\n"
          "capitation.pmpm = 1_000\nadministration.pmpm = {}\n",
          trials, seed, members, pbpy, process_cv, trend_sd, administration),
      "deal.toml", {});
}

Figure root(BreakEven const& question, int seed, double process_cv, char const* row = "drawn") {
  std::vector<Table> const tables = break_even(deal(seed, process_cv), question);
  EXPECT_EQ(tables.size(), 1u);
  for (Row const& candidate : tables.front().rows())
    if (candidate.id == row) return std::get<Figure>(candidate.cells[1]);
  ADD_FAILURE() << "no row " << row;
  return {};
}

BreakEven question(SolvedMeasure measure, double target, double max_loss = 0.0) {
  return {"deal.capitation.pmpm", 800.0, 1'200.0, measure, {"deal"}, target, max_loss};
}

// The mean settlement is 0 where the payment is the mean cost and administration.
constexpr double fair = pbpy / 12.0 + administration;

TEST(BreakEven, OfTheMeanIsTheFairPayment) {
  double const process = std::pow(cv, 2) / members * (1.0 + trend_sd * trend_sd);
  double const error = pbpy / 12.0 * std::sqrt((process + trend_sd * trend_sd) / trials);
  double errors = 0.0;
  constexpr int seeds = 16;
  for (int seed = 1; seed <= seeds; ++seed) {
    Figure const found = root(question(SolvedMeasure::mean, 0.0), seed, cv);
    EXPECT_NEAR(found.value, fair, test::tail_1e6 * error) << seed;
    errors += found.std_error / seeds;
  }
  // A jackknife of 20 groups knows a standard error to 16 %, 16 of them their mean to 4 %.
  EXPECT_NEAR(errors / error, 1.0, test::tail_1e6 * 0.04);
  EXPECT_NEAR(root(question(SolvedMeasure::mean, 0.0), 1, cv, "certain").value, fair, 1e-5);
}

// With the trend alone uncertain the settlement is normal.
TEST(BreakEven, OfChancesIsThatOfTheNormalLaw) {
  double const sd = pbpy / 12.0 * trend_sd, z = normal_quantile(0.9);
  double const density = std::exp(-0.5 * z * z) / std::sqrt(2.0 * M_PI);
  double const error = sd * std::sqrt(0.09 / trials) / density;
  double const loss = 12.0 * members * 15.0;  // 15 dollars for each member and month
  for (int seed = 1; seed <= 4; ++seed) {
    EXPECT_NEAR(root(question(SolvedMeasure::p_owe, 0.1), seed, 0.0).value, fair + z * sd,
                test::tail_1e6 * error);
    EXPECT_NEAR(root(question(SolvedMeasure::p_loss, 0.1, loss), seed, 0.0).value, fair + z * sd - 15.0,
                test::tail_1e6 * error);
    // The reserve at 90 % is what is lost at that level.
    EXPECT_NEAR(root(question(SolvedMeasure::reserve, loss), seed, 0.0).value, fair + z * sd - 15.0,
                test::tail_1e6 * error);
    EXPECT_GT(std::abs(root(question(SolvedMeasure::p_owe, 0.14), seed, 0.0).value - fair - z * sd),
              test::tail_1e6 * error)
        << "another chance has another answer";
  }
}

TEST(BreakEven, ThatIsNotInTheRangeIsRefused) {
  BreakEven far = question(SolvedMeasure::mean, 0.0);
  far.high = 900.0;
  EXPECT_THROW(root(far, 1, cv), InputError);
}

}  // namespace
}  // namespace plimsoll
