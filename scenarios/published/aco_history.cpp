#include "published/aco_history.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "text/node.hpp"

namespace plimsoll {
namespace {

constexpr char const* crosswalk_name = "aco_id_crosswalk.csv";
constexpr std::size_t ids_suggested = 3;

/// The id itself and those the crosswalk holds equal to it.
std::set<std::string> ids_of(MsspResults const& from) {
  std::set<std::string> ids{from.aco};
  std::filesystem::path const crosswalk = from.panel.parent_path() / crosswalk_name;
  std::error_code error;
  if (!std::filesystem::is_regular_file(crosswalk, error)) return ids;
  ResultsFile const pairs(crosswalk);
  for (std::size_t row = 0; row < pairs.rows(); ++row) {
    std::string const newer = pairs.text(row, "ACO_ID"), older = pairs.text(row, "ACO_NUM");
    if (ids.contains(newer) || ids.contains(older)) ids.insert({newer, older});
  }
  ids.erase("");
  return ids;
}

std::string nearest_ids(std::string const& aco, ResultsFile const& file) {
  std::set<std::string> known;
  for (std::size_t row = 0; row < file.rows(); ++row) known.insert(file.text(row, "aco_id"));
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

AcoHistory::AcoHistory(MsspResults const& from) : file_(from.panel) {
  file_.expect_columns({"py", "aco_id", "track", "n_ab", "py_total", "pc_total", "abtot_bnchmk", "sav_rate"});
  file_.raise_faults();
  find_rows(from, ids_of(from));
  choose_row(from);
}

int AcoHistory::year_of(std::size_t row) const {
  return std::stoi("0" + file_.text(row, "py"));
}

void AcoHistory::find_rows(MsspResults const& from, std::set<std::string> const& ids) {
  for (std::size_t row = 0; row < file_.rows(); ++row)
    if (ids.contains(file_.text(row, "aco_id"))) rows_.push_back(row);
  if (rows_.empty())
    throw InputError(Problem{
        {"--aco", 0, 0}, from.aco, "is no ACO of " + from.panel.string(), "", nearest_ids(from.aco, file_)});
  std::stable_sort(rows_.begin(), rows_.end(),
                   [&](std::size_t a, std::size_t b) { return year_of(a) < year_of(b); });
}

void AcoHistory::choose_row(MsspResults const& from) {
  row_ = rows_.back();
  if (!from.year) return;
  std::vector<int> years;
  for (std::size_t row : rows_) {
    years.push_back(year_of(row));
    if (years.back() == *from.year) row_ = row;
  }
  if (year() == *from.year) {
    std::erase_if(rows_, [&](std::size_t row) { return year_of(row) > *from.year; });
    return;
  }
  throw InputError(Problem{{"--year", 0, 0},
                           std::to_string(*from.year),
                           "has no results of " + from.aco,
                           "",
                           fmt::format("there are {}", fmt::join(years, ", "))});
}

}  // namespace plimsoll
