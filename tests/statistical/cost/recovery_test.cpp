#include <gtest/gtest.h>
#include <cmath>
#include <functional>
#include <random>

#include "plimsoll/models/cost/fit.hpp"
#include "support/simulated_years.hpp"

// Parameters recovered from data of the standard library's samplers. Over 300 data sets z = (estimate −
// truth) / its own standard error must have mean 0, mean square 1 and lie in ±1.96 in 95 % of sets, each
// within 4.9 standard errors. A wrong truth must fail.
namespace plimsoll {
namespace {

constexpr int sets = 300;
constexpr int members = 1000;

struct Estimate {
  double value, error;
};
struct Scores {
  double mean = 0.0, square = 0.0;
  int covered = 0;
};
using FitOne = std::function<std::vector<Estimate>(std::mt19937_64&)>;

std::vector<std::vector<Estimate>> repeat(FitOne const& fit_one) {
  std::mt19937_64 engine(20080101);
  std::vector<std::vector<Estimate>> all;
  for (int i = 0; i < sets; ++i) all.push_back(fit_one(engine));
  return all;
}

Scores score(std::vector<std::vector<Estimate>> const& all, std::size_t parameter, double truth) {
  Scores s;
  for (auto const& set : all) {
    double const z = (set.at(parameter).value - truth) / set.at(parameter).error;
    s.mean += z / sets;
    s.square += z * z / sets;
    s.covered += std::abs(z) < 1.96;
  }
  return s;
}

bool is_centred(Scores const& s) {
  return std::abs(s.mean) < 4.9 / std::sqrt(sets);
}

void expect_recovered(std::vector<std::vector<Estimate>> const& all, std::size_t parameter, double truth,
                      double shift) {
  Scores const s = score(all, parameter, truth);
  std::printf("truth %g: mean z %+.3f, mean square %.3f, covered %d of %d\n", truth, s.mean, s.square,
              s.covered, sets);
  EXPECT_TRUE(is_centred(s)) << s.mean;
  EXPECT_NEAR(s.square, 1.0, 4.9 * std::sqrt(2.0 / sets));
  EXPECT_GE(s.covered, sets * 0.95 - 4.9 * std::sqrt(sets * 0.95 * 0.05));
  EXPECT_FALSE(is_centred(score(all, parameter, truth * (1.0 + shift)))) << "negative control";
}

int months(std::mt19937_64& engine) {
  return std::bernoulli_distribution(0.7)(engine) ? 12 : std::uniform_int_distribution<>(1, 11)(engine);
}

template <class Severity>
MemberYears hurdle_years(std::mt19937_64& engine, double p, Severity severity) {
  MemberYears years = test::empty_years();
  for (int i = 0; i < members; ++i) {
    int const m = months(engine);
    bool const any = std::bernoulli_distribution(p * m / 12.0)(engine);
    test::add(years, m, any ? severity(engine) : 0.0);
  }
  return years;
}

CategoryLaw fitted(MemberYears const& years, FitPlan const& plan) {
  return fit(years, plan).model.cells.front().laws.front();
}

std::vector<double> const& count_errors(CategoryLaw const& law) {
  return law.fit->count.standard_errors;
}
std::vector<double> const& severity_errors(CategoryLaw const& law) {
  return law.fit->severity.standard_errors;
}

TEST(Recovery, HurdleAndLognormal) {
  auto const all = repeat([](std::mt19937_64& engine) {
    CategoryLaw const law = fitted(hurdle_years(engine, 0.6, std::lognormal_distribution<>(6.5, 1.4)),
                                   {.severity = SeverityChoice::lognormal});
    auto const s = std::get<LognormalSeverity>(law.severity);
    return std::vector<Estimate>{{mean(law.count), count_errors(law).at(0)},
                                 {s.mu, severity_errors(law).at(0)},
                                 {s.sigma, severity_errors(law).at(1)}};
  });
  expect_recovered(all, 0, 0.6, 0.02);
  expect_recovered(all, 1, 6.5, 0.02);
  expect_recovered(all, 2, 1.4, 0.02);
}

TEST(Recovery, HurdleAndGamma) {
  auto const all = repeat([](std::mt19937_64& engine) {
    CategoryLaw const law = fitted(hurdle_years(engine, 0.6, std::gamma_distribution<>(0.7, 2300.0)),
                                   {.severity = SeverityChoice::gamma});
    auto const s = std::get<GammaSeverity>(law.severity);
    return std::vector<Estimate>{{s.shape, severity_errors(law).at(0)},
                                 {s.scale, severity_errors(law).at(1)}};
  });
  expect_recovered(all, 0, 0.7, 0.02);
  expect_recovered(all, 1, 2300.0, 0.03);
}

MemberYears counted_years(std::mt19937_64& engine, double mean, double size,
                          std::function<double(std::mt19937_64&)> const& claim) {
  MemberYears years = test::empty_years();
  for (int i = 0; i < members; ++i) {
    int const m = months(engine);
    double rate = mean * m / 12.0;
    if (size > 0.0) rate *= std::gamma_distribution<>(size, 1.0 / size)(engine);
    auto const n = std::poisson_distribution<std::int64_t>(rate)(engine);
    double dollars = 0.0;
    for (std::int64_t j = 0; j < n; ++j) dollars += claim(engine);
    test::add_counted(years, m, n, dollars);
  }
  return years;
}

TEST(Recovery, NegativeBinomialAndGammaClaims) {
  auto const all = repeat([](std::mt19937_64& engine) {
    CategoryLaw const law = fitted(
        counted_years(engine, 1.5, 0.8, [](auto& e) { return std::gamma_distribution<>(2.0, 150.0)(e); }),
        {.severity = SeverityChoice::gamma, .count = CountChoice::negative_binomial});
    auto const c = std::get<NegativeBinomialCount>(law.count);
    auto const s = std::get<GammaSeverity>(law.severity);
    return std::vector<Estimate>{{c.mean, count_errors(law).at(0)},
                                 {c.size, count_errors(law).at(1)},
                                 {s.shape, severity_errors(law).at(0)},
                                 {s.scale, severity_errors(law).at(1)}};
  });
  expect_recovered(all, 0, 1.5, 0.02);
  expect_recovered(all, 1, 0.8, 0.05);
  expect_recovered(all, 2, 2.0, 0.03);
  expect_recovered(all, 3, 150.0, 0.03);
}

TEST(Recovery, Poisson) {
  auto const all = repeat([](std::mt19937_64& engine) {
    CategoryLaw const law = fitted(
        counted_years(engine, 1.5, 0.0, [](auto& e) { return std::gamma_distribution<>(2.0, 150.0)(e); }),
        {.count = CountChoice::poisson});
    return std::vector<Estimate>{{mean(law.count), count_errors(law).at(0)}};
  });
  expect_recovered(all, 0, 1.5, 0.02);
}

// The lognormal of a total of several claims is an approximation (Fenton–Wilkinson): the mean of a claim must
// come out within 2 % and sigma within 5 % at sigma 0.8; a law of totals taken as single claims would be off
// by the mean count.
TEST(Recovery, LognormalClaimsThroughTheirTotals) {
  std::mt19937_64 engine(7);
  MemberYears years = test::empty_years();
  for (int set = 0; set < 20; ++set) {
    MemberYears const more =
        counted_years(engine, 3.0, 0.8, [](auto& e) { return std::lognormal_distribution<>(5.0, 0.8)(e); });
    for (std::size_t i = 0; i < more.rows.size(); ++i)
      test::add_counted(years, more.rows[i].months, more.counts[i], more.costs[i]);
  }
  CategoryLaw const law = fitted(years, {.severity = SeverityChoice::lognormal});
  double const sigma = std::get<LognormalSeverity>(law.severity).sigma;
  std::printf("mean ratio %.4f, sigma %.4f\n", mean(law.severity) / std::exp(5.32), sigma);
  EXPECT_NEAR(mean(law.severity) / std::exp(5.0 + 0.32), 1.0, 0.02);
  EXPECT_NEAR(sigma / 0.8, 1.0, 0.05);
}

}  // namespace
}  // namespace plimsoll
