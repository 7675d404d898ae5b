#include "study/contract_conflicts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>

namespace plimsoll {
namespace {

template <class T>
struct Placed {
  ContractTable const* contract;
  NamedTerm const* named;
  T const* term;
  std::string key() const { return "contract." + contract->id + "." + named->name; }
};

/// Terms of kind T, contract by contract.
template <class T>
std::vector<Placed<T>> all_of(std::span<ContractTable const> contracts) {
  std::vector<Placed<T>> found;
  for (ContractTable const& contract : contracts)
    for (NamedTerm const& named : contract.terms)
      if (T const* term = std::get_if<T>(&named.term)) found.push_back({&contract, &named, term});
  return found;
}

bool signed_together(ContractTable const& a, ContractTable const& b) {
  return &a == &b || a.alternative_group.empty() || a.alternative_group != b.alternative_group;
}

/// A fee without a label is billed for any member of the population.
bool same_patients(Placed<CareManagementFee> const& a, Placed<CareManagementFee> const& b) {
  return a.contract->population == b.contract->population &&
         (a.term->patients.empty() || b.term->patients.empty() || a.term->patients == b.term->patients);
}

bool paid_twice(Placed<CareManagementFee> const& a, Placed<CareManagementFee> const& b) {
  return exclude_each_other(a.term->code, b.term->code) && signed_together(*a.contract, *b.contract) &&
         same_patients(a, b);
}

void fees(std::span<ContractTable const> contracts, std::vector<Problem>& problems) {
  auto const all = all_of<CareManagementFee>(contracts);
  for (std::size_t later = 0; later < all.size(); ++later) {
    std::vector<std::string> others;
    for (std::size_t earlier = 0; earlier < later; ++earlier)
      if (paid_twice(all[earlier], all[later]))
        others.push_back(fmt::format("{} ({})", all[earlier].key(), name_in_study(all[earlier].term->code)));
    if (others.empty()) continue;
    problems.push_back(
        {{},
         all[later].key(),
         fmt::format("bills {} for patient-months that {} bills too", name_in_study(all[later].term->code),
                     fmt::join(others, ", ")),
         fmt::format("the fees exclude each other: {}", exclusive_fees_source),
         "give them different `patients` if they are billed for different people, the same alternative_group "
         "if only one would be signed, or leave one out"});
  }
}

void overlaps(std::span<ContractTable const> contracts, std::vector<Problem>& problems) {
  auto const given = all_of<OverlapOut>(contracts);
  auto const taken = all_of<OverlapIn>(contracts);
  for (std::size_t later = 0; later < taken.size(); ++later) {
    auto const& in = taken[later];
    bool is_overlap = false;
    for (auto const& out : given)
      is_overlap = is_overlap || out.contract->id + "." + out.named->name == in.term->of;
    if (!is_overlap)
      problems.push_back({{},
                          in.key() + ".of",
                          fmt::format("\"{}\" is no overlap_out of another contract", in.term->of),
                          "what one contract takes another must have given, or the overlap adds money",
                          "name the overlap_out of the contract above as contract.line"});
    for (std::size_t earlier = 0; is_overlap && earlier < later; ++earlier)
      if (taken[earlier].term->of == in.term->of && signed_together(*taken[earlier].contract, *in.contract))
        problems.push_back({{},
                            in.key() + ".of",
                            fmt::format("\"{}\" is taken by {} already", in.term->of, taken[earlier].key()),
                            "a dollar is settled once",
                            "split the overlap_out in two lines, one for each contract"});
  }
}

}  // namespace

std::vector<Problem> contract_conflicts(std::span<ContractTable const> contracts) {
  std::vector<Problem> problems;
  fees(contracts, problems);
  overlaps(contracts, problems);
  return problems;
}

}  // namespace plimsoll
