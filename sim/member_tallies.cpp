#include "member_tallies.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace plimsoll {
MemberTallies::MemberTallies(PanelId panel, Attribution attribution, TallyPlan const& plan,
                             DriverLanes const& drivers, YearAxis const& years, std::size_t year,
                             Experience& experience) {
  for (std::size_t t = 0; t < plan.tallies().size(); ++t) {
    Tally const& tally = plan.tallies()[t];
    if (tally.panel != panel || tally.attribution != attribution) continue;
    Work work{&tally, &experience.at(static_cast<TallyId>(t), year), {}};
    if (!tally.limit) {
      plain_.push_back(work);
      continue;
    }
    QuantityLanes const dollars(*tally.limit, drivers, years, year);
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      work.limit_cents[lane] = std::nearbyint(dollars[lane] * 100.0);
    if (tally.limit->is_driver())
      drawn_.push_back(work);
    else
      add_fixed(tally, work.limit_cents.front(), *work.sum);
  }
}

void MemberTallies::add_fixed(Tally const& tally, double limit_cents, Lanes& sum) {
  auto ladder = std::find_if(fixed_.begin(), fixed_.end(),
                             [&](LimitLadder const& known) { return known.takes(tally); });
  if (ladder == fixed_.end())
    ladder = fixed_.insert(ladder, LimitLadder(tally.scope, tally.exposure, tally.basis));
  ladder->add(tally.shape, limit_cents, sum);
}

void MemberTallies::add(ExposureClass exposure, int full_months, std::span<Lanes const> cents,
                        Lanes const* months) {
  sum_lanes(cents, total_);
  for (Work const& work : plain_) {
    if (work.tally->exposure && *work.tally->exposure != exposure) continue;
    if (work.tally->shape == TallyShape::amount)
      add_lanes(total_of(work.tally->scope, cents), *work.sum);
    else if (months)
      add_lanes(*months, *work.sum);
    else
      add_lanes(full_months, *work.sum);
  }
  if (!drawn_.empty() || !fixed_.empty()) add_limited(exposure, full_months, cents);
}

void MemberTallies::add_in_lane(ExposureClass exposure, int months, std::span<Lanes const> cents,
                                std::size_t lane) {
  for (Work const& work : plain_) {
    if (work.tally->exposure && *work.tally->exposure != exposure) continue;
    (*work.sum)[lane] += work.tally->shape == TallyShape::amount
                             ? total_in_lane(work.tally->scope, cents, lane)[lane]
                             : months;
  }
  if (drawn_.empty() && fixed_.empty()) return;
  Limits const& limits = limits_for(months);
  if (!(total_in_lane(Scope::all(), cents, lane)[lane] > limits.lowest[lane])) return;
  above_.size = 1;
  above_.lane[0] = static_cast<std::uint32_t>(lane);
  for (LimitLadder const& ladder : fixed_)
    if (ladder.counts(exposure)) ladder.climb(months, total_in_lane(ladder.scope(), cents, lane), above_);
  for (std::size_t i = 0; i < drawn_.size(); ++i) {
    Tally const& tally = *drawn_[i].tally;
    if (!tally.exposure || *tally.exposure == exposure)
      add_drawn(drawn_[i], months, limits.drawn[i], total_in_lane(tally.scope, cents, lane));
  }
}

void MemberTallies::add_limited(ExposureClass exposure, int full_months, std::span<Lanes const> cents) {
  Limits const& limits = limits_for(full_months);
  list_above(total_, limits.lowest, above_);
  if (above_.size == 0) return;
  for (LimitLadder const& ladder : fixed_)
    if (ladder.counts(exposure)) ladder.climb(full_months, total_of(ladder.scope(), cents), above_);
  for (std::size_t i = 0; i < drawn_.size(); ++i)
    if (!drawn_[i].tally->exposure || *drawn_[i].tally->exposure == exposure)
      add_drawn(drawn_[i], full_months, limits.drawn[i], total_of(drawn_[i].tally->scope, cents));
}

void MemberTallies::add_drawn(Work const& work, int full_months, Lanes const& limit, Lanes const& total) {
  TallyShape const shape = work.tally->shape;
  for (std::size_t k = 0; k < above_.size; ++k) {
    std::uint32_t const lane = above_.lane[k];
    double const above = total[lane] - limit[lane];
    if (above > 0.0)
      (*work.sum)[lane] += shape == TallyShape::excess ? above
                           : shape == TallyShape::over ? 1.0
                                                       : full_months;
  }
}

MemberTallies::Limits const& MemberTallies::limits_for(int full_months) {
  std::optional<Limits>& limits = limits_.at(static_cast<std::size_t>(full_months));
  if (limits) return *limits;
  limits.emplace();
  limits->lowest.fill(std::numeric_limits<double>::infinity());
  for (LimitLadder const& ladder : fixed_)
    for (double& lowest : limits->lowest) lowest = std::min(lowest, ladder.lowest(full_months));
  for (Work const& work : drawn_) {
    Lanes& met = limits->drawn.emplace_back(work.limit_cents);
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      if (work.tally->basis == LimitBasis::annualised)
        met[lane] = std::nearbyint(met[lane] * full_months / 12.0);
      limits->lowest[lane] = std::min(limits->lowest[lane], met[lane]);
    }
  }
  return *limits;
}

Lanes const& MemberTallies::total_of(Scope scope, std::span<Lanes const> cents) {
  if (scope.is_all()) return total_;
  for (std::size_t category = 0; category < cents.size(); ++category)
    if (scope == Scope::of(category)) return cents[category];
  scratch_ = Lanes{};
  for (std::size_t category = 0; category < cents.size(); ++category)
    if (scope.includes(category)) add_lanes(cents[category], scratch_);
  return scratch_;
}

Lanes const& MemberTallies::total_in_lane(Scope scope, std::span<Lanes const> cents, std::size_t lane) {
  scratch_[lane] = 0.0;
  for (std::size_t category = 0; category < cents.size(); ++category)
    if (scope.includes(category)) scratch_[lane] += cents[category][lane];
  return scratch_;
}

}  // namespace plimsoll
