#include "compile/few_members.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compile/contract_program.hpp"
#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/historical_benchmark.hpp"
#include "plimsoll/models/measure/people.hpp"

namespace plimsoll {
namespace {

/// Some of a population's enrolment types, and who asks for them.
struct Counted {
  std::string whose;
  KeyPath key;
  std::set<std::size_t> types;
};

double members_of(PanelNames const& panel, std::set<std::size_t> const& types) {
  double sum = 0.0;
  for (std::size_t const type : types) sum += static_cast<double>(panel.members[type]);
  return sum;
}

std::vector<Counted> counted_in(LoadedStudy const& loaded, Panels const& panels, PanelNames const& panel) {
  Counted all{"the population", KeyPath("population") / panel.population / "file", {}};
  for (std::size_t type = 0; type < panel.members.size(); ++type) all.types.insert(type);
  std::vector<Counted> counted{all};
  for (ContractTable const& contract : loaded.study.contract) {
    if (contract.population != panel.population || contract.enrolment.empty()) continue;
    Counted part{"contract." + contract.id, KeyPath("contract") / contract.id / "enrolment", {}};
    for (ExposureClass const type : view_of(contract, panels).only)
      part.types.insert(static_cast<std::size_t>(type));
    counted.push_back(std::move(part));
  }
  return counted;
}

void check_population(LoadedStudy const& loaded, Panels const& panels, PanelNames const& panel,
                      std::vector<Problem>& problems) {
  std::vector<Counted> const counted = counted_in(loaded, panels, panel);
  for (Counted const& part : counted) {
    auto const refuse = [&](std::string what, char const* suggestion) {
      problems.push_back({loaded.spot_of(part.key), part.key.text(), std::move(what),
                          "what 1 to 10 people cost and settle is not told", suggestion});
    };
    if (is_few(members_of(panel, part.types))) {
      refuse("counts 1 to 10 members of the file", "join types in the column map, or give a longer file");
      continue;
    }
    for (Counted const& larger : counted) {
      bool const within =
          part.types != larger.types &&
          std::includes(larger.types.begin(), larger.types.end(), part.types.begin(), part.types.end());
      if (within && is_few(members_of(panel, larger.types) - members_of(panel, part.types)))
        refuse(fmt::format("leaves out 1 to 10 members that {} counts, so their number would follow",
                           larger.whose),
               "count their type in both, or take those members out by leave_out of the column map");
    }
  }
}

}  // namespace

bool has_few_of_a_type(PanelNames const& panel) {
  return std::any_of(panel.members.begin(), panel.members.end(),
                     [](std::int64_t members) { return is_few(static_cast<double>(members)); });
}

void check_few_members(LoadedStudy const& loaded, Panels const& panels, std::vector<KeptTally> const& kept) {
  std::vector<Problem> problems;
  for (auto const& [name, panel] : panels)
    if (!panel.members.empty()) {
      check_population(loaded, panels, panel, problems);
      bool const by_type =
          std::any_of(kept.begin(), kept.end(), [viewed = panel.view.panel](KeptTally const& one) {
            return one.tally.exposure && one.tally.panel == viewed;
          });
      if (by_type && has_few_of_a_type(panel))
        problems.push_back({loaded.spot_of(KeyPath("run.excess_curve")), "run.excess_curve",
                            fmt::format("keeps member months by type, and a type of population.{} has 1 to "
                                        "10 members in the file",
                                        name),
                            "the months of so few are not told",
                            "join the type with another in the column map, or leave excess_curve out"});
    }
  if (!problems.empty()) throw InputError(std::move(problems));
}

void note_few_members(Study const& study, Panels const& panels, std::vector<std::string>& notices) {
  auto const by_type = [](NamedTerm const& named) {
    return std::holds_alternative<HistoricalBenchmark>(named.term);
  };
  for (auto const& [name, panel] : panels) {
    if (!has_few_of_a_type(panel)) continue;
    bool told_by_dollars = false;
    for (ContractTable const& contract : study.contract)
      if (contract.population == name)
        told_by_dollars =
            told_by_dollars || std::any_of(contract.terms.begin(), contract.terms.end(), by_type);
    notices.push_back(fmt::format(
        "population.{}: an enrolment type has 1 to 10 members in the file, so no months are told by type{}",
        name,
        told_by_dollars ? "; but benchmarks by type times such months are dollars, which tell them: join the "
                          "type with another in the column map before results are passed on"
                        : ""));
  }
}

}  // namespace plimsoll
