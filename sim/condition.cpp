#include <algorithm>
#include <cmath>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/normal.hpp"
#include "plimsoll/models/measure/ordered_sum.hpp"
#include "plimsoll/sim/drawn_trials.hpp"

namespace plimsoll {
namespace {

/// Standard errors within which a sample covariance is taken as none: else every look would shake what it
/// says nothing of by its noise.
constexpr double least_evidence = 4.0;

/// A signal with its mean taken away, over the trials that are reported.
struct Centred {
  std::vector<double> values;
  double variance = 0.0;
};

Centred centred(std::span<double const> signal) {
  auto const trials = static_cast<double>(signal.size());
  double const mean = ordered_sum(signal) / trials;
  Centred result;
  for (double value : signal) result.values.push_back(value - mean);
  result.variance = ordered_sum(result.values, [](double x) { return x * x; }) / trials;
  return result;
}

/// Cov(x, signal); 0 where the trials show none.
double covariance(std::span<double const> x, Centred const& signal) {
  Centred const own = centred(x.first(signal.values.size()));
  auto const trials = static_cast<double>(signal.values.size());
  double const product = ordered_sum_of(0, signal.values.size(),
                                        [&](std::size_t i) { return own.values[i] * signal.values[i]; }) /
                         trials;
  double const error = std::sqrt(own.variance * signal.variance / trials);
  return std::abs(product) > least_evidence * error ? product : 0.0;
}

/// Ends that a driver is drawn within: those of its law, and where it is clipped.
Range ends_of(Driver const& driver) {
  return {std::max(driver.clip.low, quantile(driver.law, least_uniform)),
          std::min(driver.clip.high, quantile(driver.law, 1.0 - least_uniform))};
}

}  // namespace

void DrawnTrials::condition(std::span<double const> signal, double noise, double seen, KeyPath const& address,
                            std::size_t year) {
  PLIMSOLL_EXPECT(signal.size() == trials() && noise >= 0.0);
  Centred const of_signal = centred(signal);
  double const variance = of_signal.variance + noise * noise;
  if (!(of_signal.variance > 0.0)) return;
  WordAddress const at{plan_.seed(), named_address(address.text()), Purpose::driver, plan_.years()[year]};
  std::vector<double> surprise(rows_, 0.0);
  for (std::size_t row = 0; row < signal.size(); ++row) {
    TrialBlock const block = plan_.block(static_cast<std::uint32_t>(row / lane_count));
    Words const words = words_at(at, block.trial(row % lane_count), 0);
    surprise[row] =
        seen - (signal[row] + (noise > 0.0 ? noise * normal_quantile(uniform(words[0], words[1])) : 0.0));
  }
  auto const move = [&](std::span<double> column, Range const& ends) {
    double const slope = covariance(column, of_signal) / variance;
    if (slope == 0.0) return;
    for (std::size_t row = 0; row < signal.size(); ++row)
      column[row] = std::clamp(column[row] + slope * surprise[row], ends.low, ends.high);
  };
  std::size_t const years = plan_.years().size();
  auto const& drivers = plan_.drivers().drivers();
  for (std::size_t i = 0; i < drivers.size(); ++i) {
    if (std::holds_alternative<DiscreteLaw>(drivers[i].law)) continue;
    for (std::size_t y = 0; y < years; ++y) move(column(driver_column(i, y)), ends_of(drivers[i]));
  }
  for (std::size_t i = 0; i < plan_.tallies().tallies().size(); ++i)
    for (std::size_t y = 0; y < years; ++y)
      move(column(tally_column(static_cast<TallyId>(i), y)), not_negative);
}

}  // namespace plimsoll
