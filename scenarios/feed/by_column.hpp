#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "plimsoll/scenarios/claim_map.hpp"

namespace plimsoll {

/// Category of all claims whose value is none of its own.
inline constexpr char const* other_values = "all other";

/// The map with the values of a column in place of service categories: one for each of the `most` values
/// with the most dollars in the folders, and one, `other_values`, for all other claims. `by` is a column, or
/// a name the map has for one under `groups`. Only tables that list the column are sorted by it. InputError
/// where none does.
ClaimMap by_column(ClaimMap map, std::string const& by, std::vector<std::filesystem::path> const& folders,
                   std::size_t most);

}  // namespace plimsoll
