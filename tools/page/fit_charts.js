// Charts of one fitted law beside its data.
"use strict";

// ---- what the data say of a law

const gapOf = (point) => Math.abs(point.fitted - point.data) / point.std_error;
const scoreOf = (pair) => Math.abs(Math.log(pair.data / pair.fitted)) / pair.log_error;
const worstExcess = (law) => (law.excess.length ? gapOf(largest(law.excess, gapOf)) : null);
const outside = (law) => law.quantiles.filter((pair) => scoreOf(pair) > 2).length;
const meanOff = (law) => (law.data_mean > 0 ? law.fitted_mean / law.data_mean - 1 : 0);
const tailOff = (row) => row.fitted / row.data - 1;

function flagsOf(law) {
  const flags = [];
  if (Math.abs(meanOff(law)) > 0.02) flags.push("mean off");
  if (worstExcess(law) > 3) flags.push("tail off");
  return flags;
}

// ---- charts of one law

function densityChart(law) {
  const members = d3.sum(law.bins, (bin) => bin.members);
  const last = law.bins.length - 1;
  const height = (bin) => bin.members / members / Math.log(bin.high / bin.low);
  const worst = largest(law.bins, (bin) => Math.abs(bin.members - bin.expected));
  const range = (bin) => {
    const i = law.bins.indexOf(bin);
    if (last === 0) return "all amounts";
    if (i === 0) return `up to ${dollars(bin.high)}`;
    return i === last ? `above ${dollars(bin.low)}` : `${dollars(bin.low)} to ${dollars(bin.high)}`;
  };
  const top = Math.max(
    d3.max(law.bins, height),
    d3.max(law.curve, (point) => point.density),
  );
  return figure(
    "Amounts and fitted density",
    [...key("bar", "data"), ...key("line", `fitted ${words(law.severity.family)}`)],
    `${people(members)} members with an amount. The bar furthest off holds ${people(worst.members)} of them, ` +
      `${range(worst)}, where ${people(Math.round(worst.expected))} were expected.` +
      (law.count.family === "bernoulli"
        ? ""
        : " An amount is a member's total of the year; the curve mixes the laws of totals of 1, 2, … claims."),
    {
      x: {
        label: "dollars of the year (log scale)",
        kind: "log",
        domain: [law.bins[0].low, law.bins[last].high],
        format: shortDollars,
      },
      y: {label: "density per unit of ln $", kind: "linear", domain: [0, 1.06 * top], format: d3.format(".2~f")},
      marks: [
        {
          kind: "bars",
          rows: law.bins,
          low: (b) => b.low,
          high: (b) => b.high,
          y: height,
          title: (b) => `${range(b)}: ${people(b.members)} members, ${people(Math.round(b.expected))} expected`,
        },
        {kind: "line", rows: law.curve, x: (p) => p.amount, y: (p) => p.density},
      ],
    },
    table(
      "Members by amount",
      [
        text("amount", (b) => range(b)),
        number("members", (b) => people(b.members)),
        number("expected", (b) => d3.format(",.1f")(b.expected)),
      ],
      law.bins,
    ),
  );
}

function quantileChart(law) {
  const pairs = law.quantiles;
  const low = (p) => p.fitted * Math.exp(-2 * p.log_error);
  const high = (p) => p.fitted * Math.exp(2 * p.log_error);
  const ends = [
    d3.min(pairs, (p) => Math.min(p.data, p.fitted)) / 1.15,
    d3.max(pairs, (p) => Math.max(p.data, p.fitted)) * 1.15,
  ];
  const top = pairs[pairs.length - 1];
  return figure(
    "Quantiles against quantiles",
    [...key("dot", "groups of 11 or more"), ...key("line", "agreement"), ...key("shade", "± 2 standard errors")],
    `${outside(law)} of ${count(pairs.length, "group")} lie outside two standard errors; about ` +
      `${Math.round(0.046 * pairs.length)} would by chance. ` +
      `The highest group: data ${dollars(top.data)}, fitted ${dollars(top.fitted)}.`,
    {
      x: {label: "fitted, dollars (log scale)", kind: "log", domain: ends, format: shortDollars},
      y: {label: "data, dollars (log scale)", kind: "log", domain: ends, format: shortDollars},
      marks: [
        {kind: "area", rows: pairs, x: (p) => p.fitted, low, high},
        {kind: "line", rows: ends, x: (end) => end, y: (end) => end},
        {
          kind: "dots",
          rows: pairs,
          x: (p) => p.fitted,
          y: (p) => p.data,
          title: (p) =>
            `data ${dollars(p.data)}, fitted ${dollars(p.fitted)}, ${scoreOf(p).toFixed(1)} standard errors apart`,
        },
      ],
    },
    table(
      "Geometric means of groups by rank",
      [
        number("fitted", (p) => dollars(p.fitted)),
        number("data", (p) => dollars(p.data)),
        number("data over fitted", (p) => signed(p.data / p.fitted - 1)),
        number("standard error", (p) => percent(p.log_error)),
        number("apart, in errors", (p) => scoreOf(p).toFixed(1)),
      ],
      pairs,
    ),
  );
}

function excessChart(law) {
  const rows = law.excess;
  const worst = largest(rows, gapOf);
  const last = rows[rows.length - 1];
  const low = (p) => Math.max(0, p.data - 2 * p.std_error);
  const high = (p) => p.data + 2 * p.std_error;
  return figure(
    "Mean excess",
    [...key("dot", "data"), ...key("shade", "± 2 standard errors"), ...key("line", "fitted")],
    "Rising like a line is a power tail, level an exponential one. " +
      `Furthest off above ${dollars(worst.threshold)}: data ${dollars(worst.data)}, fitted ${dollars(worst.fitted)}, ` +
      `${gapOf(worst).toFixed(1)} standard errors${gapOf(worst) > 3 ? ": the tail does not fit." : "."}`,
    {
      x: {label: "threshold, dollars", kind: "linear", domain: [0, last.threshold * 1.03], format: shortDollars},
      y: {
        label: "mean above it, dollars",
        kind: "linear",
        format: shortDollars,
        domain: [0, 1.05 * d3.max(rows, (p) => Math.max(high(p), p.fitted))],
      },
      marks: [
        {kind: "area", rows, x: (p) => p.threshold, low, high},
        {kind: "line", rows, x: (p) => p.threshold, y: (p) => p.fitted},
        {
          kind: "dots",
          rows,
          x: (p) => p.threshold,
          y: (p) => p.data,
          title: (p) =>
            `above ${dollars(p.threshold)}: data ${dollars(p.data)} ± ${dollars(p.std_error)}, ` +
            `fitted ${dollars(p.fitted)}`,
        },
      ],
    },
    table(
      "Mean excess over a threshold",
      [
        number("threshold", (p) => dollars(p.threshold)),
        number("data", (p) => dollars(p.data)),
        number("standard error", (p) => dollars(p.std_error)),
        number("fitted", (p) => dollars(p.fitted)),
        number("apart, in errors", (p) => gapOf(p).toFixed(1)),
      ],
      rows,
    ),
  );
}

function countChart(law) {
  const hurdle = law.count.family === "bernoulli";
  const rows = law.counts;
  const name = (c) => {
    if (hurdle) return c.high === 0 ? "none" : c.low === 0 ? "none or any" : "any";
    if (c.high === null) return `${c.low}+`;
    return c.high === c.low ? `${c.low}` : `${c.low}–${c.high}`;
  };
  const worst = largest(rows, (c) => Math.abs(c.data - c.fitted));
  return figure(
    hurdle ? "Members with any cost" : "Claims of a member",
    [
      ...key("bar", "data, to the nearest 11 members"),
      ...key("diamond", `fitted ${hurdle ? "chance" : words(law.count.family)}`),
    ],
    `${people(law.count.sample)} members. Furthest apart at ${name(worst)}: ` +
      `data ${percent(worst.data)}, fitted ${percent(worst.fitted)}.`,
    {
      x: {
        label: hurdle ? "cost in the year" : "claims in the year",
        kind: "band",
        domain: rows.map(name),
        format: (text) => text,
      },
      y: {
        label: "share of members",
        kind: "linear",
        format: d3.format(".0~%"),
        domain: [0, 1.08 * d3.max(rows, (c) => Math.max(c.data, c.fitted))],
      },
      marks: [
        {
          kind: "columns",
          rows,
          x: name,
          y: (c) => c.data,
          title: (c) => `${name(c)}: data ${percent(c.data)}, fitted ${percent(c.fitted)}`,
        },
        {kind: "marks", rows, x: name, y: (c) => c.fitted},
      ],
    },
    table(
      "Share of members",
      [
        text(hurdle ? "cost" : "claims", name),
        number("data", (c) => percent(c.data, 2)),
        number("fitted", (c) => percent(c.fitted, 2)),
      ],
      rows,
    ),
  );
}
