#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "plimsoll/core/field.hpp"

namespace plimsoll {

/// A family, or how to choose among several. `aic` tries the lognormal and the gamma; the `best_by` ones try
/// every family that the amounts allow.
enum class SeverityChoice {
  lognormal,
  gamma,
  weibull,
  inverse_gaussian,
  lomax,
  burr,
  gb2,
  smooth_lognormal_pareto,
  lognormal_mixture,
  empirical_gpd,
  aic,
  best_by_aic,
  best_by_bic,
  best_by_ks,
  best_by_anderson_darling,
  best_by_log_score
};
template <>
struct Names<SeverityChoice> {
  static constexpr std::array<std::pair<std::string_view, SeverityChoice>, 16> pairs{
      {{"lognormal", SeverityChoice::lognormal},
       {"gamma", SeverityChoice::gamma},
       {"weibull", SeverityChoice::weibull},
       {"inverse_gaussian", SeverityChoice::inverse_gaussian},
       {"lomax", SeverityChoice::lomax},
       {"burr", SeverityChoice::burr},
       {"gb2", SeverityChoice::gb2},
       {"smooth_lognormal_pareto", SeverityChoice::smooth_lognormal_pareto},
       {"lognormal_mixture", SeverityChoice::lognormal_mixture},
       {"empirical_gpd", SeverityChoice::empirical_gpd},
       {"aic", SeverityChoice::aic},
       {"best_by_aic", SeverityChoice::best_by_aic},
       {"best_by_bic", SeverityChoice::best_by_bic},
       {"best_by_ks", SeverityChoice::best_by_ks},
       {"best_by_anderson_darling", SeverityChoice::best_by_anderson_darling},
       {"best_by_log_score", SeverityChoice::best_by_log_score}}};
};

/// The same for counts; `aic` tries the Poisson and the negative binomial.
enum class CountChoice {
  poisson,
  negative_binomial,
  zero_inflated_poisson,
  zero_inflated_negative_binomial,
  hurdle_poisson,
  hurdle_negative_binomial,
  poisson_lognormal,
  aic,
  best_by_aic,
  best_by_bic
};
template <>
struct Names<CountChoice> {
  static constexpr std::array<std::pair<std::string_view, CountChoice>, 10> pairs{
      {{"poisson", CountChoice::poisson},
       {"negative_binomial", CountChoice::negative_binomial},
       {"zero_inflated_poisson", CountChoice::zero_inflated_poisson},
       {"zero_inflated_negative_binomial", CountChoice::zero_inflated_negative_binomial},
       {"hurdle_poisson", CountChoice::hurdle_poisson},
       {"hurdle_negative_binomial", CountChoice::hurdle_negative_binomial},
       {"poisson_lognormal", CountChoice::poisson_lognormal},
       {"aic", CountChoice::aic},
       {"best_by_aic", CountChoice::best_by_aic},
       {"best_by_bic", CountChoice::best_by_bic}}};
};

}  // namespace plimsoll
