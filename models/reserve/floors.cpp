#include "plimsoll/models/reserve/floors.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

double TieredRate::of(double amount) const {
  return first * std::min(amount, threshold) + above * std::max(0.0, amount - threshold);
}

double required_amount(TangibleNetEquity const& rule, double premium, double expenditure,
                       double managed_hospital) {
  PLIMSOLL_EXPECT(premium >= 0.0 && expenditure >= 0.0 && managed_hospital >= 0.0);
  return std::max({rule.least, rule.of_premium.of(premium),
                   rule.of_expenditure.of(expenditure) + rule.of_managed_hospital * managed_hospital});
}

double required_amount(OrganisationEquity const& rule, double revenue, double expenditure) {
  PLIMSOLL_EXPECT(revenue >= 0.0 && expenditure >= 0.0);
  return std::max(rule.of_revenue * revenue, rule.of_expenditure * expenditure);
}

double cash_to_claims(double liquid_assets, double claims_liability) {
  PLIMSOLL_EXPECT(liquid_assets >= 0.0 && claims_liability >= 0.0);
  return claims_liability > 0.0 ? liquid_assets / claims_liability : std::numeric_limits<double>::infinity();
}

double authorised_control_level(std::array<double, 5> const& risk_charges) {
  double squares = 0.0;
  for (std::size_t i = 1; i < risk_charges.size(); ++i) squares += risk_charges[i] * risk_charges[i];
  return 0.5 * (risk_charges[0] + std::sqrt(squares));
}

double underwriting_charge(double premium, double claims_ratio, double managed_care_credit,
                           TieredRate const& rate) {
  return rate.of(premium) * claims_ratio * (1.0 - managed_care_credit);
}

std::string_view action_level(double capital, double control_level) {
  PLIMSOLL_EXPECT(control_level > 0.0);
  double const ratio = capital / control_level;
  if (ratio < 0.7) return "mandatory control";
  if (ratio < 1.0) return "authorised control";
  if (ratio < 1.5) return "regulatory action";
  if (ratio < 2.0) return "company action";
  return "none";
}

}  // namespace plimsoll
