#include "quality_draw.hpp"

#include "plimsoll/core/binomial.hpp"
#include "plimsoll/models/contract/counted_rate.hpp"

namespace plimsoll {

Lanes draw(MeasuredRate const& rate, DriverLanes const& drivers, YearAxis const& years, std::size_t year,
           Seed seed, TrialBlock block) {
  QuantityLanes const true_rate(rate.true_rate, drivers, years, year);
  QuantityLanes const completeness(rate.completeness, drivers, years, year);
  WordAddress const at{seed, named_address(rate.path.text()), Purpose::quality, years[year]};
  BinomialInversion successes(rate.denominator);
  auto const patients = static_cast<double>(rate.denominator);
  Lanes measured;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    double const counted = counted_rate(rate.better, true_rate[lane], completeness[lane]);
    Words const words = words_at(at, block.trial(lane), 0);
    measured[lane] = static_cast<double>(successes(counted, uniform(words[0], words[1]))) / patients;
  }
  return measured;
}

}  // namespace plimsoll
