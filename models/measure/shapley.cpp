#include "plimsoll/models/measure/shapley.hpp"

#include <bit>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

std::vector<double> shapley_parts(std::span<double const> value_of_set) {
  PLIMSOLL_EXPECT(std::has_single_bit(value_of_set.size()));
  auto const sources = static_cast<std::size_t>(std::countr_zero(value_of_set.size()));
  std::vector<double> share_of_orders(sources);  // by the number of sources before: k! (n - 1 - k)! / n!
  for (std::size_t before = 0; before < sources; ++before)
    share_of_orders[before] = before == 0 ? 1.0 / static_cast<double>(sources)
                                          : share_of_orders[before - 1] * static_cast<double>(before) /
                                                static_cast<double>(sources - before);
  std::vector<double> parts(sources);
  for (std::size_t set = 0; set < value_of_set.size(); ++set)
    for (std::size_t source = 0; source < sources; ++source)
      if (std::size_t const with = set | std::size_t{1} << source; with != set)
        parts[source] += share_of_orders[static_cast<std::size_t>(std::popcount(set))] *
                         (value_of_set[with] - value_of_set[set]);
  return parts;
}

}  // namespace plimsoll
