#include "drivers/spend_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "plimsoll/models/measure/jackknife.hpp"

namespace plimsoll {
namespace {

using Values = std::span<double const>;

constexpr std::size_t most_replicates = 20;  // of a design, left out one by one

/// Euler's parts over the trials kept.
struct PartsOfSpend {
  std::vector<double> mean, variance_share, deviation, overrun;  ///< by category, then the total
};

double mean_of(std::vector<double> const& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Trials, best last, that lie in the tail: the worst share of those kept, at least one.
std::vector<std::size_t> worst(Values settlement, std::vector<std::size_t> kept, double share) {
  std::stable_sort(kept.begin(), kept.end(),
                   [&](std::size_t a, std::size_t b) { return settlement[a] < settlement[b]; });
  auto const count = static_cast<std::size_t>(std::ceil(share * static_cast<double>(kept.size()) - 1e-9));
  kept.resize(std::max<std::size_t>(1, count));
  return kept;
}

PartsOfSpend parts_of(SpendCut const& spend, std::vector<std::size_t> const& kept, double tail_share) {
  std::vector<double> total(kept.size(), 0.0);
  for (std::vector<double> const& values : spend.parts)
    for (std::size_t i = 0; i < kept.size(); ++i) total[i] += values[kept[i]];
  double const centre = mean_of(total);
  double variance = 0.0;
  for (double value : total) variance += (value - centre) * (value - centre);
  variance /= static_cast<double>(kept.size() - 1);
  double const sd = std::sqrt(variance);
  std::vector<std::size_t> const tail = worst(spend.settlement, kept, tail_share);
  PartsOfSpend parts{{}, {}, {}, {}};
  for (std::vector<double> const& values : spend.parts) {
    double mean = 0.0, covariance = 0.0, in_tail = 0.0;
    for (std::size_t trial : kept) mean += values[trial];
    mean /= static_cast<double>(kept.size());
    for (std::size_t i = 0; i < kept.size(); ++i)
      covariance += (values[kept[i]] - mean) * (total[i] - centre);
    covariance /= static_cast<double>(kept.size() - 1);
    for (std::size_t trial : tail) in_tail += values[trial];
    parts.mean.push_back(mean);
    parts.variance_share.push_back(variance > 0.0 ? covariance / variance : 0.0);
    parts.deviation.push_back(sd > 0.0 ? covariance / sd : 0.0);
    parts.overrun.push_back(in_tail / static_cast<double>(tail.size()) - mean);
  }
  for (std::vector<double>* column : {&parts.mean, &parts.variance_share, &parts.deviation, &parts.overrun})
    column->push_back(std::accumulate(column->begin(), column->end(), 0.0));
  return parts;
}

/// Trials without each of the groups that can be left out: whole replicates where trials hang together.
std::vector<std::vector<std::size_t>> left_out(std::size_t trials, SharedDesign const& design) {
  TrialGroups const blocks(trials);
  bool const grouped = design && !design->group.empty();
  auto const keeps = [&](std::size_t trial, std::size_t group) {
    return grouped ? design->group[trial] % most_replicates != group : blocks.keeps(trial, group);
  };
  std::vector<std::vector<std::size_t>> kept(grouped ? most_replicates : blocks.count());
  for (std::size_t trial = 0; trial < trials; ++trial)
    for (std::size_t group = 0; group < kept.size(); ++group)
      if (keeps(trial, group)) kept[group].push_back(trial);
  std::erase_if(kept, [&](auto const& part) { return part.size() == trials || part.size() < 2; });
  return kept;
}

}  // namespace

TableBuilder parts_table(std::string id, std::string title) {
  TableBuilder table(std::move(id), std::move(title));
  table.column("what", "contract, part", Unit::none, Presentation::text)
      .column("spend", "mean spend", Unit::dollars, Presentation::cents)
      .column("variance", "of variance", Unit::fraction, Presentation::percent)
      .column("deviation", "of sd", Unit::dollars, Presentation::cents)
      .column("overrun", "overrun in bad years", Unit::dollars, Presentation::cents);
  return table;
}

void note_parts(TableBuilder& table, double tail_share) {
  table.note("of variance, of sd: a part's covariance with total spend; parts add up to the total");
  table.note(
      fmt::format("bad years: the {:g} % of trials that settle worst for us; overrun: spend in them above "
                  "its mean; parts add up to the total",
                  100.0 * tail_share));
}

void append_parts(std::string const& contract, int year, SpendCut const& cut, SharedDesign const& design,
                  double tail_share, TableBuilder& table) {
  std::vector<std::size_t> every(cut.settlement.size());
  std::iota(every.begin(), every.end(), std::size_t{0});
  PartsOfSpend const all = parts_of(cut, every, tail_share);
  std::vector<PartsOfSpend> without;
  for (std::vector<std::size_t> const& kept : left_out(every.size(), design))
    without.push_back(parts_of(cut, kept, tail_share));
  for (std::size_t c = 0; c <= cut.names.size(); ++c) {
    std::string const name = c < cut.names.size() ? cut.names[c] : "total", row = contract + "." + name;
    auto const figure = [&](char const* what, Unit unit, std::vector<double> PartsOfSpend::*of) {
      return jackknifed(fmt::format("{}.{}.{}", row, year, what), unit, all, without,
                        [&](PartsOfSpend const& parts) { return (parts.*of)[c]; });
    };
    table.row(row, {contract + ", " + name, figure("spend", Unit::dollars, &PartsOfSpend::mean),
                    figure("variance_share", Unit::fraction, &PartsOfSpend::variance_share),
                    figure("deviation", Unit::dollars, &PartsOfSpend::deviation),
                    figure("overrun", Unit::dollars, &PartsOfSpend::overrun)});
  }
}

}  // namespace plimsoll
