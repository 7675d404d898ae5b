#include "plimsoll/models/cost/credibility.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

// Portfolios drawn with known structure: cell means are gamma distributed, observations gamma given the cell.
// Estimates must have the truth as mean, within 4.9 standard errors over the sets; the blend must miss cell
// means by less than either part alone; full credibility must keep its promise. What is known to be wrong
// must fail.
namespace plimsoll {
namespace {

constexpr int sets = 4000;
constexpr double collective = 100.0, between = 15.0 * 15.0, within = 3000.0;

double gamma(std::mt19937_64& engine, double mean, double variance) {
  return std::gamma_distribution<>(mean * mean / variance, variance / mean)(engine);
}

struct Portfolio {
  std::vector<double> truth;
  std::vector<std::vector<Observed>> cells;
};

Portfolio drawn(std::mt19937_64& engine) {
  Portfolio all;
  for (int i = 0; i < 8; ++i) {
    all.truth.push_back(gamma(engine, collective, between));
    all.cells.emplace_back();
    for (int j = 0; j < 4; ++j) {
      double const exposure = 2.0 + 1.5 * i + j;
      all.cells.back().push_back({exposure, gamma(engine, all.truth.back(), within / exposure)});
    }
  }
  return all;
}

class Mean {
 public:
  void add(double value) {
    sum_ += value;
    squares_ += value * value;
    ++n_;
  }
  bool is(double truth) const {
    double const mean = sum_ / n_, error = std::sqrt((squares_ / n_ - mean * mean) / (n_ - 1.0));
    return std::abs(mean - truth) < 4.9 * error;
  }
  /// Whether it is below 0 beyond chance.
  bool is_negative() const { return sum_ < 0.0 && !is(0.0); }
  double value() const { return sum_ / n_; }

 private:
  double sum_ = 0.0, squares_ = 0.0, n_ = 0.0;
};

TEST(BuhlmannStraubRecovery, StructureParametersHaveTheTruthAsMean) {
  std::mt19937_64 engine(1970);
  Mean chance, spread, from_manual, truncated, uncorrected;
  double const manual = collective * 1.1;
  for (int set = 0; set < sets; ++set) {
    Portfolio const all = drawn(engine);
    BuhlmannStraub const found = buhlmann_straub(all.cells);
    chance.add(found.within);
    spread.add(found.unbiased_between);
    truncated.add(found.between);
    from_manual.add(buhlmann_straub(all.cells, manual).unbiased_between);
    double plain = 0.0;
    for (double const own : found.own) plain += std::pow(own - found.collective, 2) / 7.0;
    uncorrected.add(plain);
  }
  std::printf("within %.1f, between %.2f, from a manual rate %.2f\n", chance.value(), spread.value(),
              from_manual.value());
  EXPECT_TRUE(chance.is(within));
  EXPECT_TRUE(spread.is(between));
  EXPECT_TRUE(from_manual.is(between + std::pow(manual - collective, 2)));
  EXPECT_GE(truncated.value(), spread.value());
  EXPECT_FALSE(chance.is(1.05 * within)) << "negative control";
  EXPECT_FALSE(uncorrected.is(between)) << "negative control: chance within cells taken for spread";
  EXPECT_FALSE(spread.is(between + std::pow(manual - collective, 2))) << "negative control";
}

TEST(BuhlmannStraubRecovery, BlendMissesCellMeansByLessThanEitherPart) {
  std::mt19937_64 engine(1971);
  Mean than_own, than_collective, than_wrong_weight;
  for (int set = 0; set < sets; ++set) {
    Portfolio const all = drawn(engine);
    BuhlmannStraub const found = buhlmann_straub(all.cells);
    double blend = 0.0, own = 0.0, mean = 0.0, swapped = 0.0;
    for (std::size_t i = 0; i < all.truth.size(); ++i) {
      double const z = found.weight[i], x = found.own[i], truth = all.truth[i];
      blend += std::pow(z * x + (1.0 - z) * found.collective - truth, 2);
      swapped += std::pow((1.0 - z) * x + z * found.collective - truth, 2);
      own += std::pow(x - truth, 2);
      mean += std::pow(found.collective - truth, 2);
    }
    than_own.add(blend - own);
    than_collective.add(blend - mean);
    than_wrong_weight.add(swapped - own);
  }
  EXPECT_TRUE(than_own.is_negative());
  EXPECT_TRUE(than_collective.is_negative());
  EXPECT_FALSE(than_wrong_weight.is_negative()) << "negative control: weights the wrong way round";
}

// Poisson claims of gamma amounts, cv 1.5: with as many expected claims as the standard asks, the sum is
// within 5 % of its mean in 90 % of trials. The normal approximation is off by O(1/n), far below the error.
double share_within(double claims, std::mt19937_64& engine, int trials) {
  double const cv = 1.5;
  int near = 0;
  for (int trial = 0; trial < trials; ++trial) {
    auto const n = std::poisson_distribution<int>(claims)(engine);
    double const shape = n / (cv * cv);  // the sum of n gamma claims of mean 1
    double const sum = n == 0 ? 0.0 : std::gamma_distribution<>(shape, cv * cv)(engine);
    near += std::abs(sum / claims - 1.0) <= 0.05;
  }
  return static_cast<double>(near) / trials;
}

TEST(FullCredibility, KeepsItsPromise) {
  std::mt19937_64 engine(1914);
  int const trials = 40'000;
  double const error = std::sqrt(0.9 * 0.1 / trials);
  double const needed = full_credibility_claims({0.90, 0.05}, 1.5);
  EXPECT_NEAR(share_within(needed, engine, trials), 0.90, 4.9 * error);
  double const too_few = full_credibility_claims({0.90, 0.05});
  EXPECT_LT(share_within(too_few, engine, trials), 0.90 - 4.9 * error)
      << "negative control: a standard that leaves severity out";
}

}  // namespace
}  // namespace plimsoll
