#include "plimsoll/scenarios/member_file.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "feed/patterns.hpp"
#include "members/member_rows.hpp"
#include "plimsoll/core/errors.hpp"
#include "text/csv_stream.hpp"

namespace plimsoll {
namespace {

struct Reading {
  ColumnMap const& map;
  std::optional<int> year;
  FaultList& faults;
  ReadReport& report;
  MemberYears members;
  std::map<RiskCell, std::uint32_t> cells;
  std::unordered_map<std::string, std::uint32_t> seen;  ///< line of each member-year of the years asked for
  bool header_sound = false;
  std::vector<double> costs;
  std::vector<std::int64_t> counts;
};

// Year of the row where it is one asked for. Without a year column every row is of the one year.
std::optional<int> year_of(RowReader const& row, Reading& reading) {
  if (!reading.map.year) return reading.year.value_or(0);
  std::optional<int> const year = row.whole(*reading.map.year, 1900, 2200);
  if (!year || !reading.year || *year == *reading.year) return year;
  ++reading.report.other_years;
  return std::nullopt;
}

bool is_new(RowReader const& row, int year, Reading& reading) {
  std::string const& key = row.text(reading.map.member);
  if (key.empty()) {
    row.note(reading.map.member, "the member key is empty");
    return false;
  }
  auto const [first, added] = reading.seen.try_emplace(key + '\n' + std::to_string(year), row.line());
  if (!added)
    row.note(reading.map.member, "duplicate member-year, first seen in row " + std::to_string(first->second),
             "give one row per member and year");
  return added;
}

bool read_costs(RowReader const& row, Reading& reading) {
  bool sound = true;
  reading.costs.clear();
  for (auto const& [category, columns] : reading.map.categories) {
    std::optional<double> cost = row.sum(columns);
    if (cost && *cost < 0.0) {
      if (reading.map.negative == "zero") {
        ++reading.report.negatives_to_zero[category];
        cost = 0.0;
      } else {
        row.note(columns.front(), "negative cost of category " + category,
                 "correct it, or write negative = \"zero\" in the column map");
        sound = false;
      }
    }
    sound = sound && cost;
    reading.costs.push_back(cost.value_or(0.0));
  }
  return sound;
}

bool read_counts(RowReader const& row, Reading& reading) {
  bool sound = true;
  reading.counts.clear();
  for (auto const& [category, columns] : reading.map.counts) {
    std::int64_t sum = 0;
    for (std::string const& column : columns) {
      std::optional<int> const count = row.whole(column, 0, 1'000'000);
      sound = sound && count;
      sum += count.value_or(0);
    }
    reading.counts.push_back(sum);
  }
  return sound;
}

std::optional<double> read_score(RowReader const& row, ColumnMap const& map) {
  if (!map.score) return 1.0;
  std::optional<double> const score = row.number(*map.score);
  if (score && *score > 0.0) return score;
  if (score) row.note(*map.score, "a score must be above 0");
  return std::nullopt;
}

std::optional<double> read_weight(RowReader const& row, ColumnMap const& map) {
  if (!map.weight) return 1.0;
  std::optional<double> const weight = row.number(*map.weight);
  if (weight && *weight > 0.0) return weight;
  if (weight)
    row.note(*map.weight, "a weight must be above 0", "leave such rows out by leave_out of the map");
  return std::nullopt;
}

bool is_left_out(RowReader const& row, ColumnMap const& map) {
  return std::any_of(map.leave_out.begin(), map.leave_out.end(), [&](auto const& rule) {
    return std::any_of(rule.second.begin(), rule.second.end(),
                       [&](std::string const& pattern) { return matches(pattern, row.text(rule.first)); });
  });
}

constexpr std::size_t rows_told = 5;

void leave_out(RowReader const& row, Reading& reading) {
  ++reading.report.zero_exposure;
  double dollars = 0.0;
  for (double const cost : reading.costs) dollars += cost;
  if (dollars > 0.0) {
    ++reading.report.cost_without_exposure;
    std::vector<std::uint32_t>& first = reading.report.first_without_exposure;
    if (first.size() < rows_told) first.push_back(row.line());
  }
  reading.report.dollars_without_exposure += dollars;
}

void keep(RowReader const& row, RiskCell const& cell, MemberRecord const& member, double weight,
          Reading& reading) {
  auto const [at, added] = reading.cells.try_emplace(cell, static_cast<std::uint32_t>(reading.cells.size()));
  if (added) reading.report.first_row_of_cell[cell] = row.line();
  MemberYears& members = reading.members;
  members.rows.push_back(member);
  members.rows.back().cell = at->second;
  if (reading.map.weight) members.weights.push_back(weight);
  members.costs.insert(members.costs.end(), reading.costs.begin(), reading.costs.end());
  members.counts.insert(members.counts.end(), reading.counts.begin(), reading.counts.end());
  ++reading.report.kept;
}

void read_row(RowReader const& row, Reading& reading) {
  std::optional<int> const year = year_of(row, reading);
  if (!year) return;
  reading.report.first_year =
      reading.report.first_year == 0 ? *year : std::min(reading.report.first_year, *year);
  reading.report.last_year = std::max(reading.report.last_year, *year);
  if (is_left_out(row, reading.map)) {
    ++reading.report.left_out;
    return;
  }
  // Every part is read before any is judged: all faults of a row are told at once.
  bool const fresh = is_new(row, *year, reading);
  std::optional<int> const months = read_months(row, reading.map.months);
  std::optional<RiskCell> const cell = read_cell(row, reading.map, *year);
  std::optional<double> const score = read_score(row, reading.map), weight = read_weight(row, reading.map);
  bool const costs = read_costs(row, reading);
  bool const counts = read_counts(row, reading);
  if (!fresh || !months || !cell || !score || !weight || !costs || !counts) return;
  if (*months == 0) return leave_out(row, reading);
  keep(row, *cell, {row.text(reading.map.member), 0, static_cast<std::uint8_t>(*months), *score}, *weight,
       reading);
}

// Cells in order of their name, so that the order of rows does not matter to anything made from them.
void order_cells(Reading& reading) {
  std::vector<std::uint32_t> now(reading.cells.size());
  for (auto const& [cell, index] : reading.cells) {
    now[index] = static_cast<std::uint32_t>(reading.members.cells.size());
    reading.members.cells.push_back(cell);
  }
  for (MemberRecord& row : reading.members.rows) row.cell = now[row.cell];
}

/// Weights of a survey count people of a nation; here they add up to the rows.
void scale_weights(MemberYears& members) {
  double sum = 0.0;
  for (double const weight : members.weights) sum += weight;
  for (double& weight : members.weights) weight *= static_cast<double>(members.rows.size()) / sum;
}

void read_rows(std::filesystem::path const& path, Reading& reading) {
  std::optional<RowReader> row;
  std::size_t width = 0;
  stream_csv(path, [&](std::vector<std::string> const& cells, std::uint32_t line) {
    if (!row) {
      row.emplace(cells, reading.map, reading.faults);
      reading.faults.raise();  // without its columns no row can be read
      width = cells.size();
      reading.header_sound = true;
      return;
    }
    ++reading.report.rows;
    if (cells.size() != width)
      return reading.faults.add(
          line, {},
          "row has " + std::to_string(cells.size()) + " cells, the header has " + std::to_string(width));
    row->enter(cells, line);
    read_row(*row, reading);
  });
  if (!row) reading.faults.add(0, {}, "the file is empty");
}

}  // namespace

MemberYears read_member_years(std::filesystem::path const& path, ColumnMap const& map,
                              std::optional<int> year, ReadReport& report) {
  if (std::vector<Problem> wrong = plimsoll::faults(map, year.has_value()); !wrong.empty())
    throw InputError(std::move(wrong));
  FaultList faults(path.string());
  report = {};
  Reading reading{map, year, faults, report, {}, {}, {}, false, {}, {}};
  for (auto const& [category, columns] : map.categories) {
    reading.members.categories.push_back(category);
    if (map.negative == "zero") report.negatives_to_zero[category] = 0;
  }
  try {
    read_rows(path, reading);
  } catch (InputError const& broken) {
    if (!reading.header_sound) throw;
    faults.raise(broken.problems());
  }
  faults.raise();
  if (reading.members.rows.empty())
    faults.add(0, {},
               year && map.year ? "no member with a month of exposure in year " + std::to_string(*year)
                                : "no member with a month of exposure");
  faults.raise();
  order_cells(reading);
  scale_weights(reading.members);
  return std::move(reading.members);
}

}  // namespace plimsoll
