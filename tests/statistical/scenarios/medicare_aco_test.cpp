// The shipped study of a Medicare ACO without data of its own: with its drivers, savings rates change from
// year to year as those of real ACOs of each size do, and last as theirs do.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "support/panel_study.hpp"

namespace plimsoll {
namespace {

std::string const folder = PLIMSOLL_SOURCE_DIR "/scenarios/studies";

/// The shipped study up to its contracts, over two years of one agreement, with truncation and savings alone.
std::string two_years(int members) {
  std::ifstream file(folder + "/medicare-aco.toml");
  std::stringstream text;
  text << file.rdbuf();
  std::string study = text.str();
  auto const replace = [&](std::string const& what, std::string const& with) {
    auto const at = study.find(what);
    ASSERT_NE(at, std::string::npos) << what;
    study.replace(at, what.size(), with);
  };
  study.erase(study.find("[[contract]]"));
  replace("trials = 4_096", "trials = 1_024");
  replace("performance_years = [2026]", "performance_years = [2026, 2027]");
  replace("members = 15_000", "members = " + std::to_string(members));
  return study +
         "[[contract]]\nid = \"deal\"\npopulation = \"aco\"\nbenchmark = \"mssp\"\n[[contract.term]]\nname = "
         "\"truncation\"\nkind = \"claimant_cap\"\nlimits = { esrd = 618_707, disabled = 214_990, aged_dual "
         "= "
         "286_968, aged_nondual = 178_229 }\n[[contract.term]]\nkind = \"gross_savings\"\n";
}

struct Years {
  std::vector<double> first, second;
};

Years savings_rates(std::string const& study) {
  TrialTable const table = simulate(compile_study(load_study_text(study, "aco.toml", folder)).plan);
  auto const rates = [&](int year) {
    auto const benchmark = *table.column("contract/deal/benchmark", year);
    auto const cost = *table.column("contract/deal/expenditure", year);
    std::vector<double> rate;
    for (std::size_t i = 0; i < cost.size(); ++i) rate.push_back((benchmark[i] - cost[i]) / benchmark[i]);
    return rate;
  };
  return {rates(2026), rates(2027)};
}

double quantile_of(std::vector<double> values, double p) {
  auto const place = static_cast<std::ptrdiff_t>(p * static_cast<double>(values.size()));
  std::nth_element(values.begin(), values.begin() + place, values.end());
  return values[static_cast<std::size_t>(place)];
}

/// Robust standard deviation of the change over √2, as the public figures were measured: noise of one year.
double noise_of(Years const& years) {
  std::vector<double> change;
  for (std::size_t i = 0; i < years.first.size(); ++i) change.push_back(years.second[i] - years.first[i]);
  return (quantile_of(change, 0.75) - quantile_of(change, 0.25)) / 1.349 / std::sqrt(2.0);
}

double correlation(std::vector<double> const& x, std::vector<double> const& y) {
  double const n = static_cast<double>(x.size());
  double mx = 0.0, my = 0.0, xx = 0.0, yy = 0.0, xy = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) mx += x[i] / n, my += y[i] / n;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += (x[i] - mx) * (x[i] - mx);
    yy += (y[i] - my) * (y[i] - my);
    xy += (x[i] - mx) * (y[i] - my);
  }
  return xy / std::sqrt(xx * yy);
}

/// Measured on the public files, 1,980 pairs of years of one agreement: noise of one year by person-years;
/// the typical size of each class.
struct Published {
  int members;
  double noise;
};
constexpr Published published[] = {{5'500, 0.0279},  {8'400, 0.0287},  {12'300, 0.0221},
                                   {19'500, 0.0194}, {34'000, 0.0175}, {70'000, 0.0111}};

TEST(MedicareAco, ScattersAndLastsAsRealOnesDo) {
  for (Published const& real : published) {
    Years const years = savings_rates(two_years(real.members));
    double const noise = noise_of(years), lasts = correlation(years.first, years.second);
    std::printf("%d members: noise of one year %.2f %%, public %.2f %%; correlation %.2f\n", real.members,
                100.0 * noise, 100.0 * real.noise, lasts);
    // 350 pairs know their noise to 5 %, the trials theirs to 4 %. The few largest ACOs scatter less than a
    // floor allows, as the theory page says.
    double const off = real.members > 50'000 ? 0.5 : 0.25;
    EXPECT_NEAR(noise / real.noise, 1.0, off) << real.members;
    EXPECT_NEAR(lasts, 0.7, 0.12) << real.members;
  }
  // Negative control: without the drivers the largest scatter by half of what real ones do.
  std::string study = two_years(published[4].members);
  for (std::string const driver : {"utilization = {", "update = {"}) study.insert(study.find(driver), "# ");
  EXPECT_LT(noise_of(savings_rates(study)), 0.6 * published[4].noise);
}

}  // namespace
}  // namespace plimsoll
