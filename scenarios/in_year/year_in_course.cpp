#include "in_year/year_in_course.hpp"

#include <algorithm>
#include <cmath>

#include "plimsoll/models/measure/ordered_sum.hpp"
#include "plimsoll/scenarios/cost_file.hpp"
#include "settle/actuals.hpp"
#include "study/quality_study.hpp"

namespace plimsoll {
namespace {

constexpr double cents = 100.0;
constexpr double months_of_year = 12.0;

double mean_of(std::span<double const> values) {
  return ordered_sum(values) / static_cast<double>(values.size());
}

double variance_of(std::span<double const> values) {
  double const mean = mean_of(values);
  return ordered_sum(values, [mean](double x) { return (x - mean) * (x - mean); }) /
         static_cast<double>(values.size());
}

/// Σ E[N] E[X²] and Σ E[N] E[X] of one member of a cell over a year of score 1.
struct ClaimMoments {
  double first = 0.0, second = 0.0;
};
ClaimMoments claim_moments(CellLaw const& cell) {
  ClaimMoments moments;
  for (CategoryLaw const& law : cell.laws) {
    double const claims = mean(law.count), amount = mean(law.severity);
    moments.first += claims * amount;
    moments.second += claims * (amount * amount + variance(law.severity));
  }
  return moments;
}

double luck_of(MemberPanel const& panel, CostModel const& model) {
  std::vector<ClaimMoments> by_cell;
  for (RiskCell const& cell : panel.roster->cells)
    by_cell.push_back(claim_moments(model.cells[find_cell(model, cell)]));
  double first = 0.0, second = 0.0;
  for (RosterMember const& member : panel.roster->members) {
    double const exposure = member.score * member.months / months_of_year;
    first += exposure * by_cell[member.cell].first;
    second += exposure * by_cell[member.cell].second;
  }
  double const room = static_cast<double>(panel.roster->members.size()) / panel.base_members;
  return first > 0.0 ? room * second / (first * first) : 0.0;
}

double luck_of(ClassPanel const& panel, double persistent_share) {
  double cost = 0.0, squares = 0.0;
  for (ClassPanel::Class const& one : panel.classes) {
    cost += one.members * one.relative_cost;
    squares += one.members * one.relative_cost * one.relative_cost;
  }
  double const cv = panel.process_cv.central();
  return cost > 0.0 ? (1.0 - persistent_share) * cv * cv * squares / (cost * cost) : 0.0;
}

/// One population in one performance year.
class YearLook {
 public:
  YearLook(CompiledStudy const& study, CostToDate const& known, std::size_t year, DrawnTrials& trials)
      : study_(study),
        known_(known),
        year_(year),
        calendar_(study.plan.years()[year]),
        trials_(trials),
        cost_(trials.find(whole_panel(study, known.population, TallyShape::amount))),
        months_(trials.find(whole_panel(study, known.population, TallyShape::member_months))),
        members_(12, mean_of(trials.tally(months_, year)) / months_of_year) {
    for (MonthToDate const& month : known.months)
      if (month.month / 12 == calendar_) seen_.push_back(&month);
  }

  bool empty() const { return seen_.empty(); }

  CostLook take_in() {
    take_in_members();
    CostLook look{known_.population, calendar_};
    double own = 0.0, shared = 0.0;
    std::vector<double> const season = seasonality_of(study_.loaded.study.reforecast);
    double whole = 0.0, part = 0.0;
    for (std::size_t month = 0; month < 12; ++month) whole += season[month] * members_[month];
    for (MonthToDate const* month : seen_) {
      if (month->completion < study_.loaded.study.reforecast.least_completion) continue;
      auto const at = static_cast<std::size_t>(month->month % 12);
      ++look.months;
      look.seen += month->completed();
      look.member_months += members_[at];
      part += season[at] * members_[at];
      own += month->own_error * month->own_error;
      shared += month->shared_error;
    }
    look.share = look.months == 12 ? 1.0 : whole > 0.0 ? part / whole : 0.0;
    look.seen_error = std::sqrt(own + shared * shared);
    if (look.months > 0) condition(look);
    if (look.months == 12 && !known_.claimants.empty()) settle_claimants();
    return look;
  }

 private:
  /// Members so far are those counted; the months to come keep their ratio to what the trials expected.
  void take_in_members() {
    double counted = 0.0;
    std::size_t months = 0;
    for (MonthToDate const* month : seen_)
      if (month->member_months) {
        counted += *month->member_months;
        ++months;
      }
    if (months == 0 || months < seen_.size()) return;  // some unknown: the study's own
    std::span<double const> const drawn = trials_.tally(months_, year_);
    double const part = static_cast<double>(months) / months_of_year;
    double const ratio = counted / (mean_of(drawn) * part);
    std::vector<double> factors;
    for (double whole : drawn)
      factors.push_back(whole > 0.0 ? (counted + whole * (1.0 - part) * ratio) / whole : 1.0);
    for (double& expected : members_) expected *= ratio;
    for (MonthToDate const* month : seen_)
      members_[static_cast<std::size_t>(month->month % 12)] = *month->member_months;
    auto const& tallies = study_.plan.tallies().tallies();
    for (std::size_t i = 0; i < tallies.size(); ++i)
      if (is_own(tallies[i])) trials_.multiply(static_cast<TallyId>(i), year_, factors);
    if (months == 12) trials_.set(months_, year_, counted);
  }

  void condition(CostLook& look) {
    std::span<double const> const drawn = trials_.tally(cost_, year_);
    double const mean = mean_of(drawn), open = look.share * (1.0 - look.share);
    double const luck =
        std::min(luck_within_year(study_, known_.population) * mean * mean, variance_of(drawn));
    double const season = 2.0 * study_.loaded.study.reforecast.seasonality_error * mean;
    double const error = cents * look.seen_error;
    double const noise = std::sqrt(open * (luck + season * season) + error * error);
    std::vector<double> signal;
    for (double whole : drawn) signal.push_back(look.share * whole);
    look.expected = look.share * mean / cents;
    look.deviation = std::sqrt(look.share * look.share * variance_of(drawn) + noise * noise) / cents;
    trials_.condition(signal, noise, cents * look.seen,
                      KeyPath("actual_to_date." + known_.population + ".seen"), year_);
    if (look.months == 12 && error == 0.0) trials_.set(cost_, year_, cents * look.seen);
  }

  /// What members cost above limits is theirs to say once all is in.
  void settle_claimants() {
    CompiledStudy settled = study_;
    ActualTable actual;
    actual.cost = 0.0;
    actual.claimants = known_.claimants;
    settled.loaded.study.actual = {};
    settled.loaded.study.actual.add(known_.population, std::move(actual));
    Actuals actuals(settled, year_);
    auto const& tallies = study_.plan.tallies().tallies();
    for (std::size_t i = 0; i < tallies.size(); ++i)
      if (is_own(tallies[i]) && tallies[i].limit)
        trials_.set(static_cast<TallyId>(i), year_, actuals.number_of(TallyColumn{tallies[i], year_}));
  }

  bool is_own(Tally const& tally) const {
    return tally.panel == study_.panels.at(known_.population).view.panel;
  }

  CompiledStudy const& study_;
  CostToDate const& known_;
  std::size_t year_;
  int calendar_;
  DrawnTrials& trials_;
  TallyId cost_, months_;
  std::vector<double> members_;  // by calendar month: counted, or expected
  std::vector<MonthToDate const*> seen_;
};

/// Takes in one measure; nothing where it does not count.
void take_in(QualityToDate const& known, QualityMeasure const& measure, MeasureToDateTable const& counted,
             std::size_t year, DrawnTrials& trials, std::vector<RateSoFar>& rates) {
  KeyPath const path = KeyPath("quality") / known.table / measure.name;
  bool const over = last_whole_month(known.through) >= trials.plan().years()[year] * 12 + 11;
  std::int64_t const remaining =
      over ? 0 : std::max<std::int64_t>(0, measure.denominator - counted.denominator);
  if (counted.denominator + remaining == 0) return;
  if (counted.denominator > 0) {
    MeasuredRate const rate{path, measure.denominator, measure.true_rate, measure.completeness,
                            measure.better};
    std::vector<double> const chance = trials.chance(rate, year);
    double const patients = static_cast<double>(counted.denominator);
    double const luck = ordered_sum(chance, [](double p) { return p * (1.0 - p); }) /
                        static_cast<double>(chance.size()) / patients;
    trials.condition(chance, std::sqrt(luck), static_cast<double>(counted.numerator) / patients,
                     KeyPath("quality_to_date") / known.table / measure.name, year);
  }
  rates.push_back({path, year, counted.numerator, counted.denominator, remaining});
}

}  // namespace

std::vector<double> seasonality_of(ReforecastTable const& table) {
  return table.seasonality.empty() ? std::vector<double>(12, 1.0) : table.seasonality;
}

Tally whole_panel(CompiledStudy const& study, std::string const& population, TallyShape shape) {
  PanelView const& view = study.panels.at(population).view;
  Tally tally{view.panel, Scope::all(), shape, {}, {}};
  tally.attribution = view.attribution;
  return tally;
}

double luck_within_year(CompiledStudy const& study, std::string const& population) {
  PanelId const panel = study.panels.at(population).view.panel;
  return std::visit(
      [&]<class E>(E const& engine) {
        for (auto const& candidate : engine.panels) {
          if constexpr (requires { candidate.members.roster; }) {
            if (candidate.members.panel != panel) continue;
            std::string const& file = *study.loaded.study.cost.find(population)->file;
            return luck_of(candidate.members, read_cost_file(study.loaded.folder / file));
          } else if constexpr (requires { candidate.classes; }) {
            if (candidate.panel == panel)
              return luck_of(candidate, study.loaded.study.reforecast.persistent_share);
          }
        }
        return 0.0;
      },
      study.plan.engine());
}

std::vector<CostLook> take_in_costs(CompiledStudy const& study, KnownToDate const& known,
                                    DrawnTrials& trials) {
  std::vector<CostLook> looks;
  YearAxis const& years = study.plan.years();
  for (std::size_t year = years.base.size(); year < years.size(); ++year)
    for (CostToDate const& cost : known.cost) {
      YearLook look(study, cost, year, trials);
      if (!look.empty()) looks.push_back(look.take_in());
    }
  return looks;
}

std::vector<RateSoFar> take_in_quality(CompiledStudy const& study, KnownToDate const& known,
                                       DrawnTrials& trials) {
  std::vector<RateSoFar> rates;
  YearAxis const& years = study.plan.years();
  for (QualityToDate const& quality : known.quality) {
    int const measured = year_of_date(quality.through);
    for (std::size_t year = years.base.size(); year < years.size(); ++year) {
      bool const later = year + 1 < years.size() && years[year + 1] <= measured;
      if (years[year] > measured || later) continue;  // the latest year begun by then
      for (QualityMeasure const& measure :
           measures_of(quality.table, *study.loaded.study.quality.find(quality.table)).measures)
        for (MeasureToDateTable const& counted : quality.measures)
          if (counted.name == measure.name) take_in(quality, measure, counted, year, trials, rates);
    }
  }
  return rates;
}

}  // namespace plimsoll
