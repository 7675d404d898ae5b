#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/core/field.hpp"

namespace plimsoll {

enum class FloorKind {
  repayment_mechanism,
  tangible_net_equity,
  organisation_equity,
  cash_to_claims,
  risk_based_capital,
  premium_share
};
template <>
struct Names<FloorKind> {
  static constexpr std::array<std::pair<std::string_view, FloorKind>, 6> pairs{
      {{"repayment_mechanism", FloorKind::repayment_mechanism},
       {"tangible_net_equity", FloorKind::tangible_net_equity},
       {"organisation_equity", FloorKind::organisation_equity},
       {"cash_to_claims", FloorKind::cash_to_claims},
       {"risk_based_capital", FloorKind::risk_based_capital},
       {"premium_share", FloorKind::premium_share}}};
};

/// `[[floor]]`: an amount a regulator wants held, beside the reserve and never inside it.
struct FloorTable {
  FloorKind kind = FloorKind::repayment_mechanism;
  std::string name;
  double premium = 0.0, expenditure = 0.0, managed_hospital = 0.0, revenue = 0.0;
  double liquid_assets = 0.0, claims_liability = 0.0;
  std::vector<double> risk_charges;
  std::optional<double> share, share_of_expenditure, share_of_revenue, held;
  static constexpr auto fields = field_table(
      required("kind", &FloorTable::kind,
               "42 CFR 425.204(f); 28 CCR 1300.76; HSC 1375.4; its cash-to-claims ratio; NAIC health "
               "risk-based capital, company action level; a share of premium, as NY Reg. 164"),
      required("name", &FloorTable::name, "name in tables"),
      optional("premium", &FloorTable::premium, Unit::dollars, not_negative, "annual premium"),
      optional("expenditure", &FloorTable::expenditure, Unit::dollars, not_negative,
               "annual expenditure the rule counts: Parts A and B of assigned beneficiaries, or what is not "
               "capitated"),
      optional("managed_hospital", &FloorTable::managed_hospital, Unit::dollars, not_negative,
               "annual expenditure paid on a managed hospital basis"),
      optional("revenue", &FloorTable::revenue, Unit::dollars, not_negative,
               "annual revenue the rule counts"),
      optional("liquid_assets", &FloorTable::liquid_assets, Unit::dollars, not_negative,
               "cash, marketable securities and receivables of 60 days"),
      optional("claims_liability", &FloorTable::claims_liability, Unit::dollars, not_negative,
               "claims payable and not yet reported"),
      optional("risk_charges", &FloorTable::risk_charges, Unit::dollars, not_negative, "H0 to H4"),
      optional("share", &FloorTable::share, Unit::fraction, Range{0.0, 10.0},
               "premium_share: of premium; cash_to_claims: least ratio in place of 0.75"),
      optional("share_of_expenditure", &FloorTable::share_of_expenditure, Unit::fraction, unit_interval,
               "in place of the rule's"),
      optional("share_of_revenue", &FloorTable::share_of_revenue, Unit::fraction, unit_interval,
               "in place of the rule's"),
      optional("held", &FloorTable::held, Unit::dollars, any_number,
               "what is held against it: escrow, letter of credit, equity, adjusted capital"));
};

}  // namespace plimsoll
