#include "unpaid/claim_triangles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "feed/feed.hpp"
#include "plimsoll/models/unpaid/unpaid_claims.hpp"
#include "unpaid/unpaid_tables.hpp"

namespace plimsoll {
namespace {

using ByPeriod = std::map<int, PaidPeriod>;

constexpr std::size_t rows_told = 5;  // of each thing a review finds
constexpr int most_periods = 600;     // fifty years of months: more is a date gone wrong

int months_of(TrianglePeriod period) {
  return period == TrianglePeriod::month ? 1 : period == TrianglePeriod::quarter ? 3 : 12;
}

std::string period_name(int period, int months) {
  if (months == 1) return month_text(period);
  return months == 12 ? fmt::format("{:04}", period) : fmt::format("{:04}-Q{}", period / 4, period % 4 + 1);
}

/// Last day of the last period that is over by the end of that month.
Day end_of_whole_period(Month month, int months) {
  return last_day((month + 1) / months * months - 1);
}

void check_paid_dates(ClaimMap const& map, std::string const& name, std::vector<Problem>& problems) {
  for (auto const& [table, claims] : map.claims)
    if (claims.fitted && !claims.amount.empty() && !claims.paid_date)
      problems.push_back({{name, 0, 0},
                          fmt::format("claims.{}.paid_date", table),
                          "names no column",
                          "a triangle needs the date of every payment",
                          "name it in a copy of the map, or write fitted = false"});
}

PaidScope scope_of(ClaimTriangleRequest const& request, std::vector<Problem>& problems) {
  PaidScope scope{months_of(request.period)};
  auto const note = [&](char const* key, std::string what, std::string suggestion) {
    problems.push_back({{}, key, std::move(what), "", std::move(suggestion)});
  };
  if (!request.as_of.empty()) {
    Day const day = parse_day(request.as_of).value_or(no_day);
    if (day == no_day)
      note("as-of", "is not a date", "write YYYY-MM-DD");
    else if (Day const whole = end_of_whole_period(month_of(day + 1) - 1, scope.months); day != whole)
      note("as-of", fmt::format("does not end a {}", name_in_study(request.period)),
           fmt::format("{} does, the last one by then", day_text(whole)));
    scope.as_of = day;
  }
  if (!request.since.empty()) {
    std::optional<Month> const month = parse_month(request.since);
    if (!month || *month % scope.months != 0)
      note("since",
           month ? fmt::format("does not begin a {}", name_in_study(request.period)) : "is not a month",
           "write YYYY-MM");
    if (month) scope.since = first_day(*month);
  }
  return scope;
}

/// The valuation as a period; the last month paid where no date was given.
int valuation_of(PaidSums const& sums, PaidScope const& scope, TrianglePeriod period) {
  if (scope.as_of != never) return month_of(scope.as_of) / scope.months;
  Month const last = *sums.last_paid;
  if ((last + 1) % scope.months != 0)
    throw InputError(
        Problem{{},
                "as-of",
                fmt::format("is needed: the last month paid, {}, does not end a {}", month_text(last),
                            name_in_study(period)),
                "",
                fmt::format("give --as-of {}", day_text(end_of_whole_period(last, scope.months)))});
  return last / scope.months;
}

/// Periods of a triangle.
struct Extent {
  int first, last;  ///< incurred
  int valuation;    ///< paid
  int months;
};

/// Rows of a triangle, cumulated in cents.
std::vector<PaidRow> rows_of(ByPeriod const& sums, Extent const& extent) {
  std::vector<PaidRow> rows;
  for (int incurred = extent.first; incurred <= extent.last; ++incurred) {
    PaidRow row{period_name(incurred, extent.months), {}, {}};
    auto const found = sums.find(incurred);
    std::int64_t cents = 0;
    for (int period = incurred; period <= extent.valuation; ++period) {
      if (found != sums.end()) {
        auto const paid = found->second.cents.find(period);
        if (paid != found->second.cents.end()) cents += paid->second;
      }
      row.paid.push_back(static_cast<double>(cents) / 100.0);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

class Maker {
 public:
  Maker(Feed const& feed, PaidScope const& scope, ClaimTriangleRequest const& request)
      : feed_(feed), sums_(*feed.paid), request_(request) {
    extent_ = {sums_.total.begin()->first, sums_.total.rbegin()->first,
               valuation_of(sums_, scope, request.period), sums_.months};
    std::vector<Problem> problems;
    if (extent_.last > extent_.valuation)
      problems.push_back({{},
                          "period " + period_name(extent_.last, extent_.months),
                          "has claims, but lies after the last month paid",
                          "",
                          "correct the dates, or give --as-of"});
    if (extent_.valuation - extent_.first >= most_periods)
      problems.push_back(
          {{},
           "",
           fmt::format("claims reach from {} to {}", period_name(extent_.first, extent_.months),
                       period_name(extent_.valuation, extent_.months)),
           "",
           "correct the dates, or give --since"});
    if (!problems.empty()) throw InputError(std::move(problems));
  }

  PaidTriangle chosen() const {
    if (request_.category.empty()) return shown(sums_.total);
    return shown(sums_.by_category[category_named(request_.category)]);
  }

  Extent const& extent() const { return extent_; }

  /// Every category by itself, and why one is not.
  std::vector<CategoryUnpaid> categories(Tail const& tail, std::vector<std::string>& notices) const {
    std::vector<CategoryUnpaid> all;
    for (std::size_t i = 0; i < feed_.totals.fitted; ++i) {
      CostCell const& cell = feed_.totals.by_category[i];
      CategoryUnpaid one{feed_.totals.categories[i], static_cast<double>(cell.cents) / 100.0, cell.members,
                         std::nullopt};
      if (!is_few(static_cast<double>(cell.members))) try {
          PaidTriangle const triangle = triangle_of(sums_.by_category[i]);
          one.ladder = chain_ladder(triangle, develop(triangle, tail));
        } catch (InputError const& error) {
          Problem const& why = error.problems().front();
          notices.push_back(
              fmt::format("category {}: not developed alone: {} {}", one.category, why.key, why.what));
        }
      all.push_back(std::move(one));
    }
    return all;
  }

 private:
  std::size_t category_named(std::string const& name) const {
    auto const begin = feed_.totals.categories.begin(),
               end = begin + static_cast<std::ptrdiff_t>(feed_.totals.fitted);
    auto const found = std::find(begin, end, name);
    if (found != end) return static_cast<std::size_t>(found - begin);
    throw InputError(Problem{{},
                             "category",
                             "is none of those fitted",
                             "",
                             fmt::format("they are {}", fmt::join(begin, end, ", "))});
  }

  PaidTriangle triangle_of(ByPeriod const& sums) const {
    return PaidTriangle::from_cumulative(rows_of(sums, extent_), Falls::allowed);
  }

  /// One that is printed and written: no period of it may stand for few members.
  PaidTriangle shown(ByPeriod const& sums) const {
    std::vector<Problem> problems;
    for (auto const& [incurred, period] : sums)
      if (is_few(static_cast<double>(period.members)))
        problems.push_back({{},
                            "period " + period_name(incurred, sums_.months),
                            "has claims of 1 to 10 members",
                            "its row would show what they cost",
                            "join periods into longer ones (--period), or begin later (--since)"});
    if (!problems.empty()) throw InputError(std::move(problems));
    return triangle_of(sums);
  }

  Feed const& feed_;
  PaidSums const& sums_;
  ClaimTriangleRequest const& request_;
  Extent extent_{};
};

std::string falls_notice(PaidTriangle const& triangle) {
  std::size_t falls = 0;
  std::string first;
  for (std::size_t period = 0; period < triangle.periods(); ++period)
    for (std::size_t lag = 1; lag <= triangle.latest_lag(period); ++lag)
      if (triangle.paid(period, lag) < triangle.paid(period, lag - 1) && falls++ == 0)
        first = fmt::format("period {}, lag {}", triangle.name(period), lag);
  if (falls == 0) return {};
  return fmt::format("more was taken back than paid in {} {} of the triangle, first {}", falls,
                     falls == 1 ? "cell" : "cells", first);
}

std::vector<std::string> notices_of(Feed const& feed, ClaimTriangleRequest const& request,
                                    Extent const& extent, PaidTriangle const& triangle) {
  std::vector<std::string> notices;
  if (request.as_of.empty())
    notices.push_back(
        fmt::format("valued at the end of {}, the last month paid; if that month is not complete, give an "
                    "earlier --as-of",
                    month_text(*feed.paid->last_paid)));
  if (extent.last < extent.valuation)
    notices.push_back(
        fmt::format("nothing is paid for what was incurred after {}: later periods are in no triangle",
                    period_name(extent.last, extent.months)));
  if (feed.sums.left_out.contains(Check::no_paid_date))
    notices.push_back("rows without a date of payment are in no triangle; the table of dollars shows them");
  if (std::string falls = falls_notice(triangle); !falls.empty()) notices.push_back(std::move(falls));
  for (auto const& [place, found] : feed.defects.found())
    if (text_of(place.check).weight == Weight::defect && place.check != Check::no_paid_date) {
      notices.push_back("the claims have defects: plimsoll review shows them, --strict stops at them");
      break;
    }
  return notices;
}

}  // namespace

ClaimTriangles triangles_of_claims(std::filesystem::path const& folder, ClaimTriangleRequest const& request,
                                   Tail const& tail) {
  ClaimMap const map = read_claim_map(request.column_map, {});
  std::vector<Problem> problems;
  check_paid_dates(map, request.column_map, problems);
  PaidScope const scope = scope_of(request, problems);
  if (!problems.empty()) throw InputError(std::move(problems));
  Feed const feed = read_feed(folder, map, {}, rows_told, scope);
  problems = feed.defects.problems(request.strict ? Weight::defect : Weight::fault);
  if (problems.empty() && feed.paid->total.empty())
    problems.push_back({{folder.string(), 0, 0}, "", "no payment by the valuation date", "", ""});
  if (!problems.empty()) throw InputError(std::move(problems));
  Maker const maker(feed, scope, request);
  PaidTriangle chosen = maker.chosen();
  std::vector<std::string> notices = notices_of(feed, request, maker.extent(), chosen);
  std::optional<Table> categories;
  if (request.category.empty()) categories = categories_table(maker.categories(tail, notices));
  return {std::move(chosen), dollars_table(feed), std::move(categories), std::move(notices)};
}

}  // namespace plimsoll
