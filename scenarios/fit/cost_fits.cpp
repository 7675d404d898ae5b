#include "fit/cost_fits.hpp"

namespace plimsoll {

std::vector<StudyFit> fits_of(CostTable const& cost) {
  std::vector<StudyFit> fits{{*cost.file, {}}};
  double used = 0.0;
  for (AlternativeFit const& other : cost.alternative) {
    fits.push_back({other.file, {1.0 - used - other.weight, 1.0 - used}});
    used += other.weight;
  }
  fits.front().share.last = 1.0 - used;
  return fits;
}

}  // namespace plimsoll
