#include "plimsoll/models/reserve/recognition.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "plimsoll/core/errors.hpp"
#include "plimsoll/models/measure/sample.hpp"
#include "plimsoll/models/reserve/reserve.hpp"

namespace plimsoll {
namespace {

constexpr double atom_share = 0.01;     // of the weight, from which one amount is an outcome of its own
constexpr double interval_share = 0.2;  // of the amounts, that the shortest interval holds
constexpr std::size_t subsamples = 20;

/// An amount and its weight, ascending by amount.
struct Weighed {
  double amount, weight;
};
std::vector<Weighed> ordered(std::span<double const> amounts, SharedDesign const& design) {
  std::vector<Weighed> result;
  for (std::size_t i = 0; i < amounts.size(); ++i)
    result.push_back({amounts[i], design && !design->weight.empty() ? design->weight[i] : 1.0});
  std::stable_sort(result.begin(), result.end(),
                   [](Weighed const& a, Weighed const& b) { return a.amount < b.amount; });
  return result;
}

/// The heaviest single amount and its share of the weight.
Weighed heaviest(std::vector<Weighed> const& amounts) {
  double total = 0.0, run = 0.0;
  Weighed best{amounts.front().amount, 0.0};
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    total += amounts[i].weight;
    run = i > 0 && amounts[i].amount == amounts[i - 1].amount ? run + amounts[i].weight : amounts[i].weight;
    if (run > best.weight) best = {amounts[i].amount, run};
  }
  best.weight /= total;
  return best;
}

/// Middle of the shortest interval that holds `interval_share` of the weight.
double densest(std::vector<Weighed> const& amounts) {
  double const total = std::accumulate(amounts.begin(), amounts.end(), 0.0,
                                       [](double sum, Weighed const& w) { return sum + w.weight; });
  double held = 0.0, width = std::numeric_limits<double>::infinity(), middle = amounts.front().amount;
  for (std::size_t low = 0, high = 0; low < amounts.size(); held -= amounts[low++].weight) {
    while (high < amounts.size() && held < interval_share * total) held += amounts[high++].weight;
    if (held < interval_share * total) break;
    double const distance = amounts[high - 1].amount - amounts[low].amount;
    if (distance < width) {
      width = distance;
      middle = 0.5 * (amounts[high - 1].amount + amounts[low].amount);
    }
  }
  return middle;
}

double densest_error(std::span<double const> amounts, SharedDesign const& design) {
  if (amounts.size() < 10 * subsamples) return not_known;
  std::vector<double> found;
  for (std::size_t batch = 0; batch < subsamples; ++batch) {
    std::vector<std::size_t> kept;
    std::vector<double> part;
    std::size_t const first = batch * amounts.size() / subsamples;
    for (std::size_t i = first; i < (batch + 1) * amounts.size() / subsamples; ++i) {
      kept.push_back(i);
      part.push_back(amounts[i]);
    }
    found.push_back(densest(ordered(part, part_of(design, kept))));
  }
  double const n = static_cast<double>(subsamples);
  double const mean = std::accumulate(found.begin(), found.end(), 0.0) / n;
  double squares = 0.0;
  for (double x : found) squares += (x - mean) * (x - mean);
  return std::sqrt(squares / (n - 1.0)) * std::cbrt(1.0 / n);
}

/// What is accrued: mean or median of the trials that owe.
Figure accrual(std::span<double const> owed, RecognitionRule const& rule, std::string const& id,
               SharedDesign const& design) {
  if (rule.loss_amount == LossAmount::mean_if_owing)
    return renamed(Sample(id, Unit::dollars, owed, design).mean_if_above(0.0), id + ".accrued");
  std::vector<std::size_t> kept;
  std::vector<double> amounts;
  for (std::size_t i = 0; i < owed.size(); ++i)
    if (owed[i] > 0.0) {
      kept.push_back(i);
      amounts.push_back(owed[i]);
    }
  return renamed(Sample(id, Unit::dollars, amounts, part_of(design, kept)).percentile(0.5), id + ".accrued");
}

Figure clamped(Figure figure) {
  figure.value = std::max(0.0, figure.value);
  if (figure.interval) {
    figure.interval->low = std::max(0.0, figure.interval->low);
    figure.interval->high = std::max(0.0, figure.interval->high);
    if (figure.interval->high == 0.0) figure.std_error = 0.0;
  }
  return figure;
}

/// What the trials that pay us come to most often; 0 where none does.
Figure likely_if_paid(std::string id, std::span<double const> paid, SharedDesign const& design) {
  std::vector<std::size_t> kept;
  std::vector<double> amounts;
  for (std::size_t i = 0; i < paid.size(); ++i)
    if (paid[i] > 0.0) {
      kept.push_back(i);
      amounts.push_back(paid[i]);
    }
  if (amounts.empty()) return exact_figure(std::move(id), 0.0, Unit::dollars);
  return most_likely_amount(std::move(id), amounts, part_of(design, kept));
}

}  // namespace

Figure most_likely_amount(std::string id, std::span<double const> amounts, SharedDesign const& design) {
  PLIMSOLL_EXPECT(!amounts.empty());
  std::vector<Weighed> const sorted = ordered(amounts, design);
  if (Weighed const atom = heaviest(sorted); atom.weight >= atom_share && amounts.size() >= 200)
    return exact_figure(std::move(id), atom.amount, Unit::dollars);
  return normal_figure(std::move(id), densest(sorted), densest_error(amounts, design), Unit::dollars);
}

Figure premium_deficiency(std::string id, std::span<double const> settlement, SharedDesign const& design) {
  Figure loss = Sample("", Unit::dollars, settlement, design).mean();
  loss.value = -loss.value;
  if (loss.interval) loss.interval = Interval{-loss.interval->high, -loss.interval->low};
  return clamped(renamed(std::move(loss), std::move(id)));
}

RecognitionLine recognise(std::span<double const> settlement, RecognitionRule const& rule,
                          std::string const& id, SharedDesign const& design) {
  std::vector<double> const owed = amounts_owed(settlement);
  std::vector<double> paid(settlement.size());
  std::transform(settlement.begin(), settlement.end(), paid.begin(),
                 [](double z) { return std::max(z, 0.0); });
  Sample const losses(id, Unit::dollars, owed, design), gains(id, Unit::dollars, paid, design);
  RecognitionLine line;
  line.chance_of_owing = renamed(losses.probability_above(0.0), id + ".chance_of_owing");
  line.accrues = line.chance_of_owing.value > 0.0 && line.chance_of_owing.value >= rule.probable;
  line.accrued =
      line.accrues ? accrual(owed, rule, id, design) : exact_figure(id + ".accrued", 0.0, Unit::dollars);
  line.low = renamed(losses.percentile(0.05), id + ".disclosed_low");
  line.high = renamed(losses.percentile(0.95), id + ".disclosed_high");
  line.expected = renamed(gains.mean(), id + ".upside_expected");
  line.most_likely = most_likely_amount(id + ".upside_most_likely", paid, design);
  line.likely_if_paid = likely_if_paid(id + ".upside_likely_if_paid", paid, design);
  Sample const settled(id, Unit::dollars, settlement, design);
  line.constrained = clamped(renamed(settled.percentile(1.0 - rule.confidence), id + ".upside_constrained"));
  Figure const& estimate = rule.gain_method == GainMethod::expected_value ? line.expected : line.most_likely;
  line.recognised = renamed(estimate.value < line.constrained.value ? estimate : line.constrained,
                            id + ".upside_recognised");
  line.unrecognised = normal_figure(id + ".upside_unrecognised", line.expected.value - line.recognised.value,
                                    line.expected.std_error + line.recognised.std_error, Unit::dollars);
  return line;
}

}  // namespace plimsoll
