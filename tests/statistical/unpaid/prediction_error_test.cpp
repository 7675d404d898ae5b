#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/models/unpaid/unpaid_claims.hpp"
#include "support/triangles.hpp"

// Triangles drawn from Mack's model with known factors. What came true less what was predicted must have mean
// 0 (the chain ladder is unbiased, Mack 1993) and mean square equal to the mean of Mack's squared error, each
// within 4.9 standard errors; left out parts of the error must be found missing.
namespace plimsoll {
namespace {

constexpr std::size_t sets = 4000;
constexpr std::size_t periods = 7;

struct Gap {
  double mean = 0.0, error = 0.0;
  bool is_zero() const { return std::abs(mean) < 4.9 * error; }
};

Gap gap_of(std::vector<double> const& values) {
  double sum = 0.0, squares = 0.0;
  for (double const value : values) sum += value;
  double const n = static_cast<double>(values.size()), mean = sum / n;
  for (double const value : values) squares += (value - mean) * (value - mean);
  return {mean, std::sqrt(squares / (n - 1.0) / n)};
}

struct Predictions {
  std::vector<double> off, too_little;           ///< truth less prediction
  std::vector<double> total, process, youngest;  ///< squared: what came true, less what was said
};

// Every lag is seen by three periods or more, so no sigma needs a rule.
Predictions predict() {
  test::MackWorld const world{{2.0, 1.5, 1.3, 1.2}, {5.0, 4.5, 3.5, 2.5}, 1000.0};
  std::mt19937_64 engine(19930023);
  Predictions all;
  while (all.off.size() < sets) {
    test::Matrix const full = world.draw(periods, engine);
    PaidTriangle const triangle = test::triangle_of(test::upper_left(full));
    UnpaidClaims const claims = chain_ladder(triangle, develop(triangle));
    double ultimate = 0.0;
    for (auto const& row : full) ultimate += row.back();
    double const off = ultimate - claims.ultimate();
    double const young = full.back().back() - claims.periods.back().ultimate;
    all.off.push_back(off);
    all.too_little.push_back(ultimate - claims.paid() - 0.95 * claims.unpaid());
    all.total.push_back(off * off - std::pow(claims.error.total(), 2));
    all.process.push_back(off * off - std::pow(claims.error.process, 2));
    all.youngest.push_back(young * young - std::pow(claims.periods.back().error->total(), 2));
  }
  return all;
}

TEST(PredictionError, IsWhatPredictionsMissBy) {
  Predictions const all = predict();
  Gap const off = gap_of(all.off), total = gap_of(all.total), youngest = gap_of(all.youngest);
  std::printf("off %.3g ± %.3g, squared %.4g ± %.4g, youngest squared %.4g ± %.4g\n", off.mean, off.error,
              total.mean, total.error, youngest.mean, youngest.error);
  EXPECT_TRUE(off.is_zero());
  EXPECT_TRUE(total.is_zero());
  EXPECT_TRUE(youngest.is_zero());
  EXPECT_FALSE(gap_of(all.too_little).is_zero()) << "negative control: 5 % less unpaid";
  EXPECT_FALSE(gap_of(all.process).is_zero()) << "negative control: no parameter error";
}

}  // namespace
}  // namespace plimsoll
