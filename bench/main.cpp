#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  try {
    benchmark::RunSpecifiedBenchmarks();
  } catch (std::exception const& error) {
    fmt::print(stderr, "plimsoll_bench: {}\n", error.what());
    return 1;
  }
  benchmark::Shutdown();
  return 0;
}
