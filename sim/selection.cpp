#include "plimsoll/sim/selection.hpp"

#include <algorithm>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/ordered_sum.hpp"

namespace plimsoll {
std::vector<double> inclusion_chances(std::vector<double> sizes, double expected) {
  PLIMSOLL_EXPECT(expected > 0.0);
  PLIMSOLL_EXPECT(std::all_of(sizes.begin(), sizes.end(), [](double size) { return size >= 0.0; }));
  // Those certain to be chosen leave fewer to share among the rest, which can make more of them certain.
  std::vector<double> chances(sizes.size(), 0.0);
  double certain = 0.0;
  while (true) {
    double const rest = ordered_sum(sizes);
    double const factor = rest > 0.0 ? (expected - certain) / rest : 0.0;
    double found = 0.0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      if (sizes[i] == 0.0) continue;
      if (factor * sizes[i] < 1.0) {
        chances[i] = std::max(0.0, factor * sizes[i]);
        continue;
      }
      chances[i] = 1.0;
      sizes[i] = 0.0;
      found += 1.0;
    }
    if (found == 0.0) return chances;
    certain += found;
  }
}

std::vector<std::uint32_t> choose(std::span<double const> chances, Seed seed) {
  WordAddress const at{seed, named_address("selection"), Purpose::selection, any_year};
  std::vector<std::uint32_t> chosen;
  for (std::size_t i = 0; i < chances.size(); ++i) {
    auto const candidate = static_cast<std::uint32_t>(i);
    Words const words = words_at(at, candidate, 0);
    if (uniform(words[0], words[1]) < chances[i]) chosen.push_back(candidate);
  }
  return chosen;
}

}  // namespace plimsoll
