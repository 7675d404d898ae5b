#include "plimsoll/scenarios/signed_contracts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace plimsoll {

Signed signed_contracts(Study const& study) {
  Signed result;
  std::map<std::string, std::string> taken;  // contract by group
  for (ContractTable const& contract : study.contract) {
    std::string const& group = contract.alternative_group;
    if (!group.empty()) {
      auto const option = study.portfolio.options.find(group);
      std::string const& id = option == study.portfolio.options.end() ? contract.id : option->second;
      auto const [at, first] = taken.emplace(group, id);
      if (at->second != contract.id) {
        if (option == study.portfolio.options.end())
          result.notes.push_back(
              fmt::format("of the group {} only {} is counted, its first; [portfolio] options names another",
                          group, at->second));
        continue;
      }
    }
    result.contracts.push_back(&contract);
  }
  std::sort(result.notes.begin(), result.notes.end());
  result.notes.erase(std::unique(result.notes.begin(), result.notes.end()), result.notes.end());
  return result;
}

}  // namespace plimsoll
