#include "plimsoll/models/measure/figure.hpp"

#include <fmt/format.h>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

Figure renamed(Figure figure, std::string id) {
  figure.id = std::move(id);
  return figure;
}

Figure exact_figure(std::string id, double value, Unit unit) {
  return {std::move(id), value, 0.0, std::nullopt, unit};
}

Figure normal_figure(std::string id, double value, double std_error, Unit unit) {
  if (!std::isfinite(value) || !std::isfinite(std_error))
    return {std::move(id), value, not_known, std::nullopt, unit};
  double const half = normal_95 * std_error;
  return {std::move(id), value, std_error, Interval{value - half, value + half}, unit};
}

Figure share_figure(std::string id, std::size_t count, std::size_t trials) {
  PLIMSOLL_EXPECT(trials > 0 && count <= trials);
  double const n = static_cast<double>(trials);
  return share_figure(std::move(id), static_cast<double>(count) / n, n, normal_95);
}

Figure share_figure(std::string id, double share, double trials, double reach) {
  PLIMSOLL_EXPECT(share >= 0.0 && share <= 1.0 && trials > 0.0 && reach > 0.0);
  double const n = trials;
  double const z2 = reach * reach;
  double const centre = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
  double const half = reach * std::sqrt(share * (1.0 - share) / n + z2 / (4.0 * n * n)) / (1.0 + z2 / n);
  // The bounds are 0 and 1 in exact arithmetic when no trial or every trial counts; rounding must not leave
  // 1e-18.
  double const low = share == 0.0 ? 0.0 : centre - half;
  double const high = share == 1.0 ? 1.0 : centre + half;
  return {std::move(id), share, half / reach, Interval{low, high}, Unit::fraction};
}

std::string level_text(double level) {
  std::string const shortest = fmt::format("{}", level);
  std::string const padded = fmt::format("{:.2f}", level);
  return shortest.size() > padded.size() ? shortest : padded;
}

}  // namespace plimsoll
