#include "panel_sums.hpp"

#include <algorithm>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

using Shape = PanelSum::Shape;

/// As a tally, so that equal limits are told by the same rule as those of tallies.
Tally as_tally(PanelSum const& sum) {
  return {PanelId{}, sum.scope, TallyShape::excess, sum.exposure, sum.limit, sum.basis};
}

PanelSum sum_of(Shape shape, Tally const& tally) {
  if (shape == Shape::amount) return {shape, tally.scope, tally.exposure, {}, LimitBasis::annualised};
  return {shape, tally.scope, tally.exposure, tally.limit, tally.basis};
}

bool equal(PanelSum const& a, PanelSum const& b) {
  return a.shape == b.shape && as_tally(a) == as_tally(b);
}

void add(std::vector<PanelSum>& sums, PanelSum sum) {
  if (std::none_of(sums.begin(), sums.end(), [&](PanelSum const& known) { return equal(known, sum); }))
    sums.push_back(std::move(sum));
}

bool covers(PanelSum const& sum, ExposureClass exposure) {
  return !sum.exposure || *sum.exposure == exposure;
}

double limit_in(PanelSum const& sum, YearAxis const& years, std::size_t year) {
  if (sum.limit->is_driver())
    throw ModelError(
        "limit " + sum.limit->path().text() +
        " is drawn, and the conditional preview is tabulated for fixed limits; give it a number");
  return sum.limit->fixed(year < years.base.size() ? 0 : year - years.base.size());
}

LimitedSum limited_sum(PanelSum const& sum, std::size_t categories, YearAxis const& years, std::size_t year) {
  bool const cut = sum.limit.has_value();
  LimitedSum limited{cut ? sum.shape : Shape::amount, std::vector<bool>(categories), true, 0.0, sum.basis};
  for (std::size_t c = 0; c < categories; ++c) limited.summed[c] = sum.scope.includes(c);
  if (cut) limited.limit = limit_in(sum, years, year);
  return limited;
}

}  // namespace

std::vector<PanelSum> sums_of(TallyPlan const& plan, PanelId panel) {
  std::vector<PanelSum> capped, amounts, overs;
  for (Tally const& tally : plan.tallies()) {
    if (tally.panel != panel || tally.shape == TallyShape::member_months) continue;
    if (tally.shape == TallyShape::over) {
      add(overs, sum_of(Shape::over, tally));
      continue;
    }
    add(amounts, sum_of(Shape::amount, tally));
    if (tally.shape == TallyShape::excess) add(capped, sum_of(Shape::capped, tally));
  }
  std::vector<PanelSum> sums = std::move(capped);
  sums.insert(sums.end(), amounts.begin(), amounts.end());
  sums.insert(sums.end(), overs.begin(), overs.end());
  if (!sums.empty() && sums.front().exposure) {
    sums.insert(sums.begin(), {Shape::leading, sums.front().scope, {}, {}, LimitBasis::annualised});
  }
  return sums;
}

std::size_t find_sum(std::vector<PanelSum> const& sums, Shape shape, Tally const& tally) {
  PanelSum const wanted = sum_of(shape, tally);
  auto const found =
      std::find_if(sums.begin(), sums.end(), [&](PanelSum const& sum) { return equal(sum, wanted); });
  PLIMSOLL_EXPECT(found != sums.end());
  return static_cast<std::size_t>(found - sums.begin());
}

std::vector<LimitedSum> limited_sums(std::vector<PanelSum> const& sums, ExposureClass exposure,
                                     std::size_t categories, YearAxis const& years, std::size_t year) {
  std::vector<LimitedSum> limited;
  for (PanelSum const& sum : sums) {
    if (sum.shape == Shape::leading) {
      auto const met = std::find_if(sums.begin(), sums.end(), [&](PanelSum const& other) {
        return &other != &sum && other.shape != Shape::over && covers(other, exposure);
      });
      limited.push_back(limited_sum(met == sums.end() ? sum : *met, categories, years, year));
      continue;
    }
    limited.push_back(limited_sum(sum, categories, years, year));
    limited.back().counts = covers(sum, exposure);
  }
  return limited;
}

}  // namespace plimsoll
