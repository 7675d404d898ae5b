#include <filesystem>
#include <nlohmann/json.hpp>

#include "plimsoll/core/errors.hpp"
#include "workbook/cover_sheets.hpp"
#include "workbook/payoff_sheet.hpp"

namespace plimsoll {

void expect_workbook_library() {}

void write_workbook(std::filesystem::path const& path, WorkbookInput const& input, Overwrite overwrite) {
  PLIMSOLL_EXPECT(input.run != nullptr && input.payoffs != nullptr && !input.documents.empty());
  Book book(input.run->study.loaded.study.title, input.names);
  begin_sheets(book);
  TrialsShown const shown = write_trials(book, input.run->results);
  std::vector<OptionRow> const options = write_options(book, input, shown);
  write_exceedance(book, input, shown);
  write_payoffs(book, input);
  std::vector<PlacedTable> const placed = place_tables(book, input.documents);
  write_table_charts(placed);
  write_decision(book, input, options, placed);
  write_assumptions(book, input);
  write_audit(book, input);
  write_checks(book, input, options, shown, placed);
  tell_of_absent(book);
  write_cover(book, input);
  book.write(path, overwrite);
}

}  // namespace plimsoll
