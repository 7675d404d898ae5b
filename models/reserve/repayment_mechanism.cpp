#include "plimsoll/models/reserve/repayment_mechanism.hpp"

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

double required_amount(RepaymentMechanism const& rule, double expenditure, double revenue) {
  PLIMSOLL_EXPECT(expenditure >= 0.0 && revenue >= 0.0);
  return std::min(rule.share_of_expenditure * expenditure, rule.share_of_revenue * revenue);
}

}  // namespace plimsoll
