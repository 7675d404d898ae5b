#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "plimsoll/models/cash/month_axis.hpp"
#include "plimsoll/models/cash/ramp.hpp"
#include "plimsoll/scenarios/study.hpp"

namespace plimsoll {

/// Whether a study says anything of cash: dates, investments, funding, or what a programme costs and earns.
bool has_cash(Study const& study);

/// Whether all of a contract's balance is paid month by month, so that it needs no settlement date.
bool is_paid_monthly(ContractTable const& contract);
/// Whether its payments have dates.
bool has_dates(ContractTable const& contract);

/// The first month of the calendar.
std::chrono::year_month cash_start(Study const& study);
std::chrono::year_month january_of(std::int64_t year);
/// From the start to the last month anything can be paid in.
MonthAxis cash_months(Study const& study);
/// Month of a payment `months` after the start or the end of a calendar year.
std::chrono::year_month payment_month(PaymentFrom from, std::int64_t year, std::int64_t months);

/// Number of the first month of a performance year, as programmes count.
std::int64_t first_month(RunTable const& run, std::int64_t year);
Ramp ramp_of(ProgramTable const& program);
/// Part of its effect a programme has, by performance year.
std::vector<double> effect_by_year(ProgramTable const& program, RunTable const& run);

}  // namespace plimsoll
