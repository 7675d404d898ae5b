#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "export/open_table.hpp"
#include "plimsoll/core/errors.hpp"
#include "plimsoll/sim/aside_file.hpp"

namespace plimsoll {

// Each writes the tables and what their columns are, under a name of its own first, so that nothing is ever
// half written. Throw IoError where it cannot be written or, with `refuse`, is there.

/// One SQLite database. Comments of columns stand in the text of CREATE TABLE and in the table
/// `about_columns`; `about_tables` has the titles.
void write_sqlite(std::filesystem::path const& path, std::vector<OpenTable> const& tables,
                  Overwrite overwrite);

/// A folder with NAME.csv for each table, `about_tables.csv` and `about_columns.csv`. Missing values are
/// empty. Text that a spreadsheet would take for a formula gets an apostrophe in front.
void write_csv(std::filesystem::path const& folder, std::vector<OpenTable> const& tables,
               Overwrite overwrite);

/// One JSON document: {format, tables: {NAME: {says, columns: {NAME: says}, rows: [{…}]}}}.
void write_json(std::filesystem::path const& path, std::vector<OpenTable> const& tables, Overwrite overwrite);

/// `about_tables` and `about_columns` of the tables.
std::vector<OpenTable> about(std::vector<OpenTable> const& tables);

}  // namespace plimsoll
