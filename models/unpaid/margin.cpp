#include "plimsoll/models/unpaid/margin.hpp"

#include <cmath>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/normal.hpp"

namespace plimsoll {

double lognormal_percentile(double mean, double std_error, double level) {
  PLIMSOLL_EXPECT(mean > 0.0 && std_error >= 0.0 && level > 0.0 && level < 1.0);
  double const variance = std::log1p(std::pow(std_error / mean, 2));
  return mean * std::exp(normal_quantile(level) * std::sqrt(variance) - variance / 2.0);
}

Interval lognormal_interval(double mean, double std_error) {
  return {lognormal_percentile(mean, std_error, 0.025), lognormal_percentile(mean, std_error, 0.975)};
}

double margin(double unpaid, double std_error, MarginRule const& rule) {
  if (auto const* share = std::get_if<MarginShare>(&rule)) {
    PLIMSOLL_EXPECT(share->share >= 0.0);
    return share->share * unpaid;
  }
  return lognormal_percentile(unpaid, std_error, std::get<MarginLevel>(rule).level) - unpaid;
}

}  // namespace plimsoll
