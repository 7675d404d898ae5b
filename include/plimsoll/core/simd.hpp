#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "plimsoll/core/field.hpp"

namespace plimsoll {

/// Widest vector instructions the lane kernels may use. Every level gives the same bits.
enum class SimdLevel { scalar, sse4, avx2, best };
template <>
struct Names<SimdLevel> {
  static constexpr std::array<std::pair<std::string_view, SimdLevel>, 4> pairs{{{"scalar", SimdLevel::scalar},
                                                                                {"sse4", SimdLevel::sse4},
                                                                                {"avx2", SimdLevel::avx2},
                                                                                {"best", SimdLevel::best}}};
};

/// Holds the kernels of this process to a level while it lives: for tests and benchmarks, which compare
/// levels. A level the machine lacks falls back to the next one it has. Make one before threads that draw.
class SimdLimit {
 public:
  explicit SimdLimit(SimdLevel level);
  ~SimdLimit();
  SimdLimit(SimdLimit const&) = delete;
  SimdLimit& operator=(SimdLimit const&) = delete;
};

/// What the kernels use now, in Highway's words: "AVX3", "AVX2", "SSE4", "SCALAR" …
std::string simd_in_use();

}  // namespace plimsoll
