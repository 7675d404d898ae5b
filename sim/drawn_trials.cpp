#include "plimsoll/sim/drawn_trials.hpp"

#include <algorithm>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/counted_rate.hpp"
#include "quality_draw.hpp"

namespace plimsoll {

DrawnTrials::DrawnTrials(RunPlan plan, std::size_t threads)
    : plan_(std::move(plan)), rows_(std::size_t{plan_.blocks()} * lane_count) {
  std::size_t const years = plan_.years().size(), drivers = plan_.drivers().drivers().size(),
                    tallies = plan_.tallies().tallies().size();
  values_.resize((drivers + tallies) * years * rows_);
  for_each_block(plan_.blocks(), threads, [&](std::uint32_t number) {
    TrialBlock const block = plan_.block(number);
    DriverLanes const lanes(plan_.drivers(), plan_.years(), plan_.seed(), block);
    Experience const experience = plan_.draw(block, lanes);
    auto const keep = [&](std::size_t at, Lanes const& drawn) {
      std::copy(drawn.begin(), drawn.end(),
                column(at).begin() + static_cast<std::ptrdiff_t>(block.first_row()));
    };
    for (std::size_t year = 0; year < years; ++year) {
      for (std::size_t i = 0; i < drivers; ++i) keep(driver_column(i, year), lanes.at(i, year));
      for (std::size_t i = 0; i < tallies; ++i)
        keep(tally_column(static_cast<TallyId>(i), year), experience.at(static_cast<TallyId>(i), year));
    }
  });
}

std::size_t DrawnTrials::driver_column(std::size_t driver, std::size_t year) const {
  return driver * plan_.years().size() + year;
}

std::size_t DrawnTrials::tally_column(TallyId id, std::size_t year) const {
  return (plan_.drivers().drivers().size() + static_cast<std::size_t>(id)) * plan_.years().size() + year;
}

TallyId DrawnTrials::find(Tally const& tally) const {
  std::optional<TallyId> const found = plan_.tallies().find(tally);
  PLIMSOLL_EXPECT(found.has_value());
  return *found;
}

std::span<double const> DrawnTrials::tally(TallyId id, std::size_t year) const {
  return column(tally_column(id, year)).first(trials());
}

std::span<double const> DrawnTrials::driver(std::size_t driver, std::size_t year) const {
  return column(driver_column(driver, year)).first(trials());
}

double DrawnTrials::value_of(Quantity const& quantity, std::size_t year, std::size_t row) const {
  if (quantity.is_driver()) return column(driver_column(*plan_.drivers().find(quantity.path()), year))[row];
  std::size_t const base = plan_.years().base.size();
  return quantity.fixed(year < base ? 0 : year - base);
}

std::vector<double> DrawnTrials::chance(MeasuredRate const& rate, std::size_t year) const {
  std::vector<double> chances(trials());
  for (std::size_t row = 0; row < chances.size(); ++row)
    chances[row] = counted_rate(rate.better, value_of(rate.true_rate, year, row),
                                value_of(rate.completeness, year, row));
  return chances;
}

void DrawnTrials::multiply(TallyId id, std::size_t year, std::span<double const> factors) {
  PLIMSOLL_EXPECT(factors.size() == trials());
  std::span<double> const values = column(tally_column(id, year));
  for (std::size_t row = 0; row < factors.size(); ++row) values[row] *= factors[row];
}

void DrawnTrials::set(TallyId id, std::size_t year, double value) {
  std::ranges::fill(column(tally_column(id, year)), value);
}

Lanes DrawnTrials::lanes_at(std::size_t at, std::uint32_t block) const {
  Lanes lanes;
  std::copy_n(column(at).begin() + static_cast<std::ptrdiff_t>(std::size_t{block} * lane_count), lane_count,
              lanes.begin());
  return lanes;
}

Lanes DrawnTrials::measured(MeasureColumn const& measure, std::vector<RateSoFar> const& rates,
                            std::uint32_t block) const {
  MeasuredRate rate = measure.rate;
  Lanes chance;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    std::size_t const row = std::size_t{block} * lane_count + lane;
    chance[lane] = counted_rate(rate.better, value_of(rate.true_rate, measure.year, row),
                                value_of(rate.completeness, measure.year, row));
  }
  int const calendar = plan_.years()[measure.year];
  auto const known = std::find_if(rates.begin(), rates.end(), [&](RateSoFar const& so_far) {
    return so_far.path == rate.path && so_far.year == measure.year;
  });
  if (known == rates.end()) return draw_rate(rate, chance, calendar, plan_.seed(), plan_.block(block));
  auto const counted = static_cast<double>(known->numerator);
  auto const patients = static_cast<double>(known->denominator + known->remaining);
  if (known->remaining == 0) return Lanes::filled(counted / patients);
  rate.denominator = known->remaining;
  Lanes rest = draw_rate(rate, chance, calendar, plan_.seed(), plan_.block(block));
  for (double& lane : rest) lane = (counted + lane * static_cast<double>(known->remaining)) / patients;
  return rest;
}

TrialRows DrawnTrials::settle_block(std::uint32_t number, std::vector<RateSoFar> const& rates) const {
  Program const& program = plan_.program();
  std::vector<Lanes> leaves;
  for (ColumnSource const& source : program.columns) {
    if (auto const* leaf = std::get_if<TallyColumn>(&source))
      leaves.push_back(lanes_at(tally_column(find(leaf->tally), leaf->year), number));
    else if (auto const* driven = std::get_if<DriverColumn>(&source))
      leaves.push_back(
          lanes_at(driver_column(*plan_.drivers().find(driven->driver.path), driven->year), number));
    else
      leaves.push_back(measured(std::get<MeasureColumn>(source), rates, number));
  }
  std::vector<Lanes const*> inputs;
  for (Lanes const& leaf : leaves) inputs.push_back(&leaf);
  TrialRows rows{plan_.block(number), {}};
  std::size_t const drawn = plan_.drivers().drivers().size() * plan_.years().size();
  for (std::size_t driver = 0; driver < drawn; ++driver) rows.columns.push_back(lanes_at(driver, number));
  for (Lanes& output : evaluate(program, inputs)) rows.columns.push_back(output);
  return rows;
}

TrialTable DrawnTrials::settle(std::vector<RateSoFar> const& rates, std::size_t threads) const {
  // Tallies that a run keeps besides come last and are not of the settlement.
  std::size_t const drawn = plan_.drivers().drivers().size() * plan_.years().size();
  std::size_t const kept = drawn + plan_.program().outputs.size();
  std::vector<ColumnInfo> const& all = plan_.columns();
  TrialTable table = empty_trials({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kept)}, trials());
  table.design = plan_.design(trials());
  for_each_block(plan_.blocks(), threads,
                 [&](std::uint32_t number) { put_rows(table, settle_block(number, rates)); });
  return table;
}

}  // namespace plimsoll
