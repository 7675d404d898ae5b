#include "plimsoll/models/unpaid/unpaid_claims.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace plimsoll {
namespace {

double square(double x) {
  return x * x;
}

/// One step of development as the recursion reads it; the tail is one more step.
struct Step {
  double factor, std_error, sigma;
};

std::vector<Step> steps_of(Development const& development) {
  std::vector<Step> steps;
  for (AgeToAge const& step : development.steps) steps.push_back({step.factor, step.std_error, step.sigma});
  steps.push_back({development.tail.factor, development.tail.std_error, development.tail.sigma});
  return steps;
}

/// Squared errors carried from lag to lag.
struct Carried {
  double amount = 0.0, process = 0.0, parameter = 0.0;
  void pass(Step const& step) {
    process = square(step.factor) * process + square(step.sigma) * amount;
    parameter = square(step.factor) * parameter + square(step.std_error * amount);
    amount *= step.factor;
  }
  PredictionError error() const { return {std::sqrt(process), std::sqrt(parameter)}; }
};

PredictionError total_error(PaidTriangle const& triangle, std::vector<Step> const& steps) {
  Carried sum;
  for (std::size_t lag = 0; lag < steps.size(); ++lag) {
    for (std::size_t i = 0; i < triangle.periods(); ++i)
      if (triangle.latest_lag(i) == lag) sum.amount += triangle.paid_to_date(i);
    sum.pass(steps[lag]);
  }
  return sum.error();
}

template <class Part>
double sum_of(std::vector<PeriodUnpaid> const& periods, Part part) {
  double sum = 0.0;
  for (PeriodUnpaid const& period : periods) sum += part(period);
  return sum;
}

}  // namespace

double PredictionError::total() const {
  return std::hypot(process, parameter);
}

double UnpaidClaims::paid() const {
  return sum_of(periods, [](PeriodUnpaid const& period) { return period.paid; });
}
double UnpaidClaims::ultimate() const {
  return sum_of(periods, [](PeriodUnpaid const& period) { return period.ultimate; });
}
double UnpaidClaims::unpaid() const {
  return sum_of(periods, [](PeriodUnpaid const& period) { return period.unpaid(); });
}

UnpaidClaims chain_ladder(PaidTriangle const& triangle, Development const& development) {
  PLIMSOLL_EXPECT(development.steps.size() + 1 == triangle.lags());
  std::vector<Step> const steps = steps_of(development);
  UnpaidClaims claims;
  for (std::size_t i = 0; i < triangle.periods(); ++i) {
    Carried carried{triangle.paid_to_date(i)};
    std::size_t const latest = triangle.latest_lag(i);
    for (std::size_t lag = latest; lag < steps.size(); ++lag) carried.pass(steps[lag]);
    claims.periods.push_back({triangle.name(i), triangle.paid_to_date(i), development.completion(latest),
                              development.completion_error(latest), carried.amount, carried.error(),
                              UnpaidMethod::chain_ladder});
  }
  claims.error = total_error(triangle, steps);
  return claims;
}

UnpaidClaims bornhuetter_ferguson(UnpaidClaims claims, std::vector<APriori> const& a_priori) {
  std::vector<Problem> problems;
  std::set<std::string> seen;
  for (APriori const& prior : a_priori) {
    auto const fault = [&](std::string what, std::string suggestion) {
      problems.push_back(
          {{}, fmt::format("a priori of {}", prior.period), std::move(what), "", std::move(suggestion)});
    };
    auto const period = std::find_if(claims.periods.begin(), claims.periods.end(),
                                     [&](PeriodUnpaid const& row) { return row.period == prior.period; });
    if (!seen.insert(prior.period).second) fault("is given twice", "give one");
    if (!(prior.pmpm > 0.0 && prior.member_months > 0.0 && std::isfinite(prior.expected())))
      fault("is not above 0", "give dollars per member-month and member-months");
    if (period == claims.periods.end()) {
      fault("names no period of the triangle",
            claims.periods.empty() ? "" : fmt::format("the youngest is {}", claims.periods.back().period));
      continue;
    }
    period->ultimate = period->paid + (1.0 - period->completion) * prior.expected();
    period->error.reset();
    period->method = UnpaidMethod::bornhuetter_ferguson;
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  return claims;
}

}  // namespace plimsoll
