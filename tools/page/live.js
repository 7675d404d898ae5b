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
//   leftOpen()                      {most, mean} dollars that moved limits leave open, in a trial and on average
"use strict";

if (typeof require !== "undefined")
  for (const part of ["./live_steps.js", "./live_payoff.js", "./live_limits.js"]) Object.assign(globalThis, require(part));

// ---- all trials of all contracts

const meanOf = (values) =>
  typeof values === "number" ? values : values.reduce((sum, value) => sum + value, 0) / values.length;
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
    this.limits = packed.limits.map((limit) => new LiveLimit(limit, columns));
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
    this.forget(this.follows((name) => name === key));
    for (const limit of this.limits) if (limit.key === key) this.hold(limit, limit.read(number, this.trials));
  }
  reset() {
    this.everyStep().forEach((step, i) => (step.number = this.study[i]));
    this.forget(this.follows((name) => this.moved.has(name)));
    for (const limit of this.limits)
      if (this.moved.has(limit.key)) this.hold(limit, limit.own);
    this.moved.clear();
  }
  // Whether a step reads a number of such a key, or an excess over it.
  follows(isKey) {
    const columns = new Set(this.limits.filter((limit) => isKey(limit.key)).map(({column}) => column));
    return (step) => isKey(step.key) || (step.op === "column" && columns.has(step.column));
  }
  // The excess over a limit in every trial, and its mean in payoffs held at it.
  hold({column}, values) {
    this.columns[column] = values;
    for (const payoff of this.payoffs)
      for (const held of payoff.limits)
        if (held.of === column) payoff.columns[held.column] = meanOf(values);
  }
  leftOpen() {
    const open = this.limits.filter(({key: name}) => this.moved.has(name)).map((limit) => limit.leftOpen);
    const sum = (what) => open.reduce((all, one) => all + one[what], 0);
    return {most: sum("most"), mean: sum("mean")};
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
    if (!output.values) this.settleAgain(contract);
    return output.values;
  }
  // Every output of the contract that was forgotten, in one pass over the steps they share.
  settleAgain(contract) {
    const wanted = this.outputs.filter((output) => !output.values && output.contract === contract);
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
  const letters = atob(text.trim());
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < bytes.length; ++i) bytes[i] = letters.charCodeAt(i); // a hundredth of the time of Uint8Array.from
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
