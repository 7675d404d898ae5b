#include "member_tallies.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace plimsoll {
namespace {

void add_lanes(Lanes& sum, Lanes const& addend) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) sum[lane] += addend[lane];
}

}  // namespace

MemberTallies::MemberTallies(PanelId panel, TallyPlan const& plan, DriverLanes const& drivers,
                             YearAxis const& years, std::size_t year, Experience& experience) {
  for (std::size_t t = 0; t < plan.tallies().size(); ++t) {
    Tally const& tally = plan.tallies()[t];
    if (tally.panel != panel) continue;
    Work work{&tally, &experience.at(static_cast<TallyId>(t), year), {}};
    if (!tally.limit) {
      plain_.push_back(work);
      continue;
    }
    QuantityLanes const dollars(*tally.limit, drivers, years, year);
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      work.limit_cents[lane] = std::nearbyint(dollars[lane] * 100.0);
    limited_.push_back(work);
  }
}

void MemberTallies::add(ExposureClass exposure, int full_months, std::span<Lanes const> cents,
                        Lanes const* months) {
  sum_lanes(cents, total_);
  for (Work const& work : plain_) {
    if (work.tally->exposure && *work.tally->exposure != exposure) continue;
    if (work.tally->shape == TallyShape::amount)
      add_lanes(*work.sum, total_of(work.tally->scope, cents));
    else if (months)
      add_lanes(*work.sum, *months);
    else
      for (double& lane : *work.sum) lane += full_months;
  }
  if (!limited_.empty()) add_limited(exposure, full_months, cents);
}

void MemberTallies::add_limited(ExposureClass exposure, int full_months, std::span<Lanes const> cents) {
  Limits const& limits = limits_for(full_months);
  list_above(total_, limits.lowest, above_);
  if (above_.size == 0) return;
  for (std::size_t i = 0; i < limited_.size(); ++i) {
    Work const& work = limited_[i];
    if (work.tally->exposure && *work.tally->exposure != exposure) continue;
    Lanes const& total = total_of(work.tally->scope, cents);
    Lanes const& limit = limits.of_work[i];
    bool const count = work.tally->shape == TallyShape::over;
    for (std::size_t k = 0; k < above_.size; ++k) {
      std::uint32_t const lane = above_.lane[k];
      if (total[lane] > limit[lane]) (*work.sum)[lane] += count ? 1.0 : total[lane] - limit[lane];
    }
  }
}

MemberTallies::Limits const& MemberTallies::limits_for(int full_months) {
  std::optional<Limits>& limits = limits_.at(static_cast<std::size_t>(full_months));
  if (limits) return *limits;
  limits.emplace();
  limits->lowest.fill(std::numeric_limits<double>::infinity());
  for (Work const& work : limited_) {
    Lanes& met = limits->of_work.emplace_back(work.limit_cents);
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
    if (scope.includes(category)) add_lanes(scratch_, cents[category]);
  return scratch_;
}

}  // namespace plimsoll
