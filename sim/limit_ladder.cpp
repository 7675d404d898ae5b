#include "limit_ladder.hpp"

#include <cmath>

namespace plimsoll {

bool LimitLadder::takes(Tally const& tally) const {
  return tally.scope == scope_ && tally.exposure == exposure_ && tally.basis == basis_;
}

void LimitLadder::add(TallyShape shape, double limit_cents, Lanes& sum) {
  auto const slot = shape == TallyShape::excess ? &Rung::excess
                    : shape == TallyShape::over ? &Rung::over
                                                : &Rung::months_over;
  // Limits listed by year may meet in one year and part in another: then each keeps a rung.
  auto at = rungs_.begin();
  while (at != rungs_.end() &&
         (at->limit_cents < limit_cents || (at->limit_cents == limit_cents && (*at).*slot)))
    ++at;
  if (at == rungs_.end() || at->limit_cents != limit_cents) at = rungs_.insert(at, Rung{limit_cents});
  (*at).*slot = &sum;
}

double LimitLadder::met(double limit_cents, int full_months) const {
  bool const whole = full_months == 12 || basis_ == LimitBasis::policy_year;
  return whole ? limit_cents : std::nearbyint(limit_cents * full_months / 12.0);
}

void LimitLadder::climb(int full_months, Lanes const& cents, LaneList const& lanes) const {
  for (std::size_t k = 0; k < lanes.size; ++k) {
    std::uint32_t const lane = lanes.lane[k];
    for (Rung const& rung : rungs_) {
      double const above = cents[lane] - met(rung.limit_cents, full_months);
      if (!(above > 0.0)) break;
      if (rung.excess) (*rung.excess)[lane] += above;
      if (rung.over) (*rung.over)[lane] += 1.0;
      if (rung.months_over) (*rung.months_over)[lane] += full_months;
    }
  }
}

}  // namespace plimsoll
