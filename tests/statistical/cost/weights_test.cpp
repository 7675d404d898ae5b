// Standard errors under weights that have nothing to do with what is weighed: over 400 samples the estimates
// scatter as much as their errors say. Errors of all rows, as if they counted alike, are the control: too
// small.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "plimsoll/models/cost/fit.hpp"
#include "support/simulated_years.hpp"

namespace plimsoll {
namespace {

constexpr int samples = 400, members = 500;

struct Squares {
  double by_own = 0.0;   ///< mean of ((estimate - truth) / error)²
  double by_rows = 0.0;  ///< the same with the error of so many equal rows
};

MemberYears drawn(std::mt19937_64& engine) {
  std::poisson_distribution<int> claims(2.0);
  std::lognormal_distribution<> amount(6.0, 1.0), weight(0.0, 0.8);
  MemberYears years = test::empty_years();
  for (int i = 0; i < members; ++i) {
    int const n = std::min(claims(engine), 1);
    test::add(years, 12, n > 0 ? amount(engine) : 0.0);
    years.weights.push_back(weight(engine));
  }
  return years;
}

TEST(Weights, EstimatesScatterAsTheirErrorsSay) {
  std::mt19937_64 engine(1965);
  FitPlan const plan{.severity = SeverityChoice::lognormal};
  double const truth = -std::expm1(-2.0);
  Squares of_count, of_mu;
  for (int i = 0; i < samples; ++i) {
    CategoryLaw const law = fit(drawn(engine), plan).model.cells.front().laws.front();
    double const p = mean(law.count), mu = std::get<LognormalSeverity>(law.severity).mu;
    double const sigma = std::get<LognormalSeverity>(law.severity).sigma;
    auto const add = [](Squares& squares, double off, double error, double of_rows) {
      squares.by_own += off * off / (error * error) / samples;
      squares.by_rows += off * off / (of_rows * of_rows) / samples;
    };
    add(of_count, p - truth, law.fit->count.standard_errors.front(), std::sqrt(p * (1.0 - p) / members));
    add(of_mu, mu - 6.0, law.fit->severity.standard_errors.front(), sigma / std::sqrt(p * members));
  }
  double const noise = std::sqrt(2.0 / samples);  // of a mean of squares of normal scores
  for (Squares const& squares : {of_count, of_mu}) {
    EXPECT_NEAR(squares.by_own, 1.0, 4.9 * noise);
    EXPECT_GT(squares.by_rows, 1.0 + 4.9 * noise);
  }
}

}  // namespace
}  // namespace plimsoll
