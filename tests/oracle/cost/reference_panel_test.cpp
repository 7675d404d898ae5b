// The laws of the public reference panel against the means its README publishes.

#include "support/reference_panel.hpp"

#include <gtest/gtest.h>
#include <array>
#include <cmath>
#include <cstdint>

#include "support/public_data.hpp"

namespace plimsoll {
namespace {

using test::ReferencePanel;
constexpr std::uint64_t members = 100'000;
constexpr double last_digit = 6e-4;  // the README prints a tenth of a cent

/// Dollars per member-year by category; `moved_index` changes the tail of inpatient.
std::array<double, 6> means_by_category(ReferencePanel const& panel, double moved_index = 0.0) {
  std::array<double, 6> sums{};
  auto const dealt = panel.members_by_cell(members);
  for (std::size_t cell = 0; cell < dealt.size(); ++cell)
    for (std::size_t category = 0; category < sums.size(); ++category) {
      CategoryLaw law = panel.model.cells[cell].laws[category];
      if (auto* spliced = std::get_if<LognormalParetoSeverity>(&law.severity)) spliced->index += moved_index;
      sums[category] += static_cast<double>(dealt[cell]) * moments(law).mean;
    }
  for (double& sum : sums) sum /= static_cast<double>(members);
  return sums;
}

TEST(ReferencePanelLaws, HaveThePublishedMeans) {
  PLIMSOLL_NEEDS_DATA("reference_panel/reference_panel.csv");
  ReferencePanel const panel = *test::read_reference_panel();
  auto const got = means_by_category(panel);
  for (std::size_t category = 0; category < got.size(); ++category)
    EXPECT_NEAR(got[category], ReferencePanel::category_means[category], last_digit)
        << "category " << category;
  EXPECT_GT(std::abs(means_by_category(panel, 0.01)[0] - ReferencePanel::category_means[0]), last_digit)
      << "an index of 2.21 must be seen";
}

TEST(ReferencePanelLaws, HaveThePublishedClaims) {
  PLIMSOLL_NEEDS_DATA("reference_panel/reference_panel.csv");
  ReferencePanel const panel = *test::read_reference_panel();
  auto const dealt = panel.members_by_cell(members);
  double claims = 0.0;
  std::uint64_t all = 0;
  for (std::size_t cell = 0; cell < dealt.size(); ++cell) {
    for (CategoryLaw const& law : panel.model.cells[cell].laws)
      claims += static_cast<double>(dealt[cell]) * mean(law.count);
    all += dealt[cell];
  }
  EXPECT_EQ(all, members);
  EXPECT_NEAR(claims / static_cast<double>(members), ReferencePanel::claims_per_member_year, 0.05);
}

}  // namespace
}  // namespace plimsoll
