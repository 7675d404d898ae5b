// What the evaluator of the page settles again, as samples and as the figures the engine would print of them.
"use strict";

if (typeof require !== "undefined")
  Object.assign(globalThis, require("./report_measures.js"), require("./report_reserve.js"));

// A measure of one column by the name it has in a figure's id; null for a name that is no measure.
function measureOf(sample, name) {
  const [, kind, at] = name.match(/^([a-z_]+?)(?:_(-?[\d.]+(?:e[+-]?\d+)?))?$/) ?? [];
  const x = Number(at);
  const measures = {
    mean: () => sample.mean(),
    sd: () => sample.deviation(),
    percentile: () => sample.percentile(x),
    tvar: () => sample.tailValueAtRisk(x),
    probability_above: () => sample.share((value) => value > x),
    probability_below: () => sample.share((value) => value < x),
    probability_of: () => sample.share((value) => value === x),
    mean_if_above: () => sample.meanIf((value) => value > x),
    mean_if_below: () => sample.meanIf((value) => value < x),
  };
  return kind !== undefined && Object.hasOwn(measures, kind) ? measures[kind]() : null;
}

// From this multiple of the benchmark on the most owed stands for no limit (models/contract/ledger.hpp).
const unlimitedFrom = 10;

class Settled {
  // `rule` is the study's reserve policy or null; `benchmark` gives that of a contract-year, 0 where there is none.
  constructor(live, rule, benchmark = () => 0) {
    this.live = live;
    this.rule = rule;
    this.benchmark = benchmark;
    this.kept = new Map();
    this.found = new Map(); // prefix of an id -> contracts it is made of, and its measure
    for (const contract of live.contracts) this.nameContract(contract);
    for (const first of live.contracts)
      for (const second of live.contracts) if (first !== second) this.namePair(first, second);
  }

  // What follows from a contract's terms is made again when next asked for.
  forget(contract) {
    for (const [name, {contracts}] of this.kept) if (contracts.includes(contract)) this.kept.delete(name);
  }

  once(name, contracts, make) {
    if (!this.kept.has(name)) this.kept.set(name, {contracts, made: make()});
    return this.kept.get(name).made;
  }

  settled(contract, year) {
    return this.once(`${contract}/${year}`, [contract], () => new Sample(this.live.settlement(contract, year).slice()));
  }
  owed(contract, year) {
    return this.once(`owed/${contract}/${year}`, [contract], () => owedSample(this.settled(contract, year)));
  }
  // The mean of the most that can be owed; null where nothing limits it.
  maximum(contract, year) {
    return this.once(`maximum/${contract}/${year}`, [contract], () => {
      const most = new Sample(this.live.maximumOwed(contract, year).slice());
      if (!Number.isFinite(most.average)) return null;
      const benchmark = this.benchmark(contract, year);
      return benchmark > 0 && most.average > unlimitedFrom * benchmark ? null : most.mean();
    });
  }
  pair(first, second, year) {
    return this.once(`${first}-${second}/${year}`, [first, second], () =>
      pairedDifference(this.settled(first, year), this.settled(second, year)),
    );
  }
  reserve(contract, year) {
    return this.once(`reserve/${contract}/${year}`, [contract], () =>
      reserveLine(this.owed(contract, year), this.maximum(contract, year), this.rule),
    );
  }
  curve(contract, year) {
    return this.once(`curve/${contract}/${year}`, [contract], () =>
      curveOf(contract, year, this.settled(contract, year), this.owed(contract, year)),
    );
  }
  // Sum, worst and number of owing years of every trial.
  years(contract, what) {
    return this.once(`years/${contract}/${what}`, [contract], () => {
      const columns = this.live.years.map((year) => this.settled(contract, year).byTrial);
      const of = {
        total: (at) => columns.reduce((sum, column) => sum + column[at], 0),
        worst: (at) => Math.min(...columns.map((column) => column[at])),
        owing: (at) => columns.reduce((owing, column) => owing + (column[at] < 0 ? 1 : 0), 0),
      }[what];
      return new Sample(columns[0].map((_, at) => of(at)));
    });
  }
  // All of the contracts together, added trial by trial.
  together(contracts, year) {
    return this.once(`together/${contracts}/${year}`, contracts, () => {
      const columns = contracts.map((contract) => this.settled(contract, year).byTrial);
      return new Sample(columns[0].map((_, at) => columns.reduce((sum, column) => sum + column[at], 0)));
    });
  }

  // ---- figures by id

  name(prefix, contracts, measure) {
    this.found.set(prefix, {contracts, measure});
  }

  nameContract(contract) {
    const only = [contract];
    for (const year of this.live.years) {
      const at = `${contract}.${year}`;
      this.name(`${at}.settlement`, only, (name) => measureOf(this.settled(contract, year), name));
      this.name(`${at}.owed`, only, (name) => measureOf(this.owed(contract, year), name));
      this.name(`parts.${at}.owed`, only, (name) => measureOf(this.owed(contract, year), name));
      this.name(`parts.${at}.upside`, only, (name) => measureOf(this.upside(contract, year), name));
      this.name(`${at}.maximum_owed`, only, (name) => (name === "mean" ? this.maximum(contract, year) : null));
      this.name(at, only, (name) => (this.rule ? (this.reserve(contract, year)[name] ?? null) : null));
    }
    this.name(`${contract}.total`, only, (name) => measureOf(this.years(contract, "total"), name));
    this.name(`${contract}.total.worst`, only, (name) => measureOf(this.years(contract, "worst"), name));
    this.name(`${contract}.total.owing`, only, (name) => measureOf(this.years(contract, "owing"), name));
  }

  namePair(first, second) {
    for (const year of this.live.years) {
      const measure = (name) => this.pair(first, second, year)[name] ?? null;
      const measured = (name) => (name === "sample" ? null : measure(name));
      this.name(`${first}-${second}.${year}`, [first, second], measured);
      this.name(`${first}-${second}.${year}.difference`, [first, second], measured);
    }
  }

  upside(contract, year) {
    return this.once(`upside/${contract}/${year}`, [contract], () => {
      const settled = this.settled(contract, year);
      return new Sample(settled.byTrial.map(aboveZero), settled.ordered.map(aboveZero));
    });
  }

  // What an id stands for: its contracts and a function that measures it; null for ids that cannot be settled again.
  place(id) {
    for (let dot = id.lastIndexOf("."); dot > 0; dot = id.lastIndexOf(".", dot - 1)) {
      const found = this.found.get(id.slice(0, dot));
      if (found) return {contracts: found.contracts, measure: () => found.measure(id.slice(dot + 1))};
    }
    return null;
  }
}

if (typeof module !== "undefined") module.exports = {Settled, measureOf};
