#pragma once

#include <array>
#include <cstdint>

namespace plimsoll {

/// For every choice of eight lanes, by bit: the chosen lanes' numbers in order, then the others', four bits each
/// from the lowest.
inline constexpr std::array<std::uint32_t, 256> chosen_first = [] {
  std::array<std::uint32_t, 256> orders{};
  for (std::uint32_t bits = 0; bits < orders.size(); ++bits) {
    std::uint32_t place = 0;
    for (std::uint32_t chosen : {1u, 0u})
      for (std::uint32_t lane = 0; lane < 8; ++lane)
        if ((bits >> lane & 1u) == chosen) orders[bits] |= lane << (4 * place++);
  }
  return orders;
}();

}  // namespace plimsoll
