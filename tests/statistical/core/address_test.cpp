// Words at neighbouring addresses are as good as independent and uniform. Seed fixed; every bound is 4.9
// standard errors or a chi-square tail of 5e-7 at either end, so a sound generator fails one check in a
// million.

#include "plimsoll/core/address.hpp"

#include <gtest/gtest.h>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <cstddef>
#include <functional>

namespace plimsoll {
namespace {

constexpr std::uint32_t trials = 200'000;
constexpr double bound = 4.9;
constexpr double tail = 5e-7;
constexpr Seed seed{20240101};

/// The first uniform of an address in a trial.
double draw(WordAddress const& at, std::uint32_t trial, std::uint32_t page = 0) {
  Words const words = words_at(at, trial, page);
  return uniform(words[0], words[1]);
}

using Drawer = std::function<double(std::uint32_t)>;

struct Verdict {
  double correlation = 0.0;  ///< in standard errors
  double chi_square =
      0.0;  ///< normal-tail side probability of the 16 x 16 table of pairs, the smaller of both ends
};

/// Correlation and joint cells of (left(i), right(i)) over i, against independence and uniformity.
Verdict judge(Drawer const& left, Drawer const& right) {
  constexpr std::size_t cells = 16;
  std::vector<double> count(cells * cells, 0.0);
  double product = 0.0;
  for (std::uint32_t i = 0; i < trials; ++i) {
    double const a = left(i), b = right(i);
    product += (a - 0.5) * (b - 0.5);
    count[static_cast<std::size_t>(a * cells) * cells + static_cast<std::size_t>(b * cells)] += 1.0;
  }
  double const expected = trials / static_cast<double>(cells * cells);
  double statistic = 0.0;
  for (double c : count) statistic += (c - expected) * (c - expected) / expected;
  boost::math::chi_squared const law(cells * cells - 1);
  return {12.0 * product / std::sqrt(static_cast<double>(trials)),
          std::min(cdf(law, statistic), cdf(complement(law, statistic)))};
}

bool is_sound(Verdict const& verdict) {
  return std::abs(verdict.correlation) < bound && verdict.chi_square > tail;
}

void expect_independent(Drawer const& left, Drawer const& right) {
  Verdict const verdict = judge(left, right);
  testing::Test::RecordProperty("correlation_in_standard_errors", std::to_string(verdict.correlation));
  testing::Test::RecordProperty("chi_square_tail", std::to_string(verdict.chi_square));
  EXPECT_TRUE(is_sound(verdict)) << "correlation " << verdict.correlation << " se, tail "
                                 << verdict.chi_square;
}

Drawer over_trials(WordAddress const& at, std::uint32_t page = 0) {
  return [=](std::uint32_t i) { return draw(at, i, page); };
}

WordAddress const home{seed, member_address("aco", "aged_non_dual", 0), Purpose::claims, 2024};

TEST(NeighbouringAddresses, OfTrialsAreIndependent) {
  expect_independent([](std::uint32_t i) { return draw(home, 2 * i); },
                     [](std::uint32_t i) { return draw(home, 2 * i + 1); });
}

TEST(NeighbouringAddresses, OfMembersAreIndependent) {
  WordAddress next = home;
  next.member = member_address("aco", "aged_non_dual", 1);
  expect_independent(over_trials(home), over_trials(next));
  next.member = MemberAddress{home.member.value + 1};
  expect_independent(over_trials(home), over_trials(next));
}

TEST(NeighbouringAddresses, OfOneMemberInTwoPopulationsAreIndependent) {
  WordAddress other = home;
  other.member = member_address("reference", "aged_non_dual", 0);
  expect_independent(over_trials(home), over_trials(other));
}

TEST(NeighbouringAddresses, OfPurposesAreIndependent) {
  WordAddress other = home;
  other.purpose = Purpose::class_year;
  expect_independent(over_trials(home), over_trials(other));
}

TEST(NeighbouringAddresses, OfYearsAreIndependent) {
  WordAddress next = home;
  next.year = 2025;
  expect_independent(over_trials(home), over_trials(next));
}

TEST(NeighbouringAddresses, OfPagesAreIndependent) {
  expect_independent(over_trials(home, 0), over_trials(home, 1));
}

TEST(NeighbouringAddresses, OfSeedsAreIndependent) {
  WordAddress other = home;
  other.seed = Seed{seed.value + 1};
  expect_independent(over_trials(home), over_trials(other));
}

TEST(WordsOfOnePage, AreIndependent) {
  expect_independent(over_trials(home), [](std::uint32_t i) {
    Words const words = words_at(home, i, 0);
    return uniform(words[2], words[3]);
  });
}

// Members of one trial, the direction sums over a roster take.
TEST(NeighbouringAddresses, AlongTheRosterAreIndependent) {
  auto const at_ordinal = [](std::uint64_t ordinal) {
    return draw({seed, member_address("aco", "aged_non_dual", ordinal), Purpose::claims, 2024}, 17);
  };
  expect_independent([&](std::uint32_t i) { return at_ordinal(2 * i); },
                     [&](std::uint32_t i) { return at_ordinal(2 * i + 1); });
}

TEST(NegativeControl, AShareOfCopiesIsSeen) {
  WordAddress next = home;
  next.year = 2025;
  auto const copies = [&](std::uint32_t i) { return i % 50 == 0 ? draw(home, i) : draw(next, i); };
  EXPECT_FALSE(is_sound(judge(over_trials(home), copies))) << "two per cent of copies must fail";
}

/// Mean and mean square of the uniforms of one address, in standard errors.
std::pair<double, double> moments_in_errors(Drawer const& drawn) {
  double sum = 0.0, squares = 0.0;
  for (std::uint32_t i = 0; i < trials; ++i) {
    double const u = drawn(i);
    sum += u;
    squares += u * u;
  }
  double const n = trials;
  return {(sum / n - 0.5) / std::sqrt(1.0 / 12.0 / n), (squares / n - 1.0 / 3.0) / std::sqrt(4.0 / 45.0 / n)};
}

TEST(Uniforms, HaveTheMomentsOfTheUniformLaw) {
  auto const [mean, square] = moments_in_errors(over_trials(home));
  EXPECT_LT(std::abs(mean), bound);
  EXPECT_LT(std::abs(square), bound);
}

TEST(NegativeControl, ABiasOfTwoPerCentIsSeen) {
  auto const [mean, square] =
      moments_in_errors([](std::uint32_t i) { return std::pow(draw(home, i), 1.02); });
  EXPECT_GT(std::abs(mean), bound);
  EXPECT_GT(std::abs(square), bound);
}

}  // namespace
}  // namespace plimsoll
