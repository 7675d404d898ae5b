#include "drivers/kept_layers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/tools/minima.hpp>
#include <cmath>
#include <map>
#include <set>

#include "plimsoll/models/experience/excess_curve.hpp"

namespace plimsoll {
namespace {

using Values = std::span<double const>;

constexpr double months_a_year = 12.0;
constexpr double apart = 1.9;  // limits of layers that are shown are as far apart as this factor

/// How a curve's columns are named for one way of counting limits, and units of "over" in a member-year.
struct Basis {
  char const *excess, *over;
  double units;
};
constexpr Basis bases[] = {{"excess", "months_over", months_a_year},
                           {"policy_year_excess", "members_over", 1.0}};

/// Enrolment types with a curve: all members together where they have one of their own.
std::vector<std::string> exposures_of(TrialTable const& trials, std::string const& stem, Basis const& basis) {
  std::set<std::string> found;
  std::string const middle = fmt::format("/{}/", basis.excess);
  for (ColumnInfo const& info : trials.columns) {
    std::size_t const at = info.name.find(middle);
    if (info.name.starts_with(stem) && at != std::string::npos)
      found.insert(info.name.substr(stem.size(), at - stem.size()));
  }
  if (found.contains("all")) return {"all"};
  return {found.begin(), found.end()};
}

/// Limits every one of the enrolment types has.
std::map<double, std::string> common_limits(TrialTable const& trials, std::string const& stem,
                                            std::vector<std::string> const& exposures, Basis const& basis,
                                            int year) {
  std::map<double, std::string> limits;
  std::map<double, std::size_t> types;
  for (std::string const& exposure : exposures) {
    std::string const start = fmt::format("{}{}/{}/", stem, exposure, basis.excess);
    for (ColumnInfo const& info : trials.columns)
      if (info.year == year && info.name.starts_with(start)) {
        std::string const text = info.name.substr(start.size());
        limits.emplace(std::stod(text), text);
        ++types[std::stod(text)];
      }
  }
  std::erase_if(limits, [&](auto const& limit) { return types[limit.first] < exposures.size(); });
  return limits;
}

void add(std::vector<double>& sum, std::optional<Values> const& values, double units) {
  if (!values) return;
  sum.resize(values->size(), 0.0);
  for (std::size_t i = 0; i < values->size(); ++i) sum[i] += (*values)[i] / units;
}

}  // namespace

SpendCut KeptLayers::by_layer(Values settlement) const {
  SpendCut cut{{}, {}, settlement};
  for (std::size_t from = 0; from < limits.size();) {
    std::size_t to = from + 1;
    while (to < limits.size() && from > 0 && limits[to] < apart * limits[from]) ++to;
    bool const last = to >= limits.size();
    cut.names.push_back(last ? fmt::format("above {:.0f}", limits[from])
                             : fmt::format("{:.0f} to {:.0f}", limits[from], limits[to]));
    std::vector<double>& part = cut.parts.emplace_back(excess[from]);
    for (std::size_t trial = 0; !last && trial < part.size(); ++trial) part[trial] -= excess[to][trial];
    from = to;
  }
  return cut;
}

std::optional<double> KeptLayers::top_cost(double share, std::size_t trial) const {
  double const people = share * over.front()[trial];
  std::size_t right = 1;
  while (right < limits.size() && over[right][trial] >= people) ++right;
  if (right == 1) return std::nullopt;
  std::size_t const left = right - 1;
  auto const point = [&](std::size_t at) {
    return CurvePoint{limits[at], excess[at][trial], over[at][trial], 0.0};
  };
  if (right == limits.size()) return limits[left] * people + excess[left][trial];
  auto const cost = [&](double limit) {
    return limit * people + read_excess(point(left), point(right), limit).value;
  };
  constexpr int half_of_a_doubles_bits = 26;
  double const below = std::nextafter(limits[right], limits[left]);
  return boost::math::tools::brent_find_minima(cost, limits[left], below, half_of_a_doubles_bits).second;
}

std::optional<SpendCut> KeptLayers::by_top(double share, Values settlement) const {
  SpendCut cut{{fmt::format("dearest {:g} %", 100.0 * share), "all others"}, {{}, {}}, settlement};
  for (std::size_t trial = 0; trial < settlement.size(); ++trial) {
    std::optional<double> const top = top_cost(share, trial);
    if (!top) return std::nullopt;
    cut.parts[0].push_back(*top);
    cut.parts[1].push_back(excess.front()[trial] - *top);
  }
  return cut;
}

std::optional<KeptLayers> kept_layers(TrialTable const& trials, std::string const& population, int year) {
  std::string const stem = fmt::format("experience/{}/all/", population);
  for (Basis const& basis : bases) {
    std::vector<std::string> const exposures = exposures_of(trials, stem, basis);
    std::map<double, std::string> const limits = common_limits(trials, stem, exposures, basis, year);
    if (limits.empty()) continue;
    KeptLayers kept;
    auto const take = [&](double limit, std::string const& cost, std::string const& people, double units) {
      kept.limits.push_back(limit);
      std::vector<double>&dollars = kept.excess.emplace_back(), &years = kept.over.emplace_back();
      for (std::string const& exposure : exposures) {
        add(dollars, trials.column(stem + exposure + "/" + cost, year), 1.0);
        add(years, trials.column(stem + exposure + "/" + people, year), units);
      }
    };
    take(0.0, "amount", "member_months", months_a_year);
    for (auto const& [limit, text] : limits)
      take(limit, fmt::format("{}/{}", basis.excess, text), fmt::format("{}/{}", basis.over, text),
           basis.units);
    return kept;
  }
  return std::nullopt;
}

}  // namespace plimsoll
