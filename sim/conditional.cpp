#include "plimsoll/sim/conditional.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "panel_sums.hpp"
#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/normal.hpp"

namespace plimsoll {
namespace {

using Shape = PanelSum::Shape;

double cents_of(double dollars) {
  return std::nearbyint(std::max(0.0, dollars) * 100.0);
}

/// A panel-year of one block: its sums by lane from their normal scores.
class PanelYear {
 public:
  PanelYear(ConditionalPanel const& panel, MovedYear const& moved, std::size_t year)
      : panel_(panel),
        unit_cost_(moved.unit_cost),
        moments_(panel.tables[panel.table_of_year[year]].at(moved)) {
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      share_[lane] = std::round(panel.base_members * moved.roster_share[lane]) / panel.base_members;
  }

  double share(std::size_t lane) const { return share_[lane]; }
  double mean(std::size_t sum, std::size_t lane) const {
    return share_[lane] * scale(sum, lane) * moments_[sum][lane];
  }
  double deviation(std::size_t sum, std::size_t lane) const {
    return std::sqrt(share_[lane]) * scale(sum, lane) * moments_[sums() + sum][lane];
  }

  /// Dollars or members of every sum on average.
  std::vector<Lanes> means() const {
    std::vector<Lanes> means(sums());
    for (std::size_t sum = 0; sum < sums(); ++sum)
      for (std::size_t lane = 0; lane < lane_count; ++lane) means[sum][lane] = mean(sum, lane);
    return means;
  }

  /// Dollars or members of every sum at independent standard normal scores, one Lanes per sum.
  std::vector<Lanes> values(std::span<Lanes const> scores) const {
    std::vector<Lanes> values(sums());
    for (std::size_t a = 0; a < sums(); ++a) {
      Lanes z{};
      for (std::size_t b = 0; b <= a; ++b) {
        Lanes const& weight = moments_[3 * sums() + a * (a + 1) / 2 + b];
        for (std::size_t lane = 0; lane < lane_count; ++lane) z[lane] += weight[lane] * scores[b][lane];
      }
      for (std::size_t lane = 0; lane < lane_count; ++lane)
        values[a][lane] = mean(a, lane) + deviation(a, lane) * skewed(z[lane], skewness(a, lane));
    }
    return values;
  }

 private:
  std::size_t sums() const { return panel_.sums.size(); }
  double scale(std::size_t sum, std::size_t lane) const {
    return panel_.sums[sum].shape == Shape::over ? 1.0 : unit_cost_[lane];
  }
  double skewness(std::size_t sum, std::size_t lane) const {
    return share_[lane] > 0.0 ? moments_[2 * sums() + sum][lane] / std::sqrt(share_[lane]) : 0.0;
  }
  /// Mean 0, variance 1 and (to the third order) this skewness, from a normal score: Cornish and Fisher 1938.
  /// Rises with z down to -5: skewnesses beyond 0.6 count as 0.6.
  static double skewed(double z, double skewness) {
    double const bend = std::clamp(skewness, -0.6, 0.6) / 6.0;
    return (z + bend * (z * z - 1.0)) / std::sqrt(1.0 + 2.0 * bend * bend);
  }

  ConditionalPanel const& panel_;
  Lanes unit_cost_, share_{};
  std::vector<Lanes> moments_;  // by sum: means, deviations, skewnesses; then rows of the factor
};

double months_of(ConditionalPanel const& panel, Tally const& tally) {
  if (tally.exposure) return panel.member_months[static_cast<std::size_t>(*tally.exposure)];
  double sum = 0.0;
  for (double months : panel.member_months) sum += months;
  return sum;
}

/// Every tally of the panel from its sums, in whole cents, months and members.
void fill(ConditionalPanel const& panel, TallyPlan const& plan, PanelYear const& drawn,
          std::vector<Lanes> const& values, std::size_t year, Experience& experience) {
  for (std::size_t t = 0; t < plan.tallies().size(); ++t) {
    Tally const& tally = plan.tallies()[t];
    if (tally.panel != panel.panel) continue;
    Lanes& lanes = experience.at(static_cast<TallyId>(t), year);
    if (tally.shape == TallyShape::member_months) {
      double const months = months_of(panel, tally);
      for (std::size_t lane = 0; lane < lane_count; ++lane)
        lanes[lane] = std::nearbyint(months * drawn.share(lane));
      continue;
    }
    if (tally.shape == TallyShape::over) {
      Lanes const& members = values[find_sum(panel.sums, Shape::over, tally)];
      for (std::size_t lane = 0; lane < lane_count; ++lane)
        lanes[lane] = std::nearbyint(std::max(0.0, members[lane]));
      continue;
    }
    Lanes const& amount = values[find_sum(panel.sums, Shape::amount, tally)];
    for (std::size_t lane = 0; lane < lane_count; ++lane) lanes[lane] = cents_of(amount[lane]);
    if (tally.shape == TallyShape::amount) continue;
    Lanes const& capped = values[find_sum(panel.sums, Shape::capped, tally)];
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      lanes[lane] = std::max(0.0, lanes[lane] - cents_of(capped[lane]));
  }
}

/// Each sum bends by its own skewness, so the excesses of classes do not add up to what the leading sum
/// leaves of the whole amount. They are put in proportion, since that is what a contract settles.
void square_up(ConditionalPanel const& panel, TallyPlan const& plan, Lanes const& leading, std::size_t year,
               Experience& experience) {
  Lanes const* whole = nullptr;
  std::vector<Lanes*> parts;
  std::vector<std::optional<ExposureClass>> met;  // only the first limit of each class
  for (std::size_t t = 0; t < plan.tallies().size(); ++t) {
    Tally const& tally = plan.tallies()[t];
    if (tally.panel != panel.panel || tally.scope != panel.sums.front().scope) continue;
    Lanes& lanes = experience.at(static_cast<TallyId>(t), year);
    if (tally.shape == TallyShape::amount && !tally.exposure) whole = &lanes;
    if (tally.shape != TallyShape::excess || std::find(met.begin(), met.end(), tally.exposure) != met.end())
      continue;
    met.push_back(tally.exposure);
    parts.push_back(&lanes);
  }
  if (!whole) return;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    double sum = 0.0;
    for (Lanes const* part : parts) sum += (*part)[lane];
    double const wanted = std::max(0.0, (*whole)[lane] - cents_of(leading[lane]));
    if (sum > 0.0)
      for (Lanes* part : parts) (*part)[lane] = std::nearbyint((*part)[lane] * (wanted / sum));
  }
}

/// Copies the lanes of the trials that the panel's fit has.
void take_share(ConditionalPanel const& panel, TallyPlan const& plan, DriverLanes const& drivers,
                TrialBlock block, Experience const& drawn, Experience& experience) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    if (!panel.share.has(block.trial(lane), drivers.parameters() == nullptr)) continue;
    for (std::size_t t = 0; t < plan.tallies().size(); ++t) {
      if (plan.tallies()[t].panel != panel.panel) continue;
      for (std::size_t year = 0; year < experience.years(); ++year)
        experience.at(static_cast<TallyId>(t), year)[lane] = drawn.at(static_cast<TallyId>(t), year)[lane];
    }
  }
}

/// Calls `scores_of(panel, year)` for independent standard normal scores, one Lanes per sum.
template <class ScoresOf>
void draw_panel(Conditional const& engine, ConditionalPanel const& panel, TallyPlan const& plan,
                DriverLanes const& drivers, YearAxis const& years, ScoresOf const& scores_of,
                Experience& experience) {
  std::vector<MovedYear> const moved =
      expected_moves(panel.moves, panel.attribution, panel.parameters.get(), drivers, years);
  for (std::size_t year = 0; year < years.size(); ++year) {
    PanelYear const drawn(panel, moved[year], year);
    std::vector<Lanes> const values = engine.at_means ? drawn.means() : drawn.values(scores_of(panel, year));
    fill(panel, plan, drawn, values, year, experience);
    if (!panel.sums.empty() && panel.sums.front().shape == Shape::leading)
      square_up(panel, plan, values.front(), year, experience);
  }
}

template <class ScoresOf>
Experience experience_of(Conditional const& engine, TallyPlan const& plan, DriverLanes const& drivers,
                         YearAxis const& years, TrialBlock block, ScoresOf const& scores_of) {
  Experience experience(plan.tallies().size(), years.size());
  for (ConditionalPanel const& panel : engine.panels) {
    if (panel.share.is_all()) {
      draw_panel(engine, panel, plan, drivers, years, scores_of, experience);
      continue;
    }
    Experience drawn(plan.tallies().size(), years.size());
    draw_panel(engine, panel, plan, drivers, years, scores_of, drawn);
    take_share(panel, plan, drivers, block, drawn, experience);
  }
  return experience;
}

WordAddress luck_of(ConditionalPanel const& panel, int year, Seed seed) {
  return {seed, named_address((KeyPath("panel") / panel.name).text()), Purpose::conditional, year};
}

/// Score number `sum` of a panel-year, two a page.
Lanes drawn_score(WordAddress const& at, TrialBlock block, std::size_t sum) {
  Lanes score;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    Words const words = words_at(at, block.trial(lane), static_cast<std::uint32_t>(sum / 2));
    score[lane] = normal_quantile(sum % 2 == 0 ? uniform(words[0], words[1]) : uniform(words[2], words[3]));
  }
  return score;
}

}  // namespace

std::vector<Lanes> leading_scores(Conditional const& engine, DriverLanes const& drivers,
                                  YearAxis const& years, Seed seed, TrialBlock block) {
  if (!drivers.further_scores().empty()) return drivers.further_scores();
  std::vector<Lanes> scores;
  for (ConditionalPanel const& panel : engine.panels)
    for (std::size_t year = 0; year < years.size(); ++year)
      scores.push_back(drawn_score(luck_of(panel, years[year], seed), block, 0));
  return scores;
}

Experience draw(Conditional const& engine, TallyPlan const& plan, DriverLanes const& drivers,
                YearAxis const& years, Seed seed, TrialBlock block) {
  std::vector<Lanes> const leading = leading_scores(engine, drivers, years, seed, block);
  return experience_of(
      engine, plan, drivers, years, block, [&](ConditionalPanel const& panel, std::size_t year) {
        auto const number = static_cast<std::size_t>(&panel - engine.panels.data());
        std::vector<Lanes> scores(panel.sums.size());
        for (std::size_t sum = 0; sum < scores.size(); ++sum)
          scores[sum] = sum == 0 ? leading[number * years.size() + year]
                                 : drawn_score(luck_of(panel, years[year], seed), block, sum);
        return scores;
      });
}

Experience experience_at(Conditional const& engine, TallyPlan const& plan, DriverLanes const& drivers,
                         YearAxis const& years, TrialBlock block, double score) {
  return experience_of(engine, plan, drivers, years, block, [&](ConditionalPanel const& panel, std::size_t) {
    std::vector<Lanes> scores(panel.sums.size());
    if (!scores.empty()) scores.front() = Lanes::filled(score);
    return scores;
  });
}

LeadingSum leading_sum(ConditionalPanel const& panel, DriverLanes const& drivers, YearAxis const& years,
                       std::size_t year) {
  PLIMSOLL_EXPECT(!panel.sums.empty());
  PanelYear const drawn(
      panel, expected_moves(panel.moves, panel.attribution, panel.parameters.get(), drivers, years)[year],
      year);
  LeadingSum leading;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    leading.mean[lane] = drawn.mean(0, lane);
    leading.deviation[lane] = drawn.deviation(0, lane);
  }
  return leading;
}

}  // namespace plimsoll
