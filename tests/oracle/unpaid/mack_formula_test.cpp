#include <gtest/gtest.h>

#include <boost/math/distributions/lognormal.hpp>
#include <cmath>

#include "plimsoll/models/unpaid/margin.hpp"
#include "plimsoll/models/unpaid/unpaid_claims.hpp"
#include "support/triangles.hpp"

namespace plimsoll {
namespace {

/// The closed formulas of Mack (1993), theorem 3 and its corollary, term by term as printed: an order of work
/// other than the recursion's. Square triangles without a tail.
struct ClosedFormula {
  PaidTriangle const& triangle;
  Development const& development;
  std::size_t n = triangle.periods();

  double projected(std::size_t i, std::size_t lag) const {
    double amount = triangle.paid_to_date(i);
    for (std::size_t k = triangle.latest_lag(i); k < lag; ++k) amount *= development.steps[k].factor;
    return amount;
  }
  double column(std::size_t k) const {
    double sum = 0.0;
    for (std::size_t j = 0; j + k + 1 < n; ++j) sum += triangle.paid(j, k);
    return sum;
  }
  double ratio(std::size_t k) const {
    return std::pow(development.steps[k].sigma / development.steps[k].factor, 2);
  }
  double of_period(std::size_t i) const {
    double sum = 0.0;
    for (std::size_t k = triangle.latest_lag(i); k + 1 < n; ++k)
      sum += ratio(k) * (1.0 / projected(i, k) + 1.0 / column(k));
    return std::pow(projected(i, n - 1), 2) * sum;
  }
  double total() const {
    double sum = 0.0;
    for (std::size_t i = 1; i < n; ++i) {
      double younger = 0.0, shared = 0.0;
      for (std::size_t j = i + 1; j < n; ++j) younger += projected(j, n - 1);
      for (std::size_t k = triangle.latest_lag(i); k + 1 < n; ++k) shared += 2.0 * ratio(k) / column(k);
      sum += of_period(i) + projected(i, n - 1) * younger * shared;
    }
    return sum;
  }
};

TEST(MackFormula, RecursionAgreesOnDrawnTriangles) {
  std::mt19937_64 engine(19930101);
  for (std::size_t n = 4; n < 13; ++n) {
    test::MackWorld world;
    for (std::size_t k = 0; k + 1 < n; ++k) {
      world.factor.push_back(1.0 + 1.5 * std::exp(-0.8 * static_cast<double>(k)));
      world.sigma.push_back(2.0 * std::exp(-0.5 * static_cast<double>(k)));
    }
    test::Matrix full = world.draw(n, engine);
    for (auto& row : full)  // amounts that fall are refused
      for (std::size_t k = 1; k < row.size(); ++k) row[k] = std::max(row[k], row[k - 1]);
    PaidTriangle const triangle = test::triangle_of(test::upper_left(full));
    Development const development = develop(triangle);
    UnpaidClaims const claims = chain_ladder(triangle, development);
    ClosedFormula const closed{triangle, development};
    for (std::size_t i = 1; i < n; ++i)
      EXPECT_NEAR(std::pow(claims.periods[i].error->total(), 2) / closed.of_period(i), 1.0, 1e-10);
    EXPECT_NEAR(std::pow(claims.error.total(), 2) / closed.total(), 1.0, 1e-10);
    // Paid over completion: its parameter error is that of the completion factor, in proportion.
    for (PeriodUnpaid const& period : claims.periods)
      EXPECT_NEAR(period.completion_error * period.ultimate, period.error->parameter * period.completion,
                  1e-10 * period.paid);
  }
}

TEST(Margin, PercentileIsThatOfTheLognormalWithThisMeanAndDeviation) {
  for (double const error : {0.05, 0.3, 1.2}) {
    double const mean = 700.0, s = std::sqrt(std::log1p(error * error));
    boost::math::lognormal const law(std::log(mean) - s * s / 2.0, s);
    EXPECT_NEAR(boost::math::mean(law), mean, 1e-9);
    EXPECT_NEAR(boost::math::standard_deviation(law), error * mean, 1e-9);
    for (double const level : {0.5, 0.75, 0.99}) {
      double const held = mean + margin(mean, error * mean, MarginLevel{level});
      EXPECT_NEAR(cdf(law, held), level, 1e-12);
    }
    Interval const range = lognormal_interval(mean, error * mean);
    EXPECT_NEAR(cdf(law, range.low), 0.025, 1e-12);
    EXPECT_NEAR(cdf(law, range.high), 0.975, 1e-12);
    // The median is below the mean: a margin to it would be negative.
    EXPECT_LT(margin(mean, error * mean, MarginLevel{0.5}), 0.0);
  }
  EXPECT_EQ(margin(700.0, 0.0, MarginLevel{0.99}), 0.0);
}

}  // namespace
}  // namespace plimsoll
