#include "plimsoll/sim/drivers.hpp"

#include <cmath>

#include "correlation.hpp"
#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/normal.hpp"

namespace plimsoll {
namespace {

constexpr int any_year = 1900;  // address of a driver's first score, shared by all years

/// Independent normal scores of one driver, by year: stationary with correlation phi between neighbours. The
/// chain starts at the first performance year and runs both ways (the process is reversible), so that adding
/// a base year or a later year moves no other year's values.
std::vector<Lanes> own_scores(Driver const& driver, YearAxis const& years, Seed seed, TrialBlock block) {
  WordAddress at{seed, named_address(driver.path.text()), Purpose::driver, any_year};
  double const phi = driver.year_correlation;
  double const fresh = std::sqrt(1.0 - phi * phi);
  auto const score = [&](std::size_t lane) {
    Words const words = words_at(at, block.trial(lane), 0);
    return normal_quantile(uniform(words[0], words[1]));
  };
  std::vector<Lanes> scores(years.size());
  std::size_t const first = years.base.size();
  for (std::size_t lane = 0; lane < lane_count; ++lane) scores[first][lane] = score(lane);
  auto const step = [&](std::size_t from, std::size_t to) {
    at.year = years[to];
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      scores[to][lane] = phi * scores[from][lane] + (fresh > 0.0 ? fresh * score(lane) : 0.0);
  };
  for (std::size_t year = first + 1; year < years.size(); ++year) step(year - 1, year);
  for (std::size_t year = first; year-- > 0;) step(year + 1, year);
  return scores;
}

}  // namespace

DriverPlan::DriverPlan(std::vector<Driver> drivers, std::vector<RankCorrelation> const& correlations)
    : drivers_(std::move(drivers)) {
  for (Driver const& driver : drivers_) quantiles_.emplace_back(driver.law);
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

std::optional<std::size_t> DriverPlan::find(KeyPath const& path) const {
  for (std::size_t i = 0; i < drivers_.size(); ++i)
    if (drivers_[i].path == path) return i;
  return std::nullopt;
}

DriverLanes::DriverLanes(DriverPlan const& plan, YearAxis const& years, Seed seed, TrialBlock block)
    : plan_(&plan), years_(years.size()), lanes_(plan.drivers().size() * years.size()) {
  std::size_t const count = plan.drivers().size();
  std::vector<std::vector<Lanes>> own;
  for (Driver const& driver : plan.drivers()) own.push_back(own_scores(driver, years, seed, block));
  for (std::size_t i = 0; i < count; ++i) {
    Driver const& driver = plan.drivers()[i];
    for (std::size_t year = 0; year < years_; ++year) {
      for (std::size_t lane = 0; lane < lane_count; ++lane) {
        double z = 0.0;
        for (std::size_t j = 0; j <= i; ++j)
          if (double const weight = plan.factor()[i * count + j]; weight != 0.0)
            z += weight * own[j][year][lane];
        // Scores beyond +-8.2 have a distribution function that rounds to 0 or 1; they are drawn once in
        // 10^15.
        double const u = std::clamp(normal_cdf(z), least_uniform, 1.0 - least_uniform);
        lanes_[i * years_ + year][lane] =
            std::clamp(plan.quantile_of(i)(u), driver.clip.low, driver.clip.high);
      }
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
