#include "amounts.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace plimsoll {

std::vector<CellRows> cells_to_fit(MemberYears const& data) {
  auto const stars = [](RiskCell const& c) {
    return (c.enrolment == "*") + (c.age == "*") + (c.risk == "*");
  };
  auto const wider = [&](RiskCell const& a, RiskCell const& b) {
    return std::pair(-stars(a), a) < std::pair(-stars(b), b);
  };
  std::map<RiskCell, CellRows, decltype(wider)> found(wider);
  std::vector<std::vector<CellRows*>> of(data.cells.size());
  for (std::size_t i = 0; i < data.cells.size(); ++i) {
    std::vector<RiskCell> all = data.cells[i].parents();
    all.push_back(data.cells[i]);
    for (RiskCell const& cell : all)
      of[i].push_back(&(found.try_emplace(cell, CellRows{cell, false, {}}).first->second));
  }
  for (std::size_t row = 0; row < data.rows.size(); ++row)
    for (CellRows* cell : of[data.rows[row].cell]) cell->rows.push_back(static_cast<std::uint32_t>(row));
  for (RiskCell const& cell : data.cells) found.at(cell).leaf = true;
  std::vector<CellRows> cells;
  for (auto& [cell, rows] : found)
    if (!rows.rows.empty()) cells.push_back(std::move(rows));
  return cells;
}

CountSample count_sample(MemberYears const& data, std::vector<std::uint32_t> const& rows,
                         std::size_t category) {
  CountSample sample;
  std::map<std::pair<double, std::int64_t>, double> times;
  for (std::uint32_t const row : rows) {
    double const exposure = data.rows[row].exposure();
    std::int64_t const claims =
        data.has_counts() ? data.counts_of(row)[category] : (data.costs_of(row)[category] > 0.0 ? 1 : 0);
    times[{exposure, claims}] += 1.0;
    sample.members += 1.0;
    sample.exposure += exposure;
    sample.claims += static_cast<double>(claims);
    sample.claimants += claims > 0 ? 1.0 : 0.0;
  }
  for (auto const& [key, n] : times) sample.groups.push_back({key.first, key.second, n});
  return sample;
}

std::vector<Amount> amounts(MemberYears const& data, std::vector<std::uint32_t> const& rows,
                            std::size_t category, double hurdle) {
  std::vector<Amount> found;
  for (std::uint32_t const row : rows) {
    double const dollars = data.costs_of(row)[category];
    if (!(dollars > 0.0)) continue;
    if (!data.has_counts())
      found.push_back({1.0, dollars / std::max(1.0, hurdle * data.rows[row].exposure())});
    else if (data.counts_of(row)[category] > 0)
      found.push_back({static_cast<double>(data.counts_of(row)[category]), dollars});
  }
  return found;
}

double person_years(MemberYears const& data, std::vector<std::uint32_t> const& rows) {
  std::int64_t months = 0;
  for (std::uint32_t const row : rows) months += data.rows[row].months;
  return static_cast<double>(months) / 12.0;
}

double exposure_of(MemberYears const& data, std::vector<std::uint32_t> const& rows) {
  double sum = 0.0;
  for (std::uint32_t const row : rows) sum += data.rows[row].months * data.rows[row].score;
  return sum / 12.0;
}

double dollars_of(MemberYears const& data, std::vector<std::uint32_t> const& rows, std::size_t category) {
  double sum = 0.0;
  for (std::uint32_t const row : rows) sum += data.costs_of(row)[category];
  return sum;
}

}  // namespace plimsoll
