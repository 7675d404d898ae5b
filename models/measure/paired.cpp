#include "plimsoll/models/measure/paired.hpp"

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/sample.hpp"

namespace plimsoll {

PairedDifference paired_difference(std::string const& id, Unit unit, std::span<double const> a,
                                   std::span<double const> b, SharedDesign design) {
  PLIMSOLL_EXPECT(a.size() == b.size() && !a.empty());
  std::vector<double> difference(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) difference[i] = a[i] - b[i];
  // With gradual underflow a - b is zero only where a = b, so its sign says which is larger.
  Sample const sample(id, unit, difference, std::move(design));
  return {sample.mean(), sample.standard_deviation(), renamed(sample.probability_above(0.0), id + ".better"),
          renamed(sample.probability_of(0.0), id + ".equal"),
          renamed(sample.probability_below(0.0), id + ".worse")};
}

}  // namespace plimsoll
