#include "feed/small_counts.hpp"

#include <algorithm>
#include <cstddef>

#include "plimsoll/models/measure/table.hpp"

namespace plimsoll {

std::vector<bool> hidden_counts(std::vector<std::int64_t> const& people) {
  std::vector<bool> hidden;
  for (std::int64_t const count : people)
    hidden.push_back(!People::may_be_shown(static_cast<std::uint64_t>(count)));
  if (std::count(hidden.begin(), hidden.end(), true) != 1) return hidden;
  std::size_t second = people.size();
  for (std::size_t i = 0; i < people.size(); ++i)
    if (!hidden[i] && people[i] > 0 && (second == people.size() || people[i] < people[second])) second = i;
  if (second < people.size()) hidden[second] = true;
  return hidden;
}

}  // namespace plimsoll
