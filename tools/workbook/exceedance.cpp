#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "workbook/live_figures.hpp"
#include "workbook/options_sheet.hpp"

namespace plimsoll {
namespace {

constexpr double levels[] = {0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.975, 0.99, 0.995};

std::vector<double> owed_of(std::span<double const> settlement) {
  std::vector<double> owed;
  for (double const value : settlement) owed.push_back(std::max(0.0, -value));
  return owed;
}

/// A contract's amounts by level, formula and engine; returns whether they agree, as a formula.
std::string put_contract(Sheet& sheet, Place at, std::string const& contract, std::string const& range,
                         Sample const& owed) {
  put_live_heads(sheet, at, contract);
  std::string agree;
  for (double const level : levels) {
    at = at.down();
    // Of what is owed the k-th from below is the k-th settlement from above.
    LiveFigure const figure{contract, fmt::format("MAX(0,-LARGE({},{}))", range, rank_formula(level, range)),
                            owed.percentile(level)};
    agree += (agree.empty() ? "" : ",") + put_live_figure(sheet, at, figure, 1.0);
  }
  return "AND(" + agree + ")";
}

}  // namespace

void write_exceedance(Book& book, WorkbookInput const& input, TrialsShown const& shown) {
  ResultsHeader const& header = input.run->results.header;
  if (!weigh_the_same(input.run->results) || header.years.empty()) return;
  Sheet& sheet = book.sheet("Percentiles");
  FirstTrials const trials(input.run->results, shown.trials);
  constexpr std::uint32_t heads = first_free_row + 1, first = heads + 1;
  constexpr auto count = static_cast<std::uint32_t>(std::size(levels));
  // Contracts may start in different years: the first a contract has.
  std::vector<ChartSeries> series;
  std::uint16_t column = 2;
  for (std::string const& contract : header.contracts)
    for (int const year : header.years) {
      std::optional<std::string> const range = shown.name(contract, "settlement", year);
      if (!range) continue;
      std::vector<double> const owed = owed_of(trials.values(contract, "settlement", year));
      Place const at{heads, column};
      std::string const agree = put_contract(sheet, at, fmt::format("{} {}", contract, year), *range,
                                             Sample(contract, Unit::dollars, owed, trials.design()));
      book.check(fmt::format("Percentiles: {} {} equals the engine over the same trials", contract, year),
                 agree);
      series.push_back({contract, sheet.reference({first, column}, {first + count - 1, column}),
                        sheet.reference({first, 1}, {first + count - 1, 1})});
      column = static_cast<std::uint16_t>(column + 3);
      break;
    }
  if (series.empty()) return;
  sheet.text(
      {first_free_row, 0},
      fmt::format("What is owed, over the first {} trials, $: first year of each contract", shown.trials),
      Look::note);
  sheet.text({heads, 0}, "percentile", Look::heading);
  sheet.text({heads, 1}, "chance of more", Look::heading);
  for (std::uint32_t i = 0; i < count; ++i) {
    sheet.number({first + i, 0}, levels[i], Look::percent);
    sheet.formula({first + i, 1}, "1-" + cell_name({first + i, 0}), 1.0 - levels[i], Look::percent);
  }
  sheet.chart({first + count + 1, 0}, ChartKind::line,
              {"Chance of owing more than an amount", "owed, $", "chance of more",
               "For each contract, the chance that more is owed than the amount on the axis; the table above "
               "has the numbers."},
              series);
  sheet.freeze({first, 1});
}

}  // namespace plimsoll
