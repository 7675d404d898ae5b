#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/models/measure/figure.hpp"

namespace plimsoll {

/// One of several options settled on the same trials; larger is better.
struct OptionValues {
  std::string id;
  std::span<double const> by_trial;
};

/// What choosing one option before the year costs against choosing the best after it: the best option's value
/// less its own, trial by trial, never below 0. L. J. Savage (1951), J. Am. Stat. Assoc. 46, 55-67.
struct Regret {
  Figure mean;
  Figure percentile;  ///< at level 0.95
  Figure best;        ///< P(no option is better)
};

/// By option. Ids are `<id>.<measure>`. Expects options of one length, at least one trial.
std::vector<Regret> regrets(std::span<OptionValues const> options, Unit unit);

/// How one option is above another in the trials at hand; each implies those before it.
enum class Dominance {
  none,
  second_order,  ///< the mean of every lower tail is at least as good: whoever shuns risk prefers it
  first_order,   ///< every percentile is at least as good: whoever prefers more prefers it
  every_trial    ///< never worse
};
template <>
struct Names<Dominance> {
  static constexpr std::array<std::pair<std::string_view, Dominance>, 4> pairs{
      {{"none", Dominance::none},
       {"second_order", Dominance::second_order},
       {"first_order", Dominance::first_order},
       {"every_trial", Dominance::every_trial}}};
};

/// How `a` is above `b`; none where the two have one distribution. Expects columns of one length.
/// H. Levy (2016), Stochastic Dominance, 3rd ed.
Dominance dominance(std::span<double const> a, std::span<double const> b);

}  // namespace plimsoll
