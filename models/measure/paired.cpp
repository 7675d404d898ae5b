#include "plimsoll/models/measure/paired.hpp"

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/sample.hpp"

namespace plimsoll {

PairedDifference paired_difference(std::string const& id, Unit unit, std::span<double const> a,
                                   std::span<double const> b) {
  PLIMSOLL_EXPECT(a.size() == b.size() && !a.empty());
  std::vector<double> difference(a.size());
  std::size_t better = 0;
  std::size_t worse = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference[i] = a[i] - b[i];
    if (a[i] > b[i]) ++better;
    if (a[i] < b[i]) ++worse;
  }
  Sample const sample(id, unit, difference);
  return {sample.mean(), sample.standard_deviation(), share_figure(id + ".better", better, a.size()),
          share_figure(id + ".equal", a.size() - better - worse, a.size()),
          share_figure(id + ".worse", worse, a.size())};
}

}  // namespace plimsoll
