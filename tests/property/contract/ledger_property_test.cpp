#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "oracle/contract/mssp.hpp"

namespace plimsoll::test {
namespace {

/// Random contract years and tracks: fixed seed, from deep losses to large savings, small panels to large.
class Years {
 public:
  Year next() {
    double const benchmark = std::exp(uniform(std::log(1e4), std::log(1e9)));
    return {benchmark, benchmark * uniform(0.6, 1.4), std::exp(uniform(std::log(100.0), std::log(1e5)))};
  }
  Aco aco() {
    Aco aco{.score = uniform(0.3, 1.0),
            .alternative = uniform(0.0, 1.0) < 0.5 ? 1.0 : 0.0,
            .revenue = uniform(0.0, 1e8)};
    if (uniform(0.0, 1.0) < 0.7) aco.minimum = Quantity{0.005 * std::floor(uniform(0.0, 5.0))};
    return aco;
  }
  double uniform(double low, double high) { return std::uniform_real_distribution<double>(low, high)(draw_); }

 private:
  std::mt19937_64 draw_{20260102};
};

constexpr int repeats = 150;

std::vector<std::vector<NamedTerm>> tracks(Aco const& aco) {
  return {one_sided(aco, false), one_sided(aco, true), basic_c(aco),
          basic_d(aco),          basic_e(aco),         enhanced(aco)};
}

TEST(LedgerProperty, TheBalanceIsTheSumOfItsLinesInWholeCents) {
  Years years;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    Year const year = years.next();
    for (auto const& terms : tracks(years.aco())) {
      Ledger const ledger = write_ledger(terms, named_position());
      double balance = 0.0;
      for (LedgerLine const& line : ledger.lines) {
        balance += value_in(line.line, year);
        ASSERT_EQ(balance, value_in(line.after, year)) << line.name;
        ASSERT_TRUE(std::isfinite(balance));
      }
      ASSERT_EQ(balance, value_in(ledger.settlement, year));
      ASSERT_EQ(balance, std::round(balance * 100.0) / 100.0);
    }
  }
}

TEST(LedgerProperty, LessCostNeverPaysLess) {
  Years years;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    Year year = years.next();
    for (auto const& terms : tracks(years.aco())) {
      Year cheaper = year;
      cheaper.cost = year.cost * years.uniform(0.8, 1.0);
      ASSERT_GE(settle(terms, cheaper), settle(terms, year));
    }
  }
}

TEST(LedgerProperty, BoundsHoldAndAreReached) {
  Years years;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    Year const year = years.next();
    Aco const aco = years.aco();
    Aco worst = aco, best = aco;
    worst.score = worst.alternative = 0.0;
    best.score = best.alternative = 1.0;
    for (std::size_t track = 0; track < tracks(aco).size(); ++track) {
      std::vector<NamedTerm> const terms = tracks(aco)[track];
      double const settlement = settle(terms, year);
      double const owed = value_in(contract_maximum(terms, named_position()), year);
      double const earned = value_in(most_earned(terms, named_position()), year);
      ASSERT_GE(settlement, -owed);
      ASSERT_LE(settlement, earned);
      Year ruin = year, triumph = year;
      ruin.cost = 3000.0 * year.benchmark;
      triumph.cost = 0.0;
      ASSERT_EQ(settle(tracks(worst)[track], ruin), -owed);
      ASSERT_EQ(settle(tracks(best)[track], triumph), earned);
    }
  }
}

TEST(LedgerProperty, CapsAndSharesAreMonotone) {
  Years years;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    Year const year = years.next();
    double const low = years.uniform(0.0, 0.5), high = low + years.uniform(0.0, 0.5);
    auto const with = [&](Term term) {
      return settle({{"opening", GrossSavings{}, {}}, {"term", std::move(term), {}}}, year);
    };
    ASSERT_LE(with(SavingsShare{low}), with(SavingsShare{high}));
    ASSERT_GE(with(LossShare{low}), with(LossShare{high}));
    ASSERT_LE(with(SavingsCap{low}), with(SavingsCap{high}));
    ASSERT_GE(with(LossCap{Quantity{low}, {}, {}, {}}), with(LossCap{Quantity{high}, {}, {}, {}}));
    ASSERT_GE(with(MinimumSavings{Quantity{low}, {}, {}}), with(MinimumSavings{Quantity{high}, {}, {}}));
    ASSERT_LE(with(MinimumLosses{low}), with(MinimumLosses{high}));
    ASSERT_GE(with(Sequestration{low}), with(Sequestration{high}));
    ASSERT_LE(with(CircumstanceRelief{12.0 * low, 0.5}), with(CircumstanceRelief{12.0 * high, 0.5}));
    auto const owed = [&](double score) { return with(QualityLossShare{0.75, 0.4, 0.75, score, 0.0, 0.0}); };
    ASSERT_LE(owed(low), owed(high));
  }
}

/// All dollars of the contract times `factor`: only the caps in dollars and the revenue are dollars among the
/// terms.
TEST(LedgerProperty, DollarsScale) {
  Years years;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    Year const year = years.next();
    Aco const aco = years.aco();
    for (double factor : {2.0, 1024.0, 3.0}) {
      Aco scaled_aco = aco;
      scaled_aco.revenue *= factor;
      Year const scaled{year.benchmark * factor, year.cost * factor, year.person_years};
      auto const before = tracks(aco), after = tracks(scaled_aco);
      for (std::size_t track = 0; track < before.size(); ++track) {
        auto const unrounded = [](std::vector<NamedTerm> const& terms, Year const& at) {
          Ledger const ledger = write_ledger(terms, named_position());
          return value_in(ledger.lines[ledger.lines.size() - 2].after, at);
        };
        double const expected = factor * unrounded(before[track], year),
                     value = unrounded(after[track], scaled);
        if (factor == 3.0)
          ASSERT_NEAR(value, expected, 1e-14 * scaled.benchmark);
        else
          ASSERT_EQ(value, expected);  // powers of two move no bit
        ASSERT_NEAR(settle(after[track], scaled), expected, 0.005 + 1e-14 * scaled.benchmark);
      }
    }
  }
}

TEST(LedgerProperty, NothingIsEverNaN) {
  for (double benchmark : {0.0, -1.0, 1e-300, 1e13})
    for (double cost : {0.0, 1e-300, 1e13})
      for (double person_years : {0.0, 1e-300, 1e9})
        for (auto const& terms : tracks({.minimum = {}}))
          EXPECT_TRUE(std::isfinite(settle(terms, {benchmark, cost, person_years})));
}

}  // namespace
}  // namespace plimsoll::test
