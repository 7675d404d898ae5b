#include "plimsoll/models/experience/excess_curve.hpp"

#include <algorithm>
#include <cmath>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

constexpr int grid_limits = 24;
constexpr double lowest_limit = 25'000.0, highest_limit = 2'000'000.0, whole = 100.0;
constexpr double cent = 0.01;

double tangent(CurvePoint const& point, double limit) {
  return point.excess - point.over * (limit - point.limit);
}

CurveReading beyond(CurvePoint const& last, double limit) {
  CurveReading reading{last.excess, std::max(0.0, tangent(last, limit)), last.excess};
  if (last.excess > 0.0)
    reading.value *= std::exp(-last.over * (limit - last.limit) / last.excess);  // never below the tangent
  return reading;
}

/// Hermite's cubic through both points with their slopes.
double cubic(CurvePoint const& left, CurvePoint const& right, double limit) {
  double const width = right.limit - left.limit, t = (limit - left.limit) / width;
  return left.excess * (1.0 + 2.0 * t) * (1.0 - t) * (1.0 - t) + right.excess * t * t * (3.0 - 2.0 * t) +
         width * t * (1.0 - t) * (right.over * t - left.over * (1.0 - t));
}

CurveReading between(CurvePoint const& left, CurvePoint const& right, double limit) {
  double const t = (limit - left.limit) / (right.limit - left.limit);
  CurveReading reading;
  reading.high = left.excess + t * (right.excess - left.excess);
  reading.low = std::min(reading.high, std::max(tangent(left, limit), tangent(right, limit)));
  reading.value = std::clamp(cubic(left, right, limit), reading.low, reading.high);
  return reading;
}

}  // namespace

CurveReading read_excess(CurvePoint const& left, std::optional<CurvePoint> const& right, double limit) {
  PLIMSOLL_EXPECT(left.limit <= limit && (!right || limit < right->limit));
  if (limit == left.limit) return {left.excess, left.excess, left.excess};
  CurveReading reading = right ? between(left, *right, limit) : beyond(left, limit);
  // Points and the limit read are each met to half a cent by a member of part of a year.
  reading.low = std::max(0.0, reading.low - cent * left.most_rounded);
  reading.high += cent * left.most_rounded;
  return reading;
}

std::vector<double> curve_limits(std::vector<double> of_study) {
  for (int i = 0; i < grid_limits; ++i) {
    double const along = static_cast<double>(i) / (grid_limits - 1);
    double const limit = lowest_limit * std::pow(highest_limit / lowest_limit, along);
    of_study.push_back(std::round(limit / whole) * whole);
  }
  std::sort(of_study.begin(), of_study.end());
  of_study.erase(std::unique(of_study.begin(), of_study.end()), of_study.end());
  return of_study;
}

}  // namespace plimsoll
