#include "plimsoll/models/population/risk_cell.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

std::string RiskCell::name() const {
  return enrolment + "/" + age + "/" + risk;
}

std::vector<RiskCell> RiskCell::parents() const {
  std::vector<RiskCell> wider;
  RiskCell last = *this;
  for (RiskCell const& candidate :
       {RiskCell{enrolment, age, "*"}, RiskCell{enrolment, "*", "*"}, RiskCell{"*", "*", "*"}})
    if (candidate != last) {
      wider.push_back(candidate);
      last = candidate;
    }
  return wider;
}

bool are_band_edges(std::vector<double> const& edges) {
  if (edges.empty() || !(edges.front() >= 0.0) || !std::isfinite(edges.back())) return false;
  return std::adjacent_find(edges.begin(), edges.end(), [](double a, double b) { return !(a < b); }) ==
         edges.end();
}

std::vector<std::string> band_names(std::vector<double> const& edges) {
  PLIMSOLL_EXPECT(are_band_edges(edges));
  bool const whole = std::all_of(edges.begin(), edges.end(), [](double x) { return std::floor(x) == x; });
  std::vector<std::string> names;
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    double const last = whole ? edges[i + 1] - 1.0 : edges[i + 1];
    names.push_back(last == edges[i] ? fmt::format("{}", edges[i]) : fmt::format("{}-{}", edges[i], last));
  }
  names.push_back(fmt::format("{}+", edges.back()));
  return names;
}

std::optional<std::size_t> find_band(std::vector<double> const& edges, double value) {
  auto const above = std::upper_bound(edges.begin(), edges.end(), value);
  if (above == edges.begin() || std::isnan(value)) return std::nullopt;
  return static_cast<std::size_t>(above - edges.begin()) - 1;
}

}  // namespace plimsoll
