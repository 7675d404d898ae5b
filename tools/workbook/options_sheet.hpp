#pragma once

#include "workbook/tables.hpp"
#include "workbook/trials_sheet.hpp"

namespace plimsoll {

/// Where the figures of one contract and year stand on Options.
struct OptionRow {
  std::string contract;
  int year = 0;
  std::uint32_t row = 0;
  std::map<std::string, std::uint16_t> columns;  ///< live figures, by measure
};

/// Formulas over the trials of the sheet Trials, what the engine makes of the same trials beside each with
/// its error, and whether they agree. Nothing where trials were chosen by weight: formulas would be wrong.
std::vector<OptionRow> write_options(Book& book, WorkbookInput const& input, TrialsShown const& shown);

/// Chance of owing more than an amount, first performance year, with its chart; on Percentiles.
void write_exceedance(Book& book, WorkbookInput const& input, TrialsShown const& shown);

}  // namespace plimsoll
