// Parameters of every family of amounts recovered from drawn samples, whole, truncated, capped and grouped.
// `make recovery` runs the long form, `make recovery ONLY=gb2` that of the families beginning so.

#include <gtest/gtest.h>

#include <cstdlib>

#include "support/family_cases.hpp"
#include "support/recovery_scores.hpp"

namespace plimsoll {
namespace {

std::vector<std::string_view> keys_of(SeverityLaw const& law) {
  std::vector<std::string_view> keys;
  std::visit([&]<class Law>(
                 Law const&) { for_each_field<Law>([&](auto const& field) { keys.push_back(field.key); }); },
             law);
  return keys;
}

test::Scale scale_of(SeverityFamily family, std::string_view key) {
  if (key == "mu" || key == "second_mu" || (family == SeverityFamily::gpd && key == "shape"))
    return test::Scale::plain;
  return key == "weight" ? test::Scale::log_odds : test::Scale::logarithm;
}

/// A score for each estimated parameter.
std::vector<test::RecoveryScore> scores_of(test::AmountCase const& at, std::uint64_t seed) {
  std::vector<double> const truth = parameters(at.truth);
  std::vector<std::string_view> const keys = keys_of(at.truth);
  std::vector<test::RecoveryScore> scores;
  for (std::size_t k = 0; k < truth.size(); ++k)
    scores.push_back({at.name, keys[k], scale_of(at.family, keys[k]), truth[k], {}, {}});
  test::Engine engine(seed);
  for (int i = 0; i < test::recovery_samples(at.size > 5'000 ? 12 : 40); ++i) {
    AmountFit const fit = fit_amounts(at.family, test::sample_of(at, engine), at.name);
    std::vector<double> const found = parameters(fit.law);
    if (fit.standard_errors.size() != found.size()) {
      ADD_FAILURE() << at.name << ": no standard errors, sample " << i;
      continue;
    }
    for (std::size_t k = 0; k < found.size(); ++k)
      if (fit.standard_errors[k] > 0.0) scores[k].add(found[k], fit.standard_errors[k]);
  }
  std::erase_if(scores, [](auto const& score) { return score.errors.empty(); });  // thresholds are given
  return scores;
}

TEST(AmountRecovery, EveryFamilyAndForm) {
  std::vector<test::RecoveryScore> all;
  std::vector<test::AmountCase> const cases = test::amount_cases();
  char const* const only = std::getenv("PLIMSOLL_RECOVERY_ONLY");
  std::uint64_t seed = 20080101;
  for (test::AmountCase const& at : cases) {
    std::uint64_t const own_seed = seed++;
    if (only && !at.name.starts_with(only)) continue;
    for (test::RecoveryScore const& score : scores_of(at, own_seed)) {
      test::expect_recovered(score);
      all.push_back(score);
    }
  }
  ASSERT_FALSE(all.empty()) << "no family begins with " << only;
  test::expect_pooled(all, cases.size());
}

// Twice the weight is the amount twice.
TEST(AmountRecovery, WeightsAreRepetitions) {
  test::Engine engine(3);
  test::AmountCase const at = test::amount_cases()[2];
  std::vector<ObservedAmount> weighted = test::sample_of(at, engine), repeated;
  for (std::size_t i = 0; i < weighted.size(); ++i) {
    weighted[i].weight = static_cast<double>(1 + i % 3);
    for (std::size_t times = 0; times <= i % 3; ++times) {
      repeated.push_back(weighted[i]);
      repeated.back().weight = 1.0;
    }
  }
  AmountFit const a = fit_amounts(at.family, weighted, ""), b = fit_amounts(at.family, repeated, "");
  EXPECT_NEAR(a.log_likelihood, b.log_likelihood, 1e-6);
  EXPECT_NEAR(parameters(a.law)[0], parameters(b.law)[0], 1e-6);
  EXPECT_NEAR(a.standard_errors[1] / b.standard_errors[1], 1.0, 1e-4);
}

}  // namespace
}  // namespace plimsoll
