#include <fmt/format.h>

#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

#include "checks/certificate_parts.hpp"
#include "plimsoll/core/normal.hpp"
#include "plimsoll/models/cost/compound_year.hpp"
#include "plimsoll/models/measure/sample.hpp"

namespace plimsoll {
namespace {

constexpr double noise_of_a_rate = 2.15;  // sd of a savings rate, times the root of the members
constexpr std::size_t lattice_points = 1 << 15;

YearLaw one_category(CountLaw count, SeverityLaw severity, double step,
                     WeightedNodes const& exposure = WeightedNodes::single(1.0)) {
  CategoryLaw const law{"category", count, std::move(severity), {}};
  return CompoundYear({law}, {true}, step, lattice_points).at(exposure);
}

double normal_density(double z) {
  return std::exp(-0.5 * z * z) / std::sqrt(2.0 * M_PI);
}

/// ENHANCED with a gate of 0.5 % and a loss share of 40 % over a normal savings rate: what is owed has a
/// density of its own and an atom at zero.
void owed_under_a_normal_rate(CertificateSetting const& setting, CheckList& list) {
  constexpr double benchmark = 170.3214e6, mu = 0.01, gate = 0.005, share = 0.40;
  constexpr int members = 12'000;
  double const sigma = noise_of_a_rate / std::sqrt(members);
  NormalDeal deal;
  deal.members = members;
  deal.benchmark_pbpy = benchmark / members;
  deal.cost_pbpy = deal.benchmark_pbpy * (1.0 - mu);
  deal.process_cv = noise_of_a_rate / (1.0 - mu);
  deal.contract =
      "template = \"mssp/enhanced@2024\"\n[contract.quality]\nscore = 0.8\n[contract.minimum]\nrate = "
      "0.005\n";
  deal.trials = setting.full ? 2'000'000 : 200'000;
  TrialTable const trials = deal.simulate(setting.threads);
  Sample const owed("owed", Unit::dollars, of_deal(trials, deal, "owed"));
  double const z = (-gate - mu) / sigma, chance = normal_cdf(z);
  std::string const source = "normal savings rate, in closed form";
  list.add("owed.chance", "ENHANCED, 12,000 lives: chance of owing", source, chance, 0.0,
           owed.probability_above(0.0));
  list.add("owed.mean", "the same: mean owed", source,
           benchmark * share * (sigma * normal_density(z) - mu * chance), 1.0, owed.mean());
  for (double const p : {0.90, 0.95, 0.99}) {
    double const q = normal_quantile(1.0 - p);
    list.add(fmt::format("owed.p{:.0f}", 100.0 * p), "the same: percentile of what is owed", source,
             -share * benchmark * (mu + sigma * q), 1.0, owed.percentile(p));
    list.add(fmt::format("owed.tvar{:.0f}", 100.0 * p), "the same: tail mean of what is owed", source,
             share * benchmark * (sigma * normal_density(q) / (1.0 - p) - mu), 1.0,
             owed.tail_value_at_risk(p));
  }
}

/// T11: luck is paid more than it costs.
void asymmetry_without_skill(CertificateSetting const& setting, CheckList& list) {
  NormalDeal deal;
  deal.members = 20'000;
  deal.process_cv = noise_of_a_rate;
  deal.contract =
      "template = \"mssp/enhanced@2024\"\n[contract.quality]\nscore = 0.8\n[contract.minimum]\nrate = "
      "0.005\n[contract.sequestration]\nrate = 0.0\n";
  deal.trials = setting.full ? 2'000'000 : 200'000;
  TrialTable const trials = deal.simulate(setting.threads);
  double const sigma = noise_of_a_rate / std::sqrt(20'000.0), benchmark = 20'000 * 10'000.0;
  double const expected = benchmark * (0.75 - 0.40) * sigma * normal_density(0.005 / sigma);
  list.add("luck.mean", "ENHANCED, 20,000 lives, no true savings: mean settlement",
           "normal savings rate, in closed form", expected, 1.0,
           Sample("settlement", Unit::dollars, of_deal(trials, deal, "settlement")).mean());
}

void compound_years(CheckList& list) {
  constexpr double rate = 2.0, scale = 1000.0;
  YearLaw const year = one_category(PoissonCount{rate}, GammaSeverity{1.0, scale}, 2.0);
  for (double const x : {501.0, 2001.0, 8001.0, 20'001.0}) {
    double expected = 0.0, chance = std::exp(-rate);
    for (int n = 1; n < 60; ++n) {
      chance *= rate / n;
      expected += chance * boost::math::gamma_q(static_cast<double>(n), x / scale);
    }
    list.add(fmt::format("compound.over{:.0f}", x),
             "Poisson number of exponential claims: chance above a limit",
             "sum of incomplete gamma functions", expected, 2e-5 * expected, limited(year, x).over,
             Unit::fraction);
  }
  constexpr double size = 1.6, limit = 150'000.0, mu = 6.03, sigma = 1.6;
  LimitedYear const frail = limited(one_category(PoissonCount{3.0}, LognormalSeverity{mu, sigma}, 20.0,
                                                 gamma_nodes(std::sqrt(1.0 / size), 16)),
                                    limit);
  LimitedYear const clustered =
      limited(one_category(NegativeBinomialCount{3.0, size}, LognormalSeverity{mu, sigma}, 20.0), limit);
  std::string const source = "a gamma mixture of Poisson laws is negative binomial";
  list.add("frailty.mean", "gamma frailty on Poisson counts: mean below a limit", source, clustered.mean,
           1e-7 * clustered.mean, frail.mean, Unit::dollars);
  list.add("frailty.over", "the same: chance above the limit", source, clustered.over, 1e-5 * clustered.over,
           frail.over, Unit::fraction);
}

/// One certain claim a year: the year is the claim, and its mean below a limit has a closed form.
void limited_lognormal(CheckList& list) {
  constexpr double mu = 8.0, sigma = 1.1;
  YearLaw const year = one_category(BernoulliCount{1.0}, LognormalSeverity{mu, sigma}, 10.0);
  for (double const limit : {5'000.0, 25'000.0, 100'000.0}) {
    double const z = (std::log(limit) - mu) / sigma;
    double const expected =
        std::exp(mu + 0.5 * sigma * sigma) * normal_cdf(z - sigma) + limit * normal_cdf(-z);
    list.add(fmt::format("lognormal.below{:.0f}", limit), "lognormal claim: mean below a limit",
             "limited expected value in closed form", expected, 1e-5 * expected, limited(year, limit).mean,
             Unit::dollars);
  }
}

}  // namespace

std::vector<CertificateCheck> closed_form_checks(CertificateSetting const& setting) {
  CheckList list(CheckKind::closed_form);
  owed_under_a_normal_rate(setting, list);
  asymmetry_without_skill(setting, list);
  compound_years(list);
  limited_lognormal(list);
  return list.take();
}

}  // namespace plimsoll
