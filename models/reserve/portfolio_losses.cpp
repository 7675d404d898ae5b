#include <algorithm>
#include <map>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/ordered_sum.hpp"
#include "plimsoll/models/reserve/allocation.hpp"
#include "plimsoll/models/reserve/reserve.hpp"

namespace plimsoll {
namespace {

/// Net loss by trial of each legal entity.
std::map<std::string, std::vector<double>> entity_losses(std::span<EntitySettlement const> contracts) {
  std::map<std::string, std::vector<double>> losses;
  for (EntitySettlement const& contract : contracts) {
    std::vector<double>& loss = losses[contract.entity];
    loss.resize(contract.settlement.size(), 0.0);
    for (std::size_t trial = 0; trial < loss.size(); ++trial) loss[trial] -= contract.settlement[trial];
  }
  return losses;
}

std::vector<double> negated(std::span<double const> settlement) {
  std::vector<double> losses(settlement.size());
  std::transform(settlement.begin(), settlement.end(), losses.begin(), [](double z) { return 0.0 - z; });
  return losses;
}

}  // namespace

std::vector<PortfolioPart> portfolio_parts(std::span<EntitySettlement const> contracts, Netting netting) {
  PLIMSOLL_EXPECT(!contracts.empty());
  std::size_t const trials = contracts.front().settlement.size();
  PLIMSOLL_EXPECT(std::all_of(contracts.begin(), contracts.end(),
                              [&](EntitySettlement const& c) { return c.settlement.size() == trials; }));
  auto const by_entity =
      netting == Netting::entity ? entity_losses(contracts) : std::map<std::string, std::vector<double>>{};
  std::vector<PortfolioPart> parts;
  for (EntitySettlement const& contract : contracts) {
    PortfolioPart part{contract.id, amounts_owed(contract.settlement), {}};
    if (netting == Netting::all) part.alone = negated(contract.settlement);
    part.share = part.alone;
    if (netting == Netting::entity) {
      std::vector<double> const& together = by_entity.at(contract.entity);
      for (std::size_t trial = 0; trial < trials; ++trial)
        part.share[trial] = together[trial] > 0.0 ? 0.0 - contract.settlement[trial] : 0.0;
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

std::vector<double> portfolio_losses(std::span<PortfolioPart const> parts) {
  std::vector<double> losses(parts.front().share.size(), 0.0);
  for (PortfolioPart const& part : parts)
    for (std::size_t trial = 0; trial < losses.size(); ++trial) losses[trial] += part.share[trial];
  return losses;
}

std::vector<double> tail_shares(std::span<double const> losses, double at_risk, double level,
                                SharedDesign const& design) {
  auto const weight = [&](std::size_t i) {
    return design && !design->weight.empty() ? design->weight[i] : 1.0;
  };
  auto const sum_where = [&](auto const& counts) {
    return ordered_sum_of(0, losses.size(),
                          [&](std::size_t i) { return counts(losses[i]) ? weight(i) : 0.0; });
  };
  double const total = sum_where([](double) { return true; });
  double const above = sum_where([&](double loss) { return loss > at_risk; });
  double const at = sum_where([&](double loss) { return loss == at_risk; });
  double const share = at != 0.0 ? ((1.0 - level) * total - above) / at : 0.0;
  std::vector<double> shares(losses.size());
  std::transform(losses.begin(), losses.end(), shares.begin(), [&](double loss) {
    return loss > at_risk ? 1.0 : loss == at_risk ? share : 0.0;
  });
  return shares;
}

}  // namespace plimsoll
