#include "run/kept_trials.hpp"

#include <algorithm>
#include <cmath>

#include "compile/kept_tallies.hpp"
#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

constexpr double cents = 100.0, months_a_year = 12.0;

double taken(CurveReading const& reading, CurveEnd end) {
  return end == CurveEnd::low ? reading.low : end == CurveEnd::high ? reading.high : reading.value;
}

double limit_written(Quantity const& limit, YearAxis const& years, std::size_t year) {
  return limit.fixed(year < years.base.size() ? 0 : year - years.base.size());
}

}  // namespace

KeptTrials::KeptTrials(std::filesystem::path const& file, TrialTable const& run, CompiledStudy const& study)
    : file_(file), run_(run), study_(study) {
  std::vector<Tally> const& tallies = study.plan.tallies().tallies();
  for (std::size_t t = 0; t < tallies.size(); ++t)
    for (std::size_t year = 0; year < study.plan.years().size(); ++year) {
      bool const is_excess = tallies[t].shape == TallyShape::excess;
      Source source{static_cast<TallyId>(t), year, Values{}, 1.0};
      if (is_excess || tallies[t].shape == TallyShape::amount) source.units = cents;
      if (is_excess)
        source.from = curve(tallies[t], year);
      else
        source.from = column(tallies[t], year);
      sources_.push_back(std::move(source));
    }
  if (!missing_.empty()) throw InputError(std::move(missing_));
}

void KeptTrials::miss(std::string const& name) {
  if (std::none_of(missing_.begin(), missing_.end(), [&](Problem const& known) { return known.key == name; }))
    missing_.push_back({{file_, 0, 0},
                        name,
                        "was not kept by the run",
                        "it keeps the sums its own contracts ask for",
                        "run the study with the new terms, [run] excess_curve = true and --force"});
}

KeptTrials::Values KeptTrials::column(Tally const& tally, std::size_t year) {
  std::string const name = kept_name(tally, study_.panels);
  auto const found = run_.column(name, study_.plan.years()[year]);
  if (!found) miss(name);
  return found.value_or(Values{});
}

/// Limits that the run kept for the members of a tally, in the order of its columns: ascending.
KeptTrials::Curve KeptTrials::curve(Tally const& tally, std::size_t year) {
  Tally const amount{tally.panel, tally.scope, TallyShape::amount, tally.exposure, {}};
  Tally const months{tally.panel, Scope::all(), TallyShape::member_months, tally.exposure, {}};
  Curve curve{*tally.limit, tally.basis, {0.0}, {column(amount, year)}, {column(months, year)}};
  Tally kept = tally;
  kept.limit = 0.0;
  std::string const any = kept_name(kept, study_.panels), stem = any.substr(0, any.size() - 1);
  int const calendar = study_.plan.years()[year];
  for (ColumnInfo const& info : run_.columns)
    if (info.year == calendar && info.name.starts_with(stem)) {
      kept.limit = std::stod(info.name.substr(stem.size()));
      curve.limits.push_back(kept.limit->fixed());
      curve.excess.push_back(column(kept, year));
      curve.falling.push_back(column(slope_of(kept), year));
    }
  if (curve.limits.size() == 1) miss(stem + "…");
  if (tally.limit->is_driver() ||
      std::find(curve.limits.begin(), curve.limits.end(),
                limit_written(*tally.limit, study_.plan.years(), year)) == curve.limits.end())
    reads_between_ = true;
  return curve;
}

CurvePoint KeptTrials::point(Curve const& curve, std::size_t at, std::size_t row) const {
  double const falling = curve.falling[at][row];
  bool const annualised = curve.basis == LimitBasis::annualised;
  // Nobody is a member for less than a month, so months bound the members.
  return {curve.limits[at], curve.excess[at][row], annualised ? falling / months_a_year : falling,
          annualised ? falling : 0.0};
}

CurveReading KeptTrials::read(Curve const& curve, double limit, std::size_t row) const {
  auto const above = std::upper_bound(curve.limits.begin(), curve.limits.end(), limit);
  auto const left = static_cast<std::size_t>(above - curve.limits.begin()) - 1;
  std::optional<CurvePoint> right;
  if (above != curve.limits.end()) right = point(curve, left + 1, row);
  return read_excess(point(curve, left, row), right, limit);
}

Experience KeptTrials::at(TrialBlock block, DriverLanes const& drivers, CurveEnds ends) const {
  YearAxis const& years = study_.plan.years();
  Experience experience(study_.plan.tallies().tallies().size(), years.size());
  for (Source const& source : sources_) {
    Lanes& lanes = experience.at(source.tally, source.year);
    CurveEnd const end = source.year < years.base.size() ? ends.base : ends.settled;
    auto const* const curve = std::get_if<Curve>(&source.from);
    std::optional<QuantityLanes> limit;
    if (curve) limit.emplace(curve->limit, drivers, years, source.year);
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      std::size_t const row = std::min<std::size_t>(block.first_row() + lane, run_.trials - 1);
      double const kept = curve ? taken(read(*curve, std::max(0.0, (*limit)[lane]), row), end)
                                : std::get<Values>(source.from)[row];
      lanes[lane] = std::nearbyint(kept * source.units);
    }
  }
  return experience;
}

}  // namespace plimsoll
