// Fits of rows with survey weights. A whole weight is so many equal rows: the laws are those of the rows
// written out, and with errors of the effective number of rows instead of all.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "amounts.hpp"
#include "plimsoll/models/cost/fit.hpp"
#include "support/simulated_years.hpp"

namespace plimsoll {
namespace {

constexpr int rows = 600;

int times_of(int row) {
  return 1 + row % 3;
}

/// The same draws by weight, or each row as often as its weight says.
MemberYears years_of(bool counted, bool written_out) {
  std::mt19937_64 engine(29);
  std::negative_binomial_distribution<int> claims(2, 0.6);
  std::gamma_distribution<> amount(2.0, 300.0);
  MemberYears years = test::empty_years();
  for (int row = 0; row < rows; ++row) {
    int const n = counted ? claims(engine) : std::min(claims(engine), 1);
    double dollars = 0.0;
    for (int i = 0; i < n; ++i) dollars += amount(engine);
    int const months = 6 + row % 7;
    for (int i = 0; i < (written_out ? times_of(row) : 1); ++i) {
      if (counted)
        test::add_counted(years, months, n, dollars);
      else
        test::add(years, months, dollars);
    }
    if (!written_out)
      years.weights.push_back(0.5 * times_of(row));  // their sum is 600: 200 · (1 + 2 + 3) / 2
  }
  return years;
}

double effective_share() {
  double sum = 0.0, squares = 0.0;
  for (int row = 0; row < rows; ++row) {
    sum += times_of(row);
    squares += times_of(row) * times_of(row);
  }
  return sum / squares;  // effective number over the rows written out
}

void expect_close(std::vector<double> const& found, std::vector<double> const& expected, double factor,
                  double relative) {
  ASSERT_EQ(found.size(), expected.size());
  ASSERT_FALSE(found.empty());
  for (std::size_t i = 0; i < found.size(); ++i)
    EXPECT_NEAR(found[i], factor * expected[i], relative * std::abs(factor * expected[i])) << i;
}

CategoryLaw law_of(MemberYears const& years, FitPlan const& plan) {
  return fit(years, plan).model.cells.front().laws.front();
}

void expect_as_written_out(bool counted, FitPlan const& plan) {
  CategoryLaw const weighted = law_of(years_of(counted, false), plan);
  CategoryLaw const all = law_of(years_of(counted, true), plan);
  EXPECT_NEAR(mean(weighted.count), mean(all.count), 1e-6 * mean(all.count));
  expect_close(parameters(weighted.severity), parameters(all.severity), 1.0, 1e-4);
  EXPECT_NEAR(*weighted.fit->data_mean, *all.fit->data_mean, 1e-9 * *all.fit->data_mean);
  // Errors are those of the effective number, for the counts exactly.
  expect_close(weighted.fit->count.standard_errors, all.fit->count.standard_errors,
               1.0 / std::sqrt(effective_share()), 1e-3);
  EXPECT_EQ(weighted.fit->count.sample, rows);
}

TEST(Weights, HurdleAndLawsOfAYear) {
  for (SeverityChoice const family :
       {SeverityChoice::lognormal, SeverityChoice::gamma, SeverityChoice::weibull,
        SeverityChoice::inverse_gaussian, SeverityChoice::burr})
    expect_as_written_out(false, {.severity = family});
}

TEST(Weights, CountsAndTotalsOfSeveralClaims) {
  for (SeverityChoice const family :
       {SeverityChoice::lognormal, SeverityChoice::gamma, SeverityChoice::inverse_gaussian})
    for (CountChoice const count : {CountChoice::poisson, CountChoice::negative_binomial})
      expect_as_written_out(true, {.severity = family, .count = count});
}

TEST(Weights, SeverityErrorsAreThoseOfTheEffectiveClaimants) {
  MemberYears const years = years_of(false, false);
  std::vector<std::uint32_t> all;
  for (std::uint32_t row = 0; row < rows; ++row) all.push_back(row);
  std::vector<Amount> const found = amounts(years, all, 0, 0.5);
  double sum = 0.0, plain = 0.0, squares = 0.0;
  for (Amount const& amount : found) sum += amount.weight;
  for (std::uint32_t const row : all)
    if (years.costs[row] > 0.0) {
      plain += years.weights[row];
      squares += years.weights[row] * years.weights[row];
    }
  EXPECT_NEAR(sum, plain * plain / squares, 1e-9 * sum);
  EXPECT_LT(sum, static_cast<double>(found.size()));
  // Of a lognormal the error of mu is sigma / √n, exactly.
  CategoryLaw const law = law_of(years, {.severity = SeverityChoice::lognormal});
  double const sigma = std::get<LognormalSeverity>(law.severity).sigma;
  EXPECT_NEAR(law.fit->severity.standard_errors.front(), sigma / std::sqrt(sum),
              1e-3 * sigma / std::sqrt(sum));
}

TEST(Weights, EqualOnesChangeNothing) {
  MemberYears years = years_of(true, false);
  years.weights.clear();
  CategoryLaw const plain = law_of(years, {});
  years.weights.assign(years.rows.size(), 1.0);
  CategoryLaw const weighted = law_of(years, {});
  EXPECT_EQ(plain.count, weighted.count);
  EXPECT_EQ(plain.severity, weighted.severity);
  EXPECT_EQ(plain.fit->severity.standard_errors, weighted.fit->severity.standard_errors);
  EXPECT_EQ(effective_rows(years), static_cast<double>(rows));
}

TEST(Weights, TheNoticeGivesTheEffectiveNumber) {
  FitResult const result = fit(years_of(true, false), {});
  // 200 · (1 + 2 + 3) squared over 200 · (1 + 4 + 9).
  EXPECT_NE(result.notices.front().find("600 rows tell as much as 514 of equal weight"), std::string::npos)
      << result.notices.front();
}

}  // namespace
}  // namespace plimsoll
