#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "plimsoll/core/field.hpp"

namespace plimsoll {

/// How `plimsoll run` comes to its figures.
enum class RunMethod {
  simulate,     ///< draws every trial
  importance,   ///< draws the trials that matter for the tail, chosen among many by a preview
  conditional,  ///< draws the panel's sums given the drivers, and no member: a preview
  exact,        ///< evaluates the contracts over the distribution of the panel's total; draws nothing
};
template <>
struct Names<RunMethod> {
  static constexpr std::array<std::pair<std::string_view, RunMethod>, 4> pairs{
      {{"simulate", RunMethod::simulate},
       {"importance", RunMethod::importance},
       {"conditional", RunMethod::conditional},
       {"exact", RunMethod::exact}}};
};

}  // namespace plimsoll
