#pragma once

#include <cstdint>
#include <string_view>

#include "plimsoll/core/philox.hpp"

namespace plimsoll {

/// The study's seed: the Philox key.
struct Seed {
  std::uint64_t value = 0;
};

/// What a word is for. Numbers are part of the format: append-only, each held by a known-answer test.
enum class Purpose : std::uint8_t {
  driver = 1,      ///< coordinate of a driver; the member words hold the hash of its key path
  class_year = 2,  ///< PanelLaw: one draw per panel, class and year
  claims = 3,      ///< Claims: count and amounts of a member, category and year
  quality = 4,     ///< measured rate of a quality measure; the member words hold the hash of its key path
  conditional =
      5,  ///< Conditional: scores of a panel-year's sums; the member words hold the hash of its name
  scramble =
      6,  ///< scrambling of a Sobol coordinate; the member words hold its number, the trial the replicate
  selection = 7,  ///< whether a candidate trial is drawn
  parameter = 8,  ///< parameters of an estimated law; the member words hold the hash of its name
};

/// 56-bit stable address of whatever draws: a member, a driver, a class of a panel. Addresses are hashes of
/// names, so adding a population, member, driver or contract changes nobody else's draws.
struct MemberAddress {
  std::uint64_t value = 0;
  friend auto operator<=>(MemberAddress const&, MemberAddress const&) = default;
};

/// Address of a member known by a key of the user's file.
MemberAddress member_address(std::string_view population, std::string_view key);
/// Address of the ordinal-th member of a risk cell, for populations given as aggregates.
MemberAddress member_address(std::string_view population, std::string_view cell, std::uint64_t ordinal);
/// Address of anything else that draws once per trial and year, by its key path.
MemberAddress named_address(std::string_view key_path);
/// The next candidate where two keys of one roster share an address.
MemberAddress rehash(MemberAddress address);

/// Year of what is drawn once for all years.
inline constexpr int any_year = 1900;

/// Everything but the trial and the page of one stream of words.
struct WordAddress {
  Seed seed;
  MemberAddress member;
  Purpose purpose = Purpose::driver;
  int year = 0;  ///< calendar year, 1900 to 2155: adding a year to a study moves no other year's draws
};

/// Counter of an address: (trial; member, low 32 bits; member, high 24 bits · purpose 8; year − 1900, 8 bits
/// · page 24).
constexpr Words counter_words(WordAddress const& at, std::uint32_t trial, std::uint32_t page) {
  auto const low = static_cast<std::uint32_t>(at.member.value);
  auto const high =
      static_cast<std::uint32_t>(at.member.value >> 32) << 8 | static_cast<std::uint32_t>(at.purpose);
  return {trial, low, high, static_cast<std::uint32_t>(at.year - 1900) << 24 | (page & 0xFFFFFFu)};
}

/// Key of an address: the seed.
constexpr std::array<std::uint32_t, 2> key_words(WordAddress const& at) {
  return {static_cast<std::uint32_t>(at.seed.value), static_cast<std::uint32_t>(at.seed.value >> 32)};
}

/// The four words at one address.
constexpr Words words_at(WordAddress const& at, std::uint32_t trial, std::uint32_t page) {
  return philox(counter_words(at, trial, page), key_words(at));
}

/// Uniform in the open interval (0, 1) on a grid of 2^-52: never 0 or 1, so every quantile is finite.
constexpr double uniform(std::uint32_t high, std::uint32_t low) {
  std::uint64_t const bits = (static_cast<std::uint64_t>(high) << 32 | low) >> 12;
  return (static_cast<double>(bits) + 0.5) * 0x1p-52;
}

}  // namespace plimsoll
