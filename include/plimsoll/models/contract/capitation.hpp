#pragma once

#include <optional>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/contract/position.hpp"

namespace plimsoll {

/// A fixed amount for every member and month, paid in advance whatever is used.
struct Capitation {
  Quantity pmpm;
  static constexpr Clause clause{"capitation", "Pays a fixed amount for every member and month.",
                                 "contract, capitation schedule"};
  static constexpr Target target = Target::benchmark;
  static constexpr Grain grain = Grain::contract;
  static constexpr bool paid_monthly = true;
  static constexpr bool makes_benchmark = true;
  static constexpr auto fields =
      field_table(required("pmpm", &Capitation::pmpm, Unit::dollars_pmpm, not_negative, "capitation"));
};
/// Line: pmpm · member months.
Expr apply(Capitation const& term, Position const& at);

/// Our part of the premium the plan is paid for the same members.
struct PercentOfPremium {
  Quantity share;
  Quantity premium_pmpm;
  static constexpr Clause clause{"percent_of_premium", "Pays a share of the plan's premium.",
                                 "contract, percent of premium"};
  static constexpr Target target = Target::benchmark;
  static constexpr Grain grain = Grain::contract;
  static constexpr bool paid_monthly = true;
  static constexpr bool makes_benchmark = true;
  static constexpr auto fields = field_table(
      required("share", &PercentOfPremium::share, Unit::fraction, unit_interval, "our share of premium"),
      required("premium_pmpm", &PercentOfPremium::premium_pmpm, Unit::dollars_pmpm, not_negative,
               "premium the plan is paid, after risk adjustment"));
};
/// Line: share · premium_pmpm · member months.
Expr apply(PercentOfPremium const& term, Position const& at);

/// Shares the distance of the medical loss ratio (cost over premium) from a target. The benchmark is the
/// whole premium here. Opens the balance.
struct MlrCorridor {
  Quantity target_ratio;
  Quantity corridor = 0.0;
  Quantity savings_share;
  Quantity loss_share;
  std::optional<Quantity> floor;
  std::optional<Quantity> cap;
  static constexpr Clause clause{"mlr_corridor",
                                 "Shares what the medical loss ratio is off its target, beyond a dead band.",
                                 "contract, medical loss ratio corridor"};
  static constexpr Target target = Target::balance;
  static constexpr Grain grain = Grain::contract;
  static constexpr bool opens_balance = true, needs_benchmark = true;
  static constexpr auto fields =
      field_table(required("target", &MlrCorridor::target_ratio, Unit::fraction, Range{0.0, 2.0},
                           "loss ratio at which nothing is paid, as a share of premium"),
                  optional("corridor", &MlrCorridor::corridor, Unit::fraction, unit_interval,
                           "dead band on either side of the target, as a share of premium"),
                  required("savings_share", &MlrCorridor::savings_share, Unit::fraction, unit_interval,
                           "our share of what the ratio is below the band"),
                  required("loss_share", &MlrCorridor::loss_share, Unit::fraction, unit_interval,
                           "our share of what the ratio is above the band"),
                  optional("floor", &MlrCorridor::floor, Unit::fraction, Range{0.0, 2.0},
                           "loss ratio below which savings no longer count, as a share of premium"),
                  optional("cap", &MlrCorridor::cap, Unit::fraction, Range{0.0, 2.0},
                           "loss ratio above which losses no longer count, as a share of premium"));
};
/// Line, with g = target · benchmark - cost, cost held between floor · benchmark and cap · benchmark, and
/// d = corridor · benchmark: savings_share · (g - d) where g > d, loss_share · (g + d) where g < -d, else 0.
Expr apply(MlrCorridor const& term, Position const& at);
std::vector<Problem> faults_in(MlrCorridor const& term, PanelView const& view);

}  // namespace plimsoll
