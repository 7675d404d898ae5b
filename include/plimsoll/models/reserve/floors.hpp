#pragma once

#include <array>
#include <string_view>

namespace plimsoll {

// Amounts a regulator wants held. Each is a floor beside a reserve and never part of it: it looks at size,
// not at what may be owed. Rates and limits are parameters, with the text of the rule as default. All
// dollars.

/// A rate up to a threshold, another above it.
struct TieredRate {
  double first = 0.0, above = 0.0;
  double threshold = 150e6;
  double of(double amount) const;
};

/// Tangible net equity of a California full-service plan: the greatest of a fixed amount, a share of annual
/// premium, and a share of health care expenditure by how it is paid. 28 CCR 1300.76(a).
struct TangibleNetEquity {
  double least = 1e6;
  TieredRate of_premium{0.02, 0.01};
  TieredRate of_expenditure{0.08, 0.04};
  double of_managed_hospital = 0.04;
};
/// `expenditure`: annual, neither capitated nor paid as managed hospital; `managed_hospital`: annual, paid
/// on a managed hospital basis. Expects amounts not below zero.
double required_amount(TangibleNetEquity const& rule, double premium, double expenditure,
                       double managed_hospital);

/// Tangible net equity of a California risk-bearing organisation: the greater of two shares.
/// Health and Safety Code 1375.4; 28 CCR 1300.75.4.2. The shares are to be checked against the current text.
struct OrganisationEquity {
  double of_revenue = 0.01;
  double of_expenditure = 0.04;
};
/// `expenditure`: annual medical expense that is not capitated.
double required_amount(OrganisationEquity const& rule, double revenue, double expenditure);

/// Cash, marketable securities and receivables due in 60 days over claims payable and unreported, of a
/// California risk-bearing organisation: 28 CCR 1300.75.4.2. `liquid_assets` excludes what a risk pool or an
/// incentive may still pay. Infinite where there is no claim. Expects amounts not below zero.
double cash_to_claims(double liquid_assets, double claims_liability);
inline constexpr double least_cash_to_claims = 0.75;

/// Risk-based capital after covariance: H0 + sqrt(H1^2 + ... + H4^2); the authorised control level is half of
/// it. NAIC Health RBC; Model Act 315.
double authorised_control_level(std::array<double, 5> const& risk_charges);

/// Underwriting risk H2 before the managed care credit: 15 % of the first 25 million of premium times the
/// claims ratio, 9 % of what is above.
double underwriting_charge(double premium, double claims_ratio, double managed_care_credit = 0.0,
                           TieredRate const& rate = {0.15, 0.09, 25e6});

/// What follows from adjusted capital over the authorised control level: below 2, 1.5, 1 and 0.7.
std::string_view action_level(double capital, double control_level);

}  // namespace plimsoll
