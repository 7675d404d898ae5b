#include "law_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/cost/amount_comparison.hpp"
#include "severity_fit.hpp"

namespace plimsoll {
namespace {

using Trial = std::pair<Tried, std::optional<SeverityLaw>>;

LawFit described(LawPlace const& place, double sample, AmountFit const& fit, AmountMeasures const& measures) {
  return {.from = place.cell,
          .sample = static_cast<std::int64_t>(sample),
          .log_likelihood = fit.log_likelihood,
          .aic = measures.aic,
          .bic = measures.bic,
          .ks = measures.ks,
          .anderson_darling = measures.anderson_darling,
          .log_score = measures.log_score,
          .mean_excess = measures.mean_excess,
          .standard_errors = fit.standard_errors,
          .correlations = fit.correlations,
          .chosen_by = std::nullopt};
}

std::optional<Criterion> criterion_of(SeverityChoice choice) {
  switch (choice) {
    case SeverityChoice::aic:
    case SeverityChoice::best_by_aic: return Criterion::aic;
    case SeverityChoice::best_by_bic: return Criterion::bic;
    case SeverityChoice::best_by_ks: return Criterion::ks;
    case SeverityChoice::best_by_anderson_darling: return Criterion::anderson_darling;
    case SeverityChoice::best_by_log_score: return Criterion::log_score;
    default: return std::nullopt;
  }
}

bool are_single(std::vector<Amount> const& sample) {
  return std::all_of(sample.begin(), sample.end(), [](Amount const& a) { return a.n == 1.0; });
}

/// Families to try: of totals of several claims those whose sums have a law.
std::vector<SeverityFamily> families_of(SeverityChoice choice, bool single) {
  using F = SeverityFamily;
  for (auto const& [name, family] : Names<F>::pairs)
    if (name == name_in_study(choice)) {
      // The two usual ones are always listed together.
      if (family == F::lognormal || family == F::gamma) return {F::lognormal, F::gamma};
      return {family};
    }
  if (choice == SeverityChoice::aic) return {F::lognormal, F::gamma};
  if (!single) return {F::lognormal, F::gamma, F::inverse_gaussian};
  return {F::lognormal,
          F::gamma,
          F::weibull,
          F::inverse_gaussian,
          F::lomax,
          F::burr,
          F::gb2,
          F::smooth_lognormal_pareto,
          F::lognormal_mixture,
          F::empirical_gpd};
}

/// The fit to totals of n claims, by sufficient statistics for the two usual families.
SeverityFit fit_totals(SeverityFamily family, std::vector<Amount> const& sample, std::string const& what) {
  if (family == SeverityFamily::lognormal) return fit_lognormal(sample, what);
  if (family == SeverityFamily::gamma) return fit_gamma(sample, what);
  if (family == SeverityFamily::inverse_gaussian) return fit_inverse_gaussian(sample, what);
  throw ModelError(
      fmt::format("{}: {} amounts cannot be fitted to totals of several claims, whose sums have no law "
                  "of a family; choose lognormal, gamma or inverse_gaussian",
                  what, name_in_study(family)));
}

std::vector<Trial> try_totals(std::vector<SeverityFamily> const& families, std::vector<Amount> const& sample,
                              LawPlace const& place) {
  std::vector<Trial> trials;
  double const size = static_cast<double>(sample.size());
  double weight = 0.0;
  for (Amount const& amount : sample) weight += amount.weight;
  for (SeverityFamily const family : families) {
    SeverityFit const fit = fit_totals(family, sample, place.what());
    AmountMeasures measures;
    measures.aic = 4.0 - 2.0 * fit.log_likelihood;
    measures.bic = 2.0 * std::log(weight) - 2.0 * fit.log_likelihood;
    measures.ks = fit.ks;
    AmountFit const as_amounts{fit.law, fit.log_likelihood, 2, fit.standard_errors, fit.correlations};
    trials.push_back(
        {{std::string(name_in_study(family)), described(place, size, as_amounts, measures), false, ""},
         fit.law});
  }
  return trials;
}

std::vector<Trial> try_amounts(std::vector<SeverityFamily> const& families, std::vector<Amount> const& sample,
                               LawPlace const& place, HeldOut held_out) {
  std::vector<ObservedAmount> observed;
  for (Amount const& amount : sample)
    observed.push_back(ObservedAmount::exactly(amount.dollars, 0.0, amount.weight));
  std::vector<Trial> trials;
  for (AmountCandidate const& candidate : compare_amounts(families, observed, place.what(), held_out)) {
    Trial trial{{std::string(name_in_study(candidate.family)), {}, false, candidate.note}, std::nullopt};
    if (candidate.fit) {
      trial.first.fit =
          described(place, static_cast<double>(sample.size()), *candidate.fit, candidate.measures);
      if (fault_of(candidate.fit->law).empty()) trial.second = candidate.fit->law;
    }
    trials.push_back(std::move(trial));
  }
  return trials;
}

/// The criterion's value, smaller is better.
std::optional<double> measure_of(LawFit const& fit, Criterion criterion) {
  AmountMeasures const measures{fit.aic.value_or(0.0), fit.bic.value_or(0.0), fit.ks,
                                fit.anderson_darling,  fit.log_score,         fit.mean_excess};
  return plimsoll::measure_of(measures, criterion);
}

std::size_t best_by(Criterion criterion, std::vector<Trial> const& trials, LawPlace const& place) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < trials.size(); ++i) {
    std::optional<double> const mine = measure_of(trials[i].first.fit, criterion);
    if (trials[i].second && mine && (!best || *mine < *measure_of(trials[*best].first.fit, criterion)))
      best = i;
  }
  if (!best)
    throw ModelError(
        fmt::format("{}: no family can be chosen by {}, which totals of several claims do not have; "
                    "choose best_by_aic, best_by_bic or best_by_ks",
                    place.what(), name_in_study(criterion)));
  return *best;
}

std::size_t asked_for(SeverityChoice choice, std::vector<Trial> const& trials, LawPlace const& place) {
  auto const found = std::find_if(trials.begin(), trials.end(), [&](Trial const& trial) {
    return trial.first.family == name_in_study(choice);
  });
  if (!found->second) {
    std::string const& note = found->first.note;
    throw ModelError(note.starts_with(place.what()) ? note : fmt::format("{}: {}", place.what(), note));
  }
  return static_cast<std::size_t>(found - trials.begin());
}

}  // namespace

std::string LawPlace::what() const {
  return fmt::format("cell {}, category {}", cell, category);
}

ChosenSeverity choose_severity(SeverityChoice choice, std::vector<Amount> const& sample,
                               LawPlace const& place) {
  bool const single = are_single(sample);
  std::vector<SeverityFamily> const families = families_of(choice, single);
  std::optional<Criterion> const criterion = criterion_of(choice);
  bool const usual = families.size() == 2;  // fast, and to the last digit the same for n = 1
  HeldOut const held_out = criterion && !usual ? HeldOut::five_folds : HeldOut::none;
  std::vector<Trial> trials =
      usual || !single ? try_totals(families, sample, place) : try_amounts(families, sample, place, held_out);
  std::size_t const best = criterion ? best_by(*criterion, trials, place) : asked_for(choice, trials, place);
  trials[best].first.chosen = true;
  if (criterion)
    trials[best].first.fit.chosen_by =
        fmt::format("{} of {} families", name_in_study(*criterion), trials.size());
  ChosenSeverity chosen{*trials[best].second, trials[best].first.fit, {}};
  for (Trial& trial : trials) chosen.tried.push_back(std::move(trial.first));
  return chosen;
}

std::string_view described(SeverityChoice choice) {
  if (choice == SeverityChoice::aic) return ", the smaller AIC of lognormal and gamma by cell";
  return criterion_of(choice) ? ", of all families the amounts allow, by cell" : "";
}

}  // namespace plimsoll
