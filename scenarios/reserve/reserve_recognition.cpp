#include "reserve/reserve_recognition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "plimsoll/scenarios/compile_study.hpp"
#include "summary/portfolio.hpp"

namespace plimsoll {
namespace {

RecognitionLine line_of(Study const& study, TrialTable const& trials, std::string const& contract, int year) {
  return recognise(*trials.column(contract_column(contract, "settlement"), year),
                   recognition_rule(study, contract), fmt::format("{}.{}", contract, year), trials.design);
}

bool is_paid_by_premium(ContractTable const& contract) {
  return std::any_of(contract.terms.begin(), contract.terms.end(), [](NamedTerm const& named) {
    return std::holds_alternative<Capitation>(named.term) ||
           std::holds_alternative<PercentOfPremium>(named.term);
  });
}

std::string decision(RecognitionLine const& line, RecognitionRule const& rule) {
  if (line.accrues) return "accrue";
  return line.chance_of_owing.value > 0.0 ? fmt::format("disclose: below {:.0f} %", 100.0 * rule.probable)
                                          : "nothing";
}

Table losses_table(Study const& study, std::vector<RecognitionLine> const& lines, int year,
                   Money const& money) {
  TableBuilder table(fmt::format("recognised_losses.{}", year),
                     fmt::format("Support for recognising losses of {} (ASC 450-20), {}", year, money.unit));
  table.column("contract", "contract", Unit::none, Presentation::text)
      .column("chance", "P(owe)", Unit::fraction, Presentation::percent)
      .column("decision", "", Unit::none, Presentation::text)
      .column("accrued", "accrued", Unit::dollars, money.presentation)
      .column("low", "range: P5", Unit::dollars, money.presentation)
      .column("high", "range: P95", Unit::dollars, money.presentation);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string const& contract = study.contract[i].id;
    RecognitionLine const& line = lines[i];
    table.row(contract, {contract, line.chance_of_owing, decision(line, recognition_rule(study, contract)),
                         line.accrued, line.low, line.high});
  }
  table.note(
      "a loss below the chance asked for is not accrued, and still has an expected amount: see the reserve");
  table.note("support for the preparer's judgement; the thresholds are the study's, not the standard's");
  return table.build();
}

Table gains_table(Study const& study, std::vector<RecognitionLine> const& lines, int year,
                  Money const& money) {
  TableBuilder table(fmt::format("recognised_upside.{}", year),
                     fmt::format("Support for recognising upside of {} (ASC 606), {}", year, money.unit));
  table.column("contract", "contract", Unit::none, Presentation::text)
      .column("expected", "expected value", Unit::dollars, money.presentation)
      .column("likely", "most likely", Unit::dollars, money.presentation)
      .column("likely_if_paid", "most likely if paid", Unit::dollars, money.presentation)
      .column("constrained", "constrained", Unit::dollars, money.presentation)
      .column("recognised", "recognised", Unit::dollars, money.presentation)
      .column("unrecognised", "unrecognised", Unit::dollars, money.presentation)
      .column("confidence", "at", Unit::fraction, Presentation::percent);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string const& contract = study.contract[i].id;
    RecognitionLine const& line = lines[i];
    table.row(contract, {contract, line.expected, line.most_likely, line.likely_if_paid, line.constrained,
                         line.recognised, line.unrecognised,
                         exact_figure(fmt::format("{}.{}.confidence", contract, year),
                                      recognition_rule(study, contract).confidence, Unit::fraction)});
  }
  table.note(
      "constrained: what the settlement reaches with the confidence asked for; unrecognised upside is not "
      "lost");
  table.note(
      "support for the preparer's judgement; methods and confidence are the study's, not the standard's");
  return table.build();
}

}  // namespace

RecognitionRule recognition_rule(Study const& study, std::string const& contract) {
  RecognitionTable const* const found = study.recognition.find(contract);
  RecognitionTable const table = found ? *found : RecognitionTable{};
  return {table.probable, table.loss_amount, table.gain_method, table.confidence};
}

Figure recognised_upside(Study const& study, TrialTable const& trials, int year) {
  double value = 0.0, error = 0.0;
  for (ContractTable const* contract : signed_contracts(study).contracts) {
    Figure const recognised = line_of(study, trials, contract->id, year).recognised;
    value += recognised.value;
    error += recognised.std_error;
  }
  return normal_figure(fmt::format("portfolio.{}.upside_recognised", year), value, error, Unit::dollars);
}

std::vector<Table> recognition_tables(Study const& study, TrialTable const& trials, int year,
                                      Money const& money) {
  std::vector<RecognitionLine> lines;
  for (ContractTable const& contract : study.contract)
    lines.push_back(line_of(study, trials, contract.id, year));
  return {losses_table(study, lines, year, money), gains_table(study, lines, year, money)};
}

void append_deficiency_table(Study const& study, TrialTable const& trials, int year, Money const& money,
                             std::vector<Table>& tables) {
  std::map<std::string, std::vector<double>> groups;
  for (ContractTable const* contract : signed_contracts(study).contracts) {
    if (!is_paid_by_premium(*contract)) continue;
    auto const entity = study.portfolio.entities.find(contract->id);
    std::vector<double>& sum =
        groups[entity == study.portfolio.entities.end() ? contract->id : entity->second];
    sum.resize(trials.trials, 0.0);
    auto const settled = *trials.column(contract_column(contract->id, "settlement"), year);
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += settled[i];
  }
  if (groups.empty()) return;
  TableBuilder table(fmt::format("deficiency.{}", year),
                     fmt::format("Premium deficiency of {}, {}", year, money.unit));
  table.column("group", "group", Unit::none, Presentation::text)
      .column("deficiency", "deficiency", Unit::dollars, money.presentation);
  for (auto const& [name, settled] : groups)
    table.row("group." + name, {name, premium_deficiency(fmt::format("{}.{}.premium_deficiency", name, year),
                                                         settled, trials.design)});
  table.note("expected cost above expected revenue of what is paid by premium; no other group pays for it");
  tables.push_back(table.build());
}

}  // namespace plimsoll
