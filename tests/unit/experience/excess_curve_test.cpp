// The excess over a limit that was not kept, against the members it is the excess of.
#include "plimsoll/models/experience/excess_curve.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace plimsoll {
namespace {

/// Members of a year, some of them for part of it, with costs as heavy-tailed as a real panel's.
class Members {
 public:
  explicit Members(unsigned seed) {
    std::mt19937_64 words(seed);
    std::lognormal_distribution<double> cost(9.0, 1.4);
    std::uniform_int_distribution<int> months(1, 12);
    for (int i = 0; i < 4'000; ++i) {
      int const enrolled = i % 5 == 0 ? months(words) : 12;
      years_.push_back({enrolled, std::round(100.0 * cost(words) * enrolled / 12.0)});
    }
  }
  CurvePoint at(double limit) const {
    CurvePoint point{limit};
    for (Year const& year : years_) {
      double const above = year.cents - std::nearbyint(100.0 * limit * year.months / 12.0);
      if (above <= 0.0) continue;
      point.excess += above / 100.0;
      point.over += year.months / 12.0;
      point.most_rounded += 1.0;
    }
    return point;
  }
  double cost() const { return at(0.0).excess; }

 private:
  struct Year {
    int months;
    double cents;
  };
  std::vector<Year> years_;
};

/// The points that enclose a limit, and the reading they give.
CurveReading read(Members const& members, std::vector<double> const& kept, double limit) {
  auto const above = std::upper_bound(kept.begin(), kept.end(), limit);
  std::optional<CurvePoint> right;
  if (above != kept.end()) right = members.at(*above);
  return read_excess(members.at(*(above - 1)), right, limit);
}

std::vector<double> limits_tried() {
  std::vector<double> limits;
  for (double limit = 25'000.0; limit < 3e6; limit *= 1.013)
    limits.push_back(std::round(limit * 100.0) / 100.0);
  return limits;
}

TEST(ExcessCurve, BoundsHoldTheExcessAtEveryLimit) {
  std::vector<double> const kept = curve_limits({});
  int off_by_half = 0, tried = 0;
  for (unsigned seed = 1; seed <= 20; ++seed) {
    Members const members(seed);
    for (double limit : limits_tried()) {
      CurveReading const reading = read(members, kept, limit);
      double const excess = members.at(limit).excess;
      ASSERT_LE(reading.low, excess + 1e-6) << limit;
      ASSERT_GE(reading.high, excess - 1e-6) << limit;
      ASSERT_LE(reading.low, reading.value);
      ASSERT_LE(reading.value, reading.high);
      double const quarter = 0.25 * (reading.high - reading.low);
      off_by_half += excess < reading.low + quarter || excess > reading.high - quarter;
      ++tried;
    }
  }
  EXPECT_GT(off_by_half, tried / 20)
      << "bounds half as wide would not hold it: these are not wide for nothing";
}

TEST(ExcessCurve, IsNarrowOnTheGridThatIsKept) {
  std::vector<double> const kept = curve_limits({});
  double width = 0.0, missed = 0.0, spend = 0.0;
  for (unsigned seed = 1; seed <= 20; ++seed) {
    Members const members(seed);
    for (double limit : limits_tried()) {
      CurveReading const reading = read(members, kept, limit);
      width += reading.high - reading.low;
      missed += std::abs(reading.value - members.at(limit).excess);
      spend += members.cost();
    }
  }
  EXPECT_LT(width / spend, 1e-3);
  EXPECT_LT(missed / spend, 0.1 * width / spend) << "the cubic knows more than the bounds";
}

TEST(ExcessCurve, IsExactAtALimitKept) {
  Members const members(3);
  CurveReading const reading = read(members, curve_limits({123'456.0}), 123'456.0);
  EXPECT_TRUE(reading.is_exact());
  EXPECT_EQ(reading.value, members.at(123'456.0).excess);
}

TEST(ExcessCurve, BeyondTheLastPointLiesBetweenTangentAndExcess) {
  CurvePoint const last{2e6, 300'000.0, 2.0, 0.0};
  CurveReading const near = read_excess(last, std::nullopt, 2.1e6);
  EXPECT_DOUBLE_EQ(near.low, 100'000.0);
  EXPECT_DOUBLE_EQ(near.high, 300'000.0);
  EXPECT_DOUBLE_EQ(near.value, 300'000.0 * std::exp(-2.0 / 3.0));
  EXPECT_EQ(read_excess(last, std::nullopt, 9e6).low, 0.0);
  CurvePoint const nobody{2e6, 0.0, 0.0, 0.0};
  EXPECT_TRUE(read_excess(nobody, std::nullopt, 9e6).is_exact());
}

TEST(ExcessCurve, KeepsTwentyFourLimitsAndTheStudys) {
  std::vector<double> const limits = curve_limits({150'000.0, 25'000.0, 90'000.0});
  EXPECT_EQ(limits.size(), 26u) << "25,000 is one of the 24";
  EXPECT_TRUE(std::is_sorted(limits.begin(), limits.end()));
  EXPECT_EQ(limits.front(), 25'000.0);
  EXPECT_EQ(limits.back(), 2'000'000.0);
}

}  // namespace
}  // namespace plimsoll
