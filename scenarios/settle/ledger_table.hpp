#pragma once

#include <span>
#include <string>
#include <vector>

#include "plimsoll/models/contract/ledger.hpp"
#include "plimsoll/models/contract/program.hpp"
#include "plimsoll/models/measure/table.hpp"
#include "plimsoll/scenarios/study.hpp"

namespace plimsoll {

/// What a printed ledger takes: opening cost and benchmark, then each line's amount and its target after it.
std::vector<NamedExpr> ledger_formulas(Position const& start, Ledger const& ledger);

/// The ledger line by line, from the values of `ledger_formulas`; `id` and `title` are the table's.
Table ledger_table(std::string const& id, std::string const& title, ContractTable const& contract,
                   Ledger const& ledger, std::span<double const> values);

}  // namespace plimsoll
