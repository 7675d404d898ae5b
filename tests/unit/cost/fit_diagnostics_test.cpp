// What a fit page may show of people: groups of 11 or more, and no amount of one of them.
#include "plimsoll/models/cost/fit_diagnostics.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "amount_diagnostics.hpp"
#include "count_diagnostics.hpp"
#include "plimsoll/models/cost/fit.hpp"

namespace plimsoll {
namespace {

std::vector<Amount> drawn(std::size_t n) {
  std::mt19937_64 engine(n);
  std::lognormal_distribution<> law(6.0, 1.8);
  std::vector<Amount> sample;
  for (std::size_t i = 0; i < n; ++i) sample.push_back({1.0, law(engine)});
  return sample;
}

std::size_t above(std::vector<Amount> const& sample, double threshold) {
  return static_cast<std::size_t>(
      std::count_if(sample.begin(), sample.end(), [&](Amount const& a) { return a.dollars > threshold; }));
}

std::vector<std::size_t> const sizes{11, 12, 21, 22, 23, 33, 50, 99, 110, 111, 500, 1'099, 1'100, 5'000};

TEST(FitDiagnosticsSuppression, NoGroupOfRanksIsBelowEleven) {
  for (std::size_t const n : sizes) {
    std::vector<std::size_t> const ranks = rank_groups(n);
    EXPECT_EQ(ranks.front(), 0u);
    EXPECT_EQ(ranks.back(), n);
    for (std::size_t g = 0; g + 1 < ranks.size(); ++g) EXPECT_GE(ranks[g + 1] - ranks[g], 11u) << n;
  }
}

TEST(FitDiagnosticsSuppression, NoBinIsBelowEleven) {
  for (std::size_t const n : sizes)
    for (SeverityLaw const& law :
         {SeverityLaw{LognormalSeverity{6.0, 1.8}}, SeverityLaw{LognormalSeverity{10.0, 0.1}}}) {
      std::int64_t all = 0;
      for (AmountBin const& bin : diagnose_amounts(law, drawn(n)).bins) {
        EXPECT_GE(bin.members, 11) << n;
        all += bin.members;
      }
      EXPECT_EQ(all, static_cast<std::int64_t>(n));
    }
}

TEST(FitDiagnosticsSuppression, MeanExcessStopsWhereFewerThanElevenAreAbove) {
  for (std::size_t const n : sizes) {
    std::vector<Amount> const sample = drawn(n);
    std::size_t last = n;
    for (ExcessPoint const& point : diagnose_amounts(LognormalSeverity{6.0, 1.8}, sample).excess) {
      std::size_t const left = above(sample, point.threshold);
      EXPECT_GE(left, 11u);
      EXPECT_GE(last - left, 11u) << "between two thresholds, " << n;
      last = left;
    }
  }
}

TEST(FitDiagnosticsSuppression, TailStopsWhereFewerThanElevenAreAbove) {
  auto const levels = [](std::size_t n) {
    return diagnose_amounts(LognormalSeverity{6.0, 1.8}, drawn(n)).tail.size();
  };
  EXPECT_EQ(levels(109), 0u);
  EXPECT_EQ(levels(110), 1u);
  EXPECT_EQ(levels(1'099), 2u);
  EXPECT_EQ(levels(1'100), 3u);
  EXPECT_EQ(levels(11'000), 5u);
}

TEST(FitDiagnosticsSuppression, NoFigureIsAnAmountOfTheData) {
  std::vector<Amount> const sample = drawn(500);
  std::vector<double> figures;
  AmountDiagnostics const found = diagnose_amounts(LognormalSeverity{6.0, 1.8}, sample);
  for (AmountBin const& bin : found.bins) figures.insert(figures.end(), {bin.low, bin.high});
  for (QuantilePair const& pair : found.quantiles) figures.push_back(pair.data);
  for (ExcessPoint const& point : found.excess) figures.push_back(point.threshold);
  for (TailQuantile const& row : found.tail) figures.push_back(row.data);
  for (Amount const& amount : sample)
    EXPECT_EQ(std::count(figures.begin(), figures.end(), amount.dollars), 0);
}

TEST(FitDiagnosticsSuppression, NoClassOfCountsIsFinerThanEleven) {
  std::mt19937_64 engine(5);
  for (int const n : {11, 30, 57, 400, 3'000}) {
    CountSample sample;
    sample.members = n;
    std::poisson_distribution<int> law(3.0);
    for (int i = 0; i < n; ++i) sample.groups.push_back({1.0, law(engine), 1.0});
    auto const classes = diagnose_counts(PoissonCount{3.0}, sample);
    EXPECT_FALSE(classes.back().high);
    for (CountClass const& one : classes) {
      double const shown = one.data * n / 11.0;
      EXPECT_NEAR(shown, std::round(shown), 1e-9);
      EXPECT_GE(shown, 1.0 - 1e-9);
    }
  }
}

/// Cells of 400, 30 and 20 members: the second is too thin for a law of its own, the third too.
MemberYears three_cells() {
  MemberYears data;
  data.categories = {"inpatient"};
  data.cells = {{"aged", "65-74", "0"}, {"aged", "65-74", "1"}, {"disabled", "0-64", "0"}};
  std::mt19937_64 engine(9);
  std::lognormal_distribution<> law(8.0, 1.0);
  for (auto const& [cell, members] : {std::pair(0u, 400), std::pair(1u, 30), std::pair(2u, 20)})
    for (int i = 0; i < members; ++i) {
      data.rows.push_back({std::to_string(data.rows.size()), cell});
      data.costs.push_back(i % 4 == 0 ? 0.0 : law(engine));
    }
  return data;
}

TEST(FitDiagnosticsOfCells, ShowLawsFittedToTheCellItself) {
  MemberYears const data = three_cells();
  CostModel model = fit(data, FitPlan{}).model;
  std::vector<std::string> cells;
  for (LawDiagnostics const& law : diagnose(data, model)) cells.push_back(law.cell);
  EXPECT_EQ(cells, (std::vector<std::string>{"*/*/*", "aged/*/*", "aged/65-74/*", "aged/65-74/0"}));
  // What the model withholds is not shown here either.
  for (CellLaw& cell : model.cells)
    if (cell.risk == "0") cell.laws[0].fit->severity.sample.reset();
  EXPECT_EQ(diagnose(data, model).size(), 3u);
}

}  // namespace
}  // namespace plimsoll
