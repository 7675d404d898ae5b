#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <cmath>
#include <string>

#include "plimsoll/models/cost/fit.hpp"
#include "plimsoll/scenarios/member_file.hpp"
#include "support/desynpuf_map.hpp"
#include "support/public_data.hpp"

// The public DE-SynPUF file. Expected figures were worked out from the same file by a separate Python script
// (closed forms and bisection of the scores). Negative category totals: 7 (outpatient), 9 + 1 and 13 + 1
// (with inpatient).
namespace plimsoll {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;

struct Read {
  ReadReport report;
  MemberYears years;
};

Read read(int year) {
  Read made;
  made.years =
      read_member_years(test::public_data() / test::desynpuf_file, test::desynpuf_map(), year, made.report);
  return made;
}

MemberYears without_cells(MemberYears years) {
  years.cells = {RiskCell{}};
  for (MemberRecord& row : years.rows) row.cell = 0;
  return years;
}

MeanCheck check(FitResult const& result, std::string const& category) {
  for (MeanCheck const& mean : result.means)
    if (mean.category == category) return mean;
  throw std::runtime_error("no such category");
}

TEST(Desynpuf, TheYear2008IsReadAsItIs) {
  PLIMSOLL_NEEDS_DATA(test::desynpuf_file);
  Read const r = read(2008);
  EXPECT_EQ(r.report.rows, 118190);
  EXPECT_EQ(r.report.other_years, 78190);
  EXPECT_EQ(r.report.zero_exposure, 11487);
  EXPECT_EQ(r.report.cost_without_exposure, 6284);
  EXPECT_EQ(r.report.kept, 28513);
  EXPECT_EQ(r.years.rows.size(), 28513U);
  std::int64_t months = 0;
  for (MemberRecord const& row : r.years.rows) months += row.months;
  EXPECT_EQ(months, 321648);
  std::vector<double> totals(3);
  for (std::size_t i = 0; i < r.years.rows.size(); ++i)
    for (std::size_t c = 0; c < 3; ++c) totals[c] += r.years.costs_of(i)[c];
  EXPECT_THAT(r.years.categories, testing::ElementsAre("carrier", "inpatient", "outpatient"));
  EXPECT_THAT(totals, testing::ElementsAre(47757330.0, 77903136.0, 26115160.0));
}

TEST(Desynpuf, NegativeCategoryTotalsAreCounted) {
  PLIMSOLL_NEEDS_DATA(test::desynpuf_file);
  for (auto const& [year, expected] : std::map<int, std::int64_t>{{2008, 7}, {2009, 10}, {2010, 14}}) {
    std::int64_t found = 0;
    for (auto const& [category, count] : read(year).report.negatives_to_zero) found += count;
    EXPECT_EQ(found, expected) << year;
  }
}

TEST(Desynpuf, LawsOfAllMembersAgreeWithTheirClosedForms) {
  PLIMSOLL_NEEDS_DATA(test::desynpuf_file);
  MemberYears const years = without_cells(read(2008).years);
  FitResult const l = fit(years, {.severity = SeverityChoice::lognormal});
  FitResult const g = fit(years, {.severity = SeverityChoice::gamma});
  struct Row {
    double p, mu, sigma, shape, scale;
  };
  std::vector<Row> const expected{{0.8256055243, 7.0937935314, 1.2218546162, 1.0421408, 2005.69766},
                                  {0.1523569423, 9.4400038963, 0.9231443171, 1.3524596, 14062.76455},
                                  {0.5894686038, 6.5277902644, 1.4206210701, 0.6975294, 2332.82523}};
  for (std::size_t c = 0; c < 3; ++c) {
    CategoryLaw const &a = l.model.cells[0].laws[c], &b = g.model.cells[0].laws[c];
    EXPECT_NEAR(mean(a.count), expected[c].p, 1e-7);
    EXPECT_NEAR(std::get<LognormalSeverity>(a.severity).mu, expected[c].mu, 1e-6);
    EXPECT_NEAR(std::get<LognormalSeverity>(a.severity).sigma, expected[c].sigma, 1e-6);
    EXPECT_NEAR(std::get<GammaSeverity>(b.severity).shape, expected[c].shape, 1e-5);
    EXPECT_NEAR(std::get<GammaSeverity>(b.severity).scale / expected[c].scale, 1.0, 1e-5);
  }
  // Python: fitted over data mean of the lognormal 1.17737, 1.00995, 1.13498; of the gamma 0.96855, 0.99702,
  // 0.98449.
  EXPECT_NEAR(check(l, "carrier").ratio(), 1.17737, 1e-5);
  EXPECT_NEAR(check(l, "inpatient").ratio(), 1.00995, 1e-5);
  EXPECT_NEAR(check(l, "outpatient").ratio(), 1.13498, 1e-5);
  EXPECT_NEAR(check(g, "carrier").ratio(), 0.96855, 1e-5);
  EXPECT_NEAR(check(g, "inpatient").ratio(), 0.99702, 1e-5);
  EXPECT_NEAR(check(g, "outpatient").ratio(), 0.98449, 1e-5);
}

TEST(Desynpuf, EveryCategoryIsWithinTwoPercentOrFlagged) {
  PLIMSOLL_NEEDS_DATA(test::desynpuf_file);
  MemberYears const years = read(2008).years;
  for (SeverityChoice const severity :
       {SeverityChoice::lognormal, SeverityChoice::gamma, SeverityChoice::aic}) {
    FitResult const result = fit(years, {.severity = severity});
    EXPECT_TRUE(faults(result.model).empty());
    EXPECT_EQ(check(result, "inpatient").off(), severity != SeverityChoice::gamma);
    EXPECT_EQ(check(result, "outpatient").ratio() > 1.16, severity == SeverityChoice::lognormal);
    for (MeanCheck const& mean : result.means) {
      std::printf("%s, %s: fitted %.2f, data %.2f, ratio %.4f\n",
                  std::string(name_in_study(severity)).c_str(), mean.category.c_str(), mean.fitted_mean,
                  mean.data_mean, mean.ratio());
      if (std::abs(mean.ratio() - 1.0) > 0.02) {
        EXPECT_THAT(result.notices,
                    Contains(AllOf(testing::StartsWith(mean.category + ":"), HasSubstr("off the data mean"),
                                   HasSubstr("mean-matching"))));
      }
    }
  }
}

TEST(Desynpuf, MeanMatchingMakesEveryCategoryEqual) {
  PLIMSOLL_NEEDS_DATA(test::desynpuf_file);
  MemberYears const years = read(2008).years;
  for (SeverityChoice const severity :
       {SeverityChoice::lognormal, SeverityChoice::gamma, SeverityChoice::aic})
    for (MeanCheck const& mean :
         fit(years, {.severity = severity, .mean_matching = MeanMatching::scale}).means)
      EXPECT_NEAR(mean.ratio(), 1.0, 1e-12) << mean.category;
}

TEST(Desynpuf, NoSmallNumberStandsInTheModel) {
  PLIMSOLL_NEEDS_DATA(test::desynpuf_file);
  int withheld = 0;
  FitResult const result = fit(read(2008).years, {});
  for (CellLaw const& cell : result.model.cells) {
    withheld += cell.person_years ? 0 : 1;
    EXPECT_GT(cell.person_years.value_or(10.0), 10.0 / 12.0) << cell.cell().name();
    for (CategoryLaw const& law : cell.laws) {
      if (law.fit->count.sample) {
        EXPECT_GT(*law.fit->count.sample, 10);
      }
      if (law.fit->severity.sample) {
        EXPECT_GT(*law.fit->severity.sample, 10);
      }
    }
  }
  EXPECT_GT(withheld, 0);
}

}  // namespace
}  // namespace plimsoll
