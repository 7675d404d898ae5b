#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "count_families_fit.hpp"
#include "law_choice.hpp"
#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/cost/fit_choices.hpp"

namespace plimsoll {
namespace {

LawFit described(LawPlace const& place, CountSample const& sample, CountFit const& fit) {
  double const k = fit.parameters;
  return {.from = place.cell,
          .sample = static_cast<std::int64_t>(sample.members),
          .log_likelihood = fit.log_likelihood,
          .aic = 2.0 * k - 2.0 * fit.log_likelihood,
          .bic = k * std::log(sample.members) - 2.0 * fit.log_likelihood,
          .ks = std::nullopt,
          .anderson_darling = std::nullopt,
          .log_score = std::nullopt,
          .mean_excess = std::nullopt,
          .standard_errors = fit.standard_errors,
          .correlations = fit.correlations,
          .chosen_by = std::nullopt};
}

std::vector<CountFamily> families_of(CountChoice choice) {
  std::vector<CountFamily> all;
  for (auto const& [name, family] : Names<CountFamily>::pairs) {
    if (name == name_in_study(choice)) return {family};
    all.push_back(family);
  }
  if (choice == CountChoice::aic) all.resize(2);
  return all;
}

bool is_family(CountChoice choice) {
  return families_of(choice).size() == 1;
}

/// The fits of all families; one that fails is fatal only where it was asked for.
struct CountTrial {
  Tried tried;
  std::optional<CountLaw> law;
};
CountTrial attempt(CountFamily family, CountSample const& sample, LawPlace const& place, bool asked_for) {
  CountTrial made{{std::string(name_in_study(family)), {}, false, ""}, std::nullopt};
  try {
    CountFit const fit = fit_count(family, sample, place.what());
    made.tried.fit = described(place, sample, fit);
    made.tried.note = fit.notice;
    // A family that fell back is the simpler one, which is listed under its own name.
    if (asked_for || fit.notice.empty()) made.law = fit.law;
  } catch (ModelError const& failure) {
    if (asked_for) throw;
    made.tried.note = failure.what();
  }
  return made;
}

}  // namespace

ChosenCount choose_count(CountChoice choice, bool has_counts, CountSample const& sample,
                         LawPlace const& place) {
  if (!has_counts) {
    CountFit const hurdle = fit_hurdle(sample, place.what());
    LawFit const fit = described(place, sample, hurdle);
    return {hurdle.law, fit, {{std::string(family_of(hurdle.law)), fit, true, std::string(hurdle.notice)}}};
  }
  ChosenCount chosen;
  std::vector<CountTrial> trials;
  for (CountFamily const family : families_of(choice))
    trials.push_back(attempt(family, sample, place, is_family(choice)));
  bool const by_bic = choice == CountChoice::best_by_bic;
  auto const criterion = [&](CountTrial const& trial) {
    double const never = std::numeric_limits<double>::infinity();
    return !trial.law ? never : by_bic ? *trial.tried.fit.bic : *trial.tried.fit.aic;
  };
  auto const best =
      std::min_element(trials.begin(), trials.end(),
                       [&](CountTrial const& a, CountTrial const& b) { return criterion(a) < criterion(b); });
  best->tried.chosen = true;
  chosen.law = best->law.value();
  if (!is_family(choice))
    best->tried.fit.chosen_by = fmt::format("{} of {} families", by_bic ? "bic" : "aic", trials.size());
  chosen.fit = best->tried.fit;
  for (CountTrial& trial : trials) chosen.tried.push_back(std::move(trial.tried));
  return chosen;
}

}  // namespace plimsoll
