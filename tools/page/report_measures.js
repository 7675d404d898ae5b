// The measures of include/plimsoll/models/measure and models/reserve once more, for columns settled again in the page.
// Every function gives the number the engine gives for the same column: sums by the same tree, ranks by the same rule,
// errors by the same formulas (docs/theory/measures.md). A figure is {value, std_error, interval}; null stands for a
// value, an error or an interval that so few trials cannot tell. No function here knows the page.
"use strict";

const normal95 = 1.959963984540054;
const square = (x) => x * x;
const aboveZero = (x) => (x > 0 ? x : 0);

// Sum of values[first] ... values[last - 1] by a pairwise tree whose shape depends on their number only.
function orderedSum(values, first = 0, last = values.length) {
  if (last - first <= 16) {
    let sum = 0;
    for (let i = first; i < last; ++i) sum += values[i];
    return sum;
  }
  const middle = first + Math.floor((last - first) / 2);
  return orderedSum(values, first, middle) + orderedSum(values, middle, last);
}

// ---- figures

const exactFigure = (value) => ({value, std_error: 0, interval: null});
const unknownFigure = (value = null) => ({value, std_error: null, interval: null});

function normalFigure(value, error) {
  if (!Number.isFinite(value) || !Number.isFinite(error)) return unknownFigure(value);
  return {value, std_error: error, interval: [value - normal95 * error, value + normal95 * error]};
}

// A share with Wilson's 95 % interval; the error is its half-width / 1.96.
function shareFigure(count, trials) {
  const share = count / trials;
  const z2 = square(normal95);
  const centre = (share + z2 / (2 * trials)) / (1 + z2 / trials);
  const spread = Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials * trials));
  const half = (normal95 * spread) / (1 + z2 / trials);
  const interval = [share === 0 ? 0 : centre - half, share === 1 ? 1 : centre + half];
  return {value: share, std_error: half / normal95, interval};
}

function scaledFigure(figure, factor) {
  const times = (x) => (x === null ? null : factor * x);
  const {value, std_error, interval} = figure;
  return {value: times(value), std_error: times(std_error), interval: interval && interval.map(times)};
}

// ---- ranks of percentiles

// Rank, from 1, of the p-th percentile: ceil(p n), where a product that misses a whole number by rounding is that number.
function percentileRank(p, n) {
  const product = p * n;
  const nearest = Math.round(product);
  const slack = 4 * Number.EPSILON * product;
  const rank = Math.abs(product - nearest) <= slack ? nearest : Math.ceil(product);
  return Math.min(Math.max(rank, 1), n);
}

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function logGamma(x) {
  const base = x + 6.5;
  let sum = lanczos[0];
  for (let i = 1; i < lanczos.length; ++i) sum += lanczos[i] / (x - 1 + i);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
}

// Continued fraction of the incomplete beta function by Lentz's method; for x below the mean.
function betaFraction(a, b, x) {
  const small = 1e-300;
  const kept = (value) => (Math.abs(value) < small ? small : value);
  let c = 1;
  let d = 1 / kept(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 100000; ++m) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    for (const step of [even, odd]) {
      d = 1 / kept(1 + step * d);
      c = kept(1 + step / c);
      fraction *= c * d;
    }
    if (Math.abs(c * d - 1) < 1e-14) break;
  }
  return fraction;
}

function incompleteBeta(a, b, x) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(a, b, x)) / a : 1 - (front * betaFraction(b, a, 1 - x)) / b;
}

const binomialAtMost = (k, n, p) => (k < 0 ? 0 : k >= n ? 1 : incompleteBeta(n - k, k + 1, 1 - p));
const binomialAbove = (k, n, p) => (k < 0 ? 1 : k >= n ? 0 : incompleteBeta(k + 1, n - k, p));
const rankIntervals = new Map();

// Ranks of the narrowest distribution-free interval with at most 2.5 % in each tail; 0 and n + 1 stand for no bound.
function percentileRankInterval(p, n) {
  const known = rankIntervals.get(`${p}/${n}`);
  if (known) return known;
  const tail = 0.025;
  const reach = normal95 * Math.sqrt(n * p * (1 - p));
  const start = (rank) => Math.min(Math.max(rank, 0), n);
  let low = start(Math.floor(n * p - reach));
  while (low > 0 && binomialAtMost(low - 1, n, p) > tail) --low;
  while (low < n && binomialAtMost(low, n, p) <= tail) ++low;
  let high = Math.min(start(Math.ceil(n * p + reach)) + 1, n + 1);
  while (high <= n && binomialAbove(high - 1, n, p) > tail) ++high;
  while (high > 1 && binomialAbove(high - 2, n, p) <= tail) --high;
  rankIntervals.set(`${p}/${n}`, {low, high});
  return {low, high};
}

// ---- one column

// Loops below fill columns and sum those: a slider waits for them, and a function called for every trial is slower.
class Sample {
  // `ordered` spares the sorting where the order is known.
  constructor(byTrial, ordered = null) {
    this.byTrial = byTrial;
    this.inOrder = ordered;
    this.size = byTrial.length;
    this.constant = byTrial.every((x) => x === byTrial[0]);
    this.average = this.constant ? byTrial[0] : orderedSum(byTrial) / this.size;
    this.moments = null;
  }

  get ordered() {
    return (this.inOrder ??= Float64Array.from(this.byTrial).sort());
  }

  sum(of) {
    return orderedSum(Float64Array.from(this.byTrial, of));
  }

  // Deviation with n - 1, third and fourth central moment with n; made when first asked for.
  spread() {
    if (this.moments) return this.moments;
    if (this.constant) return (this.moments = {deviation: 0, third: 0, fourth: 0});
    const [squares, cubes, fourths] = [0, 1, 2].map(() => new Float64Array(this.size));
    for (let i = 0; i < this.size; ++i) {
      const apart = this.byTrial[i] - this.average;
      squares[i] = apart * apart;
      cubes[i] = apart * squares[i];
      fourths[i] = squares[i] * squares[i];
    }
    const deviation = Math.sqrt(orderedSum(squares) / (this.size - 1));
    return (this.moments = {deviation, third: orderedSum(cubes) / this.size, fourth: orderedSum(fourths) / this.size});
  }

  // Average of max(0, x - held) and its variance with n - 1.
  excessOver(held) {
    const part = new Float64Array(this.size);
    for (let i = 0; i < this.size; ++i) part[i] = aboveZero(this.byTrial[i] - held);
    const mean = orderedSum(part) / this.size;
    for (let i = 0; i < this.size; ++i) part[i] = (part[i] - mean) * (part[i] - mean);
    return {mean, variance: orderedSum(part) / (this.size - 1)};
  }

  mean() {
    if (this.size === 1) return unknownFigure(this.average);
    return normalFigure(this.average, this.spread().deviation / Math.sqrt(this.size));
  }

  deviation() {
    if (this.size === 1) return unknownFigure();
    const {deviation, fourth} = this.spread();
    if (deviation === 0) return normalFigure(0, 0);
    const excess = aboveZero(fourth - square(square(deviation)));
    return normalFigure(deviation, Math.sqrt(excess / this.size) / (2 * deviation));
  }

  meanPlusDeviations(k) {
    if (this.size === 1) return unknownFigure();
    const {deviation, third, fourth} = this.spread();
    if (deviation === 0) return normalFigure(this.average, 0);
    const ofDeviation = aboveZero(fourth - square(square(deviation))) / square(2 * deviation);
    const variance = aboveZero(square(deviation) + k * k * ofDeviation + (2 * k * third) / (2 * deviation));
    return normalFigure(this.average + k * deviation, Math.sqrt(variance / this.size));
  }

  percentile(p) {
    const value = this.ordered[percentileRank(p, this.size) - 1];
    if (this.constant && this.size > 1) return normalFigure(value, 0);
    const {low, high} = percentileRankInterval(p, this.size);
    if (low === 0 || high > this.size) return unknownFigure(value);
    const interval = [this.ordered[low - 1], this.ordered[high - 1]];
    return {value, std_error: (interval[1] - interval[0]) / (2 * normal95), interval};
  }

  tailValueAtRisk(p) {
    const atRisk = this.ordered[percentileRank(p, this.size) - 1];
    const excess = this.excessOver(atRisk);
    const value = atRisk + excess.mean / (1 - p);
    if (this.size < 2 || this.ordered[this.size - 2] < atRisk) return unknownFigure(value);
    return normalFigure(value, Math.sqrt(excess.variance / this.size) / (1 - p));
  }

  share(keep) {
    let count = 0;
    for (const x of this.byTrial) if (keep(x)) ++count;
    return shareFigure(count, this.size);
  }

  meanIf(keep) {
    const kept = new Float64Array(this.size);
    const isKept = new Uint8Array(this.size);
    let count = 0;
    for (let i = 0; i < this.size; ++i)
      if (keep(this.byTrial[i])) {
        kept[i] = this.byTrial[i];
        isKept[i] = 1;
        ++count;
      }
    if (count === 0) return unknownFigure();
    const mean = orderedSum(kept) / count;
    if (count === 1) return unknownFigure(mean);
    for (let i = 0; i < this.size; ++i) kept[i] = isKept[i] ? (kept[i] - mean) * (kept[i] - mean) : 0;
    return normalFigure(mean, Math.sqrt(orderedSum(kept) / (count - 1) / count));
  }

  expectedExcess(held) {
    const {mean, variance} = this.excessOver(held);
    return this.size === 1 ? unknownFigure(mean) : normalFigure(mean, Math.sqrt(variance / this.size));
  }
}

// What is owed of a settled column. Its order is the settlement's, backwards.
function owedSample(settled) {
  const owed = (z) => (z < 0 ? -z : 0);
  return new Sample(settled.byTrial.map(owed), settled.ordered.map(owed).reverse());
}

function pairedDifference(first, second) {
  const sample = new Sample(first.byTrial.map((value, i) => value - second.byTrial[i]));
  return {
    sample,
    mean: sample.mean(),
    sd: sample.deviation(),
    better: sample.share((x) => x > 0),
    equal: sample.share((x) => x === 0),
    worse: sample.share((x) => x < 0),
  };
}

if (typeof module !== "undefined")
  module.exports = {
    Sample,
    exactFigure,
    normalFigure,
    shareFigure,
    scaledFigure,
    unknownFigure,
    orderedSum,
    owedSample,
    pairedDifference,
    percentileRank,
    percentileRankInterval,
    normal95,
    square,
    aboveZero,
  };
