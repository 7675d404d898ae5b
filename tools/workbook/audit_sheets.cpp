#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/scenarios/assumption_register.hpp"
#include "table_json.hpp"
#include "workbook/cover_sheets.hpp"

namespace plimsoll {
namespace {

void put_heads(Sheet& sheet, std::uint32_t row, std::vector<char const*> const& heads) {
  for (std::uint16_t i = 0; i < heads.size(); ++i) sheet.text({row, i}, heads[i], Look::heading);
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

std::vector<std::string> bindings_of(nlohmann::ordered_json const& summary) {
  std::vector<std::string> bindings;
  std::string const scenario = summary.value("scenario", "");
  if (!scenario.empty()) bindings.push_back("--scenario " + scenario);
  for (char const* key : {"set", "without"})
    for (nlohmann::ordered_json const& bound : summary.value(key, nlohmann::ordered_json::array()))
      bindings.push_back(fmt::format("--{} {}", key, bound.get<std::string>()));
  return bindings;
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
  ResultsHeader const& header = input.run->results.header;
  std::uint32_t row = first_free_row;
  std::pair<char const*, std::string> const pairs[] = {
      {"program", header.program + " " + header.version},
      {"build", header.commit},
      {"seed", std::to_string(header.seed)},
      {"generator", header.generator},
      {"trials", std::to_string(input.run->results.table.trials)},
      {"complete", header.complete ? "yes" : "no"},
      {"plan digest", header.plan_digest}};
  for (auto const& [name, value] : pairs) {
    sheet.text({row, 0}, name, Look::heading);
    sheet.text({row++, 1}, value);
  }
  put_heads(sheet, ++row, {"input", "path", "bytes", "SHA-256"});
  ++row;
  for (InputFile const& file : header.inputs) {
    sheet.text({row, 0}, file.role);
    sheet.text({row, 1}, file.path);
    sheet.number({row, 2}, static_cast<double>(file.bytes), Look::count);
    sheet.text({row++, 3}, file.sha256);
  }
  ++row;
  put_lines(sheet, row, "bound on the command line", bindings_of(input.documents.front().document));
  put_lines(sheet, row, "notices of the run", header.notices);
  std::vector<std::string> documents;
  for (NamedDocument const& document : input.documents) documents.push_back(document.name);
  put_lines(sheet, row, "documents of this workbook", documents);
  put_lines(sheet, row, "limitations", limitations(input.run->study.loaded));
  put_lines(sheet, row, "the study as it was run",
            input.names.knows_any() ? std::vector<std::string>{"left out, as names are replaced here"}
                                    : lines_of(header.study_text));
}

}  // namespace plimsoll
