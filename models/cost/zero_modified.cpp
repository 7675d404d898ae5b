#include "plimsoll/models/cost/zero_modified.hpp"

#include <algorithm>
#include <cmath>

#include "solve_log_amount.hpp"

namespace plimsoll {
namespace {

double chance_of_any(PoissonCount const& law) {
  return -std::expm1(-law.mean);
}
double chance_of_any(NegativeBinomialCount const& law) {
  return -std::expm1(-law.size * std::log1p(law.mean / law.size));
}

/// The base law whose count above 0 has this mean, above 1.
template <class Base>
Base with_mean_if_any(Base law, double if_any) {
  law.mean = solve_log_amount(
      [&](double mean) {
        law.mean = mean;
        return mean / chance_of_any(law) - if_any;
      },
      if_any);
  return law;
}

template <class Base>
ZeroModified hurdle(Base const& base, double mean, double if_any) {
  Base const above = with_mean_if_any(base, std::max(if_any, mean));
  return {above, std::min(1.0, mean / if_any) / chance_of_any(above)};
}

ZeroModified modified(ZeroInflatedPoissonCount const& law) {
  double const factor = 1.0 - law.never;
  return {PoissonCount{law.mean / factor}, factor};
}
ZeroModified modified(ZeroInflatedNegativeBinomialCount const& law) {
  double const factor = 1.0 - law.never;
  return {NegativeBinomialCount{law.mean / factor, law.size}, factor};
}
ZeroModified modified(HurdlePoissonCount const& law) {
  return hurdle(PoissonCount{}, law.mean, law.if_any);
}
ZeroModified modified(HurdleNegativeBinomialCount const& law) {
  return hurdle(NegativeBinomialCount{0.0, law.size}, law.mean, law.if_any);
}
template <class Law>
ZeroModified modified(Law const& law) {
  return {law, 1.0};
}

}  // namespace

ZeroModified zero_modified(CountLaw const& law) {
  return std::visit([](auto const& l) { return modified(l); }, law);
}

}  // namespace plimsoll
