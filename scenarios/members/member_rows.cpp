#include "members/member_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <utility>

#include "text/node.hpp"

namespace plimsoll {
namespace {

std::string suggestion_for(std::string const& missing, std::vector<std::string> const& header) {
  std::string const near = nearest(missing, header);
  return near.empty() ? std::string{} : fmt::format("did you mean {}?", near);
}

std::optional<double> age_at_year_end(RowReader const& row, std::string const& column, int year) {
  std::optional<int> const born = row.whole(column, 1000'01'01, 2999'12'31);
  if (!born) return std::nullopt;
  std::chrono::year_month_day const date{std::chrono::year{*born / 10000},
                                         std::chrono::month{static_cast<unsigned>(*born / 100 % 100)},
                                         std::chrono::day{static_cast<unsigned>(*born % 100)}};
  int const age = year - *born / 10000;  // by 31 December everyone has had the birthday
  if (date.ok() && age >= 0 && age <= 130) return age;
  row.note(column, date.ok() ? "birth date is after the year, or more than 130 years before it"
                             : "not a birth date, yyyymmdd");
  return std::nullopt;
}

std::optional<double> read_age(RowReader const& row, AgeMap const& map, int year) {
  if (map.birth_date) return age_at_year_end(row, *map.birth_date, year);
  std::optional<double> const age = row.number(*map.column);
  if (age && *age >= 0.0 && *age <= 130.0) return age;
  if (age) row.note(*map.column, "age must lie between 0 and 130");
  return std::nullopt;
}

bool holds(EnrolmentRule const& rule, RowReader const& row, double age) {
  if (rule.column && !rule.holds(row.text(*rule.column))) return false;
  if (rule.age_below && !(age < *rule.age_below)) return false;
  return !rule.age_at_least || age >= *rule.age_at_least;
}

std::optional<std::string> read_enrolment(RowReader const& row, ColumnMap const& map, double age) {
  if (map.enrolment.empty()) return "*";
  for (EnrolmentRule const& rule : map.enrolment)
    if (holds(rule, row, age)) return rule.type;
  row.note({}, "no enrolment rule of the column map holds", "add a last rule without conditions");
  return std::nullopt;
}

std::optional<double> read_risk(RowReader const& row, RiskMap const& map) {
  if (map.column) return row.number(*map.column);
  return static_cast<double>(std::count_if(map.flags.begin(), map.flags.end(), [&](std::string const& flag) {
    return row.text(flag) == map.equals;
  }));
}

std::optional<std::string> band_of(RowReader const& row, std::string const& column,
                                   std::vector<double> const& bands, double value) {
  if (std::optional<std::size_t> const band = find_band(bands, value)) return band_names(bands)[*band];
  row.note(column, "lies below the first band edge of the column map");
  return std::nullopt;
}

}  // namespace

RowReader::RowReader(std::vector<std::string> const& header, ColumnMap const& map, FaultList& faults)
    : faults_(faults) {
  for (std::string const& column : columns_of(map)) {
    auto const found = std::find(header.begin(), header.end(), column);
    if (found == header.end())
      faults_.add(1, column, "missing column", suggestion_for(column, header));
    else if (std::find(found + 1, header.end(), column) != header.end())
      faults_.add(1, column, "column stands twice in the header");
    at_[column] = static_cast<std::size_t>(found - header.begin());
  }
}

void RowReader::enter(std::vector<std::string> const& cells, std::uint32_t line) {
  cells_ = &cells;
  line_ = line;
}

std::string const& RowReader::text(std::string const& column) const {
  return (*cells_)[at_.at(column)];
}

std::optional<double> RowReader::number(std::string const& column) const {
  constexpr double most = 1e10;  // as of amounts of claims: sums of millions of them are whole cents still
  std::string const& cell = text(column);
  double value = 0.0;
  auto const [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  bool const read = error == std::errc{} && end == cell.data() + cell.size() && std::isfinite(value);
  if (read && std::abs(value) < most) return value;
  if (read) {
    note(column, fmt::format("not below {:.0f} in size", most));
    return std::nullopt;
  }
  note(column, cell.empty() ? "empty where a number belongs" : "not a number",
       cell.empty() ? "write 0 if that is meant"
                    : "write plain digits, without currency signs or thousands commas");
  return std::nullopt;
}

std::optional<int> RowReader::whole(std::string const& column, int low, int high) const {
  std::optional<double> const value = number(column);
  if (!value) return std::nullopt;
  if (*value >= low && *value <= high && std::floor(*value) == *value) return static_cast<int>(*value);
  note(column, fmt::format("not a whole number from {} to {}", low, high));
  return std::nullopt;
}

std::optional<double> RowReader::sum(std::vector<std::string> const& columns) const {
  double total = 0.0;
  bool sound = true;
  for (std::string const& column : columns) {
    std::optional<double> const value = number(column);
    sound = sound && value;
    total += value.value_or(0.0);
  }
  return sound ? std::optional(total) : std::nullopt;
}

void RowReader::note(std::string const& column, std::string what, std::string suggestion) const {
  faults_.add(line_, column, std::move(what), std::move(suggestion));
}

std::optional<int> read_months(RowReader const& row, MonthsMap const& map) {
  if (map.always) return static_cast<int>(*map.always);
  if (map.column) return row.whole(*map.column, 0, 12);
  bool sound = true;
  int smallest = 12, less = 0;
  for (std::string const& column : map.smaller_of) {
    std::optional<int> const months = row.whole(column, 0, 12);
    sound = sound && months;
    smallest = std::min(smallest, months.value_or(0));
  }
  for (std::string const& column : map.less) {
    std::optional<int> const months = row.whole(column, 0, 12);
    sound = sound && months;
    less += months.value_or(0);
  }
  return sound ? std::optional(std::max(0, smallest - less)) : std::nullopt;
}

std::optional<RiskCell> read_cell(RowReader const& row, ColumnMap const& map, int year) {
  RiskCell cell;
  double age = 0.0;
  if (map.age.column || map.age.birth_date) {
    std::optional<double> const read = read_age(row, map.age, year);
    if (!read) return std::nullopt;
    age = *read;
    std::string const& column = map.age.column ? *map.age.column : *map.age.birth_date;
    std::optional<std::string> const band = band_of(row, column, map.age.bands, age);
    if (!band) return std::nullopt;
    cell.age = *band;
  }
  std::optional<std::string> const enrolment = read_enrolment(row, map, age);
  if (!enrolment) return std::nullopt;
  cell.enrolment = *enrolment;
  if (!map.risk) return cell;
  std::optional<double> const risk = read_risk(row, *map.risk);
  if (!risk) return std::nullopt;
  std::string const column = map.risk->column ? *map.risk->column : map.risk->flags.front();
  std::optional<std::string> const band = band_of(row, column, map.risk->bands, *risk);
  if (!band) return std::nullopt;
  cell.risk = *band;
  return cell;
}

}  // namespace plimsoll
