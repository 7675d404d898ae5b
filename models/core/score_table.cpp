#include "plimsoll/core/score_table.hpp"

#include <algorithm>
#include <cmath>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

constexpr double end = 8.25;
constexpr double per_unit = 64.0;
constexpr std::size_t nodes = static_cast<std::size_t>(2.0 * end * per_unit) + 1;

}  // namespace

ScoreTable::ScoreTable(std::function<double(double)> const& value) : values_(nodes), slopes_(nodes) {
  for (std::size_t i = 0; i < nodes; ++i) values_[i] = value(static_cast<double>(i) / per_unit - end);
  for (std::size_t i = 1; i < nodes; ++i) values_[i] = std::max(values_[i], values_[i - 1]);
  for (std::size_t i = 2; i + 2 < nodes; ++i) {
    double const fourth_order =
        (8.0 * (values_[i + 1] - values_[i - 1]) - (values_[i + 2] - values_[i - 2])) / 12.0;
    double const steepest = 3.0 * std::min(values_[i + 1] - values_[i], values_[i] - values_[i - 1]);
    slopes_[i] = std::clamp(fourth_order, 0.0, steepest);
  }
}

double ScoreTable::operator()(double score) const {
  PLIMSOLL_EXPECT(!empty());
  double const at = std::clamp((score + end) * per_unit, 0.0, static_cast<double>(nodes - 1));
  std::size_t const i = std::min(static_cast<std::size_t>(at), nodes - 2);
  double const t = at - static_cast<double>(i), rest = 1.0 - t;
  double const between = (1.0 + 2.0 * t) * rest * rest * values_[i] + t * rest * rest * slopes_[i] +
                         t * t * (3.0 - 2.0 * t) * values_[i + 1] - t * t * rest * slopes_[i + 1];
  return std::clamp(between, values_[i], values_[i + 1]);  // rounding may not leave the law's range
}

}  // namespace plimsoll
