#include "plimsoll/models/reserve/allocation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/ordered_sum.hpp"
#include "plimsoll/models/measure/sample.hpp"

namespace plimsoll {
namespace {

using Influence = std::vector<double>;  // by trial; its average need not be zero

/// Averages over trials and their errors, whatever the design.
class Averages {
 public:
  Averages(SharedDesign const& design, std::size_t trials) : trials_(trials) {
    if (design) designed_.emplace(*design, trials);
  }
  double reach() const { return designed_ ? designed_->reach() : normal_95; }
  double of(std::span<double const> values) const {
    if (designed_) return designed_->average([&](std::size_t i) { return values[i]; });
    return ordered_sum(values) / static_cast<double>(trials_);
  }
  double error(std::span<double const> values) const {
    double const mean = of(values), n = static_cast<double>(trials_);
    if (designed_) return designed_->error([&](std::size_t i) { return values[i] - mean; });
    if (trials_ < 2) return not_known;
    double const squares = ordered_sum(values, [&](double x) { return (x - mean) * (x - mean); });
    return std::sqrt(squares / (n - 1.0) / n);
  }
  Figure figure(std::string id, double value, double error) const {
    if (!std::isfinite(error)) return {std::move(id), value, not_known, std::nullopt, Unit::dollars};
    double const half = reach() * error;
    return {std::move(id), value, error, Interval{value - half, value + half}, Unit::dollars};
  }

 private:
  std::size_t trials_;
  std::optional<DesignedAverages> designed_;
};

/// Influence of TVaR: max(0, x - v) / (1 - p).
Influence tail_influence(Sample const& losses, double at_risk, double level) {
  Influence influence(losses.size());
  std::transform(losses.by_trial().begin(), losses.by_trial().end(), influence.begin(),
                 [&](double x) { return std::max(0.0, x - at_risk) / (1.0 - level); });
  return influence;
}

/// Influence of a percentile: the indicator of lying above it, scaled to the percentile's own error, so that
/// no density is needed. All zero where the percentile is known without error.
Influence rank_influence(Sample const& losses, Figure const& at_risk, Averages const& averages) {
  Influence influence(losses.size());
  std::transform(losses.by_trial().begin(), losses.by_trial().end(), influence.begin(),
                 [&](double x) { return x > at_risk.value ? 1.0 : 0.0; });
  double const error = averages.error(influence);
  double const scale = error > 0.0 ? at_risk.std_error / error : 0.0;
  for (double& x : influence) x *= scale;
  return influence;
}

/// Trials that say what parts bring at the edge of the tail: those at the value at risk, or, where it is one
/// trial alone, the square root of all that lie nearest.
std::vector<std::size_t> trials_at_edge(std::span<double const> losses, double at_risk) {
  std::vector<std::size_t> at;
  for (std::size_t i = 0; i < losses.size(); ++i)
    if (losses[i] == at_risk) at.push_back(i);
  if (at.size() > 1) return at;
  std::vector<std::size_t> order(losses.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  auto const count = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(losses.size()))));
  auto const nearer = [&](std::size_t a, std::size_t b) {
    double const to_a = std::abs(losses[a] - at_risk), to_b = std::abs(losses[b] - at_risk);
    return to_a != to_b ? to_a < to_b : a < b;
  };
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(), nearer);
  order.resize(count);
  return order;
}

class Measured {
 public:
  Measured(std::span<PortfolioPart const> parts, std::string const& id, SharedDesign const& design)
      : parts_(parts),
        id_(id),
        design_(design),
        averages_(design, parts.front().share.size()),
        together_(id + ".portfolio", Unit::dollars, portfolio_losses(parts), design) {
    for (PortfolioPart const& part : parts)
      alone_.emplace_back(id + "." + part.id, Unit::dollars, part.alone, design);
  }

  PortfolioAtLevel at(double level) const {
    std::string const text = level_text(level);
    PortfolioAtLevel result{
        level, {}, together_.percentile(level), together_.tail_value_at_risk(level), {}, {}, {}, {}};
    allocate(level, result);
    double sum_var = 0.0, sum_tvar = 0.0, unknown = 0.0;
    Influence of_var(together_.size()), of_tvar(together_.size());
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      PartAtLevel& part = result.parts[i];
      part.value_at_risk = alone_[i].percentile(level);
      part.tail_value_at_risk = alone_[i].tail_value_at_risk(level);
      sum_var += part.value_at_risk.value;
      sum_tvar += part.tail_value_at_risk.value;
      unknown += part.value_at_risk.std_error;
      add(of_var, rank_influence(alone_[i], part.value_at_risk, averages_), 1.0);
      add(of_tvar, tail_influence(alone_[i], part.value_at_risk.value, level), 1.0);
    }
    auto const figure = [&](char const* what, char const* measure, double value, double error) {
      return averages_.figure(fmt::format("{}.{}_{}_{}", id_, what, measure, text), value, error);
    };
    bool const known = std::isfinite(unknown);
    result.sum_value_at_risk = figure("sum", "var", sum_var, known ? averages_.error(of_var) : not_known);
    result.sum_tail_value_at_risk = figure("sum", "tvar", sum_tvar, averages_.error(of_tvar));
    add(of_var, rank_influence(together_, result.value_at_risk, averages_), -1.0);
    add(of_tvar, tail_influence(together_, result.value_at_risk.value, level), -1.0);
    bool const both = known && std::isfinite(result.value_at_risk.std_error);
    result.diversification_value_at_risk =
        figure("diversification", "var", sum_var - result.value_at_risk.value,
               both ? averages_.error(of_var) : not_known);
    result.diversification_tail_value_at_risk = figure(
        "diversification", "tvar", sum_tvar - result.tail_value_at_risk.value, averages_.error(of_tvar));
    return result;
  }

 private:
  static void add(Influence& to, Influence const& more, double factor) {
    for (std::size_t i = 0; i < to.size(); ++i) to[i] += factor * more[i];
  }

  /// Adds the parts, with what is allocated to each.
  void allocate(double level, PortfolioAtLevel& result) const {
    double const at_risk = result.value_at_risk.value;
    std::vector<double> const tail = tail_shares(together_.by_trial(), at_risk, level, design_);
    std::vector<std::size_t> const edge = trials_at_edge(together_.by_trial(), at_risk);
    std::vector<double> in_tail(tail.size()), influence(tail.size());
    for (PortfolioPart const& part : parts_) {
      double at_edge = 0.0;
      for (std::size_t i : edge) at_edge += part.share[i] / static_cast<double>(edge.size());
      for (std::size_t i = 0; i < tail.size(); ++i) {
        in_tail[i] = tail[i] * part.share[i] / (1.0 - level);
        influence[i] = tail[i] * (part.share[i] - at_edge) / (1.0 - level);
      }
      PartAtLevel& measured = result.parts.emplace_back();
      measured.allocated =
          averages_.figure(fmt::format("{}.{}.allocated_tvar_{}", id_, part.id, level_text(level)),
                           averages_.of(in_tail), averages_.error(influence));
    }
  }

  std::span<PortfolioPart const> parts_;
  std::string id_;
  SharedDesign design_;
  Averages averages_;
  Sample together_;
  std::vector<Sample> alone_;
};

}  // namespace

std::vector<PortfolioAtLevel> measure_portfolio(std::span<PortfolioPart const> parts,
                                                std::span<double const> levels, std::string const& id,
                                                SharedDesign const& design) {
  PLIMSOLL_EXPECT(!parts.empty());
  PLIMSOLL_EXPECT(std::all_of(levels.begin(), levels.end(), [](double p) { return p > 0.0 && p < 1.0; }));
  Measured const measured(parts, id, design);
  std::vector<PortfolioAtLevel> result;
  for (double level : levels) result.push_back(measured.at(level));
  return result;
}

}  // namespace plimsoll
