#include "plimsoll/models/cost/manual_blend.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <random>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/cost/fit.hpp"
#include "support/simulated_years.hpp"

namespace plimsoll {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Aged members twice as many as disabled, who cost more; `few` of the frail, so few that they never show.
MemberYears own_years(int disabled, int few) {
  MemberYears years = test::empty_years();
  years.cells = {{"aged", "*", "*"}, {"disabled", "*", "*"}, {"frail", "*", "*"}};
  std::mt19937_64 engine(5);
  auto const add = [&](int members, double scale, std::uint32_t cell) {
    for (int i = 0; i < members; ++i)
      test::add(years, 12, i % 2 == 0 ? std::gamma_distribution<>(2.0, scale)(engine) : 0.0, cell);
  };
  add(2 * disabled, 1000.0, 0);
  add(disabled, 1500.0, 1);
  add(few, 5000.0, 2);
  return years;
}

CostModel fitted(MemberYears const& years) {
  CostModel model = fit(years, {.severity = SeverityChoice::gamma}).model;
  model.year = 2025;
  return model;
}

CostModel manual_rate(double mean) {
  CostModel manual;
  manual.year = 2025;
  manual.categories = {"other", "care"};
  CellLaw all;
  all.laws = {{"other", PoissonCount{1.0}, GammaSeverity{1.0, 1.0}, {}},
              {"care", BernoulliCount{0.5}, GammaSeverity{1.0, 2.0 * mean}, {}}};
  manual.cells = {all};
  return manual;
}

CategoryLaw const& law_of(CostModel const& model, char const* enrolment) {
  return model.cells[find_cell(model, {enrolment, "*", "*"})].laws[0];
}

TEST(ManualBlend, IsTheWeightedMeanOfOwnAndManual) {
  MemberYears const years = own_years(300, 0);
  CostModel const before = fitted(years);
  Blend const blend = blend_with_manual(years, before, manual_rate(1200.0), {});
  for (char const* const enrolment : {"aged", "disabled", "*"}) {
    CategoryLaw const& law = law_of(blend.model, enrolment);
    CategoryLaw const& was = law_of(before, enrolment);
    double const z = law.fit->credibility->weight;
    EXPECT_GT(z, 0.0);
    EXPECT_LT(z, 1.0);
    double const own = *was.fit->data_mean;
    EXPECT_NEAR(moments(law).mean, z * own + (1.0 - z) * 1200.0, 1e-6);
    EXPECT_NEAR(law.fit->fitted_mean, moments(law).mean, 1e-6);
    EXPECT_EQ(law.count, was.count);
    EXPECT_NEAR(moments(law).cv(), moments(was).cv(), 1e-9);
    EXPECT_NEAR(law.fit->credibility->manual_mean, 1200.0, 1e-6);
    // 300 and 150 claimants against (z/k)² (1 - p + cv²) with p = 1/2 and the fitted cv.
    auto const severity = std::get<GammaSeverity>(was.severity);
    double const needed = 1082.217 * (0.5 + 1.0 / severity.shape);
    double const claims = std::string(enrolment) == "aged"       ? 300
                          : std::string(enrolment) == "disabled" ? 150
                                                                 : 450;
    EXPECT_NEAR(z, std::sqrt(claims / needed), 1e-6);
  }
  EXPECT_THAT(blend.model.basis, HasSubstr("limited fluctuation, 0.9 within 0.05"));
}

TEST(ManualBlend, EnoughClaimsStandAlone) {
  MemberYears const years = own_years(3000, 0);
  CostModel const before = fitted(years);
  CategoryLaw const law = law_of(blend_with_manual(years, before, manual_rate(1200.0), {}).model, "aged");
  EXPECT_EQ(law.fit->credibility->weight, 1.0);
  EXPECT_NEAR(moments(law).mean, *law.fit->data_mean, 1e-6);
}

TEST(ManualBlend, FewPeopleHaveNoWeight) {
  MemberYears const years = own_years(300, 9);
  for (CredibilityMethod const method :
       {CredibilityMethod::limited_fluctuation, CredibilityMethod::buhlmann_straub}) {
    Blend const blend = blend_with_manual(years, fitted(years), manual_rate(1200.0), {method, {}});
    CategoryLaw const& law = law_of(blend.model, "frail");
    EXPECT_FALSE(law.fit->data_mean.has_value());
    EXPECT_EQ(law.fit->credibility->weight, 0.0);
    EXPECT_NEAR(moments(law).mean, 1200.0, 1e-6);
  }
}

TEST(ManualBlend, WeightsDoNotGiveAwayWhatAnotherCellHides) {
  // 5, 20 and 60 claimants: the weights of two cells and of their parent would tell the five.
  MemberYears years = test::empty_years();
  years.cells = {{"few", "*", "*"}, {"some", "*", "*"}, {"many", "*", "*"}};
  std::mt19937_64 engine(6);
  for (std::uint32_t cell = 0; cell < 3; ++cell)
    for (int i = 0; i < 400; ++i)
      test::add(years, 12,
                i < std::array{5, 20, 60}[cell] ? std::gamma_distribution<>(2.0, 900.0)(engine) : 0.0, cell);
  Blend const blend = blend_with_manual(years, fitted(years), manual_rate(100.0), {});
  EXPECT_EQ(law_of(blend.model, "few").fit->credibility->weight, 0.0);
  EXPECT_EQ(law_of(blend.model, "some").fit->credibility->weight, 0.0);
  EXPECT_GT(law_of(blend.model, "many").fit->credibility->weight, 0.0);
}

TEST(ManualBlend, BuhlmannStraubTakesMembersAsObservations) {
  MemberYears const years = own_years(300, 0);
  Blend const blend =
      blend_with_manual(years, fitted(years), manual_rate(1200.0), {CredibilityMethod::buhlmann_straub, {}});
  ASSERT_EQ(blend.structures.size(), 1u);
  BuhlmannStraub const& ratios = blend.structures[0].ratios;
  EXPECT_NEAR(ratios.exposure[0], 600 * 1200.0, 1e-6);
  CategoryLaw const& aged = law_of(blend.model, "aged");
  EXPECT_NEAR(aged.fit->credibility->weight, ratios.weight[0], 1e-12);
  // Own is about 1,000 and 1,500 where the manual says 1,200: spread about 0.2, which 600 members show well.
  EXPECT_NEAR(std::sqrt(ratios.between), 0.2, 0.08);
  EXPECT_GT(aged.fit->credibility->weight, 0.8);
  EXPECT_GT(aged.fit->credibility->weight, law_of(blend.model, "disabled").fit->credibility->weight);
}

TEST(ManualBlend, TellsEveryFaultOfTheManual) {
  CostModel const model = fitted(own_years(300, 0));
  CostModel manual = manual_rate(1200.0);
  EXPECT_THAT(manual_faults(model, manual), testing::IsEmpty());
  manual.year = 2024;
  manual.categories[1] = "cure";
  manual.cells[0].enrolment = "aged";
  EXPECT_THAT(manual_faults(model, manual),
              ElementsAre(HasSubstr("dollars of 2024"), HasSubstr("no category \"care\""),
                          HasSubstr("no law for cell */*/*"), HasSubstr("no law for cell disabled")));
  manual = manual_rate(0.0);
  EXPECT_THAT(manual_faults(model, manual), testing::Each(HasSubstr("not above 0")));
  EXPECT_THROW(blend_with_manual(own_years(300, 0), model, manual, {}), BrokenPromise);
}

}  // namespace
}  // namespace plimsoll
