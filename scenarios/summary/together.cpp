#include "summary/together.hpp"

#include <fmt/format.h>

#include <array>

#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/scenarios/signed_contracts.hpp"

namespace plimsoll {
namespace {

struct SummedColumn {
  char const *what, *says;
};
constexpr std::array<SummedColumn, 5> summed_columns{{{"benchmark", "benchmark"},
                                                      {"expenditure", "expenditure"},
                                                      {"settlement", "settlement"},
                                                      {"upside", "paid to us"},
                                                      {"owed", "we owe"}}};

/// Sum over contracts, trial by trial; nothing where none has the column.
std::vector<double> summed(std::vector<ContractTable const*> const& contracts, TrialTable const& trials,
                           char const* what, int year) {
  std::vector<double> sum;
  for (ContractTable const* contract : contracts)
    if (auto const column = trials.column(contract_column(contract->id, what), year)) {
      sum.resize(column->size());
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += (*column)[i];
    }
  return sum;
}

}  // namespace

void append_together_table(Study const& study, TrialTable const& trials, int year, Money const& money,
                           std::vector<Table>& tables) {
  std::vector<ContractTable const*> const contracts = signed_contracts(study).contracts;
  if (!study.published || contracts.size() < 2) return;
  TableBuilder table(fmt::format("together.{}", year),
                     fmt::format("All {} contracts together for {}, {}", contracts.size(), year, money.unit));
  table.column("what", "sum of", Unit::none, Presentation::text)
      .column("mean", "mean", Unit::dollars, money.presentation)
      .column("sd", "sd", Unit::dollars, money.presentation)
      .column("p05", "P5", Unit::dollars, money.presentation)
      .column("p50", "P50", Unit::dollars, money.presentation)
      .column("p95", "P95", Unit::dollars, money.presentation);
  for (SummedColumn const& column : summed_columns) {
    std::vector<double> const sum = summed(contracts, trials, column.what, year);
    if (sum.empty()) continue;
    Sample const sample(fmt::format("together.{}.{}", year, column.what), Unit::dollars, sum, trials.design);
    table.row(column.what, {std::string(column.says), sample.mean(), sample.standard_deviation(),
                            sample.percentile(0.05), sample.percentile(0.50), sample.percentile(0.95)});
  }
  table.note("contracts are added trial by trial; settlement is what is paid to us less what we owe");
  tables.push_back(table.build());
}

}  // namespace plimsoll
