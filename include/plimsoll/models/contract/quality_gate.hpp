#pragma once

#include <optional>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

// Gates and ladders act on what is paid to us; what we owe is untouched. They meet or exceed.

/// Quality gate on a score: all or nothing.
struct QualityGate {
  Quantity score;
  Quantity standard;
  static constexpr Clause clause{"quality_gate", "Cancels what is paid to us below the quality standard.",
                                 "contract: quality gate"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields =
      field_table(required("score", &QualityGate::score, Unit::none, not_negative, "quality score"),
                  required("standard", &QualityGate::standard, Unit::none, not_negative,
                           "score that meets the standard, in the score's unit"));
};
/// Line: -balance where balance > 0 and score < standard.
Expr apply(QualityGate const& term, Position const& at);

/// Gate on single measures: all of them, or k of n.
struct MeasureGate {
  std::vector<Quantity> passed;
  std::optional<Quantity> needed;
  static constexpr Clause clause{"measure_gate",
                                 "Cancels what is paid to us unless enough of the measures pass.",
                                 "contract: quality measures"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields =
      field_table(required("passed", &MeasureGate::passed, Unit::none, unit_interval,
                           "results of the measures: 1 where passed, else 0 (passed from 0.5 up)"),
                  optional("needed", &MeasureGate::needed, Unit::count, not_negative,
                           "how many must pass; all when not given"));
};
/// Line: -balance where balance > 0 and fewer than `needed` passed.
Expr apply(MeasureGate const& term, Position const& at);
std::vector<Problem> faults_in(MeasureGate const& term, PanelView const& view);

/// Share of what is paid to us by steps of a score; nothing below the first step.
struct Ladder {
  Quantity score;
  std::vector<TablePoint> steps;
  static constexpr Clause clause{"ladder", "Scales what is paid to us by the step a score reaches.",
                                 "contract: payment ladder"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields =
      field_table(required("score", &Ladder::score, Unit::none, not_negative, "score that climbs the ladder"),
                  required("steps", &Ladder::steps, Unit::fraction, unit_interval,
                           "steps [least score, share paid], ascending; nothing is paid below the first"));
};
/// Line: (share of the highest step reached - 1) · balance where balance > 0.
Expr apply(Ladder const& term, Position const& at);
std::vector<Problem> faults_in(Ladder const& term, PanelView const& view);

/// Share of what is paid to us in proportion to a score between two ends.
struct LinearLadder {
  Quantity score;
  Quantity low;
  Quantity high;
  static constexpr Clause clause{"linear_ladder",
                                 "Scales what is paid to us in proportion to a score between two ends.",
                                 "contract: payment scale"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      required("score", &LinearLadder::score, Unit::none, not_negative, "score on the scale"),
      required("low", &LinearLadder::low, Unit::none, not_negative, "score up to which nothing is paid"),
      required("high", &LinearLadder::high, Unit::none, not_negative, "score from which all is paid"));
};
/// Line: (clip((score - low) / (high - low), 0, 1) - 1) · balance where balance > 0.
Expr apply(LinearLadder const& term, Position const& at);
std::vector<Problem> faults_in(LinearLadder const& term, PanelView const& view);

/// A rung of a term that pays by levels: what must be reached, and the term as it stands there.
template <class T>
struct Rung {
  double at = 0.0;  ///< score, or number of measures passed
  T term;
};
/// Rungs from the bottom (nothing reached) up, each with its results fixed; none where the standard or the
/// ends are not. For tables of what a level is worth.
std::vector<Rung<QualityGate>> rungs_of(QualityGate const& term);
std::vector<Rung<MeasureGate>> rungs_of(MeasureGate const& term);
std::vector<Rung<Ladder>> rungs_of(Ladder const& term);
std::vector<Rung<LinearLadder>> rungs_of(LinearLadder const& term);

}  // namespace plimsoll
