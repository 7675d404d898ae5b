#include "method_checks.hpp"

#include <fmt/format.h>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {

bool draws_members(RunMethod method) {
  return method == RunMethod::simulate || method == RunMethod::importance;
}

void check_method(LoadedStudy const& loaded, RunMethod method) {
  if (draws_members(method) || loaded.study.run.engine != EngineKind::panel) return;
  throw InputError(Problem{loaded.spot_of(KeyPath("run.engine")), "run.engine",
                           fmt::format("\"panel\" does not go with --method {}", name_in_study(method)),
                           "the method needs the laws of members' costs, and this engine has none",
                           "--method simulate, or give the study cost files and engine \"sums\""});
}

std::string method_note(RunMethod method) {
  if (method != RunMethod::conditional) return {};
  return "conditional preview: members are approximated by the moments of their sums, none is drawn; ± does "
         "not hold what that leaves out";
}

}  // namespace plimsoll
