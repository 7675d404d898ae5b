#include "plimsoll/models/unpaid/development.hpp"

#include <algorithm>
#include <cmath>

namespace plimsoll {
namespace {

/// Mack's rule for a lag that one period alone has passed: the variances fall as the last two did, but never
/// rise.
double sigma_by_rule(std::vector<AgeToAge> const& steps) {
  PLIMSOLL_EXPECT(steps.size() >= 2);
  double const last = std::pow(steps[steps.size() - 1].sigma, 2);
  double const before = std::pow(steps[steps.size() - 2].sigma, 2);
  double const smaller = std::min(last, before);
  return std::sqrt(before > 0.0 ? std::min(last * last / before, smaller) : smaller);
}

AgeToAge step_from(PaidTriangle const& triangle, std::size_t lag, std::vector<AgeToAge> const& before) {
  AgeToAge step;
  step.periods = triangle.known_at(lag + 1);
  double from = 0.0, to = 0.0;
  for (std::size_t i = 0; i < step.periods; ++i) {
    from += triangle.paid(i, lag);
    to += triangle.paid(i, lag + 1);
  }
  step.factor = to / from;
  step.sigma_by_rule = step.periods < 2;
  if (step.sigma_by_rule) {
    step.sigma = sigma_by_rule(before);
  } else {
    double squares = 0.0;
    for (std::size_t i = 0; i < step.periods; ++i) {
      double const paid = triangle.paid(i, lag);
      double const off = triangle.paid(i, lag + 1) - step.factor * paid;
      if (paid > 0.0) squares += off * off / paid;  // C (F - f)², and nothing develops from nothing
    }
    step.sigma = std::sqrt(squares / static_cast<double>(step.periods - 1));
  }
  step.std_error = step.sigma / std::sqrt(from);
  return step;
}

}  // namespace

double Development::completion(std::size_t lag) const {
  PLIMSOLL_EXPECT(lag <= steps.size());
  double growth = tail.factor;
  for (std::size_t k = lag; k < steps.size(); ++k) growth *= steps[k].factor;
  return 1.0 / growth;
}

double Development::completion_error(std::size_t lag) const {
  PLIMSOLL_EXPECT(lag <= steps.size());
  double relative = std::pow(tail.std_error / tail.factor, 2);
  for (std::size_t k = lag; k < steps.size(); ++k)
    relative += std::pow(steps[k].std_error / steps[k].factor, 2);
  return completion(lag) * std::sqrt(relative);
}

Development develop(PaidTriangle const& triangle, Tail const& tail) {
  PLIMSOLL_EXPECT(tail.factor >= 1.0 && tail.std_error >= 0.0 && tail.sigma >= 0.0);
  Development development{{}, tail};
  for (std::size_t lag = 0; lag + 1 < triangle.lags(); ++lag)
    development.steps.push_back(step_from(triangle, lag, development.steps));
  return development;
}

}  // namespace plimsoll
