#include "amount_sample.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

constexpr double impossible = -std::numeric_limits<double>::infinity();
constexpr double smallest_chance = 1e-290;

void join_equal(std::vector<AmountSample::Point>& points) {
  std::sort(points.begin(), points.end(), [](auto const& a, auto const& b) { return a.amount < b.amount; });
  std::size_t last = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (points[i].amount == points[last].amount)
      points[last].weight += points[i].weight;
    else
      points[++last] = points[i];
  }
  if (!points.empty()) points.resize(last + 1);
}

template <class Law>
double beyond(Law const& law, double amount) {
  return amount > 0.0 ? law.survival(amount) : 1.0;
}

/// Chance of an interval, from the side that keeps its digits.
template <class Law>
double chance_of(Law const& law, AmountSample::Interval const& interval) {
  if (std::isinf(interval.high)) return beyond(law, interval.low);
  double const above = beyond(law, interval.low);
  if (above < 0.5) return above - law.survival(interval.high);
  return law.cdf(interval.high) - (interval.low > 0.0 ? law.cdf(interval.low) : 0.0);
}

template <class Law>
double likelihood_of(Law const& law, AmountSample const& sample) {
  double sum = sample.exact_weight > 0.0 ? sample.exact_weight * law.log_constant() : 0.0;
  for (AmountSample::Point const& point : sample.exact) sum += point.weight * law.log_kernel(point.amount);
  for (AmountSample::Interval const& interval : sample.intervals) {
    double const chance = chance_of(law, interval);
    if (!(chance > smallest_chance)) return impossible;
    sum += interval.weight * std::log(chance);
  }
  for (AmountSample::Point const& truncation : sample.truncations) {
    double const chance = law.survival(truncation.amount);
    // A law that all but rules the whole sample out must not win by dividing by its chance.
    if (!(chance > smallest_chance)) return impossible;
    sum -= truncation.weight * std::log(chance);
  }
  return std::isnan(sum) ? impossible : sum;
}

}  // namespace

AmountSample::AmountSample(std::vector<ObservedAmount> const& observed) {
  threshold = std::numeric_limits<double>::infinity();
  for (ObservedAmount const& one : observed) {
    PLIMSOLL_EXPECT(one.low <= one.high && one.truncation >= 0.0 && one.weight > 0.0);
    PLIMSOLL_EXPECT(one.low >= one.truncation && (one.low > 0.0 || !one.is_exact()));
    if (one.is_exact())
      exact.push_back({one.low, one.weight});
    else
      intervals.push_back({one.low, one.high, one.weight});
    if (one.truncation > 0.0) truncations.push_back({one.truncation, one.weight});
    threshold = std::min(threshold, one.truncation);
    weight += one.weight;
    if (one.is_exact()) exact_weight += one.weight;
  }
  join_equal(exact);
  join_equal(truncations);
  // Limits reached are few different ones, but many.
  std::sort(intervals.begin(), intervals.end(), [](Interval const& a, Interval const& b) {
    return std::pair(a.low, a.high) < std::pair(b.low, b.high);
  });
  std::size_t last = 0;
  for (std::size_t i = 1; i < intervals.size(); ++i) {
    if (intervals[i].low == intervals[last].low && intervals[i].high == intervals[last].high)
      intervals[last].weight += intervals[i].weight;
    else
      intervals[++last] = intervals[i];
  }
  if (!intervals.empty()) intervals.resize(last + 1);
}

double AmountSample::log_likelihood(SeverityLaw const& law) const {
  return std::visit([&](auto const& l) { return likelihood_of(l, *this); }, law);
}

std::vector<double> contributions(SeverityLaw const& law, std::vector<ObservedAmount> const& observed) {
  std::vector<double> sums;
  double truncation = 0.0, log_reported = 0.0;  // most samples have one truncation point
  for (ObservedAmount const& one : observed) {
    if (one.truncation != truncation) {
      truncation = one.truncation;
      log_reported = std::log(survival(law, truncation));
    }
    double const seen = one.is_exact() ? log_density(law, one.low)
                                       : std::visit(
                                             [&](auto const& l) {
                                               return std::log(chance_of(l, {one.low, one.high, 1.0}));
                                             },
                                             law);
    sums.push_back(seen - log_reported);
  }
  return sums;
}

double log_likelihood(SeverityLaw const& law, std::vector<ObservedAmount> const& sample) {
  return AmountSample(sample).log_likelihood(law);
}

AmountMoments moments_of(AmountSample const& sample) {
  AmountMoments found;
  found.rising = sample.exact;
  for (AmountSample::Interval const& interval : sample.intervals) {
    double const high = std::isinf(interval.high) ? interval.low : interval.high;
    found.rising.push_back({std::max(0.5 * (interval.low + high), 1e-9), interval.weight});
  }
  join_equal(found.rising);
  for (AmountSample::Point const& point : found.rising) {
    found.weight += point.weight;
    found.mean += point.weight * point.amount;
    found.mean_inverse += point.weight / point.amount;
  }
  found.mean /= found.weight;
  found.mean_inverse /= found.weight;
  AmountMoments::OfLogs const logs = found.between(0.0, 1.0);
  found.log_mean = logs.mean;
  found.log_deviation = logs.deviation;
  return found;
}

double AmountMoments::quantile(double share) const {
  double below = 0.0;
  for (AmountSample::Point const& point : rising)
    if ((below += point.weight) >= share * weight) return point.amount;
  return rising.back().amount;
}

AmountMoments::OfLogs AmountMoments::between(double from, double to) const {
  double below = 0.0, sum = 0.0, first = 0.0, second = 0.0;
  double const centre = std::log(rising[rising.size() / 2].amount);
  for (AmountSample::Point const& point : rising) {
    below += point.weight;
    if (below < from * weight || below > to * weight + point.weight) continue;
    double const z = std::log(point.amount) - centre;
    sum += point.weight;
    first += point.weight * z;
    second += point.weight * z * z;
  }
  if (!(sum > 0.0)) return {centre, 0.0};
  double const off = first / sum;
  return {centre + off, std::sqrt(std::max(0.0, second / sum - off * off))};
}

}  // namespace plimsoll
