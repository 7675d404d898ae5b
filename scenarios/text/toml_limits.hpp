#pragma once

#include <cstddef>
#include <string>

namespace plimsoll {

/// What a TOML file of ours may hold, far above what any study needs. Beyond it parsing would take memory and
/// stack in proportion, and a report of faults would help nobody.
struct TomlLimits {
  static constexpr std::size_t bytes = std::size_t{16} << 20;
  static constexpr std::size_t values = 500'000;
  static constexpr std::size_t depth = 32;      ///< of lists and tables written inside each other
  static constexpr std::size_t key_parts = 32;  ///< of one dotted key
  static constexpr std::size_t key_bytes = 1000;
};

/// Throws InputError, with the place, where the text goes beyond the limits but the last. `file` names it.
void expect_within_limits(std::string const& text, std::string const& file);

}  // namespace plimsoll
