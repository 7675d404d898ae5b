#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/bindings.hpp"

namespace plimsoll {

/// Two contracts to compare: rule packs by name, or contracts of the study by id.
struct ContractPair {
  std::string from, to;
};

/// The study that says what a difference is worth.
struct DiffStudy {
  std::filesystem::path file;
  std::string
      contract;  ///< whose population, benchmark and values rule packs are put into; empty = the first
  Bindings bindings;
  std::optional<std::int64_t> trials;  ///< in place of the study's
};

/// Terms that differ, field by field; values as written. With a study also what each difference is worth: the
/// terms are exchanged one after another in the order of the ledger, all on the same random numbers, so that
/// the steps add up to the whole difference. Throws InputError with all faults.
std::vector<Table> contract_diff(ContractPair const& pair, std::optional<DiffStudy> const& study);

}  // namespace plimsoll
