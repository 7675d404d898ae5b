#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/results_file.hpp"

namespace plimsoll {

/// A published results file of the Medicare Shared Savings Program, its columns named as in
/// docs/guide/from-public-results.md: a panel of several years, which has these names, or one year as CMS
/// publishes it, whose own names are understood.
class AcoResults {
 public:
  /// Reads the file, and the crosswalk of ids beside it if there is one. `year` is that of every row where
  /// the file has no column of years. Throws InputError naming the columns that are missing.
  AcoResults(std::filesystem::path const& path, std::optional<std::int64_t> year);

  std::filesystem::path const& path() const { return path_; }
  std::size_t rows() const { return file_.rows(); }
  std::uint32_t line(std::size_t row) const { return file_.line(row); }
  int year_of(std::size_t row) const;
  std::string id_of(std::size_t row) const { return text(row, "aco_id"); }
  /// The column as the file has it.
  std::string_view name_of(std::string_view column) const;
  std::string text(std::size_t row, std::string_view column) const {
    return file_.text(row, name_of(column));
  }
  std::optional<double> number(std::size_t row, std::string_view column) {
    return file_.number(row, name_of(column));
  }
  double needed(std::size_t row, std::string_view column) { return file_.needed(row, name_of(column)); }
  void note(std::size_t row, std::string_view column, std::string what, std::string suggestion = {}) {
    file_.note(row, name_of(column), std::move(what), std::move(suggestion));
  }
  void raise_faults() const { file_.raise_faults(); }

  /// Rows of the ACO under its own id and those the crosswalk holds equal to it, the oldest year first.
  std::vector<std::size_t> rows_of(std::string const& aco) const;
  std::set<std::string> ids() const;

 private:
  std::set<std::string> same_ids(std::string const& aco) const;

  std::filesystem::path path_;
  ResultsFile file_;
  bool by_cms_ = false;                                         // named as CMS does
  std::optional<std::int64_t> year_;                            // of every row
  std::vector<std::pair<std::string, std::string>> crosswalk_;  // newer and older id
  std::map<std::string, std::vector<std::size_t>> rows_by_id_;
};

/// The crosswalk of ids that stands beside a results file, whether it is there or not.
std::filesystem::path crosswalk_beside(std::filesystem::path const& results);

}  // namespace plimsoll
