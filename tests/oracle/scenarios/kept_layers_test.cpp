// Layers and the dearest members out of an excess curve: members of exponential cost have both in closed
// form.
#include "drivers/kept_layers.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "plimsoll/models/experience/excess_curve.hpp"

namespace plimsoll {
namespace {

constexpr double members = 10'000.0, mean_cost = 40'000.0;

/// The curve of members whose cost is exponential, as a run keeps it.
TrialTable exponential() {
  TrialTable table;
  table.trials = 1;
  auto const keep = [&](std::string name, double value) {
    ColumnInfo info;
    info.name = "experience/aco/all/" + std::move(name);
    info.year = 2026;
    table.columns.push_back(std::move(info));
    table.values.push_back(value);
  };
  for (std::string const type : {"aged", "disabled"}) {
    double const here = type == "aged" ? 0.7 * members : 0.3 * members;
    keep(type + "/amount", here * mean_cost);
    keep(type + "/member_months", 12.0 * here);
    for (double limit : curve_limits({})) {
      std::string const text = std::to_string(static_cast<long>(limit));
      keep(type + "/excess/" + text, here * mean_cost * std::exp(-limit / mean_cost));
      keep(type + "/months_over/" + text, 12.0 * here * std::exp(-limit / mean_cost));
    }
  }
  return table;
}

TEST(KeptLayers, OfExponentialMembersAreTheirClosedForm) {
  TrialTable const table = exponential();
  double const settlement[] = {0.0};
  auto const kept = kept_layers(table, "aco", 2026);
  ASSERT_TRUE(kept);
  SpendCut const cut = kept->by_layer(settlement);
  double sum = 0.0;
  for (auto const& part : cut.parts) sum += part.front();
  EXPECT_NEAR(sum, members * mean_cost, 1e-3);
  EXPECT_EQ(cut.names.front(), "0 to 25000");
  EXPECT_NEAR(cut.parts.front().front(), members * mean_cost * (1.0 - std::exp(-25'000.0 / mean_cost)), 1e-3);
  EXPECT_GT(cut.names.size(), 5u);
  EXPECT_LT(cut.names.size(), 10u);
}

TEST(KeptLayers, TheDearestCostWhatTheirQuantileSays) {
  TrialTable const table = exponential();
  auto const kept = kept_layers(table, "aco", 2026);
  for (double share : {0.30, 0.10, 0.05, 0.01}) {
    // The mean above the quantile -ln(share) of an exponential law is one mean more than the quantile.
    double const exact = members * share * mean_cost * (1.0 - std::log(share));
    EXPECT_NEAR(kept->top_cost(share, 0).value(), exact, 3e-4 * exact)
        << share << ": the cubic between two limits";
  }
  EXPECT_FALSE(kept->top_cost(0.60, 0)) << "reaches below the lowest limit kept";
}

TEST(KeptLayers, AreNoneWhereNoCurveWasKept) {
  EXPECT_FALSE(kept_layers(exponential(), "other", 2026));
  EXPECT_FALSE(kept_layers(exponential(), "aco", 2027));
}

}  // namespace
}  // namespace plimsoll
