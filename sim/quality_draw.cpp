#include "quality_draw.hpp"

#include "plimsoll/core/binomial.hpp"
#include "plimsoll/models/contract/counted_rate.hpp"

namespace plimsoll {

Lanes expected_rate(MeasuredRate const& rate, DriverLanes const& drivers, YearAxis const& years,
                    std::size_t year) {
  QuantityLanes const true_rate(rate.true_rate, drivers, years, year);
  QuantityLanes const completeness(rate.completeness, drivers, years, year);
  Lanes expected;
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    expected[lane] = counted_rate(rate.better, true_rate[lane], completeness[lane]);
  return expected;
}

Lanes draw_rate(MeasuredRate const& rate, Lanes const& chance, int calendar_year, Seed seed,
                TrialBlock block) {
  WordAddress const at{seed, named_address(rate.path.text()), Purpose::quality, calendar_year};
  BinomialInversion successes(rate.denominator);
  auto const patients = static_cast<double>(rate.denominator);
  Lanes measured;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    Words const words = words_at(at, block.trial(lane), 0);
    measured[lane] = static_cast<double>(successes(chance[lane], uniform(words[0], words[1]))) / patients;
  }
  return measured;
}

Lanes draw(MeasuredRate const& rate, DriverLanes const& drivers, YearAxis const& years, std::size_t year,
           Seed seed, TrialBlock block) {
  return draw_rate(rate, expected_rate(rate, drivers, years, year), years[year], seed, block);
}

}  // namespace plimsoll
