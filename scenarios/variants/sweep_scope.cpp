#include "variants/sweep_scope.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "plimsoll/core/errors.hpp"
#include "study/named_contract.hpp"

namespace plimsoll {

std::vector<ContractYear> scope_of(LoadedStudy const& loaded, SweepSetting const& setting) {
  if (!setting.contract.empty()) contract_named(loaded, setting.contract);
  std::vector<ContractYear> scope;
  for (ContractTable const& contract : loaded.study.contract) {
    if (!setting.contract.empty() && contract.id != setting.contract) continue;
    for (std::int64_t const year : loaded.study.run.performance_years)
      if (!setting.year || year == *setting.year) scope.push_back({contract.id, static_cast<int>(year)});
  }
  if (scope.empty())
    throw InputError(
        Problem{{loaded.file, 0, 0},
                "run.performance_years",
                fmt::format("{} is no performance year of the study", setting.year.value_or(0)),
                "",
                fmt::format("years are {}", fmt::join(loaded.study.run.performance_years, ", "))});
  return scope;
}

}  // namespace plimsoll
