#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll {

/// A track for each year: `mssp/basic-a@2027` in the first, and so on; the last stands for all years after
/// it.
struct GlidePath {
  std::string name;                ///< as asked for: A-B-E
  std::vector<std::string> packs;  ///< by performance year
};

/// Reads a path of the Shared Savings Program: levels A to E of the BASIC track and ENH, joined by dashes,
/// such as "A-B-E" or "ENH". Each pack is the newest shipped one whose year is not after the performance
/// year. Throws InputError where a level is not known or there is no pack so early, with `spot` as its file.
GlidePath glide_path(std::string_view text, std::vector<std::int64_t> const& performance_years,
                     std::string_view spot = "--paths");

/// The path as a `[[contract]]` of a study file: all of contract `like`, with the packs of the path in place
/// of its own. To be written behind the text of the study; terms stand in the contract's `later_terms`.
std::string contract_of(GlidePath const& path, std::string const& id, std::string const& like,
                        std::vector<std::int64_t> const& performance_years);

}  // namespace plimsoll
