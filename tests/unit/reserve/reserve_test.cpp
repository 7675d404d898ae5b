#include "plimsoll/models/reserve/reserve.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <cmath>
#include <limits>

#include "plimsoll/core/errors.hpp"

namespace plimsoll {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<double> owed_by_trial() {
  std::vector<double> owed(1000, 0.0);
  for (std::size_t i = 0; i < 200; ++i) owed[5 * i] = static_cast<double>(i + 1);
  return owed;
}

Figure cap(double dollars) {
  return exact_figure("cap", dollars, Unit::dollars);
}

TEST(ReserveRule, IsNamedWithItsLevel) {
  EXPECT_EQ(name_of({ReservePolicy::mean, 0.0}), "mean");
  EXPECT_EQ(name_of({ReservePolicy::percentile, 0.9}), "percentile 0.90");
  EXPECT_EQ(name_of({ReservePolicy::tvar, 0.995}), "tvar 0.995");
  EXPECT_EQ(name_of({ReservePolicy::mean_plus_sd, 0.5}), "mean + 0.5 sd");
  EXPECT_EQ(name_of({ReservePolicy::share_of_maximum, 1.0}), "share of maximum 1.00");
}

TEST(ReserveRule, RefusesLevelsThatMeanNothing) {
  EXPECT_FALSE(is_valid({ReservePolicy::percentile, 1.0}));
  EXPECT_FALSE(is_valid({ReservePolicy::tvar, 95.0}));
  EXPECT_FALSE(is_valid({ReservePolicy::mean_plus_sd, -0.5}));
  EXPECT_FALSE(is_valid({ReservePolicy::share_of_maximum, 0.0}));
  EXPECT_TRUE(is_valid({ReservePolicy::share_of_maximum, 1.0}));
  EXPECT_THROW(size_reserve(owed_by_trial(), cap(200), {ReservePolicy::percentile, 95.0}), BrokenPromise);
}

TEST(AmountsOwed, AreTheNegativeSettlements) {
  std::vector<double> const settlement{3.0, -2.5, 0.0, -0.0};
  EXPECT_THAT(amounts_owed(settlement), testing::ElementsAre(0.0, 2.5, 0.0, 0.0));
  EXPECT_FALSE(std::signbit(amounts_owed(settlement)[3]));
  EXPECT_THROW(size_reserve(settlement, cap(5), {ReservePolicy::mean}), BrokenPromise);
}

TEST(SizeReserve, Percentile) {
  ReserveLine const line =
      size_reserve(owed_by_trial(), cap(200), {ReservePolicy::percentile, 0.9}, "basic_e");
  EXPECT_EQ(line.reserve.value, 100.0);
  EXPECT_EQ(line.best_estimate.value, 20.1);
  EXPECT_EQ(line.margin.value, 100.0 - 20.1);
  EXPECT_EQ(line.adequacy.value, 0.9);
  EXPECT_EQ(line.expected_deficit.value, 5.05);
  EXPECT_EQ(line.share_of_maximum.value, 0.5);
  EXPECT_EQ(line.reserve.id, "basic_e.reserve");
  EXPECT_EQ(line.expected_deficit.id, "basic_e.expected_deficit");
  EXPECT_NEAR(line.share_of_maximum.std_error, line.reserve.std_error / 200.0, 1e-15);
}

TEST(SizeReserve, MeanHasNoMargin) {
  ReserveLine const line = size_reserve(owed_by_trial(), cap(200), {ReservePolicy::mean});
  EXPECT_EQ(line.reserve.value, line.best_estimate.value);
  EXPECT_EQ(line.margin.value, 0.0);
  EXPECT_EQ(line.margin.std_error, 0.0);
}

TEST(SizeReserve, PercentileOfARareLossIsZeroAndTheMarginNegative) {
  ReserveLine const line = size_reserve(owed_by_trial(), cap(200), {ReservePolicy::percentile, 0.75});
  EXPECT_EQ(line.reserve.value, 0.0);
  EXPECT_EQ(line.margin.value, -20.1);
  EXPECT_EQ(line.margin.std_error,
            line.best_estimate.std_error);  // a percentile inside an atom does not move
  EXPECT_EQ(line.adequacy.value, 0.8);
}

TEST(SizeReserve, ShareOfMaximum) {
  ReserveLine const line = size_reserve(owed_by_trial(), cap(200), {ReservePolicy::share_of_maximum, 1.0});
  EXPECT_EQ(line.reserve.value, 200.0);
  EXPECT_EQ(line.reserve.std_error, 0.0);
  EXPECT_FALSE(line.reserve.interval.has_value());
  EXPECT_EQ(line.adequacy.value, 1.0);
  EXPECT_EQ(line.expected_deficit.value, 0.0);
  EXPECT_EQ(line.share_of_maximum.value, 1.0);
}

TEST(SizeReserve, SimulatedMaximumCarriesItsError) {
  Figure const maximum = normal_figure("cap", 200.0, 4.0, Unit::dollars);
  ReserveLine const share = size_reserve(owed_by_trial(), maximum, {ReservePolicy::share_of_maximum, 0.25});
  EXPECT_EQ(share.reserve.std_error, 1.0);
  EXPECT_EQ(share.share_of_maximum.std_error, 0.0);
  ReserveLine const mean = size_reserve(owed_by_trial(), maximum, {ReservePolicy::mean});
  EXPECT_GT(mean.share_of_maximum.std_error, mean.reserve.std_error / 200.0);
}

TEST(SizeReserve, ContractsWithoutACap) {
  ReserveLine const line = size_reserve(owed_by_trial(), cap(infinity), {ReservePolicy::tvar, 0.95});
  EXPECT_TRUE(std::isnan(line.share_of_maximum.value));
  EXPECT_THROW(size_reserve(owed_by_trial(), cap(infinity), {ReservePolicy::share_of_maximum, 0.5}),
               ModelError);
  EXPECT_TRUE(
      std::isnan(size_reserve(owed_by_trial(), cap(0.0), {ReservePolicy::mean}).share_of_maximum.value));
}

TEST(SizeReserve, OneSidedContractsOweNothing) {
  std::vector<double> const none(1000, 0.0);
  for (ReserveRule const rule : {ReserveRule{ReservePolicy::mean},
                                 {ReservePolicy::percentile, 0.99},
                                 {ReservePolicy::tvar, 0.99},
                                 {ReservePolicy::mean_plus_sd, 1.0}}) {
    ReserveLine const line = size_reserve(none, cap(0.0), rule);
    for (Figure const& figure : {line.reserve, line.best_estimate, line.margin, line.expected_deficit}) {
      EXPECT_EQ(figure.value, 0.0) << figure.id;
      EXPECT_EQ(figure.std_error, 0.0) << figure.id;
    }
    EXPECT_EQ(line.adequacy.value, 1.0);
  }
}

}  // namespace
}  // namespace plimsoll
