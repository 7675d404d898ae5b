#pragma once

#include "plimsoll/models/cost/cost_model.hpp"
#include "plimsoll/sim/member_panel.hpp"

namespace plimsoll::bench {

/// How often an engine needs each kernel for one member in one trial, nothing moved: expectations from the
/// laws of the panel, summed over its categories and averaged over its members.
struct KernelNeeds {
  double pages = 0.0;          ///< pages of four words, for every lane or for those of a list
  double counts = 0.0;         ///< at one mean
  double sums = 0.0;           ///< one look-up of a sum
  double first_amounts = 0.0;  ///< look-ups of a first claim, needed or not
  double lists_of_more = 0.0;  ///< lanes looked at for further claims
  double four_amounts = 0.0;   ///< pages of up to four further claims added
  double prices = 0.0;         ///< categories priced at the end
  double rare_lists = 0.0;     ///< lanes looked at for a rare claim
  double tallies = 0.0;        ///< member's years added and held against the cap
};

/// Of the panel as tabled for claims or for sums; `model` is what it was tabled from.
KernelNeeds needs_of(TabledPanel const& panel, CostModel const& model, AmountDraw amounts);

}  // namespace plimsoll::bench
