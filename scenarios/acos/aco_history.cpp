#include "acos/aco_history.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "text/node.hpp"

namespace plimsoll {
namespace {

constexpr std::size_t ids_suggested = 3;

std::string nearest_ids(std::string const& aco, AcoResults const& file) {
  std::set<std::string> const known = file.ids();
  std::vector<std::string> candidates(known.begin(), known.end()), near;
  while (near.size() < ids_suggested) {
    std::string const next = nearest(aco, candidates);
    if (next.empty()) break;
    near.push_back(next);
    std::erase(candidates, next);
  }
  return near.empty() ? "ids look like A1001; older files have A and five digits"
                      : fmt::format("did you mean {}?", fmt::join(near, ", "));
}

}  // namespace

AcoHistory::AcoHistory(AcoResults& file, std::string const& aco, std::optional<std::int64_t> year)
    : file_(file), rows_(file.rows_of(aco)) {
  if (rows_.empty())
    throw InputError(
        Problem{{"--aco", 0, 0}, aco, "is no ACO of " + file.path().string(), "", nearest_ids(aco, file_)});
  row_ = rows_.back();
  if (year) choose_row(aco, *year);
}

AcoHistory::AcoHistory(AcoResults& file, std::size_t row)
    : file_(file), rows_(file.rows_of(file.id_of(row))), row_(row) {
  forget_after(year());
}

void AcoHistory::forget_after(int year) {
  std::erase_if(rows_, [&](std::size_t row) { return year_of(row) > year; });
}

void AcoHistory::choose_row(std::string const& aco, std::int64_t year) {
  std::vector<int> years;
  for (std::size_t row : rows_) {
    years.push_back(year_of(row));
    if (years.back() == year) row_ = row;
  }
  if (year_of(row_) == year) return forget_after(year_of(row_));
  throw InputError(Problem{{"--year", 0, 0},
                           std::to_string(year),
                           "has no results of " + aco,
                           "",
                           fmt::format("there are {}", fmt::join(years, ", "))});
}

}  // namespace plimsoll
