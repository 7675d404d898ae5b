#include <boost/math/distributions/binomial.hpp>
#include <cmath>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/result_drivers.hpp"

namespace plimsoll {
namespace {

/// P(K < needed) of that many tries.
double below(std::int64_t needed, std::int64_t tries, double chance) {
  if (needed <= 0) return 0.0;
  if (needed > tries) return 1.0;
  using boost::math::binomial_distribution;
  return boost::math::cdf(binomial_distribution<double>(static_cast<double>(tries), chance),
                          static_cast<double>(needed - 1));
}

/// Most whole results of n whose share is at most the standard, or fewest whose share reaches it: compared
/// as the ledger compares a measured rate, not as a product rounds.
std::int64_t most_within(std::int64_t patients, double standard) {
  auto const n = static_cast<double>(patients);
  auto most = static_cast<std::int64_t>(std::ceil(standard * n));
  while (most > 0 && static_cast<double>(most) / n > standard) --most;
  return most;
}
std::int64_t fewest_reaching(std::int64_t patients, double standard) {
  auto const n = static_cast<double>(patients);
  auto fewest = static_cast<std::int64_t>(std::floor(standard * n));
  while (static_cast<double>(fewest) / n < standard) ++fewest;
  return fewest;
}

}  // namespace

PatientsNeeded patients_needed(std::int64_t patients, double chance, double standard, Better better) {
  PLIMSOLL_EXPECT(patients > 0 && chance >= 0.0 && chance <= 1.0 && standard >= 0.0 && standard <= 1.0);
  PatientsNeeded result;
  result.needed = better == Better::higher ? fewest_reaching(patients, standard)
                                           : patients - most_within(patients, standard);
  result.expected = static_cast<double>(patients) * chance;
  result.misses = below(result.needed, patients, chance);
  result.misses_with_more = below(result.needed - 1, patients - 1, chance);
  return result;
}

}  // namespace plimsoll
