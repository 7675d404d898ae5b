#pragma once

#include <bit>
#include <cstdint>

namespace plimsoll {

/// One bin of a tabulated function: base + rise · f, f the place along it as the table says.
struct StraightBin {
  float base, rise;
  float operator()(float f) const { return base + rise * f; }
};

/// Mantissa of a positive single as a number 1 <= f < 2: the place along its octave.
inline float along_octave(float x) {
  return std::bit_cast<float>((std::bit_cast<std::uint32_t>(x) & 0x007FFFFFu) | 0x3F800000u);
}

/// Octave and the first `bits` bits after it of x >= 1, as one number: bin 0 starts at 1.
template <int bits>
std::uint32_t octave_bin(float x) {
  return (std::bit_cast<std::uint32_t>(x) >> (23 - bits)) - (127u << bits);
}

}  // namespace plimsoll
