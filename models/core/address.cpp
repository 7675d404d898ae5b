#include "plimsoll/core/address.hpp"

namespace plimsoll {
namespace {

constexpr std::uint64_t mask_56 = (std::uint64_t{1} << 56) - 1;

/// Finaliser of splitmix64 (Steele, Lea and Flood, OOPSLA 2014): spreads every input bit over all output
/// bits.
constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

/// FNV-1a over the bytes and one separator that no UTF-8 text contains, so ("ab", "c") differs from ("a",
/// "bc").
constexpr std::uint64_t absorb(std::uint64_t state, std::string_view text) {
  constexpr std::uint64_t prime = 0x100000001B3u;
  for (char c : text) state = (state ^ static_cast<unsigned char>(c)) * prime;
  return (state ^ 0xFFu) * prime;
}

constexpr std::uint64_t fnv_offset = 0xCBF29CE484222325u;

}  // namespace

MemberAddress member_address(std::string_view population, std::string_view key) {
  return {mix(absorb(absorb(fnv_offset, population), key)) & mask_56};
}

MemberAddress member_address(std::string_view population, std::string_view cell, std::uint64_t ordinal) {
  std::uint64_t const named = mix(absorb(absorb(fnv_offset, population), cell));
  return {mix(named + 0x9E3779B97F4A7C15u * (ordinal + 1)) & mask_56};
}

MemberAddress named_address(std::string_view key_path) {
  return {mix(absorb(fnv_offset, key_path)) & mask_56};
}

MemberAddress rehash(MemberAddress address) {
  return {mix(address.value + 0x9E3779B97F4A7C15u) & mask_56};
}

}  // namespace plimsoll
