// Parameters of every family of counts recovered from drawn member-years, some of part of a year. `make
// recovery` runs the long form.

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <random>

#include "count_families_fit.hpp"
#include "support/recovery_scores.hpp"

namespace plimsoll {
namespace {

using Engine = std::mt19937_64;
constexpr int member_years = 5'000;

std::int64_t poisson(Engine& engine, double mean) {
  return mean > 0.0 ? std::poisson_distribution<std::int64_t>(mean)(engine) : 0;
}
std::int64_t binomial(Engine& engine, double mean, double size) {
  return poisson(engine, mean * std::gamma_distribution<>(size, 1.0 / size)(engine));
}
bool happens(Engine& engine, double chance) {
  return std::bernoulli_distribution(chance)(engine);
}
/// The first count above 0.
std::int64_t above_zero(std::function<std::int64_t()> const& draw) {
  for (;;)
    if (std::int64_t const n = draw(); n > 0) return n;
}

struct CountCase {
  CountFamily family;
  CountLaw truth;
  std::function<std::int64_t(Engine&, double exposure)> draw;
};

/// A hurdle of this chance of any and this base: claims of those who have any by its own zeros.
double if_any(double mean, double none) {
  return mean / (1.0 - none);
}

std::vector<CountCase> count_cases() {
  using F = CountFamily;
  double const hurdle_any = 0.3, rate = 1.6, size = 1.2;
  double const above_poisson = if_any(rate, std::exp(-rate));
  double const above_binomial = if_any(rate, std::pow(1.0 + rate / size, -size));
  return {{F::poisson, PoissonCount{0.8}, [](Engine& e, double x) { return poisson(e, 0.8 * x); }},
          {F::negative_binomial, NegativeBinomialCount{1.5, 0.8},
           [](Engine& e, double x) { return binomial(e, 1.5 * x, 0.8); }},
          {F::zero_inflated_poisson, ZeroInflatedPoissonCount{1.2, 0.4},
           [](Engine& e, double x) { return happens(e, 0.4) ? 0 : poisson(e, 2.0 * x); }},
          {F::zero_inflated_negative_binomial, ZeroInflatedNegativeBinomialCount{3.0, 0.4, 2.0},
           [](Engine& e, double x) { return happens(e, 0.4) ? 0 : binomial(e, 5.0 * x, 2.0); }},
          {F::hurdle_poisson, HurdlePoissonCount{hurdle_any * above_poisson, above_poisson},
           [=](Engine& e, double x) {
             return happens(e, hurdle_any * x) ? above_zero([&] { return poisson(e, rate); }) : 0;
           }},
          {F::hurdle_negative_binomial,
           HurdleNegativeBinomialCount{hurdle_any * above_binomial, above_binomial, size},
           [=](Engine& e, double x) {
             return happens(e, hurdle_any * x) ? above_zero([&] { return binomial(e, rate, size); }) : 0;
           }},
          {F::poisson_lognormal, PoissonLognormalCount{1.5, 0.9}, [](Engine& e, double x) {
             return poisson(e, 1.5 * x * std::exp(0.9 * std::normal_distribution<>()(e) - 0.405));
           }}};
}

CountSample sample_of(CountCase const& at, Engine& engine) {
  std::map<std::pair<double, std::int64_t>, double> times;
  for (int i = 0; i < member_years; ++i) {
    double const months = happens(engine, 0.7) ? 12.0 : std::uniform_int_distribution<>(1, 11)(engine);
    ++times[{months / 12.0, at.draw(engine, months / 12.0)}];
  }
  CountSample sample;
  for (auto const& [key, n] : times) {
    sample.groups.push_back({key.first, key.second, n});
    sample.members += n;
    sample.exposure += n * key.first;
    sample.claims += n * static_cast<double>(key.second);
    sample.claimants += key.second > 0 ? n : 0.0;
  }
  return sample;
}

std::vector<test::RecoveryScore> scores_of(CountCase const& at, std::uint64_t seed) {
  std::vector<test::RecoveryScore> scores;
  std::visit(
      [&]<class Law>(Law const& law) {
        for_each_field<Law>([&](auto const& field) {
          scores.push_back({std::string(law.clause.kind),
                            field.key,
                            field.key == "never" ? test::Scale::log_odds : test::Scale::logarithm,
                            law.*field.at,
                            {},
                            {}});
        });
      },
      at.truth);
  Engine engine(seed);
  for (int i = 0; i < test::recovery_samples(40); ++i) {
    CountFit const fit = fit_count(at.family, sample_of(at, engine), "recovery");
    std::vector<double> const found = parameters(fit.law);
    if (found.size() != scores.size() || fit.standard_errors.size() != scores.size()) {
      ADD_FAILURE() << family_of(at.truth) << " fell back: " << fit.notice;
      continue;
    }
    for (std::size_t k = 0; k < found.size(); ++k) scores[k].add(found[k], fit.standard_errors[k]);
  }
  return scores;
}

TEST(CountRecovery, EveryFamily) {
  std::vector<test::RecoveryScore> all;
  std::vector<CountCase> const cases = count_cases();
  std::uint64_t seed = 20090101;
  for (CountCase const& at : cases)
    for (test::RecoveryScore const& score : scores_of(at, seed++)) {
      test::expect_recovered(score);
      all.push_back(score);
    }
  test::expect_pooled(all, cases.size());
}

CountSample counts(std::vector<double> const& times) {
  CountSample sample;
  for (std::size_t n = 0; n < times.size(); ++n) {
    sample.groups.push_back({1.0, static_cast<std::int64_t>(n), times[n]});
    sample.members += times[n];
    sample.exposure += times[n];
    sample.claims += times[n] * static_cast<double>(n);
    sample.claimants += n > 0 ? times[n] : 0.0;
  }
  return sample;
}

// Counts of a Poisson or with fewer zeros than one: the families above it are it, and say so.
TEST(CountFamiliesFit, FallBackWhereTheirBoundIsReached) {
  CountSample const few_zeros = counts({10, 120, 60, 20});
  for (CountFamily const family : {CountFamily::zero_inflated_poisson, CountFamily::poisson_lognormal}) {
    CountFit const fit = fit_count(family, few_zeros, "");
    EXPECT_EQ(family_of(fit.law), "poisson");
    EXPECT_NE(fit.notice, "");
  }
  EXPECT_EQ(family_of(fit_count(CountFamily::hurdle_poisson, few_zeros, "").law), "hurdle_poisson");
}

TEST(CountFamiliesFit, HurdlesSayWhatTheyCannotFit) {
  CountSample scored = counts({50, 30, 20});
  scored.groups[0].exposure = 1.3;
  EXPECT_THROW(fit_count(CountFamily::hurdle_poisson, scored, "cell a"), std::exception);
  EXPECT_THROW(fit_count(CountFamily::hurdle_poisson, counts({50, 30}), "cell a"), std::exception);
}

}  // namespace
}  // namespace plimsoll
