#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/scenarios/cash_flows.hpp"

namespace plimsoll {

using ByTrial = std::vector<double>;

/// One row of the printed calendar, in dollars by trial.
struct PeriodCash {
  std::string name;  ///< 2027-03, 2027-Q1 or 2027
  ByTrial net, balance, debt;
};

/// One kind of flow, in dollars by trial.
struct KindCash {
  FlowKind kind = FlowKind::base_ffs;
  bool any = false;  ///< whether any trial has some
  ByTrial total, present;
};

/// A balance at its least, by trial.
struct LowCash {
  ByTrial balance, point;
};

/// One calendar year of a budget, in dollars by trial.
struct BudgetCash {
  int year = 0;
  ByTrial paid;      ///< everything but settlements, as it is paid
  ByTrial received;  ///< settlements paid to us
  ByTrial owed;      ///< settlements we owe for the performance year, at or below 0
  ByTrial earned;    ///< settlements paid to us for the performance year, whenever they are
};

/// Calendars of all trials, as far as tables are made of them.
struct CashSample {
  std::vector<PeriodCash> periods;
  std::array<KindCash, flow_kinds.size()> kinds;
  ByTrial present;                       ///< of all flows before funding
  LowCash before, after;                 ///< funding; after only where there is some
  ByTrial cost, most_owed, owed_at_end;  ///< of the funding
  std::vector<BudgetCash> budget;
  bool funded = false;
};

/// Terms of a study's funding.
Funding funding_of(FundingTable const& table);
/// Effective yearly rate of present values; 0 when not given.
double discount_rate(Study const& study);

/// Follows every trial; `threads` changes no value.
CashSample cash_sample(Study const& study, CashFlows const& flows, std::size_t trials, std::size_t threads);

}  // namespace plimsoll
