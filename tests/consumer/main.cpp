// Reads a study, draws and settles it, and prints its first table's size; and is told what is wrong with
// another.
#include <cstdio>
#include <filesystem>
#include <string>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/version.hpp"
#include "plimsoll/scenarios/compile_study.hpp"
#include "plimsoll/scenarios/load_study.hpp"
#include "plimsoll/scenarios/run_study.hpp"

namespace {

constexpr char const* study = R"(schema = "study/1"
[run]
trials = 256
seed = 1
engine = "panel"
performance_years = [2026]
[reserve]
policy = "mean"
[population.aco]
members = 5_000
[cost.aco]
pbpy = 9_000
process_cv = 2
[benchmark.own]
pbpy = 9_000
[[contract]]
id = "enhanced"
population = "aco"
benchmark = "own"
template = "mssp/enhanced@2026"
[contract.quality]
score = 0.8
)";

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  plimsoll::RunSetting setting;
  setting.folder = arguments[1];
  plimsoll::RunOutcome const outcome = plimsoll::run_study(
      plimsoll::compile_study(plimsoll::load_study_text(study, "study.toml", ".")), setting);
  std::printf("plimsoll %s: %zu tables of %llu trials\n", std::string(plimsoll::program_version).c_str(),
              outcome.tables.size(), static_cast<unsigned long long>(outcome.trials));
  try {
    plimsoll::load_study_text("schema = \"study/1\"\n", "empty.toml", ".");
  } catch (plimsoll::InputError const& error) {
    std::printf("%zu faults told\n", error.problems().size());
    return outcome.finished && !error.problems().empty() ? 0 : 1;
  }
  return 1;
}
