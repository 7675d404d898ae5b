#include "plimsoll/models/cost/unit_law.hpp"

#include <cmath>

namespace plimsoll {
namespace {

double nine_digits(double x) {
  if (x == 0.0) return 0.0;
  double const digits = std::pow(10.0, 8.0 - std::floor(std::log10(std::abs(x))));
  return std::round(x * digits) / digits;
}

UnitLaw unit(LognormalSeverity const& law) {
  return {LognormalSeverity{0.0, law.sigma}, std::exp(law.mu)};
}
UnitLaw unit(GammaSeverity const& law) {
  return {GammaSeverity{law.shape, 1.0}, law.scale};
}
UnitLaw unit(WeibullSeverity const& law) {
  return {WeibullSeverity{law.shape, 1.0}, law.scale};
}
UnitLaw unit(InverseGaussianSeverity const& law) {
  return {InverseGaussianSeverity{1.0, nine_digits(law.shape / law.mu)}, law.mu};
}
UnitLaw unit(ParetoSeverity const& law) {
  return {ParetoSeverity{1.0, law.index}, law.threshold};
}
UnitLaw unit(LomaxSeverity const& law) {
  return {LomaxSeverity{1.0, law.index}, law.scale};
}
UnitLaw unit(GpdSeverity const& law) {
  return {GpdSeverity{nine_digits(law.threshold / law.scale), 1.0, law.shape}, law.scale};
}
UnitLaw unit(BurrSeverity const& law) {
  return {BurrSeverity{1.0, law.shape, law.index}, law.scale};
}
UnitLaw unit(Gb2Severity const& law) {
  return {Gb2Severity{1.0, law.a, law.p, law.q}, law.scale};
}
template <class Spliced>
UnitLaw unit_of_splice(Spliced const& law) {
  double const scale = std::exp(law.mu);
  return {Spliced{0.0, law.sigma, nine_digits(law.threshold / scale), law.index}, scale};
}
UnitLaw unit(LognormalParetoSeverity const& law) {
  return unit_of_splice(law);
}
UnitLaw unit(SmoothLognormalParetoSeverity const& law) {
  return unit_of_splice(law);
}
UnitLaw unit(LognormalMixtureSeverity const& law) {
  return {LognormalMixtureSeverity{0.0, law.sigma, law.weight, nine_digits(law.second_mu - law.mu),
                                   law.second_sigma},
          std::exp(law.mu)};
}
UnitLaw unit(EmpiricalGpdSeverity const& law) {
  double const scale = law.amounts.back();
  EmpiricalGpdSeverity made = law.scaled(1.0 / scale);
  for (double& amount : made.amounts) amount = nine_digits(amount);
  made.scale = nine_digits(made.scale);
  return {made, scale};
}

}  // namespace

UnitLaw unit_of(SeverityLaw const& law) {
  return std::visit([](auto const& l) { return unit(l); }, law);
}

}  // namespace plimsoll
