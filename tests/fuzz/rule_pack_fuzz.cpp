// Any text as a rule pack that a contract names, and as the cost file of its population.
#include "fuzz_input.hpp"
#include "plimsoll/scenarios/cost_file.hpp"
#include "plimsoll/scenarios/load_study.hpp"

namespace {

constexpr char const* study_with_pack = R"(schema = "study/1"
[run]
trials = 256
seed = 1
engine = "panel"
performance_years = [2026]
[reserve]
policy = "mean"
[population.aco]
members = 300
[cost.aco]
pbpy = 9_000
process_cv = 2
[benchmark.own]
pbpy = 9_000
[quality.own]
score = 0.8
[[contract]]
id = "deal"
population = "aco"
benchmark = "own"
template = "pack.toml"
)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace plimsoll;
  static fuzz::ScratchFolder const folder;
  std::filesystem::path const pack = folder.write("pack.toml", fuzz::text_of({data, size}));
  fuzz::read_or_refuse([&] { load_study_text(study_with_pack, "study.toml", folder.path()); });
  fuzz::read_or_refuse([&] { read_cost_file(pack); });
  return 0;
}
