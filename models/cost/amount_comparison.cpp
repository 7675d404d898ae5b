#include "plimsoll/models/cost/amount_comparison.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "amount_sample.hpp"
#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

constexpr std::size_t folds = 5;
constexpr double fewest_above = 30.0;  // amounts a mean excess is worked out from

/// Chance of up to an amount, and of more, given that it was reported, with its weight.
struct Place {
  double below, above, weight;
};
std::vector<Place> places_of(SeverityLaw const& law, std::vector<ObservedAmount> const& sample) {
  std::vector<Place> places;
  for (ObservedAmount const& one : sample) {
    double const reported = survival(law, one.truncation);
    double const below =
        one.truncation > 0.0 ? cdf(law, one.low) - cdf(law, one.truncation) : cdf(law, one.low);
    places.push_back({std::clamp(below / reported, 1e-300, 1.0),
                      std::clamp(survival(law, one.low) / reported, 1e-300, 1.0), one.weight});
  }
  std::sort(places.begin(), places.end(), [](Place const& a, Place const& b) {
    return a.below < b.below || (a.below == b.below && a.above > b.above);
  });
  return places;
}

double ks_of(std::vector<Place> const& places, double weight) {
  double distance = 0.0, passed = 0.0;
  for (Place const& place : places) {
    distance = std::max(distance, place.below - passed / weight);
    passed += place.weight;
    distance = std::max(distance, passed / weight - place.below);
  }
  return distance;
}

// Between two places F_n = c, and the integral of (c - u)² / (u (1 - u)) is that of c² / u + (1 - c)² / (1 -
// u)
// - 1.
double anderson_darling_of(std::vector<Place> const& places, double weight) {
  double sum = -std::log(places.front().above) - places.front().below, passed = 0.0;
  for (std::size_t i = 0; i + 1 < places.size(); ++i) {
    passed += places[i].weight;
    Place const &from = places[i], &to = places[i + 1];
    double const c = passed / weight;
    sum += c * c * std::log(to.below / from.below) + (1.0 - c) * (1.0 - c) * std::log(from.above / to.above) -
           (to.below - from.below);
  }
  sum += -std::log(places.back().below) - places.back().above;
  return weight * sum;
}

/// Fitted less empirical mean excess over `threshold`, in standard errors; empty where too few are above.
std::optional<double> excess_gap(SeverityLaw const& law, AmountSample const& sample, double threshold) {
  double weight = 0.0, first = 0.0, second = 0.0;
  for (AmountSample::Point const& point : sample.exact) {
    if (point.amount <= threshold) continue;
    double const excess = point.amount - threshold;
    weight += point.weight;
    first += point.weight * excess;
    second += point.weight * excess * excess;
  }
  if (weight < fewest_above) return std::nullopt;
  double const mean_seen = first / weight;
  double const error = std::sqrt(std::max(0.0, second / weight - mean_seen * mean_seen) / weight);
  double const fitted = (mean(law) - limited_mean(law, threshold)) / survival(law, threshold);
  return error > 0.0 ? std::optional(std::abs(fitted - mean_seen) / error) : std::nullopt;
}

std::optional<double> mean_excess_of(SeverityLaw const& law, AmountSample const& sample) {
  if (!std::isfinite(mean(law))) return std::nullopt;
  AmountMoments const moments = moments_of(sample);
  std::optional<double> worst;
  for (double const share : {0.5, 0.75, 0.9, 0.95, 0.99})
    if (auto const gap = excess_gap(law, sample, moments.quantile(share)); gap && std::isfinite(*gap))
      worst = std::max(worst.value_or(0.0), *gap);
  return worst;
}

/// Mean log-likelihood of each fifth under the fit to the rest.
std::optional<double> log_score_of(SeverityFamily family, std::vector<ObservedAmount> const& sample,
                                   std::string const& what) {
  double sum = 0.0, weight = 0.0;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<ObservedAmount> kept, left_out;
    for (std::size_t i = 0; i < sample.size(); ++i)
      (i % folds == fold ? left_out : kept).push_back(sample[i]);
    if (left_out.empty() || kept.empty()) return std::nullopt;
    try {
      sum += log_likelihood(fit_amounts(family, kept, what).law, left_out);
    } catch (ModelError const&) {
      return std::nullopt;
    }
    for (ObservedAmount const& one : left_out) weight += one.weight;
  }
  return std::isfinite(sum) ? std::optional(sum / weight) : std::nullopt;
}

}  // namespace

AmountMeasures measures_of(AmountFit const& fit, std::vector<ObservedAmount> const& observed) {
  AmountSample const sample(observed);
  double const k = fit.parameters;
  AmountMeasures found;
  found.aic = 2.0 * k - 2.0 * fit.log_likelihood;
  found.bic = k * std::log(sample.weight) - 2.0 * fit.log_likelihood;
  if (!sample.intervals.empty()) return found;
  std::vector<Place> const places = places_of(fit.law, observed);
  found.ks = ks_of(places, sample.weight);
  found.anderson_darling = anderson_darling_of(places, sample.weight);
  found.mean_excess = mean_excess_of(fit.law, sample);
  return found;
}

std::vector<AmountCandidate> compare_amounts(std::vector<SeverityFamily> const& families,
                                             std::vector<ObservedAmount> const& sample,
                                             std::string const& what, HeldOut held_out) {
  std::vector<AmountCandidate> candidates;
  std::vector<ObservedAmount> rising = sample;
  std::sort(rising.begin(), rising.end(), [](ObservedAmount const& a, ObservedAmount const& b) {
    return std::tie(a.low, a.high, a.truncation, a.weight) < std::tie(b.low, b.high, b.truncation, b.weight);
  });
  for (SeverityFamily const family : families) {
    AmountCandidate candidate{family, std::nullopt, {}, ""};
    try {
      candidate.fit = fit_amounts(family, sample, what);
      candidate.measures = measures_of(*candidate.fit, sample);
      candidate.note = fault_of(candidate.fit->law);
      if (held_out == HeldOut::five_folds) candidate.measures.log_score = log_score_of(family, rising, what);
    } catch (ModelError const& failure) {
      candidate.note = failure.what();
    }
    candidates.push_back(std::move(candidate));
  }
  return candidates;
}

std::optional<double> measure_of(AmountMeasures const& measures, Criterion criterion) {
  switch (criterion) {
    case Criterion::aic: return measures.aic;
    case Criterion::bic: return measures.bic;
    case Criterion::ks: return measures.ks;
    case Criterion::anderson_darling: return measures.anderson_darling;
    case Criterion::log_score: break;
  }
  return measures.log_score ? std::optional(-*measures.log_score) : std::nullopt;
}

std::optional<std::size_t> best_of(std::vector<AmountCandidate> const& candidates, Criterion criterion) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (!candidates[i].fit || !fault_of(candidates[i].fit->law).empty()) continue;
    std::optional<double> const mine = measure_of(candidates[i].measures, criterion);
    if (mine && (!best || *mine < *measure_of(candidates[*best].measures, criterion))) best = i;
  }
  return best;
}

}  // namespace plimsoll
