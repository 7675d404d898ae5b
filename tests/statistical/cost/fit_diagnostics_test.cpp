// The errors a fit page prints, against the scatter of many samples.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "amount_diagnostics.hpp"

namespace plimsoll {
namespace {

constexpr int samples = 500, size = 1'200;
constexpr double errors_allowed = 4.9;
// A deviation from `samples` draws is itself off by 1 / √(2 samples); the rest is what asymptotics leave.
double const deviation_tolerance = errors_allowed / std::sqrt(2.0 * samples) + 0.05;

struct Scatter {
  double sum = 0.0, squares = 0.0, errors = 0.0;
  void add(double value, double error) { sum += value, squares += value * value, errors += error * error; }
  double deviation() const { return std::sqrt((squares - sum * sum / samples) / (samples - 1.0)); }
  double told() const { return std::sqrt(errors / samples); }
};

TEST(FitDiagnosticsErrors, AreTheScatterOfManySamples) {
  LognormalSeverity const law{7.0, 1.2};
  std::mt19937_64 engine(2026);
  std::lognormal_distribution<> draw(7.0, 1.2);
  std::vector<Scatter> pairs(rank_groups(size).size() - 1), tail(3);
  for (int s = 0; s < samples; ++s) {
    std::vector<Amount> sample;
    for (int i = 0; i < size; ++i) sample.push_back({1.0, draw(engine)});
    AmountDiagnostics const found = diagnose_amounts(law, sample);
    for (std::size_t g = 0; g < pairs.size(); ++g)
      pairs[g].add(std::log(found.quantiles[g].data), found.quantiles[g].log_error);
    ASSERT_EQ(found.tail.size(), tail.size());
    for (std::size_t t = 0; t < tail.size(); ++t) tail[t].add(found.tail[t].data, found.tail[t].std_error);
  }
  for (std::size_t g = 0; g < pairs.size(); ++g)
    EXPECT_NEAR(pairs[g].told() / pairs[g].deviation(), 1.0, deviation_tolerance) << "group " << g;
  // The tail's errors are estimated from a few members' spacing: right on average, itself noisy.
  for (std::size_t t = 0; t < tail.size(); ++t)
    EXPECT_NEAR(tail[t].told() / tail[t].deviation(), 1.0, deviation_tolerance + 0.1) << "level " << t;
}

}  // namespace
}  // namespace plimsoll
