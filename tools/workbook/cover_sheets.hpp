#pragma once

#include "workbook/options_sheet.hpp"
#include "workbook/tables.hpp"

namespace plimsoll {

/// Title, purpose, mark, and a way to every sheet.
void write_cover(Book& book, WorkbookInput const& input);

/// The first year's settlements, chances and reserves, each a formula on the cell of its own sheet.
void write_decision(Book& book, WorkbookInput const& input, std::vector<OptionRow> const& options,
                    std::vector<PlacedTable> const& placed);

/// Every driver: law, range, correlation over years, and mean and deviation as drawn.
void write_assumptions(Book& book, WorkbookInput const& input);

/// Program, seed, inputs with hashes, bindings, notices and the study itself.
void write_audit(Book& book, WorkbookInput const& input);

/// Charts of printed tables: cash and tornado.
void write_table_charts(std::vector<PlacedTable> const& placed);

/// What must hold between printed tables and trials, then every check of the book and `all_checks`.
void write_checks(Book& book, WorkbookInput const& input, std::vector<OptionRow> const& options,
                  TrialsShown const& shown, std::vector<PlacedTable> const& placed);

}  // namespace plimsoll
