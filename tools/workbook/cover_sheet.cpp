#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "workbook/cover_sheets.hpp"

namespace plimsoll {
namespace {

/// Name and value, one row.
void put_pair(Sheet& sheet, std::uint32_t& row, char const* name, std::string const& value) {
  sheet.text({row, 0}, name, Look::heading);
  sheet.text({row++, 1}, value.empty() ? "not given" : value);
}

void put_date(Sheet& sheet, std::uint32_t& row, char const* name, std::string const& value) {
  bool const is_date = value.size() == 10 && value[4] == '-' && value[7] == '-';
  if (!is_date) return put_pair(sheet, row, name, value);
  sheet.text({row, 0}, name, Look::heading);
  sheet.day({row++, 1},
            {std::stoi(value.substr(0, 4)), std::stoi(value.substr(5, 2)), std::stoi(value.substr(8, 2))});
}

/// The cell a figure stands in, by formula; empty where the table has no such figure.
void put_reference(Sheet& sheet, Place at, PlacedTable const* table, std::string const& row,
                   std::string const& column, Look look, double value) {
  if (table == nullptr) return;
  if (std::optional<Place> const found = table->find(row, column))
    sheet.formula(at, table->sheet->reference(*found), value, look);
}

double value_of(PlacedTable const* table, std::string const& row, std::string const& column) {
  if (table == nullptr) return 0.0;
  for (nlohmann::ordered_json const& line : (*table->table)["rows"])
    if (line["id"] == row && line["cells"].contains(column) && line["cells"][column].is_object())
      return line["cells"][column].value("value", 0.0);
  return 0.0;
}

struct Taken {
  char const *head, *column;
  Look look;
};

}  // namespace

void write_cover(Book& book, WorkbookInput const& input) {
  Sheet& sheet = book.sheet("Cover");
  Study const& study = input.run->study.loaded.study;
  ResultsHeader const& header = input.run->results.header;
  std::uint32_t row = first_free_row;
  put_pair(sheet, row, "title", study.title);
  put_pair(sheet, row, "mark", input.mark);
  put_pair(sheet, row, "intended use", study.purpose.intended_use);
  put_pair(sheet, row, "intended users", fmt::format("{}", fmt::join(study.purpose.intended_users, ", ")));
  put_pair(sheet, row, "responsible actuary", study.purpose.responsible_actuary);
  put_date(sheet, row, "date of information", study.purpose.information_date);
  put_pair(sheet, row, "contracts", fmt::format("{}", fmt::join(header.contracts, ", ")));
  put_pair(sheet, row, "years", fmt::format("{}", fmt::join(header.years, ", ")));
  put_pair(sheet, row, "trials", std::to_string(input.run->results.table.trials));
  put_pair(sheet, row, "program", header.program + " " + header.version);
  ++row;
  sheet.text({row, 0}, "blue", Look::heading);
  sheet.text({row++, 1}, "numbers you may type; formulas and all else are black, negatives in parentheses");
  sheet.text({row, 0}, "(se)", Look::heading);
  sheet.text({row++, 1}, "standard error of simulation of the figure to its left");
  sheet.text({row, 0}, "all checks", Look::heading);
  sheet.truth({row++, 1}, "all_checks");
  ++row;
  for (Sheet const& other : book.sheets()) {
    if (other.name() == sheet.name()) continue;
    sheet.link({row, 0}, other);
    for (SheetPlan const& plan : sheet_plans())
      if (plan.name == other.name()) sheet.text({row, 1}, plan.says);
    ++row;
  }
}

void write_decision(Book& book, WorkbookInput const& input, std::vector<OptionRow> const& options,
                    std::vector<PlacedTable> const& placed) {
  Sheet& sheet = book.sheet("Decision");
  ResultsHeader const& header = input.run->results.header;
  std::uint32_t row = first_free_row;
  put_pair(sheet, row, "question", input.run->study.loaded.study.purpose.intended_use);
  for (int const year : header.years) {
    PlacedTable const* const settlement = find_table(placed, fmt::format("settlement.{}", year));
    PlacedTable const* const reserve = find_table(placed, fmt::format("reserve.{}", year));
    if (settlement == nullptr) continue;
    std::string const title = title_in_dollars(*settlement->table);
    sheet.text({++row, 0}, fmt::format("{}, all trials; reserve by the study's policy", title), Look::note);
    Taken const taken[] = {{"mean", "mean", Look::whole_dollars},
                           {"P(owe)", "p_owe", Look::percent},
                           {"mean if owing", "mean_if_owing", Look::whole_dollars},
                           {"most owed", "maximum", Look::whole_dollars},
                           {"reserve", "reserve", Look::whole_dollars},
                           {"P(enough)", "adequacy", Look::percent}};
    auto const columns = static_cast<std::uint16_t>(std::size(taken));
    sheet.text({++row, 0}, "contract", Look::heading);
    for (std::uint16_t i = 0; i < columns; ++i)
      sheet.text({row, static_cast<std::uint16_t>(i + 1)}, taken[i].head, Look::heading);
    for (std::string const& contract : header.contracts) {
      sheet.text({++row, 0}, contract);
      for (std::uint16_t i = 0; i < columns; ++i) {
        PlacedTable const* const from = i < 4 ? settlement : reserve;
        put_reference(sheet, {row, static_cast<std::uint16_t>(i + 1)}, from, contract, taken[i].column,
                      taken[i].look, value_of(from, contract, taken[i].column));
      }
    }
    row += 2;
  }
  if (options.empty()) sheet.text({row, 0}, "Trials weigh differently: see Options.", Look::note);
}

}  // namespace plimsoll
