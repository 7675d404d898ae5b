#include "plimsoll/core/simd.hpp"

#include <hwy/highway.h>
#include <hwy/targets.h>

namespace plimsoll {
namespace {

/// Targets of Highway above the level, which are switched off.
constexpr std::int64_t above(SimdLevel level) {
  constexpr std::int64_t wide = HWY_AVX3_DL | HWY_AVX3, avx2 = HWY_AVX2, sse = HWY_SSE4 | HWY_SSSE3;
  switch (level) {
    case SimdLevel::scalar: return wide | avx2 | sse;
    case SimdLevel::sse4: return wide | avx2;
    case SimdLevel::avx2: return wide;
    case SimdLevel::best: return 0;
  }
  return 0;
}

/// Targets of this machine that are not switched off. Asking Highway makes its kernels choose among all
/// again, so they are told the answer.
std::int64_t usable_targets() {
  std::int64_t const targets = hwy::SupportedTargets();
  hwy::GetChosenTarget().Update(targets);
  return targets;
}

}  // namespace

SimdLimit::SimdLimit(SimdLevel level) {
  hwy::DisableTargets(above(level));
  usable_targets();
}

SimdLimit::~SimdLimit() {
  hwy::DisableTargets(0);
  usable_targets();
}

std::string simd_in_use() {
  auto const supported = static_cast<std::uint64_t>(usable_targets() & HWY_TARGETS);
  return hwy::TargetName(static_cast<std::int64_t>(supported & (~supported + 1)));  // the lowest bit is best
}

}  // namespace plimsoll
