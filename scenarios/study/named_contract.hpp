#pragma once

#include <string>

#include "plimsoll/scenarios/load_study.hpp"

namespace plimsoll {

/// The study's contract of that id. Throws InputError where it has none, with the nearest there is.
ContractTable const& contract_named(LoadedStudy const& loaded, std::string const& id);

}  // namespace plimsoll
