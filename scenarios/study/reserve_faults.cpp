#include "study/reserve_faults.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "plimsoll/core/nearest.hpp"

namespace plimsoll {
namespace {

ContractTable const* contract_of(Study const& study, std::string const& id) {
  auto const found = std::find_if(study.contract.begin(), study.contract.end(),
                                  [&](ContractTable const& contract) { return contract.id == id; });
  return found == study.contract.end() ? nullptr : &*found;
}

void unknown_contract(Study const& study, std::string key, std::string const& id,
                      std::vector<Problem>& problems) {
  std::vector<std::string> ids;
  for (ContractTable const& contract : study.contract) ids.push_back(contract.id);
  std::string const near = nearest(id, ids);
  problems.push_back({{},
                      std::move(key),
                      fmt::format("there is no contract \"{}\"", id),
                      fmt::format("given: {}", fmt::join(ids, ", ")),
                      near.empty() ? "" : "did you mean \"" + near + "\"?"});
}

void check_options(Study const& study, std::vector<Problem>& problems) {
  std::set<std::string> groups;
  for (ContractTable const& contract : study.contract)
    if (!contract.alternative_group.empty()) groups.insert(contract.alternative_group);
  for (auto const& [group, id] : study.portfolio.options) {
    std::string const key = "portfolio.options." + group;
    ContractTable const* const contract = contract_of(study, id);
    if (!groups.contains(group))
      problems.push_back({{},
                          key,
                          "no contract has this alternative_group",
                          fmt::format("given: {}", fmt::join(groups, ", ")),
                          ""});
    else if (!contract)
      unknown_contract(study, key, id, problems);
    else if (contract->alternative_group != group)
      problems.push_back({{},
                          key,
                          fmt::format("{} is not of that group", id),
                          "one of the group's contracts is signed",
                          ""});
  }
}

void check_entities(Study const& study, std::vector<Problem>& problems) {
  PortfolioTable const& portfolio = study.portfolio;
  for (auto const& [id, entity] : portfolio.entities)
    if (!contract_of(study, id)) unknown_contract(study, "portfolio.entities." + id, id, problems);
  if (portfolio.netting != Netting::entity) return;
  for (ContractTable const& contract : study.contract)
    if (!portfolio.entities.contains(contract.id))
      problems.push_back({{},
                          "portfolio.entities",
                          fmt::format("names no entity for {}", contract.id),
                          "contracts net within the entity that signs them",
                          fmt::format("write {} = \"...\" in it", contract.id)});
}

/// What the rule of a floor reads, as far as it is missing.
std::string missing_of(FloorTable const& floor) {
  switch (floor.kind) {
    case FloorKind::repayment_mechanism:
      return floor.expenditure > 0.0 && floor.revenue > 0.0 ? "" : "expenditure and revenue";
    case FloorKind::tangible_net_equity: return floor.premium > 0.0 ? "" : "premium";
    case FloorKind::organisation_equity:
      return floor.revenue > 0.0 || floor.expenditure > 0.0 ? "" : "revenue or expenditure";
    case FloorKind::cash_to_claims: return floor.claims_liability > 0.0 ? "" : "claims_liability";
    case FloorKind::risk_based_capital: return floor.risk_charges.size() == 5 ? "" : "five risk_charges";
    case FloorKind::premium_share: return floor.premium > 0.0 && floor.share ? "" : "premium and share";
  }
  return {};
}

void check_floors(Study const& study, std::vector<Problem>& problems) {
  for (FloorTable const& floor : study.floor)
    if (std::string const missing = missing_of(floor); !missing.empty())
      problems.push_back({{},
                          "floor." + floor.name,
                          fmt::format("needs {}", missing),
                          fmt::format("kind {} is worked out of them", name_in_study(floor.kind)),
                          ""});
}

void check_participants(Study const& study, std::vector<Problem>& problems) {
  if (study.participant.empty()) return;
  double sum = 0.0;
  std::set<std::string> names;
  for (ParticipantTable const& participant : study.participant) {
    sum += participant.share;
    if (!names.insert(participant.name).second)
      problems.push_back({{}, "participant." + participant.name, "is listed twice", "", ""});
  }
  if (std::abs(sum - 1.0) > 1e-6)
    problems.push_back(
        {{}, "participant", fmt::format("shares sum to {:.6g}", sum), "they must sum to 1", ""});
}

void check_triggers(Study const& study, std::vector<Problem>& problems) {
  for (TriggerTable const& trigger : study.trigger)
    if (!trigger.above && !trigger.below)
      problems.push_back({{},
                          "trigger",
                          fmt::format("{} has no threshold", trigger.figure),
                          "",
                          "write above = or below ="});
}

}  // namespace

std::vector<Problem> reserve_faults(Study const& study) {
  std::vector<Problem> problems;
  auto const& months = study.reserve.release_months;
  if (months.size() != 2 || months[0] > months[1])
    problems.push_back({{}, "reserve.release_months", "needs a first and a last month", "", "[12, 18], say"});
  check_options(study, problems);
  check_entities(study, problems);
  for (auto const& [id, rule] : study.recognition)
    if (!contract_of(study, id)) unknown_contract(study, "recognition." + id, id, problems);
  check_floors(study, problems);
  check_participants(study, problems);
  check_triggers(study, problems);
  return problems;
}

}  // namespace plimsoll
