#include "study/named_contract.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/core/nearest.hpp"

namespace plimsoll {

ContractTable const& contract_named(LoadedStudy const& loaded, std::string const& id) {
  std::vector<std::string> ids;
  for (ContractTable const& contract : loaded.study.contract) {
    if (contract.id == id) return contract;
    ids.push_back(contract.id);
  }
  std::string const near = nearest(id, ids);
  throw InputError(Problem{
      {loaded.file, 0, 0},
      id,
      "is not a contract of the study",
      "",
      near.empty() ? fmt::format("it has {}", fmt::join(ids, ", ")) : "did you mean \"" + near + "\"?"});
}

}  // namespace plimsoll
