#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace plimsoll {

/// A cell of a sheet; rows and columns count from 0.
struct Place {
  std::uint32_t row = 0;
  std::uint16_t column = 0;
  Place right(std::uint32_t by = 1) const { return {row, static_cast<std::uint16_t>(column + by)}; }
  Place down(std::uint32_t by = 1) const { return {row + by, column}; }
  friend auto operator<=>(Place const&, Place const&) = default;
};

/// As formulas write it: "B7", and "$B$7".
std::string cell_name(Place at);
std::string fixed_cell_name(Place at);

/// Letters, digits and _ alone, as a defined name takes them; what else stood there becomes _. A name that a
/// spreadsheet could read as a cell, or that begins with no letter, gets n_ in front.
std::string plain_name(std::string_view text);

/// Text inside a formula.
std::string quoted(std::string_view text);

}  // namespace plimsoll
