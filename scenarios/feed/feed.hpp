#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "feed/netting.hpp"
#include "plimsoll/models/cost/member_years.hpp"
#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/claim_map.hpp"

namespace plimsoll {

/// A feed read whole: sums, what was found, and with a year the rows a fit takes.
struct Feed {
  std::vector<FileRows> files;
  ClaimSums sums;
  FeedTotals totals;
  DefectBook defects;
  std::map<Month, std::int64_t> members_by_month;  ///< empty where the table tells no months of the calendar
  std::int64_t members = 0, member_months = 0;     ///< of the months above, or of the year
  MemberYears rows;                                ///< of the year; empty without one
  std::int64_t without_months = 0;                 ///< known members without a month in the year
  std::int64_t unattributed = 0;  ///< members left out since no month of the year is attributed
  std::optional<PaidSums> paid;   ///< what a triangle is made from, where asked for
};

/// Reads and nets the claims of a folder. Problems of single rows are in `defects`. With `paid`, only what
/// belongs in a triangle is kept, and summed for it.
Feed read_feed(std::filesystem::path const& folder, ClaimMap const& map, std::optional<int> year,
               std::size_t rows_shown, std::optional<PaidScope> const& paid = {});

/// The tables of a feed: files, dollars kept and left out, months by category, what was found. Counts of 1
/// to 10 members are suppressed, and the dollars behind them with them.
std::vector<Table> feed_tables(Feed const& feed);
/// The one of them that says where the dollars went.
Table dollars_table(Feed const& feed);

/// Months, in order, whose members are not told; with a category those in which what it cost is not.
std::vector<bool> hidden_months(Feed const& feed, std::optional<std::size_t> category);

/// Months of both feeds side by side; what differs by more than `jump` is noted.
Table prior_table(Feed const& now, Feed const& prior, double jump, DefectBook& defects);

}  // namespace plimsoll
