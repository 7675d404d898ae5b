#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "property/contract/arbitrary_contract.hpp"

namespace plimsoll::test {
namespace {

/// Our part of a balance on a benchmark of one million.
double part(Corridor const& corridor, double balance) {
  Position at;
  at.benchmark = 1e6;
  at.balance = balance;
  return balance + evaluate(apply(corridor, at), {});
}

std::vector<TablePoint> arbitrary_bands() {
  std::vector<TablePoint> bands;
  double from = 0.0;
  for (int count = *rc::gen::inRange(1, 6); count > 0; --count) {
    bands.push_back({from, 0.01 * *rc::gen::inRange(0, 101)});
    from += 0.001 * *rc::gen::inRange(1, 200);
  }
  return bands;
}

double arbitrary_balance() {
  return 1'000.0 * *rc::gen::inRange(-1'200, 1'201);
}

RC_GTEST_PROP(Corridor, SplittingABandChangesNothing, ()) {
  Corridor const whole{arbitrary_bands(), arbitrary_bands()};
  Corridor split = whole;
  for (std::vector<TablePoint>* bands : {&split.savings, &split.losses}) {
    auto const cut = static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(bands->size())));
    double const end = cut + 1 < bands->size() ? (*bands)[cut + 1].at : (*bands)[cut].at + 0.5;
    TablePoint const upper{0.5 * ((*bands)[cut].at + end), (*bands)[cut].value};
    bands->insert(bands->begin() + static_cast<std::ptrdiff_t>(cut) + 1, upper);
  }
  double const balance = arbitrary_balance();
  RC_ASSERT(std::abs(part(split, balance) - part(whole, balance)) <= 1e-9 * 1e6);
}

RC_GTEST_PROP(Corridor, MoreSavingsNeverPayLessAndNeverMoreThanTheyAre, ()) {
  Corridor const corridor{arbitrary_bands(), arbitrary_bands()};
  double const low = arbitrary_balance(), high = low + 1'000.0 * *rc::gen::inRange(0, 500);
  double const less = part(corridor, low), more = part(corridor, high);
  RC_ASSERT(more >= less - 1e-6);
  RC_ASSERT(more - less <= high - low + 1e-6);
}

/// The test of the tests: another share in one band is noticed.
TEST(CorridorProperty, AnotherShareIsNoticed) {
  Corridor const one{{{0.0, 0.5}, {0.1, 0.25}}, {}}, other{{{0.0, 0.5}, {0.1, 0.26}}, {}};
  EXPECT_NE(part(one, 200'000.0), part(other, 200'000.0));
}

}  // namespace
}  // namespace plimsoll::test
