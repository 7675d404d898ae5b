#include "count_diagnostics.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "amount_diagnostics.hpp"
#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

constexpr double exposures_per_octave = 64.0;

/// First counts of classes that are never cut further.
constexpr std::array<std::int64_t, 28> starts{0,   1,   2,   3,   4,   5,   6,    7,   8,  9,
                                              10,  11,  13,  16,  20,  25,  30,   40,  50, 70,
                                              100, 150, 200, 300, 500, 700, 1000, 1500};

/// Member-years by exposure, those within 1 % of each other under their mean.
struct Exposure {
  double members = 0.0, sum = 0.0;
};
std::vector<Exposure> exposures_of(CountSample const& sample) {
  std::map<double, Exposure> grid;
  for (CountGroup const& group : sample.groups) {
    Exposure& exposure = grid[std::round(std::log2(group.exposure) * exposures_per_octave)];
    exposure.members += group.times;
    exposure.sum += group.times * group.exposure;
  }
  std::vector<Exposure> exposures;
  for (auto const& [place, exposure] : grid) exposures.push_back(exposure);
  return exposures;
}

/// Expected member-years with low to high claims.
double expected(CountLaw const& law, std::vector<Exposure> const& exposures, std::int64_t low,
                std::int64_t high) {
  double sum = 0.0;
  for (Exposure const& exposure : exposures) {
    CountLaw const own = scaled(law, exposure.sum / exposure.members);
    for (std::int64_t n = low; n <= high; ++n) sum += exposure.members * std::exp(log_probability(own, n));
  }
  return sum;
}

double members_in(CountSample const& sample, std::int64_t low, std::int64_t high) {
  double sum = 0.0;
  for (CountGroup const& group : sample.groups)
    if (group.claims >= low && group.claims <= high) sum += group.times;
  return sum;
}

// Counts of one class may be subtracted between a cell and its parent, so none is shown finer than this many.
double to_nearest_shown(double members) {
  double const unit = static_cast<double>(fewest_in_group);
  return unit * std::round(members / unit);
}

}  // namespace

std::vector<CountClass> diagnose_counts(CountLaw const& law, CountSample const& sample) {
  double const fewest = static_cast<double>(fewest_in_group);
  PLIMSOLL_EXPECT(sample.members >= fewest);
  std::vector<Exposure> const exposures = exposures_of(sample);
  std::vector<CountClass> classes;
  double members = 0.0, left = sample.members, chance_left = 1.0;
  std::int64_t low = 0;
  for (std::size_t i = 0; i + 1 < starts.size() && left > 0.0; ++i) {
    std::int64_t const high = starts[i + 1] - 1;
    members = members_in(sample, low, high);
    if (members < fewest || left - members < fewest) continue;
    double const chance = expected(law, exposures, low, high) / sample.members;
    classes.push_back({low, high, to_nearest_shown(members) / sample.members, chance});
    left -= members, chance_left -= chance, low = high + 1;
  }
  classes.push_back({low, std::nullopt, to_nearest_shown(left) / sample.members, std::max(0.0, chance_left)});
  return classes;
}

}  // namespace plimsoll
