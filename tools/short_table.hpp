#pragma once

#include "plimsoll/models/measure/table.hpp"

namespace plimsoll {

/// The table as a person reads it at a terminal: of very many rows only the first, and a line for all where
/// there is one; a note says how many are left out and where they are. Short tables come back as they are.
Table shortened(Table const& table);

}  // namespace plimsoll
