#include "plimsoll/models/measure/histogram.hpp"

#include <algorithm>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

std::vector<Atom> atoms_of(Sample const& sample) {
  std::vector<Atom> atoms;
  std::span<double const> const ordered = sample.ordered();
  for (auto first = ordered.begin(); first != ordered.end();) {
    auto const last = std::upper_bound(first, ordered.end(), *first);
    if (last - first > 1)
      if (double const share = sample.probability_of(*first).value; share >= least_atom)
        atoms.push_back({*first, share});
    first = last;
  }
  return atoms;
}

}  // namespace

Histogram histogram_of(Sample const& sample, std::size_t bins) {
  PLIMSOLL_EXPECT(bins > 0);
  Histogram histogram{sample.percentile(0.01).value, sample.percentile(0.99).value,
                      std::vector<double>(bins, 0.0), atoms_of(sample)};
  auto const is_atom = [&](double value) {
    return std::any_of(histogram.atoms.begin(), histogram.atoms.end(),
                       [&](Atom const& atom) { return atom.value == value; });
  };
  for (std::size_t bin = 0; bin < bins; ++bin)
    histogram.share[bin] = sample.average([&](double value) {
      bool const inside = value >= histogram.low && value <= histogram.high;
      return inside && bin_of(histogram, value) == bin && !is_atom(value) ? 1.0 : 0.0;
    });
  return histogram;
}

std::size_t bin_of(Histogram const& histogram, double value) {
  double const width = histogram.high - histogram.low;
  auto const bins = static_cast<double>(histogram.share.size());
  if (width <= 0.0) return 0;
  double const place = std::clamp((value - histogram.low) / width * bins, 0.0, bins - 1.0);
  return static_cast<std::size_t>(place);
}

}  // namespace plimsoll
