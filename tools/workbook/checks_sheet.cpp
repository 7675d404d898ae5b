#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "workbook/cover_sheets.hpp"

namespace plimsoll {
namespace {

using Json = nlohmann::ordered_json;

/// Upside and downside of a contract, kept apart, are its settlement and nothing else: base FFS is in
/// neither.
void check_parts(Book& book, WorkbookInput const& input, TrialsShown const& shown) {
  for (std::string const& contract : input.run->results.header.contracts)
    for (int const year : input.run->results.header.years) {
      auto const settlement = shown.name(contract, "settlement", year);
      auto const upside = shown.name(contract, "upside", year), owed = shown.name(contract, "owed", year);
      if (!settlement || !upside || !owed) continue;
      book.check(
          fmt::format("Trials: {} {}: settlement is upside less downside, never both, no base FFS in it",
                      contract, year),
          fmt::format("AND(SUMPRODUCT(--(ABS({0}-{1}+{2})>0.005))=0,SUMPRODUCT(--({1}*{2}<>0))=0)",
                      *settlement, *upside, *owed));
      book.check(fmt::format("Trials: {} {}: every settlement is in whole cents", contract, year),
                 fmt::format("SUMPRODUCT(--(ABS({0}-ROUND({0},2))>0.000001))=0", *settlement));
    }
}

/// Where every trial is on the sheet, its formulas are the run's printed figures.
void check_printed(Book& book, WorkbookInput const& input, std::vector<OptionRow> const& options,
                   TrialsShown const& shown, std::vector<PlacedTable> const& placed) {
  if (shown.trials != input.run->results.table.trials) return;
  Sheet const& sheet = book.sheet("Options");
  std::pair<char const*, char const*> const pairs[] = {
      {"mean", "mean"}, {"sd", "sd"}, {"P50", "p0.50"}, {"P(owe)", "p_owe"}, {"P(earn)", "p_earn"}};
  for (OptionRow const& option : options) {
    PlacedTable const* const printed = find_table(placed, fmt::format("settlement.{}", option.year));
    if (printed == nullptr) continue;
    std::string same;
    for (auto const& [live, column] : pairs)
      if (std::optional<Place> const at = printed->find(option.contract, column))
        same += fmt::format("{}ABS({}-{})<=1E-9*MAX(1,ABS({}))", same.empty() ? "" : ",",
                            sheet.reference({option.row, option.columns.at(live)}),
                            printed->sheet->reference(*at),
                            sheet.reference({option.row, option.columns.at("mean")}));
    if (!same.empty())
      book.check(
          fmt::format("Options: {} {}: formulas equal the printed table", option.contract, option.year),
          "AND(" + same + ")");
  }
}

/// The reserve is its best estimate and the margin, on every line.
void check_reserve(Book& book, std::vector<PlacedTable> const& placed) {
  for (PlacedTable const& table : placed) {
    bool const has_sum = table.columns.contains("reserve") && table.columns.contains("best_estimate") &&
                         table.columns.contains("margin");
    if (!has_sum || table.rows() == 0) continue;
    book.check(fmt::format("Reserve: {}: reserve is best estimate and margin", table.id),
               fmt::format("SUMPRODUCT(--(ABS({}-{}-{})>0.005))=0", table.range("reserve"),
                           table.range("best_estimate"), table.range("margin")));
  }
}

/// Every dated dollar is in one period and of one kind.
void check_cash(Book& book, std::vector<PlacedTable> const& placed) {
  PlacedTable const* const kinds = find_table(placed, "cash.kinds");
  PlacedTable const* const calendar = find_table(placed, "cash.calendar");
  if (kinds == nullptr || calendar == nullptr || calendar->rows() == 0 || kinds->rows() == 0) return;
  std::optional<Place> const all = kinds->find("all", "total");
  if (!all) return;
  std::string const total = kinds->sheet->reference(*all);
  book.check("Cash: periods add up to the total",
             fmt::format("ABS(SUM({})-{})<=0.01*{}", calendar->range("net"), total, calendar->rows()));
  book.check("Cash: kinds add up to the total",
             fmt::format("ABS(SUM({0})-2*{1})<=0.01*{2}", kinds->range("total"), total, kinds->rows()));
}

}  // namespace

void write_checks(Book& book, WorkbookInput const& input, std::vector<OptionRow> const& options,
                  TrialsShown const& shown, std::vector<PlacedTable> const& placed) {
  book.check("Trials: as many as the sheet says, numbered from 0",
             fmt::format("AND(COUNT(trial_number)={0},SUM(trial_number)={0}*({0}-1)/2)", shown.trials));
  check_parts(book, input, shown);
  check_printed(book, input, options, shown, placed);
  check_reserve(book, placed);
  check_cash(book, placed);
  Sheet& sheet = book.sheet("Checks");
  std::uint32_t row = first_free_row + 2;
  sheet.text({row, 0}, "what must hold", Look::heading);
  sheet.text({row, 1}, "holds", Look::heading);
  std::uint32_t const first = ++row;
  for (BookCheck const& check : book.checks()) {
    sheet.text({row, 0}, check.says);
    sheet.truth({row++, 1}, check.formula);
  }
  sheet.text({first_free_row, 0}, "all checks", Look::heading);
  sheet.truth({first_free_row, 1}, fmt::format("AND({}:{})", cell_name({first, 1}), cell_name({row - 1, 1})));
  book.define("all_checks", sheet.reference({first_free_row, 1}));
  sheet.width(0, 0, 100);
  sheet.freeze({first, 0});
}

}  // namespace plimsoll
