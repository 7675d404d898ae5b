#pragma once

#include <span>
#include <string>
#include <vector>

#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/models/reserve/reserve.hpp"
#include "plimsoll/scenarios/study.hpp"
#include "plimsoll/sim/trial_table.hpp"

namespace plimsoll {

/// One contract in one year, or summed over years, as something to be chosen: its trials and its reserve.
class Option {
 public:
  /// Of a table with contract_trial_columns; plain trials. Ids of figures are `<id>.settlement.mean`,
  /// `<id>.reserve`, ...; `<contract>.<year>` when not given. Throws ModelError where the study's policy has
  /// no reserve for it: a share of a maximum there is not.
  Option(Study const& study, TrialTable const& trials, std::string const& contract, int year,
         std::string const& id = {});
  /// Over all performance years. What is owed is what the sum comes to, as if every year were paid at once.
  Option(Study const& study, TrialTable const& trials, std::string const& contract);

  std::string const& contract() const { return contract_; }
  Sample const& settled() const { return settled_; }
  std::span<double const> settlement() const { return settled_.by_trial(); }
  std::span<double const> owed() const { return owed_; }
  ReserveLine const& reserve() const { return reserve_; }
  /// The reserve without each group of trials in turn; worked out when first asked for.
  std::vector<double> const& reserve_without_each() const;

 private:
  Option(Study const& study, std::string contract, std::string const& id, std::vector<double> settlement,
         Figure maximum);

  std::string contract_;
  Sample settled_;
  std::vector<double> owed_;
  Figure maximum_;
  ReserveLine reserve_;
  mutable std::vector<double> without_each_;
};

/// The reserve of `a` less that of `b`, on the same trials; its error is the jackknife's.
Figure reserve_difference(std::string id, Option const& a, Option const& b);

}  // namespace plimsoll
