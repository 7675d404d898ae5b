#include "summary/money.hpp"

#include <algorithm>
#include <cmath>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {

Money money_of(Study const& study, TrialTable const& trials) {
  for (ContractTable const& contract : study.contract)
    for (std::int64_t year : study.run.performance_years) {
      auto const settled = trials.column(contract_column(contract.id, "settlement"), static_cast<int>(year));
      PLIMSOLL_EXPECT(settled.has_value());
      if (std::any_of(settled->begin(), settled->end(), [](double z) { return std::abs(z) >= 1e6; }))
        return {Presentation::millions, "$M"};
    }
  return {Presentation::whole_dollars, "$"};
}

}  // namespace plimsoll
