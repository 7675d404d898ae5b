#pragma once

#include <string>
#include <vector>

#include "plimsoll/scenarios/sweep_study.hpp"

namespace plimsoll {

/// One contract in one performance year of a sweep.
struct ContractYear {
  std::string contract;
  int year;
  std::string id() const { return contract + "." + std::to_string(year); }
};

/// Those a sweep shows. Throws InputError where the study has not the contract or the year.
std::vector<ContractYear> scope_of(LoadedStudy const& loaded, SweepSetting const& setting);

}  // namespace plimsoll
