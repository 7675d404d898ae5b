#include "feed/by_column.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "feed/patterns.hpp"
#include "feed/table.hpp"

namespace plimsoll {
namespace {

bool is_in(std::string const& column, std::vector<std::string> const& columns) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

/// Whether files of the table hold the column, as far as the map tells: it is read, or known and not read.
bool lists(ClaimsMap const& claims, std::string const& column) {
  auto const asked = [&](CategoryRule const& rule) { return rule.when.contains(column); };
  if (is_in(column, claims.claim) || is_in(column, claims.line) || claims.cancel.contains(column) ||
      claims.leave_out.contains(column) || std::any_of(claims.category.begin(), claims.category.end(), asked))
    return true;
  auto const in_layout = [&](std::string const& line) { return line.ends_with(" " + column); };
  auto const in_unused = [&](std::string const& pattern) { return matches(pattern, column); };
  return std::any_of(claims.table.layout.begin(), claims.table.layout.end(), in_layout) ||
         std::any_of(claims.table.unused.begin(), claims.table.unused.end(), in_unused);
}

using Dollars = std::map<std::string, std::int64_t>;

/// Adds what each value of the column cost, whatever is wrong with a row: only the order matters.
void add_dollars(std::filesystem::path const& folder, ClaimsMap const& claims, std::string const& column,
                 Dollars& dollars) {
  Wanted wanted;
  std::size_t const value = wanted.bind(column);
  std::vector<std::size_t> const amount = wanted.bind(claims.amount);
  DefectBook unread(0);
  for (std::filesystem::path const& path : files_of(folder, claims.table.file))
    stream_table(path, claims.table, wanted, unread, [&](FeedRow const& row) {
      if (!row.text(value).empty())
        dollars[std::string(row.text(value))] += std::abs(row.cents(amount).value_or(0));
    });
}

std::vector<std::string> largest(Dollars const& dollars, std::size_t most) {
  std::vector<std::pair<std::string, std::int64_t>> order(dollars.begin(), dollars.end());
  std::stable_sort(order.begin(), order.end(),
                   [](auto const& a, auto const& b) { return a.second > b.second; });
  std::vector<std::string> values;
  for (std::size_t i = 0; i < std::min(most, order.size()); ++i) values.push_back(order[i].first);
  return values;
}

[[noreturn]] void refuse(ClaimMap const& map, std::string const& by) {
  std::vector<std::string> names;
  for (auto const& [name, column] : map.groups) names.push_back(name);
  throw InputError(Problem{{"--by", 0, 0},
                           by,
                           "is a column of no table of claims that is fitted",
                           "the column map lists the columns of each table",
                           names.empty() ? "name a column of the map"
                                         : fmt::format("the map has names for: {}", fmt::join(names, ", "))});
}

}  // namespace

ClaimMap by_column(ClaimMap map, std::string const& by, std::vector<std::filesystem::path> const& folders,
                   std::size_t most) {
  auto const named = map.groups.find(by);
  std::string const column = named == map.groups.end() ? by : named->second;
  Dollars dollars;
  bool any = false;
  for (auto& [name, claims] : map.claims) {
    if (!claims.fitted || !lists(claims, column)) continue;
    any = true;
    if (claims.amount.empty()) continue;
    for (std::filesystem::path const& folder : folders) add_dollars(folder, claims, column, dollars);
  }
  if (!any) refuse(map, by);
  std::vector<std::string> const values = largest(dollars, most);
  for (auto& [name, claims] : map.claims) {
    if (!claims.fitted) continue;
    bool const sorted = lists(claims, column);
    claims.category.clear();
    if (sorted)
      for (std::string const& value : values) claims.category.push_back({value, {{column, {value}}}});
    if (!claims.amount.empty()) claims.category.push_back({other_values, {}});
  }
  return map;
}

}  // namespace plimsoll
