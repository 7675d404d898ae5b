#pragma once

#include <functional>
#include <vector>

#include "amount_sample.hpp"
#include "maximise.hpp"
#include "plimsoll/models/cost/amount_fit.hpp"

namespace plimsoll {

/// How a family's parameters are searched for: on scales without bounds (logarithms, log odds), from one or
/// several starts.
struct AmountSearch {
  using Point = std::vector<double>;
  std::function<SeverityLaw(Point const&)> law;
  std::vector<Point> starts;
  Point low, high;
  Smoothness smoothness = Smoothness::smooth;
  bool every_start = false;  ///< climb from each, since there may be several tops; else from the highest
};
AmountSearch search_of(SeverityFamily family, AmountSample const& sample, std::string const& what);

}  // namespace plimsoll
