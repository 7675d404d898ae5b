#include "plimsoll/models/unpaid/triangle.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "triangle_faults.hpp"

namespace plimsoll {
namespace {

void refuse(std::vector<Problem> problems) {
  if (!problems.empty()) throw InputError(std::move(problems));
}

std::vector<Problem> month_faults(std::vector<Payment> const& payments, int valuation_month) {
  std::vector<Problem> problems;
  auto const add = [&](Payment const& payment, std::string what, std::string suggestion) {
    problems.push_back({{},
                        fmt::format("incurred {}, paid {}", month_name(payment.incurred_month),
                                    month_name(payment.paid_month)),
                        std::move(what),
                        "",
                        std::move(suggestion)});
  };
  for (Payment const& payment : payments) {
    if (payment.paid_month < payment.incurred_month)
      add(payment, "is paid before it is incurred", "correct the months, or leave the payment out");
    if (payment.paid_month > valuation_month)
      add(payment, "is paid after the valuation, " + month_name(valuation_month),
          "leave it out, or value at a later month");
  }
  if (payments.empty()) problems.push_back({{}, "", "holds no payment", "", "give payments"});
  return problems;
}

}  // namespace

PaidTriangle::PaidTriangle(std::vector<PaidRow> rows) : rows_(std::move(rows)) {
  for (PaidRow const& row : rows_) {
    std::size_t const known = known_lags(row);
    latest_.push_back(known - 1);
    lags_ = std::max(lags_, known);
  }
}

PaidTriangle PaidTriangle::from_cumulative(std::vector<PaidRow> rows, Falls falls) {
  refuse(shape_faults(rows));
  refuse(amount_faults(rows, falls));
  return PaidTriangle(std::move(rows));
}

PaidTriangle PaidTriangle::from_incremental(std::vector<PaidRow> rows) {
  refuse(shape_faults(rows));
  for (PaidRow& row : rows)
    for (std::size_t lag = 1, known = known_lags(row); lag < known; ++lag)
      *row.paid[lag] += *row.paid[lag - 1];
  return from_cumulative(std::move(rows));
}

double PaidTriangle::paid(std::size_t period, std::size_t lag) const {
  PLIMSOLL_EXPECT(period < periods() && lag <= latest_[period]);
  return *rows_[period].paid[lag];
}

std::size_t PaidTriangle::known_at(std::size_t lag) const {
  // Older periods are known at least as far, so those known at a lag stand first.
  auto const end =
      std::partition_point(latest_.begin(), latest_.end(), [&](std::size_t latest) { return latest >= lag; });
  return static_cast<std::size_t>(end - latest_.begin());
}

std::vector<PaidRow> monthly_rows(std::vector<Payment> const& payments, int valuation_month) {
  refuse(month_faults(payments, valuation_month));
  int const first =
      std::min_element(payments.begin(), payments.end(), [](Payment const& a, Payment const& b) {
        return a.incurred_month < b.incurred_month;
      })->incurred_month;
  auto const months = static_cast<std::size_t>(valuation_month - first) + 1;
  std::vector<std::vector<std::int64_t>> cents(months);
  for (std::size_t i = 0; i < months; ++i) cents[i].assign(months - i, 0);
  for (Payment const& payment : payments)
    cents[static_cast<std::size_t>(payment.incurred_month - first)]
         [static_cast<std::size_t>(payment.paid_month - payment.incurred_month)] += payment.cents;
  std::vector<PaidRow> rows(months);
  for (std::size_t i = 0; i < months; ++i) {
    rows[i].period = month_name(first + static_cast<int>(i));
    for (std::int64_t const sum : cents[i]) rows[i].paid.push_back(static_cast<double>(sum) / 100.0);
  }
  return rows;
}

std::string month_name(int month) {
  return fmt::format("{:04}-{:02}", month / 12, month % 12 + 1);
}

}  // namespace plimsoll
