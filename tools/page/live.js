// Settles the trials a page carries again when a reader moves a term. The arithmetic is the ledger program of the
// engine, step by step; nothing here knows what a contract is.
//
//   openLive(text)      a promise of the live contracts in the text of #live, or of null where it is empty
//   openExplained(text) a promise of what #explained holds
//
// A live contract set offers
//   trials, of                      trials carried, trials of the run; trials is 0 where none are
//   terms                           [{key, contract, term, clause, says, cites, unit, low, high, values}]
//   set(key, number), reset()       all years of the key; `changed` tells whether any number is not the study's
//   number(key)                     as it stands
//   contracts, years                ids and calendar years that can be settled again
//   settlement(contract, year)      Float64Array by trial, dollars, positive is paid to us
//   maximumOwed(contract, year)     Float64Array by trial
//   payoffs                         [{contract, year, benchmark, held}]
//   payoff(contract, year, rates)   settlements at rates of gross savings, in whole cents
//   kinks(contract, year, from, to) [{rate, line, says, below, above}]
"use strict";

// ---- steps: each must give what models/contract/evaluate.cpp gives, bit by bit

const roundCents = (x) => (x < 0 ? 0 - Math.floor(0.5 - x * 100) / 100 : Math.floor(x * 100 + 0.5) / 100);

const operations = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  min: (a, b) => (a < b ? a : b),
  max: (a, b) => (b < a ? a : b),
  less: (a, b) => (a < b ? 1 : 0),
  less_equal: (a, b) => (a <= b ? 1 : 0),
  both: (a, b) => (a !== 0 && b !== 0 ? 1 : 0),
  either: (a, b) => (a !== 0 || b !== 0 ? 1 : 0),
  select: (a, b, c) => (a !== 0 ? b : c),
  round_cents: roundCents,
};

// The same over many trials: one loop an operation, so that each is compiled for itself.
const loops = {
  add: (n, out, a, b) => { for (let i = 0; i < n; ++i) out[i] = a[i] + b[i]; },
  subtract: (n, out, a, b) => { for (let i = 0; i < n; ++i) out[i] = a[i] - b[i]; },
  multiply: (n, out, a, b) => { for (let i = 0; i < n; ++i) out[i] = a[i] * b[i]; },
  divide: (n, out, a, b) => { for (let i = 0; i < n; ++i) out[i] = a[i] / b[i]; },
  min: (n, out, a, b) => { for (let i = 0; i < n; ++i) out[i] = a[i] < b[i] ? a[i] : b[i]; },
  max: (n, out, a, b) => { for (let i = 0; i < n; ++i) out[i] = b[i] < a[i] ? a[i] : b[i]; },
  less: (n, out, a, b) => { for (let i = 0; i < n; ++i) out[i] = a[i] < b[i] ? 1 : 0; },
  less_equal: (n, out, a, b) => { for (let i = 0; i < n; ++i) out[i] = a[i] <= b[i] ? 1 : 0; },
  both: (n, out, a, b) => { for (let i = 0; i < n; ++i) out[i] = a[i] !== 0 && b[i] !== 0 ? 1 : 0; },
  either: (n, out, a, b) => { for (let i = 0; i < n; ++i) out[i] = a[i] !== 0 || b[i] !== 0 ? 1 : 0; },
  select: (n, out, a, b, c) => { for (let i = 0; i < n; ++i) out[i] = a[i] !== 0 ? b[i] : c[i]; },
  round_cents: (n, out, a) => { for (let i = 0; i < n; ++i) out[i] = roundCents(a[i]); },
};

// A step as packed: [op, …]: an operation and its arguments, "column" and its position, "constant" and its number,
// "value" and its number and key. Numbers that JSON has no word for are text.
function readSteps(packed) {
  return packed.map(([op, ...rest]) => {
    if (op === "column") return {op, column: rest[0], args: []};
    if (op === "constant" || op === "value") return {op, number: Number(rest[0]), key: rest[1], args: []};
    return {op, args: rest};
  });
}

// ---- one contract by gross savings: Payoff of models/contract/payoff.cpp

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

// ---- all trials of all contracts

const chunk = 1024; // trials settled at once: their values stay near

class LiveContracts {
  constructor(packed, columns) {
    Object.assign(this, {trials: packed.trials, of: packed.of, terms: packed.terms, contracts: [], years: []});
    this.columns = columns;
    this.steps = readSteps(packed.steps);
    this.outputs = packed.outputs.map((output) => ({...output, slice: this.sliceOf(output.step), values: null}));
    for (const {contract, year} of this.outputs) {
      if (!this.contracts.includes(contract)) this.contracts.push(contract);
      if (!this.years.includes(year)) this.years.push(year);
    }
    this.payoffs = packed.payoffs.map((payoff) => new LivePayoff(payoff));
    this.moved = new Map();
    this.study = this.everyStep().map((step) => step.number);
  }
  get changed() {
    return this.moved.size > 0;
  }
  everyStep() {
    return [this.steps, ...this.payoffs.map((payoff) => payoff.steps)].flat();
  }
  // Steps an output is made of.
  sliceOf(output) {
    const used = new Uint8Array(this.steps.length);
    used[output] = 1;
    for (let i = output; i >= 0; --i) if (used[i]) for (const arg of this.steps[i].args) used[arg] = 1;
    return used;
  }
  number(key) {
    return this.moved.has(key) ? this.moved.get(key) : this.terms.find((term) => term.key === key).values[0];
  }
  set(key, number) {
    const {values} = this.terms.find((term) => term.key === key);
    if (values.every((value) => value === number)) this.moved.delete(key);
    else this.moved.set(key, number);
    for (const step of this.everyStep()) if (step.key === key) step.number = number;
    this.forget((step) => step.key === key);
  }
  reset() {
    this.everyStep().forEach((step, i) => (step.number = this.study[i]));
    this.forget((step) => this.moved.has(step.key));
    this.moved.clear();
  }
  forget(isMoved) {
    for (const output of this.outputs)
      if (this.steps.some((step, i) => output.slice[i] && isMoved(step))) output.values = null;
  }
  settlement(contract, year) {
    return this.output("settlement", contract, year);
  }
  maximumOwed(contract, year) {
    return this.output("maximum_owed", contract, year);
  }
  output(what, contract, year) {
    const output = this.outputs.find((one) => one.what === what && one.contract === contract && one.year === year);
    if (!output.values) this.settleAgain();
    return output.values;
  }
  // Every output that was forgotten, in one pass over the steps they share.
  settleAgain() {
    const wanted = this.outputs.filter((output) => !output.values);
    const used = this.steps.map((_, i) => wanted.some((output) => output.slice[i]));
    for (const output of wanted) output.values = new Float64Array(this.trials);
    const values = this.steps.map((step, i) => (used[i] ? new Float64Array(chunk).fill(step.number ?? 0) : null));
    for (let first = 0; first < this.trials; first += chunk) {
      const n = Math.min(chunk, this.trials - first);
      this.steps.forEach((step, i) => {
        if (!used[i]) return;
        if (step.op === "column") this.readColumn(step.column, first, n, values[i]);
        else if (step.args.length) loops[step.op](n, values[i], ...step.args.map((arg) => values[arg]));
      });
      for (const output of wanted) output.values.set(values[output.step].subarray(0, n), first);
    }
  }
  readColumn(number, first, n, out) {
    const column = this.columns[number];
    if (typeof column === "number") out.fill(column);
    else out.set(column.subarray(first, first + n));
  }
  payoffOf(contract, year) {
    return this.payoffs.find((payoff) => payoff.contract === contract && payoff.year === year);
  }
  payoff(contract, year, rates) {
    const payoff = this.payoffOf(contract, year);
    return Float64Array.from(rates, (rate) => payoff.settlement(rate));
  }
  kinks(contract, year, from, to) {
    return this.payoffOf(contract, year).kinks(from, to);
  }
}

// ---- as packed: a length, JSON of that length, then the columns' bytes, the lowest of all numbers first

async function unpack(text) {
  const bytes = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).arrayBuffer();
}

function readColumns(described, bytes, trials) {
  let at = 0;
  return described.map((column) => {
    if ("same" in column) return Number(column.same);
    const values = new Float64Array(trials);
    const planes = bytes.subarray(at, (at += column.width * trials));
    if (column.scale) {
      for (let plane = column.width - 1; plane >= 0; --plane)
        for (let i = 0; i < trials; ++i) values[i] = values[i] * 256 + planes[plane * trials + i];
      for (let i = 0; i < trials; ++i) values[i] = (values[i] + column.low) / column.scale;
    } else {
      const raw = new Uint8Array(values.buffer);
      for (let plane = 0; plane < 8; ++plane)
        for (let i = 0; i < trials; ++i) raw[8 * i + plane] = planes[plane * trials + i];
    }
    return values;
  });
}

async function openLive(text) {
  if (!text.trim()) return null;
  const buffer = await unpack(text);
  const length = new DataView(buffer).getUint32(0, true);
  const packed = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  return new LiveContracts(packed, readColumns(packed.columns, new Uint8Array(buffer, 4 + length), packed.trials));
}

async function openExplained(text) {
  if (!text.trim()) return {figures: {}, trials: {}};
  return JSON.parse(new TextDecoder().decode(await unpack(text)));
}

if (typeof module !== "undefined") module.exports = {openLive, openExplained};
