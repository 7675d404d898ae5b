#include "plimsoll/scenarios/column_map.hpp"

#include <algorithm>
#include <utility>

#include "plimsoll/models/population/risk_cell.hpp"

namespace plimsoll {
namespace {

void note(std::vector<Problem>& found, std::string key, std::string what, std::string suggestion = {}) {
  found.push_back({{}, std::move(key), std::move(what), {}, std::move(suggestion)});
}

void check_bands(std::vector<Problem>& found, std::string const& key, std::vector<double> const& edges) {
  if (!are_band_edges(edges)) note(found, key, "band edges must be given in ascending order, each once");
}

void check_enrolment(std::vector<Problem>& found, ColumnMap const& map) {
  for (std::size_t i = 0; i < map.enrolment.size(); ++i) {
    EnrolmentRule const& rule = map.enrolment[i];
    std::string const key = "enrolment[" + std::to_string(i) + "]";
    if (rule.column.has_value() == rule.equals.empty())
      note(found, key, "column and equals belong together", "give both or neither");
    if ((rule.age_below || rule.age_at_least) && !map.age.column && !map.age.birth_date)
      note(found, key, "a rule by age needs an age or birth date column");
    if (rule.type.empty() || rule.type == "*" || rule.type.find('/') != std::string::npos)
      note(found, key + ".type", "an enrolment type is a name without *, / or nothing at all");
  }
}

void check_risk(std::vector<Problem>& found, RiskMap const& risk) {
  if (risk.column.has_value() == !risk.flags.empty())
    note(found, "risk", "risk comes from one column or from flags", "give one of them");
  check_bands(found, "risk.bands", risk.bands);
}

void check_sums(std::vector<Problem>& found, ColumnMap const& map) {
  if (map.categories.empty()) note(found, "categories", "no category of cost");
  for (auto const& [category, columns] : map.categories)
    if (columns.empty()) note(found, "categories." + category, "no columns");
  if (map.categories.contains("total"))
    note(found, "categories.total", "total is the name of the sum of all categories", "give it another name");
  for (auto const& [category, columns] : map.counts) {
    if (columns.empty()) note(found, "counts." + category, "no columns");
    if (!map.categories.contains(category)) note(found, "counts." + category, "no such category of cost");
  }
  if (map.counts.empty()) return;
  for (auto const& [category, columns] : map.categories)
    if (!map.counts.contains(category))
      note(found, "counts." + category, "missing", "give claim counts for every category or for none");
}

}  // namespace

std::vector<Problem> faults(ColumnMap const& map, bool year_given) {
  std::vector<Problem> found;
  if (map.member.empty()) note(found, "member", "no column of the member key");
  int const ways =
      (map.months.column ? 1 : 0) + (map.months.always ? 1 : 0) + (map.months.smaller_of.empty() ? 0 : 1);
  if (ways != 1)
    note(found, "months", "months come from one column, from smaller_of or are always the same",
         "give one of them");
  if ((map.months.column || map.months.always) && !map.months.less.empty())
    note(found, "months.less", "goes with smaller_of only", "write smaller_of with the one column");
  if (map.age.column && map.age.birth_date)
    note(found, "age", "give a column of age or of birth dates, not both");
  if (map.age.birth_date && !map.year && !year_given)
    note(found, "age.birth_date", "age needs the year of the row", "name the year column");
  check_bands(found, "age.bands", map.age.bands);
  check_enrolment(found, map);
  if (map.risk) check_risk(found, *map.risk);
  if (map.negative != "refuse" && map.negative != "zero")
    note(found, "negative", "is neither refuse nor zero");
  check_sums(found, map);
  return found;
}

std::vector<std::string> columns_of(ColumnMap const& map) {
  std::vector<std::string> all;
  auto const add = [&](std::string const& name) {
    if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(name);
  };
  auto const add_given = [&](std::optional<std::string> const& name) {
    if (name) add(*name);
  };
  add(map.member);
  add_given(map.year);
  add_given(map.months.column);
  std::for_each(map.months.smaller_of.begin(), map.months.smaller_of.end(), add);
  std::for_each(map.months.less.begin(), map.months.less.end(), add);
  add_given(map.age.column);
  add_given(map.age.birth_date);
  for (EnrolmentRule const& rule : map.enrolment) add_given(rule.column);
  if (map.risk) {
    add_given(map.risk->column);
    std::for_each(map.risk->flags.begin(), map.risk->flags.end(), add);
  }
  add_given(map.score);
  add_given(map.weight);
  for (auto const& [column, patterns] : map.leave_out) add(column);
  for (auto const* sums : {&map.categories, &map.counts})
    for (auto const& [category, columns] : *sums) std::for_each(columns.begin(), columns.end(), add);
  return all;
}

}  // namespace plimsoll
