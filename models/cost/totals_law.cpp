#include "totals_law.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "solve_log_amount.hpp"

namespace plimsoll {

TotalsLaw::TotalsLaw(SeverityLaw const& claim, std::vector<Amount> const& sample) {
  std::map<double, double> members;
  for (Amount const& amount : sample) members[amount.n] += 1.0;
  for (auto const& [n, times] : members)
    parts_.push_back({n == 1.0 ? claim : sum_of(claim, n), times / static_cast<double>(sample.size())});
}

double TotalsLaw::cdf(double dollars) const {
  double sum = 0.0;
  for (Part const& part : parts_) sum += part.share * plimsoll::cdf(part.law, dollars);
  return sum;
}

double TotalsLaw::survival(double dollars) const {
  double sum = 0.0;
  for (Part const& part : parts_) sum += part.share * plimsoll::survival(part.law, dollars);
  return sum;
}

double TotalsLaw::log_scale_density(double dollars) const {
  double sum = 0.0;
  for (Part const& part : parts_) sum += part.share * dollars * std::exp(log_density(part.law, dollars));
  return sum;
}

double TotalsLaw::quantile(double u) const {
  auto const of = [u](SeverityLaw const& law) {
    return u < 0.5 ? plimsoll::quantile(law, u) : quantile_of_survival(law, 1.0 - u);
  };
  if (parts_.size() == 1) return of(parts_.front().law);
  auto const commonest = std::max_element(parts_.begin(), parts_.end(),
                                          [](Part const& a, Part const& b) { return a.share < b.share; });
  return solve_log_amount(
      [&](double dollars) { return u < 0.5 ? cdf(dollars) - u : (1.0 - u) - survival(dollars); },
      of(commonest->law));
}

double TotalsLaw::mean_excess(double threshold) const {
  double excess = 0.0;
  for (Part const& part : parts_) excess += part.share * (mean(part.law) - limited_mean(part.law, threshold));
  return excess / survival(threshold);
}

}  // namespace plimsoll
