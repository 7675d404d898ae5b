#include "compile/method_checks.hpp"

#include <fmt/format.h>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/cost/frailty_groups.hpp"

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

void check_one_factor(LoadedStudy const& loaded, std::string const& population, Frailty const& frailty,
                      std::vector<std::string> const& categories, RunMethod method) {
  if (groups_of(frailty, categories).one_factor()) return;
  std::string const key = "cost." + population + ".frailty";
  throw InputError(
      Problem{loaded.spot_of(KeyPath(key)), key,
              fmt::format("differs by category, which does not go with --method {}", name_in_study(method)),
              "the method knows members by one factor on all their categories",
              "--method simulate, or a frailty with one cv and no correlation below 1"});
}

std::string method_note(RunMethod method) {
  if (method != RunMethod::conditional) return {};
  return "conditional preview: members are approximated by the moments of their sums, none is drawn; ± does "
         "not hold what that leaves out";
}

}  // namespace plimsoll
