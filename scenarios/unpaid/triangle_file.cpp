#include "plimsoll/scenarios/triangle_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "members/member_rows.hpp"
#include "published/payment_cells.hpp"
#include "text/csv_stream.hpp"

namespace plimsoll {
namespace {

constexpr std::size_t no_column = static_cast<std::size_t>(-1);

/// Collects one of the two forms while the file streams by; the header says which.
class TriangleReader {
 public:
  explicit TriangleReader(TriangleRequest const& request)
      : request_(request), faults_(request.file.string()) {}

  void read(std::vector<std::string> const& cells, std::uint32_t line) {
    if (header_.empty())
      read_header(cells, line);
    else if (cells.size() != header_.size())
      note(line, "", fmt::format("has {} cells, the header {}", cells.size(), header_.size()), "");
    else if (is_list())
      read_payment(cells, line);
    else
      read_row(cells, line);
  }

  PaidTriangle triangle() {
    if (!request_.valuation.empty() && !is_list())
      note(0, "valuation", "is for a list of payments", "a matrix shows by itself how far it is known");
    if (request_.incremental && is_list())
      note(0, "incremental", "is for a matrix", "payments of a list are what they are");
    if (rows_.empty() && !is_list())
      note(0, "", "has no periods", "one row a period, and what was paid by each lag in its columns");
    faults_.raise();
    if (!is_list())
      return request_.incremental ? PaidTriangle::from_incremental(std::move(rows_))
                                  : PaidTriangle::from_cumulative(std::move(rows_));
    std::vector<PaidRow> rows = monthly_rows(payments(), valuation_month());
    for (PaidRow& row : rows) row.spot.file = request_.file.string();
    return PaidTriangle::from_incremental(std::move(rows));
  }

 private:
  bool is_list() const { return amount_ != no_column; }

  void note(std::uint32_t line, std::string key, std::string what, std::string suggestion) {
    faults_.add(line, std::move(key), std::move(what), std::move(suggestion));
  }

  void read_header(std::vector<std::string> const& cells, std::uint32_t line) {
    header_ = cells;
    auto const place = [&](char const* name) {
      auto const found = std::find(header_.begin(), header_.end(), name);
      return found == header_.end() ? no_column : static_cast<std::size_t>(found - header_.begin());
    };
    amount_ = place("amount");
    incurred_ = place("incurred");
    paid_ = place("paid");
    if (!is_list() && header_.size() < 3)
      note(line, "", "is neither a triangle nor a list of payments",
           "give a period and its lags in columns, or columns incurred, paid and amount");
    if (is_list() && (incurred_ == no_column || paid_ == no_column))
      note(line, "", "has a column amount but lacks incurred or paid",
           "give a list of payments all three: incurred, paid, amount");
  }

  void read_row(std::vector<std::string> const& cells, std::uint32_t line) {
    PaidRow row{cells.front(), {}, {request_.file.string(), line, 0}};
    for (std::size_t i = 1; i < cells.size(); ++i) {
      row.paid.push_back(dollars_of(cells[i]));
      if (!row.paid.back() && !cells[i].empty())
        note(line, header_[i], "is not an amount", "write dollars, or nothing where not known yet");
    }
    rows_.push_back(std::move(row));
  }

  void read_payment(std::vector<std::string> const& cells, std::uint32_t line) {
    if (incurred_ == no_column || paid_ == no_column) return;
    std::optional<int> const incurred = month_of(cells[incurred_]), paid = month_of(cells[paid_]);
    std::optional<std::int64_t> const cents = cents_of(cells[amount_]);
    for (auto const& [month, column] : {std::pair{incurred, "incurred"}, std::pair{paid, "paid"}})
      if (!month) note(line, column, "is not a month", "write YYYY-MM or a date YYYY-MM-DD");
    if (!cents) note(line, "amount", "is not an amount", "write dollars with at most two decimals");
    if (!incurred || !paid || !cents) return;
    if (*paid < *incurred)
      note(line, "paid", "is before the month incurred", "correct the months, or leave the payment out");
    if (std::int64_t& sum = cents_[{*incurred, *paid}]; __builtin_add_overflow(sum, *cents, &sum))
      note(line, "amount", "the sum of the month is beyond what whole cents can hold", "");
  }

  std::vector<Payment> payments() const {
    std::vector<Payment> payments;
    for (auto const& [months, cents] : cents_) payments.push_back({months.first, months.second, cents});
    return payments;
  }

  int valuation_month() const {
    if (!request_.valuation.empty()) {
      if (std::optional<int> const month = month_of(request_.valuation)) return *month;
      throw InputError(Problem{{}, "valuation", "is not a month", "", "write YYYY-MM"});
    }
    int last = 0;
    for (auto const& [months, cents] : cents_) last = std::max(last, months.second);
    return last;
  }

  TriangleRequest request_;
  std::vector<std::string> header_;
  std::size_t incurred_ = no_column, paid_ = no_column, amount_ = no_column;
  std::vector<PaidRow> rows_;
  std::map<std::pair<int, int>, std::int64_t> cents_;  ///< by incurred and paid month
  FaultList faults_;
};

}  // namespace

PaidTriangle read_triangle(TriangleRequest const& request) {
  TriangleReader reader(request);
  stream_csv(request.file,
             [&](std::vector<std::string> const& cells, std::uint32_t line) { reader.read(cells, line); });
  return reader.triangle();
}

std::string triangle_text(PaidTriangle const& triangle) {
  std::string text = "period";
  for (std::size_t lag = 0; lag < triangle.lags(); ++lag) text += fmt::format(",{}", lag);
  text += '\n';
  for (std::size_t period = 0; period < triangle.periods(); ++period) {
    text += triangle.name(period);
    for (std::size_t lag = 0; lag < triangle.lags(); ++lag)
      text += lag <= triangle.latest_lag(period) ? fmt::format(",{:.2f}", triangle.paid(period, lag)) : ",";
    text += '\n';
  }
  return text;
}

}  // namespace plimsoll
