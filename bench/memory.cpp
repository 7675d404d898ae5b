// A thousand million member-trials of the public reference panel with shocks, all cores: the most memory the
// draw holds above its tables and roster, and how long it takes. Exit 1 above 128 MiB.
//   plimsoll_memory [TRIALS]
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "plimsoll/scenarios/reference_work.hpp"
#include "support/reference_panel.hpp"
#include "support/resident_memory.hpp"

namespace plimsoll::bench {
namespace {

constexpr std::uint64_t members = 100'000;
constexpr double allowed_mib = 128.0;

int measure(std::uint64_t trials) {
  auto const panel = test::read_reference_panel();
  if (!panel) {
    fmt::print("memory: not measured, reference_panel/reference_panel.csv is absent; set PLIMSOLL_DATA\n");
    return 0;
  }
  ReferenceWork const work = make_reference_work(*panel, true, DrawMode::sums_shocks, members, trials);
  for (CheckedAnswer const& answer : check_answers(work))
    if (!answer.right()) {
      fmt::print(stderr, "memory: {} is {}, not {}\n", answer.what, answer.got, answer.expected);
      return 1;
    }
  double const tables = test::resident_mib("VmRSS");
  auto const started = std::chrono::steady_clock::now();
  double const peak = test::peak_above_mib([&] { simulate(work.plan); });
  double const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  fmt::print(
      "memory: {:.3g} member-trials with shocks, {:.1f} s: {:.1f} MiB above the {:.0f} MiB of tables, roster "
      "and program ({:.0f} allowed)\n",
      work.member_trials(), seconds, peak, tables, allowed_mib);
  return peak <= allowed_mib ? 0 : 1;
}

}  // namespace
}  // namespace plimsoll::bench

int main(int argc, char** argv) {
  try {
    return plimsoll::bench::measure(argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 10'000);
  } catch (std::exception const& error) {
    fmt::print(stderr, "plimsoll_memory: {}\n", error.what());
    return 1;
  }
}
