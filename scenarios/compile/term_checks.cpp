#include "compile/term_checks.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "compile/limit_checks.hpp"
#include "plimsoll/models/contract/ledger.hpp"

namespace plimsoll {
namespace {

/// Whether the enrolment types a contract covers are those of its population.
bool check_enrolment(LoadedStudy const& loaded, ContractTable const& contract, Panels const& panels,
                     std::vector<Problem>& problems) {
  if (contract.population.empty()) return true;
  std::vector<std::string> const& classes = panels.at(contract.population).view.classes;
  std::size_t const before = problems.size();
  for (std::string const& enrolment : contract.enrolment)
    if (std::find(classes.begin(), classes.end(), enrolment) == classes.end())
      problems.push_back(
          {loaded.spot_of(KeyPath("contract." + contract.id + ".enrolment")),
           "contract." + contract.id + ".enrolment",
           fmt::format("there is no enrolment type \"{}\" in {}", enrolment, contract.population), "",
           fmt::format("types are {}", fmt::join(classes, ", "))});
  return problems.size() == before;
}

std::vector<Problem> faults_among(ContractTable const& contract, Panels const& panels,
                                  std::set<std::string> const& lines) {
  std::vector<Problem> found = faults_of(contract.terms, view_of(contract, panels), lines);
  if (found.empty() && !contract.population.empty())
    found = low_limits(contract, panels.at(contract.population));
  return found;
}

}  // namespace

void check_terms(LoadedStudy const& loaded, Panels const& panels) {
  std::vector<Problem> problems;
  std::set<std::string> lines;
  for (ContractTable const& contract : loaded.study.contract) {
    std::string const key = "contract." + contract.id;
    bool const sound = check_enrolment(loaded, contract, panels, problems);
    std::set<std::string> noted;  // a clause of several years is faulted once
    for (ContractTable const& stage : with_terms_apart(contract)) {
      if (!sound) break;
      for (Problem& problem : faults_among(stage, panels, lines)) {
        problem.key = key + "." + problem.key;
        problem.spot = loaded.spot_of(KeyPath(problem.key));
        if (noted.insert(problem.key + problem.what).second) problems.push_back(std::move(problem));
      }
    }
    for (NamedTerm const& named : contract.terms) lines.insert(contract.id + "." + named.name);
  }
  if (!problems.empty()) throw InputError(std::move(problems));
}

}  // namespace plimsoll
