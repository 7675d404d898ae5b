#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "plimsoll/scenarios/compile_study.hpp"
#include "verbs.hpp"

namespace plimsoll {

ExitCode CheckVerb::run(Terminal& terminal) const {
  CompiledStudy const compiled = compile_study(load_study(study, {scenario, set, without}));
  for (std::string const& notice : compiled.loaded.notices) terminal.say("notice: " + notice);
  RunPlan const& plan = compiled.plan;
  if (terminal.json()) {
    terminal.print(nlohmann::ordered_json{{"format", "plimsoll-check/1"},
                                          {"valid", true},
                                          {"notices", compiled.loaded.notices},
                                          {"plan_digest", compiled.digest}});
    return ExitCode::done;
  }
  terminal.print(fmt::format(
      "{}: no error. contracts {}, years {}, drivers {}, tallies {}, program steps {}, trials {}\n", study,
      compiled.loaded.study.contract.size(), plan.years().size(), plan.drivers().drivers().size(),
      plan.tallies().tallies().size(), plan.program().steps.size(), plan.trials()));
  return ExitCode::done;
}

}  // namespace plimsoll
