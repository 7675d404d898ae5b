#include "compile/plan_digest.hpp"

#include <fmt/format.h>

#include "compile/method_checks.hpp"
#include "plimsoll/core/version.hpp"
#include "plimsoll/sim/digest.hpp"

namespace plimsoll {

std::string plan_digest(LoadedStudy const& loaded, RunPlan const& plan, RunMethod method) {
  Digest digest;
  auto const add = [&](std::string_view text) { digest.add(fmt::format("{}:", text.size())).add(text); };
  add(program_version);
  add(build_commit);
  add(loaded.text);
  add(loaded.bindings.scenario);
  for (std::string const& text : loaded.bindings.set) add("set " + text);
  for (std::string const& text : loaded.bindings.without) add("without " + text);
  for (InputFile const& input : loaded.inputs) add(input.sha256);
  add(fmt::format("{}", plan.seed().value));
  for (ColumnInfo const& column : plan.columns()) add(fmt::format("{} {}", column.name, column.year));
  std::visit(
      [&]<class E>(E const& engine) {
        if constexpr (requires { engine.panels.front().cells; }) add(digest_of(engine.panels));
      },
      plan.engine());
  if (!draws_members(method)) add(fmt::format("method {}", name_in_study(method)));
  return digest.hex();
}

}  // namespace plimsoll
