// Reserves and pictures of columns settled again: models/reserve and the bins of a histogram, once more for the page.
"use strict";

if (typeof require !== "undefined") Object.assign(globalThis, require("./report_measures.js"));

// ---- one reserve line

function reserveOf(owed, maximum, rule) {
  const {policy, level} = rule;
  if (policy === "percentile") return owed.percentile(level);
  if (policy === "tvar") return owed.tailValueAtRisk(level);
  if (policy === "mean_plus_sd") return owed.meanPlusDeviations(level);
  if (policy === "share_of_maximum") return maximum === null ? unknownFigure() : scaledFigure(maximum, level);
  return owed.mean();
}

// Error of VaR - mean: the percentile moves with the indicator of X > v, the mean with X.
function percentileMarginError(owed, reserve) {
  const ofMean = owed.mean().std_error;
  const ofPercentile = reserve.std_error;
  if (ofPercentile === 0 || ofMean === 0) return ofMean + ofPercentile;
  const above = (x) => (x > reserve.value ? 1 : 0);
  const share = owed.sum(above) / owed.size;
  const spread = owed.spread().deviation * Math.sqrt(share * (1 - share));
  const covariance = owed.sum((x) => above(x) * (x - owed.average)) / owed.size;
  const correlation = spread > 0 ? Math.min(Math.max(covariance / spread, -1), 1) : 0;
  return Math.sqrt(square(ofMean) + square(ofPercentile) - 2 * correlation * ofMean * ofPercentile);
}

// Error of TVaR - mean: that of the average of max(0, x - v) / (1 - p) - x, with v as good as fixed.
function tailMarginError(owed, level) {
  const atRisk = owed.percentile(level).value;
  const part = (x) => aboveZero(x - atRisk) / (1 - level) - x;
  const mean = owed.sum(part) / owed.size;
  return Math.sqrt(owed.sum((x) => square(part(x) - mean)) / (owed.size - 1) / owed.size);
}

function marginOf(owed, reserve, rule) {
  const mean = owed.mean();
  if (rule.policy === "mean") return exactFigure(0);
  if (reserve.value === null) return unknownFigure();
  const value = reserve.value - mean.value;
  if (reserve.std_error === null || mean.std_error === null) return unknownFigure(value);
  if (rule.policy === "percentile") return normalFigure(value, percentileMarginError(owed, reserve));
  if (rule.policy === "tvar") return normalFigure(value, tailMarginError(owed, rule.level));
  if (rule.policy === "mean_plus_sd") return normalFigure(value, rule.level * owed.deviation().std_error);
  return normalFigure(value, mean.std_error + reserve.std_error);
}

function shareOfMaximum(maximum, reserve, rule) {
  if (maximum === null || maximum.value <= 0 || reserve.value === null) return unknownFigure();
  if (rule.policy === "share_of_maximum") return exactFigure(rule.level);
  if (maximum.std_error === 0) return scaledFigure(reserve, 1 / maximum.value);
  const share = reserve.value / maximum.value;
  return normalFigure(share, (reserve.std_error + share * maximum.std_error) / maximum.value);
}

// The reserve of one contract-year by {policy, level} and what it is worth. `maximum` is the mean of the most that can
// be owed, null where nothing limits it.
function reserveLine(owed, maximum, rule) {
  const reserve = reserveOf(owed, maximum, rule);
  const line = {reserve, best_estimate: owed.mean(), margin: marginOf(owed, reserve, rule)};
  line.adequacy = reserve.value === null ? unknownFigure() : owed.share((x) => x <= reserve.value);
  line.expected_deficit = reserve.value === null ? unknownFigure() : owed.expectedExcess(reserve.value);
  line.share_of_maximum = shareOfMaximum(maximum, reserve, rule);
  return line;
}

// ---- pictures of a column

// Values that one trial in 100 or more has exactly, least first.
function atomsOf(ordered) {
  const atoms = [];
  const least = Math.max(2, ordered.length / 100);
  for (let first = 0, last; first < ordered.length; first = last) {
    last = first + 1;
    while (last < ordered.length && ordered[last] === ordered[first]) ++last;
    if (last - first >= least) atoms.push({value: ordered[first], share: (last - first) / ordered.length});
  }
  return atoms;
}

// Bins of round width between the ends, without the atoms.
function binsOf(ordered, atoms, most = 60) {
  const isAtom = new Set(atoms.map((atom) => atom.value));
  const low = ordered[0];
  const high = ordered[ordered.length - 1];
  if (low === high) return [];
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const width = [1, 2, 5, 10].map((step) => step * power).find((step) => step >= rough);
  const first = Math.floor(low / width);
  const bins = [];
  for (let i = first; i * width <= high; ++i) bins.push({low: i * width, high: (i + 1) * width, share: 0});
  for (const value of ordered)
    if (!isAtom.has(value))
      bins[Math.min(Math.floor(value / width) - first, bins.length - 1)].share += 1 / ordered.length;
  return bins;
}

// Points [dollars, chance of owing more] at which the curve of amounts owed steps down, thinned to some hundreds; every
// one of the last fifty is kept.
function exceedanceOf(owedOrdered, most = 400) {
  const n = owedOrdered.length;
  const owing = owedOrdered.findIndex((value) => value > 0);
  if (owing < 0) return [[0, 0]];
  const stride = Math.max(1, Math.floor((n - owing) / most));
  const points = [[0, (n - owing) / n]];
  let kept = owing - 1;
  for (let i = owing; i < n; ++i) {
    const isStep = i + 1 === n || owedOrdered[i + 1] !== owedOrdered[i];
    if (!isStep || (i - kept < stride && n - i > 50)) continue;
    points.push([owedOrdered[i], (n - i - 1) / n]);
    kept = i;
  }
  return points;
}

// A curve of report.curves, from a settled column.
function curveOf(contract, year, settled, owed) {
  const atoms = atomsOf(settled.ordered);
  const mean = settled.mean();
  const owing = settled.share((x) => x < 0);
  return {
    contract,
    year,
    trials: settled.size,
    atoms,
    mean,
    p_owe: owing,
    bins: binsOf(settled.ordered, atoms),
    exceedance: exceedanceOf(owed.ordered),
  };
}

if (typeof module !== "undefined")
  module.exports = {reserveLine, reserveOf, marginOf, shareOfMaximum, atomsOf, binsOf, exceedanceOf, curveOf};
