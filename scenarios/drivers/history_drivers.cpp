#include "plimsoll/scenarios/history_drivers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "drivers/history_tables.hpp"
#include "feed/by_column.hpp"
#include "feed/feed.hpp"
#include "plimsoll/scenarios/cost_file.hpp"
#include "plimsoll/scenarios/member_file.hpp"

namespace plimsoll {
namespace {

constexpr std::size_t most_values = 40;  // of a column: each row of claims is held against all of them
constexpr std::array layer_limits{25'000.0, 50'000.0, 100'000.0, 250'000.0, 500'000.0, 1'000'000.0};

MemberYears claims_of(ClaimMap const& map, std::filesystem::path const& folder, int year) {
  constexpr std::size_t rows_told = 5;
  Feed feed = read_feed(folder, map, year, rows_told);
  if (auto problems = feed.defects.problems(Weight::fault); !problems.empty())
    throw InputError(std::move(problems));
  return std::move(feed.rows);
}

MemberHistory claims_history(HistoryRequest const& request, std::filesystem::path const& prior,
                             int year_before) {
  ClaimMap map = read_claim_map(request.column_map, {});
  std::vector<std::filesystem::path> folders{request.data};
  if (prior != request.data) folders.push_back(prior);
  if (!request.by.empty()) map = by_column(std::move(map), request.by, folders, most_values);
  return {claims_of(map, prior, year_before), claims_of(map, request.data, request.year), year_before,
          request.year};
}

MemberHistory member_history(HistoryRequest const& request, std::filesystem::path const& prior,
                             int year_before) {
  if (!request.by.empty())
    throw InputError(Problem{{"--by", 0, 0}, request.by, "needs claims", "a member file holds none", ""});
  ColumnMap const map = read_column_map(request.column_map, {});
  ReadReport unread;
  MemberYears before = read_member_years(prior, map, year_before, unread);
  return {std::move(before), read_member_years(request.data, map, request.year, unread), year_before,
          request.year};
}

void check_years(MemberHistory const& history, std::filesystem::path const& prior,
                 std::filesystem::path const& data) {
  std::vector<Problem> problems;
  auto const check = [&](MemberYears const& years, std::filesystem::path const& from, int year) {
    if (years.rows.empty())
      problems.push_back({{from.string(), 0, 0},
                          "",
                          fmt::format("holds no member with a month in {}", year),
                          "",
                          "--year and --prior-year name the years"});
    else if (static_cast<std::int64_t>(years.rows.size()) < fewest_shown)
      problems.push_back({{from.string(), 0, 0},
                          "",
                          fmt::format("holds 10 members or fewer in {}", year),
                          "what so few cost is not told, whatever it is split by",
                          ""});
  };
  check(history.before, prior, history.year_before);
  check(history.now, data, history.year);
  if (!problems.empty()) throw InputError(std::move(problems));
}

MemberHistory read_history(HistoryRequest const& request) {
  std::filesystem::path const prior = request.prior.empty() ? request.data : request.prior;
  int const before = request.prior_year.value_or(request.year - 1);
  MemberHistory history = std::filesystem::is_directory(request.data)
                              ? claims_history(request, prior, before)
                              : member_history(request, prior, before);
  check_years(history, prior, request.data);
  return history;
}

/// Ascending limits, those asked for among them.
std::vector<double> limits_of(HistoryRequest const& request) {
  std::vector<double> limits(layer_limits.begin(), layer_limits.end());
  limits.insert(limits.end(), request.limits.begin(), request.limits.end());
  std::sort(limits.begin(), limits.end());
  limits.erase(std::unique(limits.begin(), limits.end()), limits.end());
  return limits;
}

}  // namespace

std::vector<Table> history_drivers(HistoryRequest const& request) {
  MemberHistory const history = read_history(request);
  GroupYear const all = whole_year(history.now);
  std::vector<CostLayer> const layers = cost_layers(history.now, limits_of(request), fewest_shown);
  std::vector<Table> tables{movement_table(history),
                            gap_table(history, request.trend, request.by.empty() ? "category" : request.by),
                            top_table(history, request.top), layer_table(layers, all, request.year)};
  if (!request.limits.empty()) tables.push_back(truncation_table(layers, all, request.year, request.limits));
  return tables;
}

}  // namespace plimsoll
