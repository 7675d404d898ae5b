#pragma once

#include <string>

#include "plimsoll/models/measure/table.hpp"
#include "text/node.hpp"

namespace plimsoll {

/// Every field of a list of terms with its value, unit and source; row ids are `<term>.<field>`.
Table terms_table(std::string const& id, std::string const& title, NodeArray const& terms);

}  // namespace plimsoll
