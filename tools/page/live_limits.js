// Limits on members' years that a reader moves: what members cost above them, trial by trial, read from the curve of
// their excess at the limits the page carries. CurveReading of models/experience/excess_curve.cpp.
"use strict";

// To the nearest whole number, halves to the even one.
function nearestWhole(x) {
  const below = Math.floor(x);
  const over = x - below;
  if (over !== 0.5) return over < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}

// An excess between two points, in dollars: {limit, excess, over} at both ends, `over` its fall with the limit.
function readBetween(left, right, limit) {
  const width = right.limit - left.limit;
  const t = (limit - left.limit) / width;
  const tangent = (point) => point.excess - point.over * (limit - point.limit);
  const high = left.excess + t * (right.excess - left.excess);
  const low = Math.min(high, Math.max(tangent(left), tangent(right)));
  const cubic =
    left.excess * (1 + 2 * t) * (1 - t) * (1 - t) +
    right.excess * t * t * (3 - 2 * t) +
    width * t * (1 - t) * (right.over * t - left.over * (1 - t));
  return {value: Math.min(Math.max(cubic, low), high), low, high};
}

class LiveLimit {
  // `packed` names its points' columns by their numbers among `columns`, and the column of the program it moves.
  constructor(packed, columns) {
    Object.assign(this, {key: packed.key, column: packed.column, annualised: packed.annualised});
    this.points = packed.points.map(({limit, excess, falling}) => ({
      limit,
      excess: columns[excess],
      falling: columns[falling],
    }));
    this.own = columns[packed.column];
    this.leftOpen = {most: 0, mean: 0};
  }
  pointAt(place, trial) {
    const {limit, excess, falling} = this.points[place];
    const of = (column) => (typeof column === "number" ? column : column[trial]);
    return {limit, excess: of(excess) / 100, over: this.annualised ? of(falling) / 12 : of(falling)};
  }
  // Whole cents above the limit in every trial; `leftOpen` is then what the curve leaves open of it, in dollars.
  read(limit, trials) {
    this.leftOpen = {most: 0, mean: 0};
    const known = this.points.find((point) => point.limit === limit);
    if (known) return known.excess;
    const right = this.points.findIndex((point) => point.limit > limit);
    const values = new Float64Array(trials);
    let open = 0;
    for (let trial = 0; trial < trials; ++trial) {
      const left = this.pointAt(right - 1, trial);
      const reading = readBetween(left, this.pointAt(right, trial), limit);
      values[trial] = nearestWhole(reading.value * 100);
      // Points and the limit read are each met to half a cent by a member of part of a year.
      const width = reading.high - reading.low + (this.annualised ? 0.02 * 12 * left.over : 0);
      open += width;
      this.leftOpen.most = Math.max(this.leftOpen.most, width);
    }
    this.leftOpen.mean = open / trials;
    return values;
  }
}

if (typeof module !== "undefined") module.exports = {LiveLimit};
