#include "study/used_packs.hpp"

#include <algorithm>

#include "study/rule_pack.hpp"

namespace plimsoll {

std::vector<UsedRulePack> used_rule_packs(LoadedStudy const& loaded) {
  std::vector<UsedRulePack> used;
  auto const add = [&](std::vector<std::string> const& packs) {
    for (std::string const& name : packs) {
      std::vector<Problem> faults;  // the study was read with this pack, so there are none
      for (UsedRulePack& pack : load_rule_pack({name, {}, {}}, loaded.folder, faults).used)
        if (std::find(used.begin(), used.end(), pack) == used.end()) used.push_back(std::move(pack));
    }
  };
  for (ContractTable const& contract : loaded.study.contract) {
    add(contract.rule_packs);
    for (auto const& [year, packs] : contract.rule_packs_by_year) add(packs);
  }
  return used;
}

}  // namespace plimsoll
