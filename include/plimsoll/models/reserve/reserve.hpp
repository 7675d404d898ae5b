#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/models/measure/figure.hpp"
#include "plimsoll/models/measure/trial_design.hpp"

namespace plimsoll {

/// What a reserve is set to, with L the amount owed and `level` the number that goes with the policy.
enum class ReservePolicy {
  mean,             ///< E[L]; no level
  percentile,       ///< VaR at the level, 0 < level < 1
  tvar,             ///< TVaR at the level, 0 < level < 1
  mean_plus_sd,     ///< E[L] + level * sd(L), level >= 0
  share_of_maximum  ///< level * the most the contract can cost, 0 < level <= 1
};

struct ReserveRule {
  ReservePolicy policy;
  double level = 0.0;  ///< not used by `mean`
  friend bool operator==(ReserveRule const&, ReserveRule const&) = default;
};

/// The policy as written in a study.
std::string_view name_of(ReservePolicy policy);

/// Whether the level suits the policy.
bool is_valid(ReserveRule const& rule);

/// The rule with its level: "mean", "percentile 0.90", "tvar 0.95", "mean + 0.5 sd", "share of maximum 0.50".
std::string name_of(ReserveRule const& rule);

/// One contract's reserve and what it is worth. Errors of adequacy and expected deficit are for the amount
/// printed, held fixed. Nothing is clamped: a margin may be negative (a percentile of 0) and a share may
/// exceed 1.
struct ReserveLine {
  ReserveRule rule;
  Figure reserve;           ///< R; the error is that of the policy's estimator
  Figure best_estimate;     ///< E[L]
  Figure margin;            ///< R - E[L]; the error takes their covariance into account
  Figure adequacy;          ///< P(L <= R)
  Figure expected_deficit;  ///< E[max(0, L - R)]
  Figure maximum;           ///< the most the contract can cost, as given
  Figure share_of_maximum;  ///< R / maximum; not known where the maximum is 0 or not finite
};

/// max(0, -settlement) by trial: settlements are positive to us, amounts owed are positive dollars.
std::vector<double> amounts_owed(std::span<double const> settlement);

/// Sizes a reserve by the rule from the amounts owed, one per trial. Ids are `<id>.reserve`, `<id>.margin`,
/// ... Expects a valid rule, at least one trial, no amount below zero, and a design of that many trials if
/// any. Throws ModelError if a share of the maximum is asked of a contract whose maximum is not finite.
ReserveLine size_reserve(std::span<double const> owed, Figure const& maximum, ReserveRule rule,
                         std::string const& id = "owed", SharedDesign design = nullptr);

}  // namespace plimsoll
