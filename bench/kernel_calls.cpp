// Every kernel called so many times under callgrind, which writes one file of counts a kernel:
//   valgrind --tool=callgrind --instr-atstart=no plimsoll_kernel_calls avx2|sse4|scalar
// Prints the build, the vector instructions in use and the calls made of each; bench/instructions.py reads
// all. Always draws the panel made by the program, so that counts do not depend on public data.
#include <fmt/format.h>
#include <valgrind/callgrind.h>

#include <exception>
#include <stdexcept>
#include <string_view>

#include "kernels.hpp"
#include "plimsoll/scenarios/reference_work.hpp"

namespace plimsoll::bench {
namespace {

constexpr int rounds = 4;

SimdLevel level_of(std::string_view word) {
  for (auto const& [name, level] : Names<SimdLevel>::pairs)
    if (name == word) return level;
  throw std::invalid_argument(fmt::format("there is no level \"{}\"", word));
}

/// The cell in the middle alone, so that tables are quickly made.
ReferencePanel one_cell() {
  ReferencePanel panel = made_panel();
  std::size_t const middle = panel.shares.size() / 2;
  panel.shares = {panel.shares[middle]};
  panel.model.cells = {panel.model.cells[middle]};
  return panel;
}

void count_calls(SimdLevel level) {
  SimdLimit const limit(level);
  KernelInputs const inputs(one_cell());
  std::vector<Kernel> const all = kernels(inputs);
  fmt::print("{}\n{} {}\n", PLIMSOLL_BUILD, simd_in_use(), rounds * kernel_pages);
  CALLGRIND_START_INSTRUMENTATION;
  for (Kernel const& kernel : all) {
    kernel.call(0);  // what is chosen once, at the first call
    CALLGRIND_ZERO_STATS;
    for (int round = 0; round < rounds; ++round)
      for (std::size_t page = 0; page < kernel_pages; ++page) kernel.call(page);
    CALLGRIND_DUMP_STATS_AT(kernel.name.c_str());
  }
  CALLGRIND_STOP_INSTRUMENTATION;
}

}  // namespace
}  // namespace plimsoll::bench

int main(int argc, char** argv) {
  try {
    plimsoll::bench::count_calls(plimsoll::bench::level_of(argc > 1 ? argv[1] : "avx2"));
  } catch (std::exception const& error) {
    fmt::print(stderr, "plimsoll_kernel_calls: {}\n", error.what());
    return 1;
  }
}
