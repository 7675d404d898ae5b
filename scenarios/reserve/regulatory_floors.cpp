#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "plimsoll/models/reserve/floors.hpp"
#include "plimsoll/models/reserve/repayment_mechanism.hpp"
#include "reserve/reserve_held_tables.hpp"

namespace plimsoll {
namespace {

/// What a rule asks for, against what, and where it is written.
struct Asked {
  double required;
  std::optional<double> held;
  std::string source;
};

double capital_level(FloorTable const& floor) {
  std::array<double, 5> charges{};
  std::copy_n(floor.risk_charges.begin(), charges.size(), charges.begin());
  return authorised_control_level(charges);
}

Asked asked_by(FloorTable const& floor) {
  switch (floor.kind) {
    case FloorKind::repayment_mechanism: {
      RepaymentMechanism rule;
      rule.share_of_expenditure = floor.share_of_expenditure.value_or(rule.share_of_expenditure);
      rule.share_of_revenue = floor.share_of_revenue.value_or(rule.share_of_revenue);
      return {required_amount(rule, floor.expenditure, floor.revenue), floor.held, "42 CFR 425.204(f)(4)"};
    }
    case FloorKind::tangible_net_equity:
      return {required_amount(TangibleNetEquity{}, floor.premium, floor.expenditure, floor.managed_hospital),
              floor.held, "28 CCR 1300.76"};
    case FloorKind::organisation_equity: {
      OrganisationEquity rule;
      rule.of_expenditure = floor.share_of_expenditure.value_or(rule.of_expenditure);
      rule.of_revenue = floor.share_of_revenue.value_or(rule.of_revenue);
      return {required_amount(rule, floor.revenue, floor.expenditure), floor.held, "HSC 1375.4"};
    }
    case FloorKind::cash_to_claims:
      return {floor.share.value_or(least_cash_to_claims) * floor.claims_liability, floor.liquid_assets,
              "28 CCR 1300.75.4.2"};
    case FloorKind::risk_based_capital: return {2.0 * capital_level(floor), floor.held, "NAIC Model 315"};
    case FloorKind::premium_share: return {*floor.share * floor.premium, floor.held, "share of premium"};
  }
  return {};
}

/// What the rule says of what is held.
std::string verdict(FloorTable const& floor, Asked const& asked) {
  if (!asked.held) return "not stated";
  std::string const word = *asked.held >= asked.required ? "met" : "short";
  if (floor.kind == FloorKind::cash_to_claims)
    return fmt::format("{}, ratio {:.2f}", word, cash_to_claims(floor.liquid_assets, floor.claims_liability));
  if (floor.kind != FloorKind::risk_based_capital) return word;
  double const level = capital_level(floor);
  if (level <= 0.0) return word;
  return fmt::format("{}, {:.0f} %, action: {}", word, 100.0 * *asked.held / level,
                     action_level(*asked.held, level));
}

}  // namespace

Table floor_table(Study const& study) {
  TableBuilder table("floors", "Regulatory floors, beside the reserve and never inside it, $");
  table.column("floor", "floor", Unit::none, Presentation::text)
      .column("required", "required", Unit::dollars, Presentation::whole_dollars)
      .column("held", "held", Unit::dollars, Presentation::whole_dollars)
      .column("verdict", "", Unit::none, Presentation::text)
      .column("source", "source", Unit::none, Presentation::text);
  for (FloorTable const& floor : study.floor) {
    Asked const asked = asked_by(floor);
    std::string const id = "floor." + floor.name;
    Cell held = Empty{};
    if (asked.held) held = exact_figure(id + ".held", *asked.held, Unit::dollars);
    table.row(id, {floor.name, exact_figure(id + ".required", asked.required, Unit::dollars), std::move(held),
                   verdict(floor, asked), asked.source});
  }
  table.note(
      "worked out of the amounts the study states; rates are parameters to check against the current rule");
  return table.build();
}

}  // namespace plimsoll
