#include "compile/build_notices.hpp"

#include <fmt/format.h>

#include "plimsoll/models/contract/historical_benchmark.hpp"

namespace plimsoll {

void note_types_without_history(Study const& study, Panels const& panels, std::vector<std::string>& notices) {
  for (ContractTable const& contract : study.contract)
    for (NamedTerm const& named : contract.terms) {
      auto const* const history = std::get_if<HistoricalBenchmark>(&named.term);
      if (!history || contract.population.empty()) continue;
      for (std::string const& enrolment : panels.at(contract.population).view.classes) {
        auto const base = history->person_years.find(enrolment);
        if (base == history->person_years.end() || !base->second.is_fixed() || base->second.fixed() > 0.0)
          continue;
        notices.push_back(
            fmt::format("contract.{}.{}: nobody of enrolment type \"{}\" in the last base year, so its "
                        "benchmark is national "
                        "cost of the settled year at our risk",
                        contract.id, named.name, enrolment));
      }
    }
}

}  // namespace plimsoll
