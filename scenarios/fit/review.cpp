#include "plimsoll/scenarios/review.hpp"

#include "feed/feed.hpp"
#include "members/member_defects.hpp"
#include "members/read_tables.hpp"
#include "plimsoll/scenarios/cost_file.hpp"
#include "plimsoll/scenarios/member_file.hpp"

namespace plimsoll {
namespace {

Review review_feed(ReviewRequest const& request) {
  ClaimMap const map = read_claim_map(request.column_map, {});
  Feed feed = read_feed(request.data, map, request.year, request.rows_shown);
  std::optional<Table> compared;
  if (!request.prior.empty()) {
    Feed const prior = read_feed(request.prior, map, {}, request.rows_shown);
    compared = prior_table(feed, prior, map.jump, feed.defects);
  }
  Review result{feed_tables(feed), feed.defects.problems(Weight::defect)};
  if (compared) result.tables.insert(result.tables.end() - 1, *std::move(compared));
  return result;
}

/// A member file has its faults by row, from the reader a fit uses; without any, its defects.
Review review_members(ReviewRequest const& request) {
  ColumnMap const map = read_column_map(request.column_map, {});
  Review result;
  ReadReport read;
  try {
    MemberYears const rows = read_member_years(request.data, map, request.year, read);
    result.tables = {read_table(read), member_totals_table(rows)};
    if (Table thin = thin_cells_table(read, rows); !thin.rows().empty())
      result.tables.push_back(std::move(thin));
    result.defects = member_defects(request.data, map, read, rows);
  } catch (InputError const& wrong) {
    if (read.rows == 0) throw;
    result.tables = {read_table(read)};
    result.defects = wrong.problems();
  }
  result.tables.push_back(problems_table(result.defects));
  return result;
}

}  // namespace

Review review(ReviewRequest const& request) {
  if (std::filesystem::is_directory(request.data)) return review_feed(request);
  if (!request.prior.empty())
    throw InputError(Problem{{request.data.string(), 0, 0}, "prior", "goes with a folder of claims", "", ""});
  return review_members(request);
}

}  // namespace plimsoll
