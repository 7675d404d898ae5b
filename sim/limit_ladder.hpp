#pragma once

#include <optional>
#include <vector>

#include "plimsoll/core/lane_list.hpp"
#include "plimsoll/core/lanes.hpp"
#include "plimsoll/models/experience/tally.hpp"

namespace plimsoll {

/// Tallies of one sum of members whose limits are fixed, the lowest first: a member's year climbs no higher
/// than the first limit it stays below, so a whole curve of limits costs little more than one.
class LimitLadder {
 public:
  LimitLadder(Scope scope, std::optional<ExposureClass> exposure, LimitBasis basis)
      : scope_(scope), exposure_(exposure), basis_(basis) {}

  bool takes(Tally const& tally) const;
  void add(TallyShape shape, double limit_cents, Lanes& sum);

  Scope scope() const { return scope_; }
  bool counts(ExposureClass exposure) const { return !exposure_ || *exposure_ == exposure; }
  /// As members of so many months meet it, in whole cents.
  double lowest(int full_months) const { return met(rungs_.front().limit_cents, full_months); }

  /// Adds one member's year in the lanes listed.
  void climb(int full_months, Lanes const& cents, LaneList const& lanes) const;

 private:
  struct Rung {
    double limit_cents;
    Lanes *excess = nullptr, *over = nullptr, *months_over = nullptr;
  };
  double met(double limit_cents, int full_months) const;

  Scope scope_;
  std::optional<ExposureClass> exposure_;
  LimitBasis basis_;
  std::vector<Rung> rungs_;  // ascending, never empty once a tally is in
};

}  // namespace plimsoll
