#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "plimsoll/models/measure/table.hpp"

namespace plimsoll {

/// JSON Schema (2020-12) of the study, from the field tables.
std::string study_schema_json();
/// The same tables as Markdown: docs/formats are made of them.
std::string study_tables_markdown();
std::string cost_tables_markdown();
std::string column_map_tables_markdown();
std::string claim_map_tables_markdown();

/// Shipped rule packs, one row each: all, or those whose name holds `part`.
Table rule_pack_list(std::string const& part = {});
/// Every term of a pack with its values and their sources.
Table rule_pack_table(std::string const& name, std::filesystem::path const& folder);

}  // namespace plimsoll
