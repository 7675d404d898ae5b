// Log-likelihoods of our fits beside R's on the same public data: never more than 0.01 below. R's are kept in
// fits_in_r.csv, made by fits_in_r.R.

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "count_families_fit.hpp"
#include "plimsoll/models/cost/amount_fit.hpp"
#include "support/public_data.hpp"
#include "text/csv_stream.hpp"

namespace plimsoll {
namespace {

constexpr char const* soa_file = "soa_large_claims/soa_group_medical_1991_claims_ge_25k.csv";
constexpr char const* rand_file = "rand_hie/rand_hie_person_year.csv.gz";
constexpr char const* meps_file = "meps/meps_2014_person.csv.gz";
constexpr double soa_threshold = 25'000.0;

/// The numbers of one column, empty and missing cells left out.
std::vector<double> column(std::string const& file, std::string const& name) {
  std::vector<double> found;
  std::size_t at = 0;
  bool header = true;
  stream_csv(test::public_data() / file, [&](std::vector<std::string> const& cells, std::uint32_t) {
    if (header) {
      at = static_cast<std::size_t>(std::find(cells.begin(), cells.end(), name) - cells.begin());
      header = false;
    } else if (!cells.at(at).empty() && cells[at] != "NA") {
      found.push_back(std::stod(cells[at]));
    }
  });
  return found;
}

struct OfR {
  std::size_t amounts;
  double log_likelihood;
};
/// By data and family.
std::map<std::pair<std::string, std::string>, OfR> answers_of_r() {
  std::map<std::pair<std::string, std::string>, OfR> found;
  stream_csv(std::string(PLIMSOLL_SOURCE_DIR) + "/tests/oracle/cost/fits_in_r.csv",
             [&](std::vector<std::string> const& cells, std::uint32_t) {
               if (cells.front().starts_with("#") || cells.front() == "data") return;
               found[{cells.at(0), cells.at(1)}] = {std::stoul(cells.at(2)), std::stod(cells.at(3))};
             });
  return found;
}

void expect_no_worse_than_r(std::string const& data, std::vector<ObservedAmount> const& sample) {
  int compared = 0;
  for (auto const& [key, r] : answers_of_r()) {
    if (key.first != data) continue;
    ASSERT_EQ(sample.size(), r.amounts);
    for (auto const& [name, family] : Names<SeverityFamily>::pairs) {
      if (name != key.second) continue;
      AmountFit const fit = fit_amounts(family, sample, data);
      std::printf("%-20s %-18s %+.4f above R's %.4f\n", data.c_str(), key.second.c_str(),
                  fit.log_likelihood - r.log_likelihood, r.log_likelihood);
      EXPECT_GE(fit.log_likelihood, r.log_likelihood - 0.01) << key.second;
      EXPECT_NEAR(log_likelihood(fit.law, sample), fit.log_likelihood, 1e-5);
      // Negative control: a law a fifth dearer is well below.
      EXPECT_LT(log_likelihood(scaled(fit.law, 1.2), sample), fit.log_likelihood - 0.01) << key.second;
      ++compared;
    }
  }
  EXPECT_GE(compared, 7);
}

std::vector<ObservedAmount> positive(std::vector<double> const& amounts) {
  std::vector<ObservedAmount> sample;
  for (double const amount : amounts)
    if (amount > 0.0) sample.push_back(ObservedAmount::exactly(amount));
  return sample;
}

TEST(FitsInR, SoaLargeClaimsFrom25000On) {
  PLIMSOLL_NEEDS_DATA(soa_file);
  std::vector<ObservedAmount> sample;
  for (double const amount : column(soa_file, "size"))
    sample.push_back(ObservedAmount::exactly(amount, soa_threshold));
  expect_no_worse_than_r("soa", sample);
}

TEST(FitsInR, RandHealthInsuranceExperiment) {
  PLIMSOLL_NEEDS_DATA(rand_file);
  expect_no_worse_than_r("rand_hie", positive(column(rand_file, "meddol")));
}

TEST(FitsInR, MepsInpatient2014) {
  PLIMSOLL_NEEDS_DATA(meps_file);
  expect_no_worse_than_r("meps_2014_inpatient", positive(column(meps_file, "iptexp14")));
}

void expect_counts_no_worse(std::string const& data, std::vector<double> const& counts) {
  CountSample sample;
  std::map<std::int64_t, double> times;
  for (double const n : counts)
    if (n >= 0.0) ++times[static_cast<std::int64_t>(n)];
  for (auto const& [n, many] : times) {
    sample.groups.push_back({1.0, n, many});
    sample.members += many;
    sample.exposure += many;
    sample.claims += many * static_cast<double>(n);
    sample.claimants += n > 0 ? many : 0.0;
  }
  auto const r = answers_of_r();
  double binomial = 0.0;
  for (auto const& [name, family] : Names<CountFamily>::pairs) {
    CountFit const fit = fit_count(family, sample, data);
    std::printf("%-20s %-34s %.4f\n", data.c_str(), std::string(name).c_str(), fit.log_likelihood);
    if (family == CountFamily::negative_binomial) binomial = fit.log_likelihood;
    // A law that holds the negative binomial is no worse.
    if (family == CountFamily::zero_inflated_negative_binomial) {
      EXPECT_GE(fit.log_likelihood, binomial - 1e-6);
    }
    if (auto const found = r.find({data, std::string(name)}); found != r.end()) {
      ASSERT_EQ(static_cast<double>(found->second.amounts), sample.members);
      EXPECT_GE(fit.log_likelihood, found->second.log_likelihood - 0.01) << name;
    }
  }
}

TEST(FitsInR, VisitsOfTheRandExperiment) {
  PLIMSOLL_NEEDS_DATA(rand_file);
  expect_counts_no_worse("rand_hie_visits", column(rand_file, "mdvis"));
}

TEST(FitsInR, DischargesOfMeps2014) {
  PLIMSOLL_NEEDS_DATA(meps_file);
  expect_counts_no_worse("meps_2014_discharges", column(meps_file, "ipdis14"));
}

}  // namespace
}  // namespace plimsoll
