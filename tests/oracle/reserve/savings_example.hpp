// The worked example of reserves.md section 7: savings rate normal (mu = 1 %, sg = 2.15 / sqrt 12,000), gate
// 0.5 %.
#pragma once

namespace plimsoll::savings_example {

inline constexpr double benchmark = 170'321'400.0, mu = 0.01, gate = 0.005, million = 1e6;

}  // namespace plimsoll::savings_example
