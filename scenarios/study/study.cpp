#include "plimsoll/scenarios/study.hpp"

namespace plimsoll {

std::vector<NamedTerm> const& ContractTable::terms_in(std::int64_t year) const {
  std::vector<NamedTerm> const* in = &terms;
  for (TermsFrom const& later : later_terms)
    if (later.year <= year) in = &later.terms;
  return *in;
}

std::vector<ContractTable> with_terms_apart(ContractTable const& contract) {
  std::vector<ContractTable> stages{contract};
  stages.front().later_terms.clear();
  for (TermsFrom const& later : contract.later_terms) {
    ContractTable stage = stages.front();
    stage.terms = later.terms;
    stages.push_back(std::move(stage));
  }
  return stages;
}

}  // namespace plimsoll
