#pragma once

#include <span>
#include <string>

#include "plimsoll/models/measure/figure.hpp"
#include "plimsoll/models/measure/trial_design.hpp"

namespace plimsoll {

// Support for decisions the preparer of accounts makes: which amounts a stated reading of a standard gives.
// None of it is "the" accounting, and no threshold here is in the text of a standard.

/// What is accrued when owing is probable.
enum class LossAmount { mean_if_owing, median_if_owing };
/// How variable consideration is estimated before it is constrained. ASC 606-10-32-8.
enum class GainMethod { expected_value, most_likely };

/// Choices of the preparer. ASC 450-20-25-2 (losses), ASC 606-10-32-5 to 32-13 (gains).
struct RecognitionRule {
  double probable = 0.70;  ///< chance of owing from which a loss is accrued
  LossAmount loss_amount = LossAmount::mean_if_owing;
  GainMethod gain_method = GainMethod::expected_value;
  double confidence = 0.75;  ///< chance asked for that recognised upside does not reverse
};

/// One contract-year under the rule; dollars.
struct RecognitionLine {
  Figure chance_of_owing;
  bool accrues = false;   ///< chance of owing at or above `probable`
  Figure accrued;         ///< what ASC 450 accrues; 0 where nothing is
  Figure low, high;       ///< 5th and 95th percentile of what may be owed: the range to disclose
  Figure expected;        ///< E[max(0, Z)]
  Figure most_likely;     ///< the single most likely amount paid to us
  Figure likely_if_paid;  ///< the most likely amount where something is paid
  Figure constrained;     ///< max(0, (1 - confidence) percentile of the settlement)
  Figure recognised;      ///< the lesser of the method's estimate and what the constraint leaves
  Figure unrecognised;    ///< expected less recognised: not lost, only not booked
};

/// Expects settlements by trial, positive to us, at least one. Ids are `<id>.accrued` and the like.
RecognitionLine recognise(std::span<double const> settlement, RecognitionRule const& rule,
                          std::string const& id, SharedDesign const& design = nullptr);

/// The single most likely of the amounts: one that at least 1 % of the weight takes, the heaviest if there
/// are several; else the middle of the shortest interval that holds a fifth of them. The error of the latter
/// is by subsampling at the cube-root rate, that of the former 0. J. H. Venter (1967), Ann. Math. Stat. 38,
/// 1446-1455; D. N. Politis, J. P. Romano, M. Wolf, Subsampling (1999).
Figure most_likely_amount(std::string id, std::span<double const> amounts,
                          SharedDesign const& design = nullptr);

/// Premium deficiency: max(0, -E[Z]) of what is left of a contract or group of them; nothing of another group
/// pays for it. ASC 944-60-25; ASOP 42.
Figure premium_deficiency(std::string id, std::span<double const> settlement,
                          SharedDesign const& design = nullptr);

}  // namespace plimsoll
