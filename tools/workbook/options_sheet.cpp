#include "workbook/options_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plimsoll/models/measure/paired.hpp"
#include "workbook/live_figures.hpp"

namespace plimsoll {
namespace {

constexpr std::uint32_t cells_a_figure = 3;

std::vector<LiveFigure> figures_of(std::string const& range, Sample const& sample) {
  auto const ranked = [&](double level) {
    return fmt::format("SMALL({},{})", range, rank_formula(level, range));
  };
  auto const share = [&](char const* condition) {
    return fmt::format("COUNTIF({0},\"{1}\")/COUNT({0})", range, condition);
  };
  return {{"mean", fmt::format("AVERAGE({})", range), sample.mean()},
          {"sd", fmt::format("STDEV({})", range), sample.standard_deviation()},
          {"P5", ranked(0.05), sample.percentile(0.05)},
          {"P50", ranked(0.50), sample.percentile(0.50)},
          {"P95", ranked(0.95), sample.percentile(0.95)},
          {"P(owe)", share("<0"), sample.probability_below(0.0), Look::percent},
          {"P(earn)", share(">0"), sample.probability_above(0.0), Look::percent},
          {"mean if owing", fmt::format("IF(COUNTIF({0},\"<0\")=0,\"none\",AVERAGEIF({0},\"<0\"))", range),
           sample.mean_if_below(0.0)}};
}

std::vector<LiveFigure> pair_figures(std::string const& a, std::string const& b,
                                     PairedDifference const& pair) {
  auto const share = [&](char const* sign) {
    return fmt::format("SUMPRODUCT(--({}{}{}))/COUNT({})", a, sign, b, a);
  };
  return {
      {"mean", fmt::format("AVERAGE({})-AVERAGE({})", a, b), pair.mean},
      {"sd", fmt::format("SQRT(SUMPRODUCT(({0}-{1}-(AVERAGE({0})-AVERAGE({1})))^2)/(COUNT({0})-1))", a, b),
       pair.standard_deviation},
      {"better", share(">"), pair.better, Look::percent},
      {"equal", share("="), pair.equal, Look::percent},
      {"worse", share("<"), pair.worse, Look::percent}};
}

/// One row: name, year, figures, whether all agree. Returns the columns of the figures.
std::map<std::string, std::uint16_t> put_row(Book& book, Sheet& sheet, std::uint32_t row,
                                             std::string const& name, int year,
                                             std::vector<LiveFigure> const& figures, double scale) {
  sheet.text({row, 0}, name);
  sheet.text({row, 1}, std::to_string(year));
  std::map<std::string, std::uint16_t> columns;
  std::string agree;
  Place at{row, 2};
  for (LiveFigure const& figure : figures) {
    columns.emplace(figure.name, at.column);
    agree += (agree.empty() ? "" : ",") +
             put_live_figure(sheet, at, figure, figure.look == Look::cents ? scale : 1.0);
    at = at.right(cells_a_figure);
  }
  sheet.truth(at, "AND(" + agree + ")");
  book.check(fmt::format("Options: {} {} equals the engine over the same trials", name, year),
             sheet.reference(at));
  return columns;
}

void put_heads(Sheet& sheet, std::uint32_t row, char const* first, std::vector<LiveFigure> const& figures) {
  sheet.text({row, 0}, first, Look::heading);
  sheet.text({row, 1}, "year", Look::heading);
  Place at{row, 2};
  for (LiveFigure const& figure : figures) {
    put_live_heads(sheet, at, figure.name);
    at = at.right(cells_a_figure);
  }
  sheet.text(at, "agree", Look::heading);
}

double scale_of(Sample const& sample) {
  return std::max(1.0, std::abs(sample.mean().value));
}

void put_pairs(Book& book, WorkbookInput const& input, TrialsShown const& shown, FirstTrials const& trials) {
  Sheet& sheet = book.sheet("Options");
  ResultsHeader const& header = input.run->results.header;
  std::uint32_t row = sheet.rows_used() + 1;
  bool headed = false;
  for (int year : header.years)
    for (std::size_t i = 1; i < header.contracts.size(); ++i) {
      std::string const &first = header.contracts.front(), &other = header.contracts[i];
      auto const a = shown.name(other, "settlement", year), b = shown.name(first, "settlement", year);
      if (!a || !b) continue;
      PairedDifference const pair =
          paired_difference(fmt::format("{}-{}.{}", other, first, year), Unit::dollars,
                            trials.values(other, "settlement", year),
                            trials.values(first, "settlement", year), trials.design());
      std::vector<LiveFigure> const figures = pair_figures(*a, *b, pair);
      if (!headed) {
        sheet.text({row++, 0}, "Difference in settlement, trial by trial, $", Look::note);
        put_heads(sheet, row++, "pair", figures);
        headed = true;
      }
      double const scale =
          std::max(scale_of(trials.settlement(other, year)), scale_of(trials.settlement(first, year)));
      put_row(book, sheet, row++, other + " - " + first, year, figures, scale);
    }
}

}  // namespace

std::vector<OptionRow> write_options(Book& book, WorkbookInput const& input, TrialsShown const& shown) {
  Sheet& sheet = book.sheet("Options");
  if (!weigh_the_same(input.run->results)) {
    sheet.text({2, 0},
               "Trials were chosen and weigh differently: only the engine's figures are right, below.");
    return {};
  }
  FirstTrials const trials(input.run->results, shown.trials);
  std::vector<OptionRow> rows;
  std::uint32_t row = first_free_row;
  sheet.text({row++, 0},
             fmt::format("Settlement over the first {} trials, $ (positive is paid to us)", shown.trials),
             Look::note);
  std::uint32_t const heads = row++;
  for (int year : input.run->results.header.years)
    for (std::string const& contract : input.run->results.header.contracts) {
      std::optional<std::string> const range = shown.name(contract, "settlement", year);
      if (!range) continue;
      Sample const sample = trials.settlement(contract, year);
      std::vector<LiveFigure> const figures = figures_of(*range, sample);
      if (rows.empty()) put_heads(sheet, heads, "contract", figures);
      rows.push_back(
          {contract, year, row, put_row(book, sheet, row, contract, year, figures, scale_of(sample))});
      book.check(fmt::format("Options: {} {}: P(owe), P(zero) and P(earn) add up to 1", contract, year),
                 fmt::format("ABS((COUNTIF({0},\"<0\")+COUNTIF({0},0)+COUNTIF({0},\">0\"))/{1}-1)<1E-12",
                             *range, shown.trials));
      ++row;
    }
  put_pairs(book, input, shown, trials);
  return rows;
}

}  // namespace plimsoll
