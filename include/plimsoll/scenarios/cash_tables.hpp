#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/core/quantity.hpp"
#include "plimsoll/models/cash/funding.hpp"

namespace plimsoll {

/// What months to a payment are counted from.
enum class PaymentFrom { period_end, period_start };
template <>
struct Names<PaymentFrom> {
  static constexpr std::array<std::pair<std::string_view, PaymentFrom>, 2> pairs{
      {{"period_end", PaymentFrom::period_end}, {"period_start", PaymentFrom::period_start}}};
};
/// Who pays the claims a contract settles.
enum class ClaimsPaidBy { payer, us };
template <>
struct Names<ClaimsPaidBy> {
  static constexpr std::array<std::pair<std::string_view, ClaimsPaidBy>, 2> pairs{
      {{"payer", ClaimsPaidBy::payer}, {"us", ClaimsPaidBy::us}}};
};
/// Columns of the printed calendar.
enum class CashPeriod { month, quarter, year };
template <>
struct Names<CashPeriod> {
  static constexpr std::array<std::pair<std::string_view, CashPeriod>, 3> pairs{
      {{"month", CashPeriod::month}, {"quarter", CashPeriod::quarter}, {"year", CashPeriod::year}}};
};

/// `provisional` of a settlement.
struct ProvisionalTable {
  double share = 0.0;
  std::int64_t month = 0;
  static constexpr auto fields =
      field_table(required("share", &ProvisionalTable::share, Unit::fraction, unit_interval,
                           "part of the settlement paid provisionally, whichever way it goes"),
                  required("month", &ProvisionalTable::month, Unit::months, Range{1, 120},
                           "month it is paid, counted as the final payment is"));
};

/// `[contract.settlement]`: when a year is paid.
struct SettlementTable {
  PaymentFrom from = PaymentFrom::period_end;
  std::vector<std::int64_t> months;
  std::optional<ProvisionalTable> provisional;
  std::int64_t run_out_months = 0;
  ClaimsPaidBy claims = ClaimsPaidBy::payer;
  std::int64_t claims_lag_months = 1;
  static constexpr auto fields = field_table(
      optional("from", &SettlementTable::from, "what months are counted from"),
      required("months", &SettlementTable::months, Unit::months, Range{1, 120},
               "first and last month of the final payment, drawn in between; one month where it is known"),
      optional("provisional", &SettlementTable::provisional, "payment before the final one"),
      optional("run_out_months", &SettlementTable::run_out_months, Unit::months, Range{0, 36},
               "months after the period end in which claims are still collected; nothing is settled before"),
      optional(
          "claims", &SettlementTable::claims,
          "who pays claims: payer, and the difference alone is settled; us, out of capitation that comes "
          "in month by month"),
      optional("claims_lag_months", &SettlementTable::claims_lag_months, Unit::months, Range{0, 24},
               "months from care to our payment of its claims"));
};

/// `[[investment]]`: what is spent to be ready, outside any contract.
struct InvestmentTable {
  std::string name;
  std::optional<Quantity> amount;
  std::string month;
  std::optional<Quantity> monthly;
  std::string from, until;
  std::string contract;
  std::string program;
  static constexpr auto fields = field_table(
      required("name", &InvestmentTable::name, "name of the investment"),
      optional("amount", &InvestmentTable::amount, Unit::dollars, not_negative, "spent once"),
      optional("month", &InvestmentTable::month,
               "month at whose end the amount is spent, such as 2027-03; at the start when not given"),
      optional("monthly", &InvestmentTable::monthly, Unit::dollars, not_negative,
               "spent in every month: staff, licences"),
      optional("from", &InvestmentTable::from, "first month of it; the first of the calendar when not given"),
      optional("until", &InvestmentTable::until,
               "last month of it; the end of the last performance year when not given"),
      optional("contract", &InvestmentTable::contract, "contract it is for"),
      optional("program", &InvestmentTable::program, "programme it is for"));
};

/// `[funding]`: money until the first cheque.
struct FundingTable {
  FundingKind kind = FundingKind::loan;
  double limit = 0.0;
  double rate = 0.0;
  double fee = 0.0;
  std::string repaid_from;
  static constexpr auto fields = field_table(
      required("kind", &FundingTable::kind, "where it comes from"),
      required("limit", &FundingTable::limit, Unit::dollars, Range{0.0, 1e12},
               "amount of a loan or an advance, paid out at the start; most that a line of credit lends"),
      optional("rate", &FundingTable::rate, Unit::fraction, unit_interval,
               "nominal yearly interest, a twelfth a month on what is owed"),
      optional("fee", &FundingTable::fee, Unit::fraction, unit_interval,
               "share of the limit: once at the start, or each year of a line of credit"),
      optional("repaid_from", &FundingTable::repaid_from,
               "contract whose settlements repay a loan or an advance; any of them when not given"));
};

/// `[cash]`: what the cash calendar shows.
struct CashTable {
  double opening = 0.0;
  std::string start;
  CashPeriod period = CashPeriod::quarter;
  double discount_rate = 0.0;
  static constexpr auto fields = field_table(
      optional("opening", &CashTable::opening, Unit::dollars, Range{-1e12, 1e12}, "cash at the start"),
      optional("start", &CashTable::start,
               "first month, such as 2026-07; January of the first performance year when not given"),
      optional("period", &CashTable::period, "what a row of the calendar covers"),
      optional("discount_rate", &CashTable::discount_rate, Unit::fraction, Range{-0.5, 1.0},
               "effective yearly rate of present values"));
};

}  // namespace plimsoll
