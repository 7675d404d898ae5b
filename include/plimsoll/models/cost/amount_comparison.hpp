#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/models/cost/amount_fit.hpp"

namespace plimsoll {

/// What fits are compared by.
enum class Criterion { aic, bic, ks, anderson_darling, log_score };
template <>
struct Names<Criterion> {
  static constexpr std::array<std::pair<std::string_view, Criterion>, 5> pairs{
      {{"aic", Criterion::aic},
       {"bic", Criterion::bic},
       {"ks", Criterion::ks},
       {"anderson_darling", Criterion::anderson_darling},
       {"log_score", Criterion::log_score}}};
};

/// How well a law fits a sample. The last four are left out where amounts are not all known exactly, and
/// where a measure does not exist: a held-out fit that did not converge, a mean that is infinite.
struct AmountMeasures {
  double aic = 0.0;          ///< 2 parameters − 2 log-likelihood
  double bic = 0.0;          ///< parameters · ln(weight) − 2 log-likelihood
  std::optional<double> ks;  ///< largest gap between F(x) given truncation and the empirical one
  std::optional<double> anderson_darling;  ///< weight · ∫ (F_n − u)² / (u (1 − u)) du: the tails count more
  std::optional<double> log_score;  ///< mean log density of amounts left out of the fit; larger is better
  /// Largest gap between fitted and empirical mean excess over the 50, 75, 90, 95 and 99 % points that have
  /// 30 amounts above, in standard errors of the empirical one: above 3 the tail does not fit.
  std::optional<double> mean_excess;
};
AmountMeasures measures_of(AmountFit const& fit, std::vector<ObservedAmount> const& sample);

/// One family tried.
struct AmountCandidate {
  SeverityFamily family;
  std::optional<AmountFit> fit;  ///< empty where none was found; `note` says why
  AmountMeasures measures;
  std::string note;
};

enum class HeldOut { none, five_folds };

/// Every family fitted to the sample, in the order given. Held out: each fifth of the amounts, every fifth
/// one in order of size, under the fit to the others.
std::vector<AmountCandidate> compare_amounts(std::vector<SeverityFamily> const& families,
                                             std::vector<ObservedAmount> const& sample,
                                             std::string const& what, HeldOut held_out = HeldOut::five_folds);

/// The best candidate by a criterion, among laws a cost file may hold (fault_of() empty): empty where there
/// is none, or none with that measure.
std::optional<std::size_t> best_of(std::vector<AmountCandidate> const& candidates, Criterion criterion);

/// A measure by its name, smaller is better (a log score with its sign turned).
std::optional<double> measure_of(AmountMeasures const& measures, Criterion criterion);

}  // namespace plimsoll
