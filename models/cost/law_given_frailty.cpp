#include "law_given_frailty.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/cost/frailty_table.hpp"

namespace plimsoll {
namespace {

constexpr double least_severity_cv2 = 0.05, most_count_variance = 1.1;
// Amounts stand in tables of whole cents: a chance lifted further would leave too few of them.
constexpr double most_chance = 100.0;

CountLaw or_poisson(double mean, double over_size) {
  if (over_size > 1e-9) return NegativeBinomialCount{mean, 1.0 / over_size};
  return PoissonCount{mean};
}

/// Excess e of E[N(N - 1)] = mean² (1 + e), shared between factor and what is left: (1 + e) / (1 + cv²) - 1.
double left_over(double excess, double cv) {
  return (1.0 + excess) / (1.0 + cv * cv) - 1.0;
}

struct CountGiven {
  double cv;

  CountLaw operator()(PoissonCount const& law) const { return or_poisson(law.mean, left_over(0.0, cv)); }
  CountLaw operator()(NegativeBinomialCount const& law) const {
    return or_poisson(law.mean, left_over(1.0 / law.size, cv));
  }
  CountLaw operator()(PoissonLognormalCount const& law) const {
    double const left = left_over(std::expm1(law.sigma * law.sigma), cv);
    if (left > 1e-9) return PoissonLognormalCount{law.mean, std::sqrt(std::log1p(left))};
    return or_poisson(law.mean, left);
  }
  CountLaw operator()(ZeroInflatedPoissonCount const& law) const {
    double const left = left_over(law.never / (1.0 - law.never), cv);
    if (left > 1e-9) return ZeroInflatedPoissonCount{law.mean, left / (1.0 + left)};
    return or_poisson(law.mean, left);
  }
  /// The size gives way first, then the share of those who never have a claim.
  CountLaw operator()(ZeroInflatedNegativeBinomialCount const& law) const {
    double const over_size = left_over(1.0 / law.size, cv);
    if (over_size > 1e-9) return ZeroInflatedNegativeBinomialCount{law.mean, law.never, 1.0 / over_size};
    double const left = (1.0 + over_size) / (1.0 - law.never) - 1.0;
    if (left > 1e-9) return ZeroInflatedPoissonCount{law.mean, left / (1.0 + left)};
    return or_poisson(law.mean, left);
  }
  template <class Law>
  CountLaw operator()(Law const&) const {
    throw ModelError(
        "a hurdle count has no form that gives up variance to a frailty; fit counts as negative_binomial or "
        "zero-inflated");
  }
};

void give_count(FactorLaw const& factor, CountLaw& law, bool& holds) {
  CountLaw const given = std::visit(CountGiven{factor.cv}, law);
  double const m = mean(given), square = factor.cv * factor.cv;
  // E[variance given the factor], whose part of second order grows with the factor's square, and its mean's.
  double const together = m + (variance(given) - m) * (1.0 + square) + square * m * m;
  holds = holds && together <= most_count_variance * variance(law);
  law = given;
}

SeverityLaw of_moments(SeverityLaw const& like, double mean, double cv2) {
  if (std::holds_alternative<LognormalSeverity>(like)) {
    double const square = std::log1p(cv2);
    return LognormalSeverity{std::log(mean) - 0.5 * square, std::sqrt(square)};
  }
  if (std::holds_alternative<GammaSeverity>(like)) return GammaSeverity{1.0 / cv2, mean * cv2};
  if (std::holds_alternative<InverseGaussianSeverity>(like)) return InverseGaussianSeverity{mean, mean / cv2};
  throw ModelError(
      fmt::format("a {} severity has no form that gives up variance to a frailty; fit hurdles with "
                  "severity lognormal, gamma, inverse_gaussian or aic",
                  family_of(like)));
}

/// Σ weight · min(1, chance · factor): who has any cost.
double any_of(FactorLaw const& law, double chance) {
  double sum = 0.0;
  for (std::size_t i = 0; i < law.factors.size(); ++i)
    sum += law.weights[i] * std::min(1.0, chance * law.factors[i]);
  return sum;
}

double chance_of(FactorLaw const& law, double any) {
  double low = std::log(any), high = std::log(most_chance);
  for (int step = 0; step < 50; ++step) {
    double const middle = 0.5 * (low + high);
    (any_of(law, std::exp(middle)) < any ? low : high) = middle;
  }
  return std::exp(0.5 * (low + high));
}

void give_hurdle(FactorLaw const& factor, CategoryLaw& law, bool& holds) {
  double const any = mean(law.count), amount = mean(law.severity);
  double const second = variance(law.severity) + amount * amount;
  if (any <= 0.0 || !std::isfinite(second)) return;
  double const chance = chance_of(factor, any);
  holds = holds && any_of(factor, chance) > any - 0.01;
  double lifted = 0.0;  // E[any² of the lifted amount]: min(1, cF) max(1, cF)²
  for (std::size_t i = 0; i < factor.factors.size(); ++i) {
    double const m = chance * factor.factors[i];
    lifted += factor.weights[i] * std::min(1.0, m) * std::max(1.0, m) * std::max(1.0, m);
  }
  double const own_mean = any * amount / chance;
  double const cv2 = any * second / (lifted * own_mean * own_mean) - 1.0;
  holds = holds && cv2 >= least_severity_cv2;
  law.count = BernoulliCount{chance};
  law.severity = of_moments(law.severity, own_mean, std::max(cv2, least_severity_cv2));
}

void drop_errors(LawFit& fit) {
  fit.standard_errors.clear();
  fit.correlations.clear();
}

}  // namespace

FactorLaw factor_law(FrailtyFamily family, double cv) {
  Frailty frailty;
  frailty.family = family;
  frailty.cv = cv;
  FrailtyTable const table(frailty);
  FactorLaw law;
  law.cv = cv;
  double weight = 0.0, mean = 0.0;
  for (int i = -120; i <= 120; ++i) {
    double const z = 0.05 * i;
    law.factors.push_back(table.factor(static_cast<float>(z)));
    law.weights.push_back(0.05 * std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi));
    weight += law.weights.back();
    mean += law.weights.back() * law.factors.back();
  }
  for (double& factor : law.factors) factor *= weight / mean;
  for (double& w : law.weights) w /= weight;
  return law;
}

LawGivenFactor given_factor(CategoryLaw const& law, FactorLaw const& factor) {
  LawGivenFactor given{law, true};
  if (factor.cv <= 0.0) return given;
  if (std::holds_alternative<BernoulliCount>(law.count))
    give_hurdle(factor, given.law, given.holds);
  else
    give_count(factor, given.law.count, given.holds);
  if (given.law.fit) {
    drop_errors(given.law.fit->count);
    if (given.law.severity != law.severity) drop_errors(given.law.fit->severity);
  }
  return given;
}

}  // namespace plimsoll
