#include "plimsoll/models/cost/amount_fit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "amount_search.hpp"
#include "delta_method.hpp"
#include "maximise.hpp"
#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

constexpr double fewest_of_empirical = 300.0;
constexpr double fewest_between_points = 20.0;
constexpr double fewest_of_tail = 20.0;
constexpr std::size_t most_pieces = 99;
constexpr double tail_share = 0.1;

std::vector<Unknown> unknowns_from(AmountSearch const& search, AmountSearch::Point const& start) {
  std::vector<Unknown> unknowns;
  for (std::size_t i = 0; i < start.size(); ++i)
    unknowns.push_back({start[i], search.low[i], search.high[i]});
  return unknowns;
}

/// The highest top that one of the starts leads to.
Optimum best_of(LogLikelihood const& f, AmountSearch const& search, std::string const& what) {
  std::optional<Optimum> best;
  for (AmountSearch::Point const& start : search.starts) {
    Optimum const found =
        search.every_start ? neighbourhood(f, unknowns_from(search, start), what) : Optimum{start, f(start)};
    if (!best || found.value > best->value) best = found;
  }
  return maximise(f, unknowns_from(search, best->at), what, search.smoothness);
}

bool on_bound(AmountSearch const& search, std::vector<double> const& at) {
  for (std::size_t i = 0; i < at.size(); ++i) {
    double const margin = 1e-6 * (search.high[i] - search.low[i]);
    if (at[i] < search.low[i] + margin || at[i] > search.high[i] - margin) return true;
  }
  return false;
}

/// The best Burr, which is a GB2 of p = 1: truncated data may tell little more, and a start from afar gets
/// lost on the ridge there is then.
void add_burr_start(AmountSample const& sample, std::string const& what, AmountSearch& search) {
  AmountSearch const burr = search_of(SeverityFamily::burr, sample, what);
  LogLikelihood const f = [&](std::vector<double> const& at) { return sample.log_likelihood(burr.law(at)); };
  try {
    std::vector<double> const at = best_of(f, burr, what).at;
    search.starts.push_back({at[0], at[1], at[1], at[1] + at[2]});
  } catch (ModelError const&) {
    return;  // the other starts are left
  }
}

/// Covariance of the search's coordinates at its end.
std::vector<double> covariance_of(AmountSearch const& search, std::vector<ObservedAmount> const& observed,
                                  LogLikelihood const& f, std::vector<double> const& at) {
  if (search.smoothness == Smoothness::smooth) return observed_covariance(f, at);
  std::vector<double> weights;
  for (ObservedAmount const& one : observed) weights.push_back(one.weight);
  return score_covariance(
      [&](std::vector<double> const& near) { return contributions(search.law(near), observed); }, at,
      weights);
}

/// Errors of the law's parameters from the covariance of the search's coordinates.
void add_errors(AmountSearch const& search, std::vector<double> const& covariance,
                std::vector<double> const& at, AmountFit& fit) {
  ParameterErrors errors = errors_of(delta_covariance(
      [&](std::vector<double> const& near) { return parameters(search.law(near)); }, at, covariance));
  fit.standard_errors = std::move(errors.standard);
  fit.correlations = std::move(errors.correlations);
}

AmountFit fit_by_search(SeverityFamily family, std::vector<ObservedAmount> const& observed,
                        std::string const& what) {
  AmountSample const sample(observed);
  AmountSearch search = search_of(family, sample, what);
  if (family == SeverityFamily::gb2) add_burr_start(sample, what, search);
  LogLikelihood const f = [&](std::vector<double> const& at) {
    return sample.log_likelihood(search.law(at));
  };
  Optimum const best = best_of(f, search, what);
  AmountFit fit{search.law(best.at), best.value, static_cast<int>(best.at.size()), {}, {}};
  if (!on_bound(search, best.at))
    add_errors(search, covariance_of(search, observed, f, best.at), best.at, fit);
  return fit;
}

/// To three digits: a point of the body says nothing of one amount.
double rounded(double amount) {
  double const unit = std::pow(10.0, std::floor(std::log10(amount)) - 2.0);
  return std::round(amount / unit) * unit;
}

/// Points of the body, with about equal weights between them.
void add_points(AmountSample const& sample, EmpiricalGpdSeverity& law) {
  double const body = (1.0 - tail_share) * sample.exact_weight;
  double const pieces =
      std::clamp(std::floor(body / fewest_between_points), 1.0, static_cast<double>(most_pieces));
  law.amounts = {sample.threshold};
  law.chances = {0.0};
  double wanted = body / pieces, below = 0.0;
  std::size_t i = 0;
  for (double reached = 0.0; reached < body && i < sample.exact.size();) {
    for (; i < sample.exact.size() && below < wanted * (1.0 - 1e-12); ++i) below += sample.exact[i].weight;
    double const point = rounded(sample.exact[i - 1].amount);
    // Rounding moves a point past others, up or down: its chance is the share at or below it.
    while (i < sample.exact.size() && sample.exact[i].amount <= point) below += sample.exact[i++].weight;
    double up_to = below;
    for (std::size_t j = i; j > 0 && sample.exact[j - 1].amount > point; --j)
      up_to -= sample.exact[j - 1].weight;
    reached = below;
    wanted = below + body / pieces;
    if (point > law.amounts.back() && up_to > law.chances.back() * sample.exact_weight) {
      law.amounts.push_back(point);
      law.chances.push_back(up_to / sample.exact_weight);
    }
  }
}

AmountFit fit_empirical(AmountSample const& sample, std::string const& what) {
  bool const one_truncation = sample.truncations.size() + (sample.threshold > 0.0 ? 0 : 1) == 1;
  if (!sample.intervals.empty() || !one_truncation || sample.exact_weight < fewest_of_empirical)
    throw ModelError(
        fmt::format("{}: an empirical body needs {} exact amounts or more, all reported from one "
                    "amount on",
                    what, fewest_of_empirical));
  EmpiricalGpdSeverity law;
  add_points(sample, law);
  double const threshold = law.amounts.back();
  std::vector<ObservedAmount> tail;
  for (AmountSample::Point const& point : sample.exact)
    if (point.amount > threshold)
      tail.push_back(ObservedAmount::exactly(point.amount, threshold, point.weight));
  if (static_cast<double>(tail.size()) < fewest_of_tail)
    throw ModelError(fmt::format(
        "{}: fewer than {} amounts lie above the 90 % point; a tail cannot be fitted", what, fewest_of_tail));
  AmountFit const excess = fit_by_search(SeverityFamily::gpd, tail, what + ", tail");
  law.scale = std::get<GpdSeverity>(excess.law).scale;
  law.shape = std::get<GpdSeverity>(excess.law).shape;
  return {law, sample.log_likelihood(law), static_cast<int>(law.amounts.size()) + 1, {}, {}};
}

}  // namespace

AmountFit fit_amounts(SeverityFamily family, std::vector<ObservedAmount> const& observed,
                      std::string const& what) {
  if (observed.empty()) throw ModelError(what + ": no amounts to fit");
  return family == SeverityFamily::empirical_gpd ? fit_empirical(AmountSample(observed), what)
                                                 : fit_by_search(family, observed, what);
}

}  // namespace plimsoll
