#pragma once

#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <ctime>
#include <numeric>
#include <string>

#include "../answer.hpp"
#include "cpp_reference_panel.hpp"

namespace plimsoll::bench {

/// Uncapped mean of each category and capped mean of the whole, over some trials.
template <class Library>
void check_panel(char const* library, test::ReferencePanel const& data, PeerPanel<Library>& panel,
                 int trials) {
  double const member_years = trials * static_cast<double>(panel.members());
  auto const check = [&](std::string const& what, double sum, double mean, double variance) {
    check_answer(fmt::format("{}, reference panel: {}", library, what), sum / member_years, mean,
                 allowed_errors * std::sqrt(variance / member_years));
  };
  for (std::size_t category = 0; category < PeerPanel<Library>::categories; ++category) {
    double sum = 0.0, variance = 0.0;
    for (int trial = 0; trial < trials; ++trial) {
      panel.clear();
      panel.add(category);
      sum = std::accumulate(panel.years().begin(), panel.years().end(), sum);
    }
    for (std::size_t cell = 0; cell < data.shares.size(); ++cell)
      variance += data.shares[cell].share * moments(data.model.cells[cell].laws[category]).variance;
    check(fmt::format("mean of category {}", category), sum, test::ReferencePanel::category_means[category],
          variance);
  }
  double capped = 0.0;
  for (int trial = 0; trial < trials; ++trial) capped += panel.draw();
  check(
      "capped mean", capped, test::ReferencePanel::capped_mean,
      test::ReferencePanel::total_sd * test::ReferencePanel::total_sd / test::ReferencePanel::total_members);
}

/// Member-trials per second of processor time, for 0.3 seconds after a warm-up, as peer.py counts them.
template <class Library>
double rate(PeerPanel<Library>& panel) {
  auto const processor = [] { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; };
  panel.draw();
  double runs = 0.0, elapsed = 0.0;
  for (double const start = processor(); elapsed < 0.3; elapsed = processor() - start, ++runs) panel.draw();
  return runs * static_cast<double>(panel.members()) / elapsed;
}

/// Prints one JSON object, {"stage": member-trials per second}, after the answers have been checked. The
/// command line may say how many trials of 100,000 members that takes (4). Exit code.
template <class Library>
int peer_main(char const* library, int argc, char** argv) {
  try {
    auto const data = test::read_reference_panel();
    if (!data) return fmt::print("{{}}\n"), 0;
    PeerPanel<Library> large(*data, 100'000), small(*data, 2'000);
    check_panel(library, *data, large, argc > 1 ? std::stoi(argv[1]) : 4);
    double const large_rate = rate(large), small_rate = rate(small);
    fmt::print(
        "{{\"draw/reference_panel/members:100000\": {:.1f}, \"draw/reference_panel/members:2000\": "
        "{:.1f}}}\n",
        large_rate, small_rate);
    return 0;
  } catch (std::exception const& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}

}  // namespace plimsoll::bench
