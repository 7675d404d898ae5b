#include "study/shocks.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "plimsoll/core/nearest.hpp"
#include "plimsoll/models/cash/month_axis.hpp"

namespace plimsoll {

std::vector<double> part_of_years(ShockTable const& shock, RunTable const& run) {
  std::chrono::year_month const first = read_month(shock.from).value();
  std::chrono::year_month const end = first + std::chrono::months(static_cast<int>(shock.months));
  std::vector<double> parts;
  for (std::int64_t const year : run.performance_years) {
    std::chrono::year_month const january{std::chrono::year(static_cast<int>(year)), std::chrono::January};
    auto const months = std::min(end, january + std::chrono::months(12)) - std::max(first, january);
    parts.push_back(std::max(0.0, static_cast<double>(months.count())) / 12.0);
  }
  return parts;
}

std::vector<ShockTable const*> shocks_of(Study const& study, std::string const& population) {
  std::vector<ShockTable const*> found;
  for (ShockTable const& shock : study.shock)
    if (shock.population.empty() || shock.population == population) found.push_back(&shock);
  return found;
}

std::optional<Expr> volume_in(Study const& study, std::string const& population, YearAxis const& years,
                              std::size_t year) {
  if (year < years.base.size()) return std::nullopt;
  std::size_t const performance_year = year - years.base.size();
  std::optional<Expr> volume;
  for (ShockTable const* shock : shocks_of(study, population)) {
    double const part = part_of_years(*shock, study.run)[performance_year];
    if (part == 0.0) continue;
    Expr const left = 1.0 - Expr::quantity(shock->lost, year, performance_year) * part;
    volume = volume ? *volume * left : left;
  }
  return volume;
}

std::vector<Problem> shock_faults(Study const& study) {
  std::vector<Problem> problems;
  std::vector<std::string> const populations = study.population.names();
  for (ShockTable const& shock : study.shock) {
    std::string const key = "shock." + shock.name;
    if (!read_month(shock.from))
      problems.push_back({{}, key + ".from", "\"" + shock.from + "\" is no month", "", "write 2027-04"});
    if (shock.population.empty() ||
        std::find(populations.begin(), populations.end(), shock.population) != populations.end())
      continue;
    std::string const near = nearest(shock.population, populations);
    problems.push_back({{},
                        key + ".population",
                        "there is no population \"" + shock.population + "\"",
                        fmt::format("given: {}", fmt::join(populations, ", ")),
                        near.empty() ? "" : "did you mean \"" + near + "\"?"});
  }
  return problems;
}

}  // namespace plimsoll
