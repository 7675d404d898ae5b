#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/assumption_register.hpp"
#include "plimsoll/scenarios/manifest.hpp"
#include "table_json.hpp"
#include "workbook/cover_sheets.hpp"

namespace plimsoll {
namespace {

void put_heads(Sheet& sheet, std::uint32_t row, std::vector<char const*> const& heads) {
  auto const columns = static_cast<std::uint16_t>(heads.size());
  for (std::uint16_t i = 0; i < columns; ++i) sheet.text({row, i}, heads[i], Look::heading);
}

void put_lines(Sheet& sheet, std::uint32_t& row, char const* head, std::vector<std::string> const& lines) {
  sheet.text({row++, 0}, head, Look::heading);
  for (std::string const& line : lines) sheet.text({row++, 0}, line);
  ++row;
}

std::vector<std::string> lines_of(std::string const& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// One driver's row; as drawn where the run kept its draws of that year.
void put_driver(Sheet& sheet, std::uint32_t row, Driver const& driver, int year, Results const& results) {
  sheet.text({row, 0}, driver.path.text());
  sheet.text({row, 1}, std::to_string(year));
  sheet.text({row, 2}, std::string(name_of(driver.unit)));
  sheet.number({row, 3}, mean(driver.law), Look::number);
  sheet.number({row, 4}, standard_deviation(driver.law), Look::number);
  for (std::uint16_t i = 0; double const level : {0.10, 0.50, 0.90})
    sheet.number(Place{row, 5}.right(i++),
                 std::clamp(quantile(driver.law, level), driver.clip.low, driver.clip.high), Look::number);
  sheet.number({row, 8}, driver.year_correlation, Look::number);
  auto const drawn = results.table.column("draws/" + driver.path.text(), year);
  if (!drawn || drawn->empty()) return;
  Sample const sample(driver.path.text(), driver.unit, *drawn, results.table.design);
  sheet.number({row, 9}, sample.mean().value, Look::number);
  sheet.number({row, 10}, sample.mean().std_error, Look::number, Shade::pale);
  sheet.number({row, 11}, sample.standard_deviation().value, Look::number);
  sheet.number({row, 12}, sample.standard_deviation().std_error, Look::number, Shade::pale);
}

}  // namespace

void write_assumptions(Book& book, WorkbookInput const& input) {
  Sheet& sheet = book.sheet("Assumptions");
  std::vector<Driver> const& drivers = input.run->study.plan.drivers().drivers();
  std::uint32_t row = first_free_row;
  place_table(sheet, row, "study", to_json(assumption_register(input.run->study.loaded)));
  if (drivers.empty()) return;
  sheet.text({row++, 0}, "What is uncertain, by its law and as it was drawn", Look::note);
  put_heads(sheet, row++,
            {"input", "year", "unit", "mean of law", "sd of law", "P10", "P50", "P90", "year to year",
             "mean drawn", "(se)", "sd drawn", "(se)"});
  for (Driver const& driver : drivers)
    for (int const year : input.run->results.header.years)
      put_driver(sheet, row++, driver, year, input.run->results);
}

void write_audit(Book& book, WorkbookInput const& input) {
  Sheet& sheet = book.sheet("Audit");
  std::uint32_t row = first_free_row;
  for (Table const& table : manifest_tables(manifest_of(*input.run)))
    place_table(sheet, row, "run", to_json(table));
  std::vector<std::string> documents;
  for (NamedDocument const& document : input.documents) documents.push_back(document.name);
  put_lines(sheet, row, "documents of this workbook", documents);
  put_lines(sheet, row, "limitations", limitations(input.run->study.loaded));
  put_lines(sheet, row, "the study as it was run",
            input.names.knows_any() ? std::vector<std::string>{"left out, as names are replaced here"}
                                    : lines_of(input.run->results.header.study_text));
}

}  // namespace plimsoll
