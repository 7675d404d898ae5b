#include "plimsoll/core/field.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <array>
#include <set>
#include <string>

#include "plimsoll/core/law.hpp"

namespace plimsoll {
namespace {

using testing::ElementsAre;

enum class Colour { red, green };

}  // namespace

template <>
struct Names<Colour> {
  static constexpr std::array<std::pair<std::string_view, Colour>, 2> pairs{
      {{"red", Colour::red}, {"green", Colour::green}}};
};

namespace {

TEST(FieldTable, IsVisitedInOrder) {
  std::vector<std::string> keys;
  PertLaw law{1.0, 2.0, 3.0};
  double sum = 0.0;
  for_each_field<PertLaw>([&](auto const& field) {
    keys.emplace_back(field.key);
    sum = 10.0 * sum + law.*field.at;
  });
  EXPECT_THAT(keys, ElementsAre("low", "mode", "high"));
  EXPECT_EQ(sum, 123.0) << "each field points at its own member";
}

TEST(FieldTable, TellsRequiredFromOptional) {
  std::vector<std::string> optional_keys;
  for_each_field<BetaLaw>([&](auto const& field) {
    if (field.need == Need::optional) optional_keys.emplace_back(field.key);
  });
  EXPECT_THAT(optional_keys, ElementsAre("low", "high"));
}

TEST(FieldTable, OfEveryLawSaysWhatItMeans) {
  for_each_alternative<Law>([]<class L>() {
    EXPECT_FALSE(L::clause.says.empty());
    std::set<std::string_view> keys;
    for_each_field<L>([&](auto const& field) {
      EXPECT_FALSE(field.says.empty()) << L::clause.kind << '.' << field.key;
      EXPECT_TRUE(keys.insert(field.key).second) << L::clause.kind << '.' << field.key << " stands twice";
    });
  });
}

TEST(Alternatives, AreVisitedInOrder) {
  std::vector<std::string> kinds;
  for_each_alternative<Law>([&]<class L>() { kinds.emplace_back(L::clause.kind); });
  EXPECT_THAT(kinds, ElementsAre("normal", "lognormal", "uniform", "triangular", "pert", "beta", "gamma",
                                 "discrete", "empirical"));
}

TEST(EnumerationNames, AreThoseOfTheStudy) {
  EXPECT_EQ(name_in_study(Colour::green), "green");
  EXPECT_EQ(name_in_study(static_cast<Colour>(7)), "");
}

TEST(UnitNames, DifferFromEachOther) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(Unit::count); ++i) names.insert(name_of(static_cast<Unit>(i)));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(Unit::count) + 1);
  EXPECT_EQ(name_of(Unit::dollars_pbpy), "dollars per beneficiary-year");
  EXPECT_EQ(name_of(Unit::dollars_pmpm), "dollars per member-month");
}

TEST(Range, IsClosedAndHoldsNoNan) {
  EXPECT_TRUE(unit_interval.contains(0.0));
  EXPECT_TRUE(unit_interval.contains(1.0));
  EXPECT_FALSE(unit_interval.contains(1.0 + 1e-15));
  EXPECT_FALSE(not_negative.contains(-1e-300));
  EXPECT_TRUE(any_number.contains(-1e300));
  EXPECT_FALSE(any_number.contains(std::numeric_limits<double>::quiet_NaN()));
}

}  // namespace
}  // namespace plimsoll
