#pragma once

#include <limits>

namespace plimsoll {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace plimsoll
