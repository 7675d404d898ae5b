#pragma once

#include <span>
#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/models/measure/trial_design.hpp"

namespace plimsoll {

/// A contract-year's spend cut into parts that add up, by trial, beside what the contract settles.
struct SpendCut {
  std::vector<std::string> names;
  std::vector<std::vector<double>> parts;  ///< dollars, by part and trial
  std::span<double const> settlement;
};

/// Columns of tables of parts: mean spend, share of variance, of the standard deviation, overrun in bad
/// years.
TableBuilder parts_table(std::string id, std::string title);
/// Notes that say what the columns are.
void note_parts(TableBuilder& table, double tail_share);

/// A row for each part and one for the total, ids `contract.PART`. Variance: the part's covariance with the
/// total, over its variance. Overrun: mean of the part in the trials that settle worst, the share
/// `tail_share` of them, above its mean. Both add up to the total's. Errors by jackknife over groups of
/// trials. Expects two trials at least.
void append_parts(std::string const& contract, int year, SpendCut const& cut, SharedDesign const& design,
                  double tail_share, TableBuilder& table);

}  // namespace plimsoll
