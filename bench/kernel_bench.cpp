#include <benchmark/benchmark.h>

#include <array>
#include <string>
#include <vector>

#include "draws.hpp"
#include "kernels.hpp"
#include "plimsoll/scenarios/reference_work.hpp"
#include "support/reference_panel.hpp"

// The kernels of the engines of members, nanoseconds a lane, and how often a member-trial of the reference
// panel needs each: their products, added, are the floor that a draw is held against. The laws are those of
// the public panel, or of the one made here where the file is absent.
namespace plimsoll::bench {
namespace {

static_assert(kernel_pages * lane_count == draws);

KernelInputs const& inputs() {
  static KernelInputs const made(test::read_reference_panel().value_or(made_panel()));
  return made;
}

void time_kernel(benchmark::State& state, std::size_t number) {
  static std::vector<Kernel> const all = kernels(inputs());
  Kernel const& kernel = all[number];
  for (auto _ : state)
    for (std::size_t page = 0; page < kernel_pages; ++page) {
      kernel.call(page);
      benchmark::ClobberMemory();
    }
  report_draws(state);
  if (kernel.need == nullptr) return;
  state.counters["claims need"] = inputs().claims_need.*kernel.need;
  state.counters["sums need"] = inputs().sums_need.*kernel.need;
}

// By name, since a list made before main() would build the tables for every run of the program.
constexpr std::array names{"page_of_words",
                           "counts_at_one_mean",
                           "counts_at_a_mean_each",
                           "one_sum",
                           "first_amounts",
                           "list_of_more",
                           "four_amounts",
                           "price",
                           "rare_list",
                           "frailty",
                           "tally"};

int const registered = [] {
  for (std::size_t number = 0; number < names.size(); ++number)
    benchmark::RegisterBenchmark((std::string("kernel/") + names[number]).c_str(),
                                 [number](benchmark::State& state) { time_kernel(state, number); });
  return 0;
}();

}  // namespace
}  // namespace plimsoll::bench
