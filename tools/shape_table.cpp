#include "shape_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "plimsoll/models/measure/sample.hpp"

namespace plimsoll {
namespace {

constexpr std::size_t bins = 24;
constexpr std::array<std::string_view, 9> bars{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<std::string_view, 9> plain_bars{" ", ".", ":", "-", "=", "+", "*", "#", "@"};

std::string_view mark(bool utf8) {
  return utf8 ? "◆" : "|";
}

/// The largest atoms, as many as fit beside a line.
std::vector<Atom> largest(std::vector<Atom> atoms) {
  constexpr std::size_t most_shown = 2;
  std::stable_sort(atoms.begin(), atoms.end(),
                   [](Atom const& a, Atom const& b) { return a.share > b.share; });
  if (atoms.size() > most_shown) atoms.resize(most_shown);
  return atoms;
}

}  // namespace

std::string sparkline(Histogram const& histogram, bool utf8) {
  auto const& drawn = utf8 ? bars : plain_bars;
  double const highest = *std::max_element(histogram.share.begin(), histogram.share.end());
  std::vector<std::string_view> line;
  for (double share : histogram.share)
    line.push_back(share > 0.0 ? drawn[static_cast<std::size_t>(std::ceil(8.0 * share / highest))]
                               : drawn.front());
  for (Atom const& atom : histogram.atoms) line[bin_of(histogram, atom.value)] = mark(utf8);
  std::string text;
  for (std::string_view bar : line) text += bar;
  return text;
}

Table shape_table(Table const& settlements, TrialTable const& trials, int year, bool utf8) {
  Presentation const money = settlements.columns().at(1).presentation;
  TableBuilder table("shape", fmt::format("Shape of the settlement for {}", year));
  table.column("contract", "contract", Unit::none, Presentation::text)
      .column("low", "P1", Unit::dollars, money)
      .column("shape", "trials by settlement", Unit::none, Presentation::text)
      .column("high", "P99", Unit::dollars, money);
  for (char const* nth : {"1", "2"})
    table.column(std::string("atom_") + nth, fmt::format("{} at", mark(utf8)), Unit::dollars, money)
        .column(std::string("share_") + nth, "trials", Unit::fraction, Presentation::percent);
  for (Row const& row : settlements.rows()) {
    auto const values = trials.column("contract/" + row.id + "/settlement", year);
    if (!values) continue;
    Sample const sample(row.id, Unit::dollars, *values, trials.design);
    Histogram const shape = histogram_of(*values, trials.design, bins, sample.percentile(0.01).value,
                                         sample.percentile(0.99).value);
    std::vector<Cell> cells{row.id, exact_figure("", shape.low, Unit::dollars), sparkline(shape, utf8),
                            exact_figure("", shape.high, Unit::dollars)};
    for (Atom const& atom : largest(shape.atoms)) {
      cells.emplace_back(exact_figure("", atom.value, Unit::dollars));
      cells.emplace_back(exact_figure("", atom.share, Unit::fraction));
    }
    cells.resize(8, std::string());
    table.row(row.id, std::move(cells));
  }
  table.note(
      fmt::format("bars run from P1 to P99, each as high as its share of the trials; {} is one amount "
                  "that many trials share, and no bar",
                  mark(utf8)));
  return table.build();
}

}  // namespace plimsoll
