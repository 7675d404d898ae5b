#pragma once

#include <array>
#include <cstdint>

namespace plimsoll {

/// Four 32-bit words: a Philox counter or the random words it maps to.
using Words = std::array<std::uint32_t, 4>;

inline constexpr int philox_rounds = 10;
inline constexpr std::array<std::uint32_t, 2> philox_multipliers{0xD2511F53, 0xCD9E8D57};
inline constexpr std::array<std::uint32_t, 2> philox_weyl{0x9E3779B9, 0xBB67AE85};

/// Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC11,
/// 2011): a bijection of the counter for each key, so a word is addressed, never advanced to.
constexpr Words philox(Words counter, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < philox_rounds; ++round) {
    std::uint64_t const product_0 = std::uint64_t{philox_multipliers[0]} * counter[0];
    std::uint64_t const product_1 = std::uint64_t{philox_multipliers[1]} * counter[2];
    counter = {static_cast<std::uint32_t>(product_1 >> 32) ^ counter[1] ^ key[0],
               static_cast<std::uint32_t>(product_1),
               static_cast<std::uint32_t>(product_0 >> 32) ^ counter[3] ^ key[1],
               static_cast<std::uint32_t>(product_0)};
    key[0] += philox_weyl[0];
    key[1] += philox_weyl[1];
  }
  return counter;
}

}  // namespace plimsoll
