#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "plimsoll/core/field.hpp"
#include "plimsoll/core/quantity.hpp"

namespace plimsoll {

/// Which way a quality measure improves.
enum class Better { higher, lower };
template <>
struct Names<Better> {
  static constexpr std::array<std::pair<std::string_view, Better>, 2> pairs{
      {{"higher", Better::higher}, {"lower", Better::lower}}};
};

/// A share of patients as it will be measured: each of `denominator` patients has a good result with the true
/// rate of the trial and year, and a good result counts where its record reaches the payer.
struct MeasuredRate {
  KeyPath path;                   ///< address of the draw
  std::int64_t denominator = 1;   ///< patients
  Quantity true_rate;             ///< chance that a patient is in the numerator
  Quantity completeness = 1.0;    ///< share of good results whose record reaches the payer
  Better better = Better::higher; ///< lower: a patient out of the numerator is the good result
};

}  // namespace plimsoll
