#pragma once

#include <string>

#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

/// The payer's guaranteed saving: taken off the benchmark before anything is compared with it.
struct BenchmarkDiscount {
  Quantity rate;
  static constexpr Clause clause{"benchmark_discount", "Takes the payer's discount off the benchmark.",
                                 "ACO REACH participation agreement, discount (Global)"};
  static constexpr Target target = Target::benchmark;
  static constexpr Grain grain = Grain::contract;
  static constexpr bool needs_benchmark = true;
  static constexpr auto fields = field_table(required("rate", &BenchmarkDiscount::rate, Unit::fraction,
                                                      unit_interval, "share of benchmark taken off"));
};
/// Line: -rate · benchmark.
Expr apply(BenchmarkDiscount const& term, Position const& at);

/// A part of the benchmark held back until quality is known; earn_back returns what is earned of it.
struct Withhold {
  Quantity rate;
  static constexpr Clause clause{"withhold", "Holds back a share of the benchmark until quality is known.",
                                 "ACO REACH participation agreement, quality withhold"};
  static constexpr Target target = Target::benchmark;
  static constexpr Grain grain = Grain::contract;
  static constexpr bool paid_monthly = true;
  static constexpr bool needs_benchmark = true;
  static constexpr auto fields =
      field_table(required("rate", &Withhold::rate, Unit::fraction, unit_interval,
                           "share held back of the benchmark as it stands, after a discount above it"));
};
/// Line: -rate · benchmark.
Expr apply(Withhold const& term, Position const& at);

/// Returns a withhold in proportion to a score.
struct EarnBack {
  std::string of = "withhold";
  Quantity score;
  static constexpr Clause clause{"earn_back", "Returns the part of a withhold that the score earns.",
                                 "ACO REACH participation agreement, quality withhold"};
  static constexpr Target target = Target::benchmark;
  static constexpr Grain grain = Grain::contract;
  static constexpr auto fields = field_table(
      optional("of", &EarnBack::of, "name of the withhold"),
      required("score", &EarnBack::score, Unit::fraction, unit_interval, "share of the withhold earned"));
};
/// Line: -score · (line of the withhold).
Expr apply(EarnBack const& term, Position const& at);

}  // namespace plimsoll
