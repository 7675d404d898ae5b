#include "member_tallies.hpp"

#include <cmath>

namespace plimsoll {

MemberTallies::MemberTallies(PanelId panel, TallyPlan const& plan, DriverLanes const& drivers,
                             YearAxis const& years, std::size_t year, Experience& experience) {
  for (std::size_t t = 0; t < plan.tallies().size(); ++t) {
    Tally const& tally = plan.tallies()[t];
    if (tally.panel != panel) continue;
    Work work{&tally, &experience.at(static_cast<TallyId>(t), year), {}};
    if (tally.limit) {
      QuantityLanes const dollars(*tally.limit, drivers, years, year);
      Lanes& cents = work.limit_cents.emplace_back();
      for (std::size_t lane = 0; lane < lane_count; ++lane)
        cents[lane] = std::nearbyint(dollars[lane] * 100.0);
    }
    work_.push_back(std::move(work));
  }
}

void MemberTallies::add(ExposureClass exposure, int full_months, Lanes const& months,
                        std::span<Lanes const> cents) {
  total_ = cents.front();
  for (Lanes const& category : cents.subspan(1))
    for (std::size_t lane = 0; lane < lane_count; ++lane) total_[lane] += category[lane];
  for (Work const& work : work_) {
    if (work.tally->exposure && *work.tally->exposure != exposure) continue;
    switch (work.tally->shape) {
      case TallyShape::member_months:
        for (std::size_t lane = 0; lane < lane_count; ++lane) (*work.sum)[lane] += months[lane];
        break;
      case TallyShape::amount: add_amount(work, cents); break;
      case TallyShape::excess:
      case TallyShape::over: add_beyond_limit(work, full_months, cents); break;
    }
  }
}

Lanes const& MemberTallies::total_of(Scope scope, std::span<Lanes const> cents) {
  if (scope.is_all()) return total_;
  scratch_ = Lanes{};
  for (std::size_t category = 0; category < cents.size(); ++category)
    if (scope.includes(category))
      for (std::size_t lane = 0; lane < lane_count; ++lane) scratch_[lane] += cents[category][lane];
  return scratch_;
}

void MemberTallies::add_amount(Work const& work, std::span<Lanes const> cents) {
  Lanes const& total = total_of(work.tally->scope, cents);
  for (std::size_t lane = 0; lane < lane_count; ++lane) (*work.sum)[lane] += total[lane];
}

void MemberTallies::add_beyond_limit(Work const& work, int full_months, std::span<Lanes const> cents) {
  Lanes const& total = total_of(work.tally->scope, cents);
  bool const count = work.tally->shape == TallyShape::over;
  bool const annualised = work.tally->basis == LimitBasis::annualised;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    double const whole = work.limit_cents.front()[lane];
    double const limit = annualised ? std::nearbyint(whole * full_months / 12.0) : whole;
    if (total[lane] > limit) (*work.sum)[lane] += count ? 1.0 : total[lane] - limit;
  }
}

}  // namespace plimsoll
