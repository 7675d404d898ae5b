#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feed/defects.hpp"
#include "plimsoll/scenarios/members_map.hpp"
#include "text/dates.hpp"

namespace plimsoll {

/// One field of a fixed-width record: bytes [start, start + size).
struct FixedField {
  enum class Format { text, digits, date, amount };
  std::string name;
  std::size_t start = 0, size = 0;
  Format format = Format::text;
};

/// Reads "FIRST-LAST FORMAT NAME" lines; faults name the line. Fields must follow each other without a gap.
std::vector<FixedField> fixed_layout(std::vector<std::string> const& lines, std::string const& key,
                                     std::vector<Problem>& problems);

/// Which columns are read, each bound to a place once.
class Wanted {
 public:
  std::size_t bind(std::string const& column);
  std::vector<std::size_t> bind(std::vector<std::string> const& columns);
  std::optional<std::size_t> bind(std::optional<std::string> const& column);
  std::vector<std::string> const& columns() const { return columns_; }

 private:
  std::vector<std::string> columns_;
};

/// The wanted cells of one row: without blanks around, `~` (no value in CMS files) is blank.
class FeedRow {
 public:
  FeedRow(std::string const& file, Wanted const& wanted, DefectBook& defects)
      : file_(&file), wanted_(&wanted), defects_(&defects), cells_(wanted.columns().size()) {}
  void enter(std::uint32_t line) { line_ = line; }
  void put(std::size_t place, std::string_view cell);

  std::string_view text(std::size_t place) const { return cells_[place]; }
  std::string const& name(std::size_t place) const { return wanted_->columns()[place]; }
  std::string const& file() const { return *file_; }
  std::uint32_t line() const { return line_; }
  /// Empty, and noted, where the cell is no date; no_day where it is blank.
  std::optional<Day> day(std::size_t place) const;
  std::optional<Month> month(std::size_t place) const;
  /// Sum of amounts; blank is noted, unless others of the sum are filled.
  std::optional<std::int64_t> cents(std::vector<std::size_t> const& places) const;
  void note(Check check, std::size_t place, std::uint32_t member = DefectBook::nobody,
            std::int64_t amount = 0) const;

 private:
  std::string const* file_;
  Wanted const* wanted_;
  DefectBook* defects_;
  std::vector<std::string_view> cells_;
  std::uint32_t line_ = 0;
};

/// Files of the folder that match a pattern, also with .gz behind it, in order of name.
std::vector<std::filesystem::path> files_of(std::filesystem::path const& folder,
                                            std::vector<std::string> const& patterns);

/// Streams a table's rows, CSV with a header or fixed width by its layout. Columns that are neither wanted
/// nor unused, and rows that do not fit, are noted. Returns the rows of the file. InputError where a wanted
/// column is missing.
std::int64_t stream_table(std::filesystem::path const& path, TableMap const& map, Wanted const& wanted,
                          DefectBook& defects, std::function<void(FeedRow const&)> const& visit);

}  // namespace plimsoll
