#include "plimsoll/sim/drivers.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "correlation.hpp"
#include "parallel.hpp"
#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/normal.hpp"

namespace plimsoll {
namespace {

double fresh_share(Driver const& driver) {
  return std::sqrt(1.0 - driver.year_correlation * driver.year_correlation);
}

/// Normal scores of one driver, by year: stationary with correlation phi between neighbours. The chain starts
/// at the first performance year and runs both ways (the process is reversible), so that adding a base year
/// or a later year moves no other year's values. `fresh` are the driver's own of the plan's list.
std::vector<Lanes> own_scores(Driver const& driver, YearAxis const& years, std::span<Lanes const> fresh) {
  double const phi = driver.year_correlation;
  double const share = fresh_share(driver);
  std::vector<Lanes> scores(years.size());
  std::size_t const first = years.base.size();
  std::size_t next = 0;
  scores[first] = fresh[next++];
  auto const step = [&](std::size_t from, std::size_t to) {
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      scores[to][lane] = phi * scores[from][lane] + (share > 0.0 ? share * fresh[next][lane] : 0.0);
    if (share > 0.0) ++next;
  };
  for (std::size_t year = first + 1; year < years.size(); ++year) step(year - 1, year);
  for (std::size_t year = first; year-- > 0;) step(year + 1, year);
  return scores;
}

}  // namespace

DriverPlan::DriverPlan(std::vector<Driver> drivers, std::vector<RankCorrelation> const& correlations)
    : drivers_(std::move(drivers)) {
  std::vector<std::optional<LawQuantile>> made(drivers_.size());  // hundreds of laws may need tables
  for_all(made.size(), [&](std::size_t i) { made[i].emplace(drivers_[i].law); });
  for (std::optional<LawQuantile>& quantile : made) quantiles_.push_back(std::move(*quantile));
  std::vector<PearsonEntry> entries;
  for (RankCorrelation const& asked : correlations) {
    auto const a = find(asked.a), b = find(asked.b);
    PLIMSOLL_EXPECT(a && b && *a != *b);
    entries.push_back({*a, *b, pearson_of_rank(asked.rank)});
  }
  CorrelationFactor result = factor_of(drivers_.size(), entries);
  factor_ = std::move(result.factor);
  notice_ = std::move(result.notice);
}

std::vector<FreshScore> DriverPlan::fresh_scores(YearAxis const& years) const {
  std::vector<FreshScore> scores;
  std::size_t const first = years.base.size();
  for (std::size_t i = 0; i < drivers_.size(); ++i) {
    scores.push_back({i, first});
    if (fresh_share(drivers_[i]) == 0.0) continue;
    for (std::size_t year = first + 1; year < years.size(); ++year) scores.push_back({i, year});
    for (std::size_t year = first; year-- > 0;) scores.push_back({i, year});
  }
  return scores;
}

DriverPlan DriverPlan::on_sobol_points(Seed seed, YearAxis const& years, std::vector<double> direction,
                                       std::size_t further) const {
  DriverPlan plan = *this;
  if (std::size_t const scores = fresh_scores(years).size() + further; scores > 0)
    plan.sobol_ = std::make_shared<SobolScores const>(seed, scores, std::move(direction));
  return plan;
}

DriverPlan DriverPlan::on_independent_draws() const {
  DriverPlan plan = *this;
  plan.sobol_.reset();
  return plan;
}

DriverPlan DriverPlan::holding(std::vector<bool> const& held) const {
  PLIMSOLL_EXPECT(held.size() == drivers_.size());
  std::vector<std::optional<double>> values(held.size());
  for (std::size_t i = 0; i < held.size(); ++i)
    if (held[i]) values[i] = std::clamp(mean(drivers_[i].law), drivers_[i].clip.low, drivers_[i].clip.high);
  return holding_at(std::move(values));
}

DriverPlan DriverPlan::holding_at(std::vector<std::optional<double>> values) const {
  PLIMSOLL_EXPECT(values.size() == drivers_.size());
  DriverPlan plan = *this;
  plan.held_ = std::move(values);
  return plan;
}

DriverPlan DriverPlan::drawing(std::shared_ptr<UncertainParts const> parameters) const {
  DriverPlan plan = *this;
  plan.parameters_ = std::move(parameters);
  return plan;
}

std::vector<Lanes> draw_fresh_scores(DriverPlan const& plan, YearAxis const& years, Seed seed,
                                     TrialBlock block) {
  if (plan.sobol()) return (*plan.sobol())(block);
  std::vector<Lanes> scores;
  for (auto const& [i, year] : plan.fresh_scores(years)) {
    int const calendar = year == years.base.size() ? any_year : years[year];
    WordAddress const at{seed, named_address(plan.drivers()[i].path.text()), Purpose::driver, calendar};
    Lanes& lanes = scores.emplace_back();
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      Words const words = words_at(at, block.trial(lane), 0);
      lanes[lane] = normal_quantile(uniform(words[0], words[1]));
    }
  }
  return scores;
}

std::optional<std::size_t> DriverPlan::find(KeyPath const& path) const {
  for (std::size_t i = 0; i < drivers_.size(); ++i)
    if (drivers_[i].path == path) return i;
  return std::nullopt;
}

DriverLanes::DriverLanes(DriverPlan const& plan, YearAxis const& years, Seed seed, TrialBlock block)
    : plan_(&plan), years_(years.size()), lanes_(plan.drivers().size() * years.size()) {
  if (plan.parameters()) parameters_.emplace(*plan.parameters(), seed, block);
  std::size_t const count = plan.drivers().size();
  std::vector<Lanes> const fresh = draw_fresh_scores(plan, years, seed, block);
  std::vector<FreshScore> const list = plan.fresh_scores(years);
  further_.assign(fresh.begin() + static_cast<std::ptrdiff_t>(list.size()), fresh.end());
  std::vector<std::vector<Lanes>> own;
  std::size_t used = 0;
  for (std::size_t i = 0; i < count; ++i) {
    own.push_back(own_scores(plan.drivers()[i], years, std::span(fresh).subspan(used)));
    while (used < list.size() && list[used].driver == i) ++used;
  }
  for (std::size_t i = 0; i < count; ++i) {
    Driver const& driver = plan.drivers()[i];
    for (std::size_t year = 0; year < years_; ++year) {
      if (auto const value = plan.held_at(i)) {
        lanes_[i * years_ + year].fill(*value);
        continue;
      }
      Lanes score = Lanes::filled(0.0);
      for (std::size_t j = 0; j <= i; ++j)  // most weights are 0 where drivers are many
        if (double const weight = plan.factor()[i * count + j]; weight != 0.0)
          for (std::size_t lane = 0; lane < lane_count; ++lane) score[lane] += weight * own[j][year][lane];
      for (std::size_t lane = 0; lane < lane_count; ++lane)
        lanes_[i * years_ + year][lane] =
            std::clamp(plan.quantile_of(i).at_score(score[lane]), driver.clip.low, driver.clip.high);
    }
  }
}

Lanes const& DriverLanes::at(Driver const& driver, std::size_t year) const {
  auto const index = plan_->find(driver.path);
  PLIMSOLL_EXPECT(index.has_value());
  return at(*index, year);
}

QuantityLanes::QuantityLanes(Quantity const& quantity, DriverLanes const& drivers, YearAxis const& years,
                             std::size_t year) {
  if (quantity.is_driver())
    lanes_ = &drivers.at(quantity.driver(), year);
  else
    fixed_ = quantity.fixed(year < years.base.size() ? 0 : year - years.base.size());
}

}  // namespace plimsoll
