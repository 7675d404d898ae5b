#pragma once

#include <span>
#include <string>
#include <vector>

#include "plimsoll/models/measure/jackknife.hpp"
#include "plimsoll/models/reserve/reserve.hpp"
#include "plimsoll/scenarios/study.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// One contract in one year, or summed over years, as something to be chosen: its trials and its reserve.
class Option {
 public:
  /// Of a table with contract_trial_columns; plain trials.
  Option(Study const& study, TrialTable const& trials, std::string const& contract, int year);
  /// Over all performance years. What is owed is what the sum comes to, as if every year were paid at once.
  Option(Study const& study, TrialTable const& trials, std::string const& contract);

  std::string const& contract() const { return contract_; }
  std::span<double const> settlement() const { return settlement_; }
  std::span<double const> owed() const { return owed_; }
  ReserveLine const& reserve() const { return reserve_; }
  /// The reserve without each group of trials in turn.
  std::vector<double> reserve_without_each() const;

 private:
  void size(Study const& study, std::string const& id);

  std::string contract_;
  ReserveRule rule_;
  std::vector<double> settlement_, owed_;
  Figure maximum_;
  ReserveLine reserve_;
};

/// The reserve of `a` less that of `b`, on the same trials; its error is the jackknife's.
Figure reserve_difference(std::string id, Option const& a, Option const& b);

}  // namespace plimsoll
