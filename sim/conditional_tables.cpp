#include <algorithm>
#include <cmath>

#include "panel_sums.hpp"
#include "parallel.hpp"
#include "plimsoll/core/errors.hpp"
#include "plimsoll/sim/conditional.hpp"

namespace plimsoll {
namespace {

using Limits = std::vector<std::vector<LimitedSum>>;  // by class, then sum

/// What the members of a group add, at every node: frequency first.
std::vector<SumMoments> moments_of(GroupedPanel const& panel, MemberGroup const& group,
                                   std::vector<LimitedSum> const& sums, FactorAxis const& frequency,
                                   FactorAxis const& unit_cost) {
  MemberMoments const member(panel.laws[group.cell], group.months, sums, unit_cost.nodes());
  std::vector<SumMoments> at_nodes;
  for (double factor : frequency.nodes()) {
    std::vector<SumMoments> row(unit_cost.nodes().size(), SumMoments(sums.size()));
    for (std::size_t i = 0; i < group.scores.at.size(); ++i) {
      double const exposure = group.months / 12.0 * group.scores.at[i] * factor;
      std::vector<SumMoments> const one = member.at(panel.frailty.scaled(exposure));
      for (std::size_t j = 0; j < row.size(); ++j) row[j].add(one[j], group.scores.weight[i]);
    }
    at_nodes.insert(at_nodes.end(), row.begin(), row.end());
  }
  return at_nodes;
}

/// Lower factor L of a correlation matrix, L L' = R, rows after one another. A sum that the ones before it
/// determine (a total after its categories) has nothing of its own.
std::vector<double> factor_of(SumMoments const& moments, std::vector<double> const& deviations) {
  constexpr double nothing_left = 1e-7;
  std::size_t const count = deviations.size();
  std::vector<double> factor(count * (count + 1) / 2);
  auto const at = [&](std::size_t a, std::size_t b) -> double& { return factor[a * (a + 1) / 2 + b]; };
  for (std::size_t a = 0; a < count; ++a)
    for (std::size_t b = 0; b <= a; ++b) {
      double const scale = deviations[a] * deviations[b];
      double rest = scale > 0.0 ? moments.covariance[a * count + b] / scale : 0.0;
      for (std::size_t k = 0; k < b; ++k) rest -= at(a, k) * at(b, k);
      if (a == b)
        at(a, a) = rest > nothing_left ? std::sqrt(rest) : 0.0;
      else
        at(a, b) = at(b, b) > 0.0 ? rest / at(b, b) : 0.0;
    }
  return factor;
}

/// Means, deviations, skewnesses and factor of all sums at one node.
std::vector<double> functions_of(SumMoments const& moments) {
  std::size_t const count = moments.mean.size();
  std::vector<double> deviations, functions = moments.mean;
  for (std::size_t a = 0; a < count; ++a)
    deviations.push_back(std::sqrt(std::max(0.0, moments.covariance[a * count + a])));
  functions.insert(functions.end(), deviations.begin(), deviations.end());
  for (std::size_t a = 0; a < count; ++a)
    functions.push_back(deviations[a] > 0.0 ? moments.third[a] / std::pow(deviations[a], 3) : 0.0);
  std::vector<double> const factor = factor_of(moments, deviations);
  functions.insert(functions.end(), factor.begin(), factor.end());
  return functions;
}

MomentTable table_of(GroupedPanel const& panel, Limits const& limits, FactorAxis const& frequency,
                     FactorAxis const& unit_cost) {
  std::vector<std::vector<SumMoments>> by_group(panel.groups.size());
  for_all(panel.groups.size(), [&](std::size_t i) {
    auto const exposure = static_cast<std::size_t>(panel.class_of_cell[panel.groups[i].cell]);
    by_group[i] = moments_of(panel, panel.groups[i], limits[exposure], frequency, unit_cost);
  });
  std::size_t const sums = limits.front().size();
  std::size_t const nodes = frequency.nodes().size() * unit_cost.nodes().size();
  std::vector<std::vector<double>> values(3 * sums + sums * (sums + 1) / 2, std::vector<double>(nodes));
  for (std::size_t node = 0; node < nodes; ++node) {
    SumMoments total(sums);
    for (std::vector<SumMoments> const& group : by_group)
      total.add(group[node], 1.0);  // in order: equal bits
    std::vector<double> const functions = functions_of(total);
    for (std::size_t f = 0; f < functions.size(); ++f) values[f][node] = functions[f];
  }
  return MomentTable(frequency, unit_cost, values);
}

bool equal_limits(Limits const& a, Limits const& b) {
  auto const equal = [](LimitedSum const& x, LimitedSum const& y) { return x.limit == y.limit; };
  return std::equal(a.begin(), a.end(), b.begin(), [&](auto const& x, auto const& y) {
    return std::equal(x.begin(), x.end(), y.begin(), equal);
  });
}

/// Room for factors whose logarithms have this standard deviation, but for draws rarer than one in 10^7.
void widen(MoveBounds& ends, double deviation) {
  constexpr double far = 5.2;
  for (Range* range : {&ends.frequency, &ends.unit_cost}) {
    range->low *= std::exp(-far * deviation);
    range->high *= std::exp(far * deviation);
  }
}

ConditionalPanel conditional_panel(GroupedPanel const& grouped, TallyPlan const& plan,
                                   DriverPlan const& drivers, YearAxis const& years) {
  std::vector<Attribution> const attributions = attributions_of(plan, grouped.panel);
  if (grouped.moves.movement && attributions.size() > 1)
    throw ModelError("panel " + grouped.name +
                     ": contracts of different attribution count different members, which a preview does not "
                     "tell apart; preview one of them at a time");
  ConditionalPanel panel{grouped.name,
                         grouped.panel,
                         grouped.base_members,
                         grouped.moves,
                         {},
                         {},
                         {},
                         {},
                         grouped.parameters,
                         grouped.share,
                         attributions.empty() ? Attribution::prospective : attributions.front()};
  std::size_t classes = 0;
  for (ExposureClass exposure : grouped.class_of_cell)
    classes = std::max(classes, static_cast<std::size_t>(exposure) + 1);
  panel.member_months.resize(classes);
  for (MemberGroup const& group : grouped.groups)
    for (double members : group.scores.weight)
      panel.member_months[static_cast<std::size_t>(grouped.class_of_cell[group.cell])] +=
          members * group.months;
  panel.sums = sums_of(plan, grouped.panel);
  MoveBounds ends = bounds(grouped.moves, drivers, years);
  if (drivers.parameters() && grouped.parameters) widen(ends, shift_deviation(*grouped.parameters));
  FactorAxis const frequency(ends.frequency.low, ends.frequency.high);
  FactorAxis const unit_cost(ends.unit_cost.low, ends.unit_cost.high);
  std::vector<Limits> limits_of_table;
  for (std::size_t year = 0; year < years.size(); ++year) {
    Limits limits;
    for (std::size_t exposure = 0; exposure < classes; ++exposure)
      limits.push_back(limited_sums(panel.sums, static_cast<ExposureClass>(exposure),
                                    grouped.laws.front().size(), years, year));
    auto const known = std::find_if(limits_of_table.begin(), limits_of_table.end(),
                                    [&](Limits const& other) { return equal_limits(other, limits); });
    panel.table_of_year.push_back(static_cast<std::size_t>(known - limits_of_table.begin()));
    if (known != limits_of_table.end()) continue;
    panel.tables.push_back(table_of(grouped, limits, frequency, unit_cost));
    limits_of_table.push_back(std::move(limits));
  }
  return panel;
}

}  // namespace

Conditional make_conditional(std::vector<GroupedPanel> const& panels, TallyPlan const& plan,
                             DriverPlan const& drivers, YearAxis const& years) {
  Conditional engine;
  for (GroupedPanel const& panel : panels)
    engine.panels.push_back(conditional_panel(panel, plan, drivers, years));
  return engine;
}

}  // namespace plimsoll
