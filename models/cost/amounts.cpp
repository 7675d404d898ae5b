#include "amounts.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace plimsoll {
namespace {

/// What weights are multiplied by to add up to the effective number.
double weight_scale(MemberYears const& data, std::vector<std::uint32_t> const& rows) {
  if (data.weights.empty()) return 1.0;
  double sum = 0.0, squares = 0.0;
  for (std::uint32_t const row : rows) {
    sum += data.weights[row];
    squares += data.weights[row] * data.weights[row];
  }
  return squares > 0.0 ? sum / squares : 1.0;
}

}  // namespace

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
  double const scale = weight_scale(data, rows);
  for (std::uint32_t const row : rows) {
    double const exposure = data.rows[row].exposure();
    std::int64_t const claims =
        data.has_counts() ? data.counts_of(row)[category] : (data.costs_of(row)[category] > 0.0 ? 1 : 0);
    double const weight = scale * data.weight_of(row);
    times[{exposure, claims}] += weight;
    sample.members += weight;
    sample.exposure += weight * exposure;
    sample.claims += weight * static_cast<double>(claims);
    sample.claimants += claims > 0 ? weight : 0.0;
    ++sample.people;
    sample.people_with_any += claims > 0 ? 1 : 0;
  }
  for (auto const& [key, n] : times) sample.groups.push_back({key.first, key.second, n});
  return sample;
}

std::vector<Amount> amounts(MemberYears const& data, std::vector<std::uint32_t> const& rows,
                            std::size_t category, double hurdle) {
  std::vector<Amount> found;
  std::vector<std::uint32_t> of;
  for (std::uint32_t const row : rows) {
    double const dollars = data.costs_of(row)[category];
    if (!(dollars > 0.0)) continue;
    if (!data.has_counts())
      found.push_back({1.0, dollars / std::max(1.0, hurdle * data.rows[row].exposure())});
    else if (data.counts_of(row)[category] > 0)
      found.push_back({static_cast<double>(data.counts_of(row)[category]), dollars});
    else
      continue;
    of.push_back(row);
  }
  double const scale = weight_scale(data, of);
  for (std::size_t i = 0; i < found.size(); ++i) found[i].weight = scale * data.weight_of(of[i]);
  return found;
}

double effective_rows(MemberYears const& data) {
  double sum = 0.0, squares = 0.0;
  for (double const weight : data.weights) {
    sum += weight;
    squares += weight * weight;
  }
  return data.weights.empty() ? static_cast<double>(data.rows.size()) : sum * sum / squares;
}

double person_years(MemberYears const& data, std::vector<std::uint32_t> const& rows) {
  double months = 0.0;
  for (std::uint32_t const row : rows) months += data.weight_of(row) * data.rows[row].months;
  return months / 12.0;
}

double exposure_of(MemberYears const& data, std::vector<std::uint32_t> const& rows) {
  double sum = 0.0;
  for (std::uint32_t const row : rows)
    sum += data.weight_of(row) * data.rows[row].months * data.rows[row].score;
  return sum / 12.0;
}

double dollars_of(MemberYears const& data, std::vector<std::uint32_t> const& rows, std::size_t category) {
  double sum = 0.0;
  for (std::uint32_t const row : rows) sum += data.weight_of(row) * data.costs_of(row)[category];
  return sum;
}

}  // namespace plimsoll
