// One contract by gross savings: Payoff of models/contract/payoff.cpp.
"use strict";

if (typeof require !== "undefined") Object.assign(globalThis, require("./live_steps.js"));

const scannedCells = 2000; // cells of gross savings for each 100 % of benchmark
const oneKink = 1e-5; // of benchmark: kinks closer than this are one
const narrowest = 1e-13; // where a choice flips is known to this width
const sameSlope = 1e-6; // dollars for a dollar
const sameDollars = 1e-9; // of benchmark
const slopeRun = 1e-6; // of benchmark

class LivePayoff {
  constructor(packed) {
    Object.assign(this, {contract: packed.contract, year: packed.year, benchmark: packed.benchmark, held: packed.held});
    this.steps = readSteps(packed.steps);
    this.lines = packed.lines;
    this.outputs = packed.outputs;
    this.columns = packed.columns.map(Number);
    this.cost = packed.cost;
    this.limits = packed.limits;
    this.choices = this.steps.flatMap((step, i) => (["min", "max", "select"].includes(step.op) ? [i] : []));
    this.values = new Float64Array(this.steps.length);
  }
  // Values of all steps, until they are asked for again.
  at(rate) {
    const {values} = this;
    for (const column of this.cost) this.columns[column] = this.benchmark * (1 - rate);
    for (let i = 0; i < values.length; ++i) {
      const {op, args, column, number} = this.steps[i];
      if (op === "column") values[i] = this.columns[column];
      else if (args.length === 0) values[i] = number;
      else values[i] = operations[op](values[args[0]], values[args[1]], values[args[2]]);
    }
    return values;
  }
  settlement(rate) {
    return this.at(rate)[this.outputs[this.outputs.length - 1]];
  }
  unrounded(rate) {
    return this.at(rate)[this.outputs[this.outputs.length - 2]];
  }
  slope(rate, towards) {
    const near = rate + 0.5 * towards;
    const far = rate + 1.5 * towards;
    return (this.unrounded(far) - this.unrounded(near)) / (this.benchmark * (far - near));
  }
  branches(rate) {
    const values = this.at(rate);
    const taken = new Uint8Array(this.choices.length);
    for (let i = 0; i < taken.length; ++i) {
      const {op, args} = this.steps[this.choices[i]];
      taken[i] = op === "select" ? values[args[0]] !== 0 : values[args[0]] < values[args[1]];
    }
    return taken;
  }
  note(low, high, choice, found) {
    const step = this.choices[choice];
    const line = this.lines[this.outputs.findIndex((output) => output >= step)];
    const kink = {rate: 0.5 * (low + high), line: line.name, says: line.says, below: this.unrounded(low), above: this.unrounded(high)};
    const jumps = Math.abs(kink.above - kink.below) > sameDollars * this.benchmark;
    const bends = Math.abs(this.slope(high, slopeRun) - this.slope(low, -slopeRun)) > sameSlope;
    const seen = found.length && kink.rate - found[found.length - 1].rate < oneKink;
    if ((jumps || bends) && !seen) found.push(kink);
  }
  bisect(low, high, atLow, atHigh, found) {
    const first = atLow.findIndex((taken, i) => taken !== atHigh[i]);
    if (first < 0) return;
    const middle = 0.5 * (low + high);
    if (high - low < narrowest || middle <= low || middle >= high) {
      this.note(low, high, first, found);
      return;
    }
    const atMiddle = this.branches(middle);
    this.bisect(low, middle, atLow, atMiddle, found);
    this.bisect(middle, high, atMiddle, atHigh, found);
  }
  kinks(from, to) {
    const found = [];
    const count = Math.ceil((to - from) * scannedCells);
    let low = from;
    let atLow = this.branches(low);
    for (let i = 1; i <= count + 1; ++i) {
      // Half a cell aside, so that the round numbers contracts are written in never fall on a scanned rate.
      const high = i > count ? to : Math.min(to, from + ((i - 0.5) * (to - from)) / count);
      const atHigh = this.branches(high);
      this.bisect(low, high, atLow, atHigh, found);
      low = high;
      atLow = atHigh;
    }
    return found;
  }
}

if (typeof module !== "undefined") module.exports = {LivePayoff};
