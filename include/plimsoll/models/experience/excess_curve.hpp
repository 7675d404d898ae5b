#pragma once

#include <optional>
#include <vector>

namespace plimsoll {

/// What members cost above one limit, in one trial: a point of their excess curve.
struct CurvePoint {
  double limit = 0.0;   ///< dollars per member-year
  double excess = 0.0;  ///< Σ (x - limit)+, dollars
  double over = 0.0;    ///< how fast the excess falls as the limit rises: member-years of those above it
  double most_rounded = 0.0;  ///< members above it at most, each of whose limits is rounded to a cent
};

/// An excess between two points of the curve, in dollars.
struct CurveReading {
  double value = 0.0;  ///< by the cubic with the slopes of both points, kept between the ends
  double low = 0.0;    ///< the higher of both tangents
  double high = 0.0;   ///< the chord
  bool is_exact() const { return low == high; }
};

/// The excess over a limit that was not kept. In the limit the excess is convex and falls by the member-years
/// above it, so chord and tangents enclose it whatever the members cost. Above the last point the value falls
/// exponentially from it, and the ends are its tangent and its excess. Expects left.limit <= limit, and limit
/// < right->limit where there is one.
CurveReading read_excess(CurvePoint const& left, std::optional<CurvePoint> const& right, double limit);

/// The limits to keep: 24 from $25,000 to $2,000,000, equally far apart on a log scale and rounded to $100,
/// and the study's own; ascending, each once.
std::vector<double> curve_limits(std::vector<double> of_study);

}  // namespace plimsoll
