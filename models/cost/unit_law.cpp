#include "plimsoll/models/cost/unit_law.hpp"

#include <cmath>

namespace plimsoll {

UnitLaw unit_of(SeverityLaw const& law) {
  if (auto const* lognormal = std::get_if<LognormalSeverity>(&law))
    return {LognormalSeverity{0.0, lognormal->sigma}, std::exp(lognormal->mu)};
  if (auto const* gamma = std::get_if<GammaSeverity>(&law))
    return {GammaSeverity{gamma->shape, 1.0}, gamma->scale};
  auto const& spliced = std::get<LognormalParetoSeverity>(law);
  double const scale = std::exp(spliced.mu);
  double const digits = std::pow(10.0, 8.0 - std::floor(std::log10(spliced.threshold / scale)));
  return {LognormalParetoSeverity{0.0, spliced.sigma, std::round(spliced.threshold / scale * digits) / digits,
                                  spliced.index},
          scale};
}

}  // namespace plimsoll
