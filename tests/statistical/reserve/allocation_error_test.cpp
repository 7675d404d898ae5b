// Two normal losses with correlation: Euler's split of TVaR is Cov(X_i, S) / sd(S) · φ(z) / (1 - p) in closed
// form (D. Tasche 2002, section 4). Portfolios of 4,000 trials, many times over: the mean must meet it, and
// the spread of the estimates must be the standard error they report.
#include <gtest/gtest.h>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <random>

#include "plimsoll/models/reserve/allocation.hpp"

namespace plimsoll {
namespace {

constexpr std::size_t trials = 4'000, replicates = 400;
constexpr double level = 0.95, sd_a = 2.0, sd_b = 1.0, correlation = 0.3, tail_1e6 = 4.9;

PortfolioAtLevel draw(std::mt19937_64& words) {
  std::normal_distribution<double> normal;
  std::vector<double> a(trials), b(trials);
  for (std::size_t i = 0; i < trials; ++i) {
    double const x = normal(words), y = normal(words);
    a[i] = -sd_a * x;
    b[i] = -sd_b * (correlation * x + std::sqrt(1.0 - correlation * correlation) * y);
  }
  std::vector<EntitySettlement> const contracts{{"a", "", a}, {"b", "", b}};
  double const levels[] = {level};
  return measure_portfolio(portfolio_parts(contracts, Netting::all), levels, "p").front();
}

/// Mean of a figure over replicates, its error, and the spread over the error reported.
struct Repeated {
  double mean = 0.0, error = 0.0, spread_over_reported = 0.0;
};
template <class Of>
Repeated repeated(std::vector<PortfolioAtLevel> const& all, Of const& of) {
  double const n = static_cast<double>(all.size());
  double sum = 0.0, squares = 0.0, reported = 0.0;
  for (PortfolioAtLevel const& one : all) {
    sum += of(one).value;
    reported += of(one).std_error * of(one).std_error / n;
  }
  for (PortfolioAtLevel const& one : all) squares += std::pow(of(one).value - sum / n, 2);
  double const spread = std::sqrt(squares / (n - 1.0));
  return {sum / n, spread / std::sqrt(n), spread / std::sqrt(reported)};
}

TEST(AllocationErrors, MeetTheClosedFormAndTheSpreadOfReplicates) {
  std::mt19937_64 words(20261126);
  std::vector<PortfolioAtLevel> all;
  for (std::size_t i = 0; i < replicates; ++i) all.push_back(draw(words));
  boost::math::normal_distribution<double> const law;
  double const tail = pdf(law, quantile(law, level)) / (1.0 - level);
  double const cov = correlation * sd_a * sd_b;
  double const sd = std::sqrt(sd_a * sd_a + sd_b * sd_b + 2.0 * cov);
  double const of_a = (sd_a * sd_a + cov) / sd * tail, of_b = (sd_b * sd_b + cov) / sd * tail;
  // A spread over 400 replicates is known to 1 / sqrt(2 · 399) = 3.5 %; five of them, and 3 % for the edge.
  constexpr double allowed = 0.20;
  auto const a = repeated(all, [](auto const& at) -> Figure const& { return at.parts[0].allocated; });
  auto const b = repeated(all, [](auto const& at) -> Figure const& { return at.parts[1].allocated; });
  auto const gain =
      repeated(all, [](auto const& at) -> Figure const& { return at.diversification_tail_value_at_risk; });
  auto const var_gain =
      repeated(all, [](auto const& at) -> Figure const& { return at.diversification_value_at_risk; });
  // TVaR of a sample is low by O(1/n): a share of 1e-4 of it here, far below the errors of the means.
  EXPECT_NEAR(a.mean, of_a, tail_1e6 * a.error + 1e-3 * of_a);
  EXPECT_NEAR(b.mean, of_b, tail_1e6 * b.error + 1e-3 * of_b);
  EXPECT_NEAR(gain.mean, (sd_a + sd_b - sd) * tail, tail_1e6 * gain.error + 2e-3);
  for (Repeated const& one : {a, b, gain}) EXPECT_NEAR(one.spread_over_reported, 1.0, allowed);
  EXPECT_NEAR(var_gain.spread_over_reported, 1.0, 1.5 * allowed) << "correlated by indicators";
  // Negative control: what b needs alone is not what it is allocated, and the test would see it.
  EXPECT_GT(std::abs(b.mean - sd_b * tail), tail_1e6 * b.error + 1e-3 * of_b);
}

}  // namespace
}  // namespace plimsoll
