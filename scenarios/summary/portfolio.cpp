#include "summary/portfolio.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {
namespace {

constexpr double portfolio_levels[] = {0.75, 0.90, 0.95, 0.99};

std::string_view netting_note(Netting netting) {
  switch (netting) {
    case Netting::none: return "nothing is netted: a gain of one contract pays no loss of another";
    case Netting::entity: return "contracts of one legal entity net with each other, entities do not";
    case Netting::all: return "all contracts net with each other: a loss below zero is a gain";
  }
  return "";
}

Table levels_table(std::vector<PortfolioAtLevel> const& levels, Signed const& chosen, Netting netting,
                   int year, Money const& money) {
  TableBuilder table(fmt::format("portfolio.{}", year),
                     fmt::format("What {} contracts may owe together for {}, {}", chosen.contracts.size(),
                                 year, money.unit));
  table.column("measure", "measure", Unit::none, Presentation::text)
      .column("sum", "sum of parts", Unit::dollars, money.presentation)
      .column("portfolio", "portfolio", Unit::dollars, money.presentation)
      .column("diversification", "difference", Unit::dollars, money.presentation);
  for (PortfolioAtLevel const& at : levels)
    table.row("p" + level_text(at.level), {fmt::format("P{:g}", 100.0 * at.level), at.sum_value_at_risk,
                                           at.value_at_risk, at.diversification_value_at_risk});
  for (PortfolioAtLevel const& at : levels)
    table.row("tvar" + level_text(at.level),
              {fmt::format("TVaR{:g}", 100.0 * at.level), at.sum_tail_value_at_risk, at.tail_value_at_risk,
               at.diversification_tail_value_at_risk});
  table.note(std::string(netting_note(netting)));
  table.note("a difference of percentiles may be below zero; that of TVaR is not");
  for (std::string const& note : chosen.notes) table.note(note);
  return table.build();
}

Table allocation_table(std::vector<PortfolioAtLevel> const& levels, std::vector<PortfolioPart> const& parts,
                       int year, Money const& money) {
  TableBuilder table(fmt::format("allocation.{}", year),
                     fmt::format("The portfolio's TVaR for {} by contract, {}", year, money.unit));
  table.column("contract", "contract", Unit::none, Presentation::text);
  for (PortfolioAtLevel const& at : levels) {
    std::string const level = level_text(at.level), name = fmt::format("TVaR{:g}", 100.0 * at.level);
    table.column("alone" + level, name + " alone", Unit::dollars, money.presentation);
    table.column("allocated" + level, name + " allocated", Unit::dollars, money.presentation);
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::vector<Cell> cells{parts[i].id};
    for (PortfolioAtLevel const& at : levels) {
      cells.emplace_back(at.parts[i].tail_value_at_risk);
      cells.emplace_back(at.parts[i].allocated);
    }
    table.row("contract." + parts[i].id, std::move(cells));
  }
  std::vector<Cell> all{std::string("all")};
  for (PortfolioAtLevel const& at : levels) {
    all.emplace_back(at.sum_tail_value_at_risk);
    all.emplace_back(at.tail_value_at_risk);
  }
  table.row("all", std::move(all));
  table.note("allocated: the mean of what the contract brings in the trials of the portfolio's tail (Euler)");
  return table.build();
}

}  // namespace

std::vector<PortfolioPart> portfolio_year(Study const& study, TrialTable const& trials, int year) {
  std::vector<EntitySettlement> contracts;
  for (ContractTable const* contract : signed_contracts(study).contracts) {
    auto const settlement = trials.column(contract_column(contract->id, "settlement"), year);
    PLIMSOLL_EXPECT(settlement.has_value());
    auto const entity = study.portfolio.entities.find(contract->id);
    contracts.push_back(
        {contract->id, entity == study.portfolio.entities.end() ? "" : entity->second, *settlement});
  }
  return portfolio_parts(contracts, study.portfolio.netting);
}

std::vector<double> portfolio_owed(Study const& study, TrialTable const& trials, int year) {
  std::vector<double> losses = portfolio_losses(portfolio_year(study, trials, year));
  for (double& loss : losses) loss = std::max(loss, 0.0);
  return losses;
}

void append_portfolio_tables(Study const& study, TrialTable const& trials, int year, Money const& money,
                             std::vector<Table>& tables) {
  Signed const contracts = signed_contracts(study);
  if (contracts.contracts.size() < 2) return;
  std::vector<PortfolioPart> const parts = portfolio_year(study, trials, year);
  std::vector<PortfolioAtLevel> levels =
      measure_portfolio(parts, portfolio_levels, fmt::format("portfolio.{}", year), trials.design);
  tables.push_back(levels_table(levels, contracts, study.portfolio.netting, year, money));
  levels.erase(levels.begin());  // the split is shown from the levels a capital is set at
  tables.push_back(allocation_table(levels, parts, year, money));
}

}  // namespace plimsoll
