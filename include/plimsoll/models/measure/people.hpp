#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plimsoll {

// The one rule for counts of people that come from rows of members: a count of 1 to 10 is not told (CMS cell
// size policy), nor one from which it follows. Tables apply it when they are built (table.hpp); what is no
// table (cost files, notices) asks here. Method: docs/theory/small-counts.md.

inline constexpr std::int64_t fewest_shown = 11;  ///< people behind a number that is told

/// Whether so many people are 1 to 10 of them. Parts of a person count: person-years are people too.
constexpr bool is_few(double people) {
  return people > 0.0 && people < static_cast<double>(fewest_shown);
}

/// Numbers that add up: whoever knows all but one knows that one.
struct PeopleSum {
  std::vector<std::size_t> parts = {};    ///< positions
  std::optional<std::size_t> whole = {};  ///< position; none: a total that stands elsewhere, so it is known
  std::optional<std::size_t> hide_first = {};  ///< position of the one to hide where one more must be
};

/// Which of `people` to hide: those of 1 to 10, and in every sum so many more that none of them, nor some
/// of them together, follow from the others. The smallest goes first. `told[i]` false: nobody is told that
/// number, and no sum that it is in gives anything away; empty: all are told.
std::vector<bool> hidden_people(std::vector<double> const& people, std::vector<PeopleSum> const& sums,
                                std::vector<bool> const& told = {});

/// The number in words: "193" or "1 to 10"; of a whole also "more than 10", where what is left of that is
/// few.
std::string people_in_words(std::int64_t people, std::optional<std::int64_t> whole = {});

}  // namespace plimsoll
