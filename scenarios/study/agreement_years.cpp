#include "study/agreement_years.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "plimsoll/core/nearest.hpp"
#include "plimsoll/core/share_slack.hpp"

namespace plimsoll {
namespace {

bool listed(std::vector<std::int64_t> const& years, std::int64_t year) {
  return std::find(years.begin(), years.end(), year) != years.end();
}

class Faults {
 public:
  explicit Faults(Study const& study) : study_(study), run_(study.run) {}

  std::vector<Problem> run() {
    if (run_.performance_years.empty()) return {};  // which is a fault of its own
    for (auto const& [name, agreement] : study_.agreement) table(name, agreement);
    for (ContractTable const& contract : study_.contract)
      if (!contract.agreement.empty()) named(contract);
    return std::move(problems_);
  }

 private:
  void note(std::string key, std::string what, std::string why = {}, std::string suggestion = {}) {
    problems_.push_back({{}, std::move(key), std::move(what), std::move(why), std::move(suggestion)});
  }

  void table(std::string const& name, AgreementTable const& agreement) {
    std::string const key = "agreement." + name;
    std::int64_t const first = run_.performance_years.front();
    if (agreement.start && *agreement.start > first)
      note(key + ".start", fmt::format("performance year {} lies before the first agreement", first),
           "every settled year belongs to an agreement", fmt::format("did you mean {}?", first));
    auto const& weights = agreement.renewal_weights;
    double const sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    if (!weights.empty() && std::abs(sum - 1.0) > share_slack)
      note(key + ".renewal_weights", fmt::format("weights sum to {:.6g}", sum), "they must sum to 1");
    if (agreement.prior_savings && !agreement.prior_savings->national &&
        !agreement.prior_savings->cap.path().text().empty())
      note(key + ".prior_savings.national", "is missing", "the cap is a share of it");
    if (agreement.exit) exit(key + ".exit", *agreement.exit);
  }

  void exit(std::string const& key, ExitTable const& leaving) {
    if (!leaving.year && !leaving.after_losses) note(key, "needs a year, or after_losses");
    if (leaving.year && !listed(run_.performance_years, *leaving.year))
      note(key + ".year", fmt::format("{} is not a performance year of the study", *leaving.year), "",
           fmt::format("it settles {}", fmt::join(run_.performance_years, ", ")));
    if (!leaving.year && leaving.months != ExitTable{}.months)
      note(key + ".months", "needs a year", "after losses a contract is left at the end of a year");
  }

  void named(ContractTable const& contract) {
    std::string const key = "contract." + contract.id + ".agreement";
    AgreementTable const* const agreement = study_.agreement.find(contract.agreement);
    if (!agreement) {
      std::string const near = nearest(contract.agreement, study_.agreement.names());
      return note(key, fmt::format("there is no agreement \"{}\"", contract.agreement),
                  fmt::format("given: {}", fmt::join(study_.agreement.names(), ", ")),
                  near.empty() ? "" : "did you mean \"" + near + "\"?");
    }
    BenchmarkTable const* const benchmark = study_.benchmark.find(contract.benchmark);
    if (contract.benchmark.empty() && agreement->prior_savings)
      note("agreement." + contract.agreement + ".prior_savings", "has nothing to be added to",
           "contract " + contract.id + " names no benchmark", "give it a benchmark of its own");
    if (benchmark) base_years(contract, *agreement, *benchmark);
  }

  void base_years(ContractTable const& contract, AgreementTable const& agreement,
                  BenchmarkTable const& benchmark) {
    AgreementPeriods const periods = periods_of(agreement, run_);
    if (run_.performance_years.front() < periods.start) return;
    for (std::int64_t performance : run_.performance_years) {
      int const year = static_cast<int>(performance);
      auto const weights = base_weights(agreement, benchmark, run_, year);
      for (int base : periods.base_years(year, weights.size())) {
        if (listed(run_.base_years, base) || listed(run_.performance_years, base)) continue;
        if (!missing_.insert({contract.agreement, base}).second) continue;
        note("agreement." + contract.agreement, fmt::format("needs {} as a base year", base),
             fmt::format("the benchmark of {} for {} is made of the {} years before {}", contract.id, year,
                         weights.size(), periods.first_year(periods.number(year))),
             fmt::format("write {} into run.base_years or run.performance_years", base));
      }
    }
  }

  Study const& study_;
  RunTable const& run_;
  std::vector<Problem> problems_;
  std::set<std::pair<std::string, int>> missing_;
};

}  // namespace

AgreementPeriods periods_of(AgreementTable const& agreement, RunTable const& run) {
  return {static_cast<int>(agreement.start.value_or(run.performance_years.front())),
          static_cast<int>(agreement.years)};
}

std::span<double const> base_weights(AgreementTable const& agreement, BenchmarkTable const& benchmark,
                                     RunTable const& run, int year) {
  bool const renewed = periods_of(agreement, run).number(year) > 0;
  if (renewed && !agreement.renewal_weights.empty()) return agreement.renewal_weights;
  return benchmark.base_year_weights;
}

std::vector<Problem> agreement_faults(Study const& study) {
  return Faults(study).run();
}

bool under_agreements_only(Study const& study, std::string const& benchmark) {
  bool any = false;
  for (ContractTable const& contract : study.contract) {
    if (contract.benchmark != benchmark) continue;
    if (contract.agreement.empty()) return false;
    any = true;
  }
  return any;
}

}  // namespace plimsoll
