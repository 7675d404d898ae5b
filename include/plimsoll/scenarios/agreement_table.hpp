#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "plimsoll/core/field.hpp"
#include "plimsoll/core/quantity.hpp"

namespace plimsoll {

/// `[agreement.NAME.prior_savings]`: part of the savings of the years before a renewal, given back
/// (42 CFR 425.658).
struct PriorSavingsTable {
  Quantity share = 0.5;
  Quantity cap = 0.05;
  std::optional<Quantity> national;
  static constexpr auto fields = field_table(
      optional("share", &PriorSavingsTable::share, Unit::fraction, unit_interval,
               "share of the mean savings per capita of the new base years that is added to the benchmark"),
      optional("cap", &PriorSavingsTable::cap, Unit::fraction, unit_interval,
               "most that is added, as a share of national cost; needs national"),
      optional("national", &PriorSavingsTable::national, Unit::dollars_pbpy, not_negative,
               "national cost per beneficiary-year of the last base year; no limit when not given"));
};

/// `[agreement.NAME.exit]`: the contract ends before its time.
struct ExitTable {
  std::optional<std::int64_t> year;
  std::int64_t months = 12;
  std::int64_t free_months = 6;
  std::optional<std::int64_t> after_losses;
  static constexpr auto fields = field_table(
      optional("year", &ExitTable::year, Unit::years, Range{1901, 2155}, "last year the contract stands"),
      optional("months", &ExitTable::months, Unit::months, Range{1, 12},
               "months of that year it stands; below 12 no savings are paid and losses are pro-rated (42 CFR "
               "425.221)"),
      optional("free_months", &ExitTable::free_months, Unit::months, Range{0, 11},
               "with no more months than this nothing is owed for that year"),
      optional("after_losses", &ExitTable::after_losses, Unit::count, Range{1, 10},
               "ends at the close of this many years in a row that owed, trial by trial"));
};

/// `[agreement.NAME.carry]`: what of a year is held against later ones instead of paid.
struct CarryTable {
  Quantity losses = 0.0;
  Quantity gains = 0.0;
  bool settled_at_end = false;
  static constexpr auto fields = field_table(
      optional("losses", &CarryTable::losses, Unit::fraction, unit_interval,
               "share of a loss that is not paid but reduces later gains"),
      optional("gains", &CarryTable::gains, Unit::fraction, unit_interval,
               "share of a gain that is not paid but reduces later losses"),
      optional("settled_at_end", &CarryTable::settled_at_end,
               "true: the balance is paid in the last year of each agreement, or on exit; else it is carried "
               "on"));
};

/// `[agreement.NAME]`: how long contracts stand and what happens when they are renewed, left, or end a year
/// in debt.
struct AgreementTable {
  std::optional<std::int64_t> start;
  std::int64_t years = 5;
  std::vector<double> renewal_weights;
  std::optional<PriorSavingsTable> prior_savings;
  std::optional<ExitTable> exit;
  std::optional<CarryTable> carry;
  static constexpr auto fields = field_table(
      optional("start", &AgreementTable::start, Unit::years, Range{1901, 2155},
               "first year of the first agreement; the first performance year when not given"),
      optional("years", &AgreementTable::years, Unit::years, Range{1, 20}, "length of each agreement"),
      optional("renewal_weights", &AgreementTable::renewal_weights, Unit::fraction, unit_interval,
               "weights of the years before a renewal, the oldest first; the benchmark's base_year_weights "
               "when not given"),
      optional("prior_savings", &AgreementTable::prior_savings,
               "gives part of earlier savings back at a renewal"),
      optional("exit", &AgreementTable::exit, "ends the contract early"),
      optional("carry", &AgreementTable::carry, "carries losses or gains to later years"));
};

}  // namespace plimsoll
