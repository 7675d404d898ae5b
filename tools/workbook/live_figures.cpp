#include "workbook/live_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/scenarios/compile_study.hpp"

namespace plimsoll {

std::string put_live_figure(Sheet& sheet, Place at, LiveFigure const& figure, double scale) {
  Figure const& engine = figure.engine;
  bool const known = std::isfinite(engine.value);
  std::string const here = sheet.reference(at), there = sheet.reference(at.right());
  if (known) {
    sheet.formula(at, figure.formula, engine.value, figure.look);
    sheet.number(at.right(), engine.value, figure.look, Shade::pale);
    sheet.number(at.right(2), engine.std_error, figure.look, Shade::pale);
  } else {
    sheet.text_formula(at, figure.formula, "none");
    sheet.text(at.right(), "none");
    sheet.text(at.right(2), "");
  }
  if (!known) return fmt::format("{}={}", here, there);
  return fmt::format("IF(ISNUMBER({0}),ABS({0}-{1})<=1E-9*MAX({2:.6g},ABS({1})),FALSE)", here, there, scale);
}

void put_live_heads(Sheet& sheet, Place at, std::string const& name) {
  sheet.text(at, name, Look::heading);
  sheet.text(at.right(), "engine", Look::heading);
  sheet.text(at.right(2), "(se)", Look::heading);
}

std::string rank_formula(double level, std::string const& range) {
  return fmt::format("ROUNDUP(ROUND({}*COUNT({}),6),0)", level, range);
}

FirstTrials::FirstTrials(Results const& results, std::size_t trials) : results_(results), trials_(trials) {
  std::vector<std::size_t> first(trials);
  std::iota(first.begin(), first.end(), std::size_t{0});
  if (results.table.design) design_ = part_of(results.table.design, first);
}

std::span<double const> FirstTrials::values(std::string const& contract, char const* what, int year) const {
  auto const column = results_.table.column(contract_column(contract, what), year);
  PLIMSOLL_EXPECT(column.has_value());
  return column->first(trials_);
}

Sample FirstTrials::settlement(std::string const& contract, int year) const {
  return Sample(fmt::format("{}.{}.settlement", contract, year), Unit::dollars,
                values(contract, "settlement", year), design_);
}

bool weigh_the_same(Results const& results) {
  if (!results.table.design) return true;
  std::vector<double> const& weights = results.table.design->weight;
  return std::all_of(weights.begin(), weights.end(),
                     [&](double weight) { return weight == weights.front(); });
}

}  // namespace plimsoll
