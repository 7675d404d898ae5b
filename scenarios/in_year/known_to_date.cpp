#include "plimsoll/scenarios/known_to_date.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "compile/rosters.hpp"
#include "plimsoll/models/unpaid/unpaid_claims.hpp"
#include "plimsoll/scenarios/triangle_file.hpp"
#include "text/dates.hpp"
#include "unpaid/claim_triangles.hpp"

namespace plimsoll {
namespace {

Day day_of(std::string const& date) {
  std::optional<Day> const day = parse_day(date);
  PLIMSOLL_EXPECT(day && *day != no_day);
  return *day;
}

/// The triangle as it stood at the end of a month: periods incurred and cells paid by then.
PaidTriangle cut(PaidTriangle const& triangle, Month last) {
  std::vector<PaidRow> rows;
  for (std::size_t period = 0; period < triangle.periods(); ++period) {
    Month const incurred = parse_month(triangle.name(period)).value_or(last + 1);
    if (incurred > last) continue;
    PaidRow row{triangle.name(period), std::vector<std::optional<double>>(triangle.lags()), {}};
    for (std::size_t lag = 0; lag <= triangle.latest_lag(period); ++lag)
      if (incurred + static_cast<Month>(lag) <= last) row.paid[lag] = triangle.paid(period, lag);
    rows.push_back(std::move(row));
  }
  std::size_t known = 0;
  for (PaidRow const& row : rows)
    known = std::max<std::size_t>(
        known, static_cast<std::size_t>(std::count_if(row.paid.begin(), row.paid.end(),
                                                      [](auto const& cell) { return cell.has_value(); })));
  for (PaidRow& row : rows) row.paid.resize(known);
  return PaidTriangle::from_cumulative(std::move(rows), Falls::allowed);
}

/// Reads the sources of one population.
class CostReader {
 public:
  CostReader(LoadedStudy const& loaded, std::string const& as_of)
      : loaded_(loaded), as_of_(as_of), last_(last_whole_month(as_of)) {
    auto const& years = loaded.study.run.performance_years;
    first_ = month_of(static_cast<int>(years.front()), 1);
    end_ = month_of(static_cast<int>(years.back()), 12);
  }

  CostToDate read(std::string const& name, ActualToDateTable const& table,
                  std::vector<std::string>& notices) const {
    CostToDate known{name, "lists", table.paid_through, {}, table.claimants};
    if (table.payments || table.claims)
      of_file(table, known);
    else
      of_lists(table, known);
    if (day_of(known.paid_through) > day_of(as_of_)) {
      notices.push_back(fmt::format("actual_to_date.{}: paid through {}, which was not known on {}: left out",
                                    name, known.paid_through, as_of_));
      known.months.clear();
    }
    std::erase_if(known.months,
                  [&](MonthToDate const& month) { return month.month > std::min(last_, end_); });
    add_members(table, known);
    return known;
  }

 private:
  int start_of(ActualToDateTable const& table) const {
    return table.first.empty() ? first_ : parse_month(table.first).value_or(first_);
  }

  void of_lists(ActualToDateTable const& table, CostToDate& known) const {
    for (std::size_t i = 0; i < table.paid.size(); ++i) {
      MonthToDate month{start_of(table) + static_cast<int>(i), table.paid[i], 1.0, 0.0, 0.0, {}};
      if (!table.completion.empty()) month.completion = table.completion[i];
      if (!table.completion_error.empty())
        month.own_error = month.completed() * table.completion_error[i] / month.completion;
      if (month.month >= first_) known.months.push_back(month);
    }
  }

  void of_file(ActualToDateTable const& table, CostToDate& known) const {
    known.source = table.payments ? *table.payments : *table.claims;
    if (last_ < first_) {  // no month of the study is over: nothing to read
      known.paid_through = day_text(last_day(last_));
      return;
    }
    PaidTriangle triangle = [&] {
      if (table.payments) return read_triangle({loaded_.folder / *table.payments, false, {}});
      ClaimTriangleRequest request;
      request.column_map = table.column_map;
      request.as_of = day_text(last_day(last_));
      return triangles_of_claims(loaded_.folder / *table.claims, request, Tail{table.tail}).chosen;
    }();
    triangle = cut(triangle, last_);
    Month paid = first_;
    for (std::size_t period = 0; period < triangle.periods(); ++period)
      paid = std::max(paid, parse_month(triangle.name(period)).value_or(0) +
                                static_cast<Month>(triangle.latest_lag(period)));
    known.paid_through = table.paid_through.empty() ? day_text(last_day(paid)) : table.paid_through;
    known.months = completed_months(triangle, table.tail, first_, end_);
  }

  void add_members(ActualToDateTable const& table, CostToDate& known) const {
    for (MonthToDate& month : known.months) {
      int const at = month.month - start_of(table);
      if (at >= 0 && at < static_cast<int>(table.member_months.size()))
        month.member_months = table.member_months[static_cast<std::size_t>(at)];
    }
  }

  LoadedStudy const& loaded_;
  std::string const& as_of_;
  int last_, first_ = 0, end_ = 0;
};

}  // namespace

std::vector<MonthToDate> completed_months(PaidTriangle const& triangle, double tail, int first, int last) {
  std::vector<MonthToDate> months;
  Development const development = develop(triangle, Tail{tail});
  for (PeriodUnpaid const& period : chain_ladder(triangle, development).periods) {
    int const month = parse_month(period.period).value_or(0);
    if (month < first || month > last) continue;
    months.push_back({month,
                      period.paid,
                      period.completion,
                      period.error ? period.error->process : 0.0,
                      period.error ? period.error->parameter : 0.0,
                      {}});
  }
  return months;
}

int last_whole_month(std::string const& date) {
  return month_of(day_of(date) + 1) - 1;
}

int year_of_date(std::string const& date) {
  return year_of(day_of(date));
}

int days_between(std::string const& from, std::string const& to) {
  return day_of(to) - day_of(from);
}

KnownToDate known_to_date(LoadedStudy const& loaded, std::string const& as_of) {
  std::optional<Day> const day = parse_day(as_of);
  if (!day || *day == no_day || *day == never)
    throw InputError(Problem{{}, "as-of", "\"" + as_of + "\" is not a date", "", "write YYYY-MM-DD"});
  KnownToDate known{day_text(*day), {}, {}, {}};
  CostReader const reader(loaded, known.as_of);
  for (auto const& [name, table] : loaded.study.actual_to_date)
    known.cost.push_back(reader.read(name, table, known.notices));
  for (auto const& [name, table] : loaded.study.quality_to_date) {
    if (day_of(table.through) <= *day) {
      known.quality.push_back({name, table.through, table.measure});
      continue;
    }
    known.notices.push_back(
        fmt::format("quality_to_date.{}: measured through {}, which was not known on {}: left out", name,
                    table.through, known.as_of));
  }
  return known;
}

}  // namespace plimsoll
