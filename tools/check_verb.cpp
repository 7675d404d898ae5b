#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "plimsoll/scenarios/assumption_register.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "table_json.hpp"
#include "terminal.hpp"
#include "verbs.hpp"

namespace plimsoll {
namespace {

/// What stands against a final report, in one line.
std::string short_of_final(std::vector<Problem> const& faults) {
  return fmt::format("{} {} against a final report; --strict names {}", faults.size(),
                     faults.size() == 1 ? "thing stands" : "things stand",
                     faults.size() == 1 ? "it" : "them");
}

}  // namespace

ExitCode CheckVerb::run(Terminal& terminal) const {
  CompiledStudy const compiled = compile_study(load_study(study, {scenario, set, without}));
  std::vector<Problem> const faults = final_faults(compiled.loaded);
  if (strict && !faults.empty()) throw InputError(faults);
  for (std::string const& notice : compiled.loaded.notices) terminal.say("notice: " + notice);
  RunPlan const& plan = compiled.plan;
  Table const assumptions = assumption_register(compiled.loaded);
  if (terminal.json()) {
    terminal.print(nlohmann::ordered_json{{"format", "plimsoll-check/1"},
                                          {"valid", true},
                                          {"notices", compiled.loaded.notices},
                                          {"plan_digest", compiled.digest},
                                          {"final", faults.empty()},
                                          {"against_final", told(faults)},
                                          {"limitations", limitations(compiled.loaded)},
                                          {"tables", to_json(std::vector{assumptions})}});
    return ExitCode::done;
  }
  if (strict) terminal.show(assumptions);
  terminal.print(fmt::format(
      "{}: no error. contracts {}, years {}, drivers {}, tallies {}, program steps {}, trials {}\n", study,
      compiled.loaded.study.contract.size(), plan.years().size(), plan.drivers().drivers().size(),
      plan.tallies().tallies().size(), plan.program().steps.size(), plan.trials()));
  if (!faults.empty()) terminal.say(short_of_final(faults));
  return ExitCode::done;
}

}  // namespace plimsoll
