// Charts of the year in course and of what changed: fan and bridge.
"use strict";

const fanMarks = (ends, year) => [
  {kind: "bandArea", rows: ends, x: (p) => p.x, low: (p) => p.at - 2 * p.se, high: (p) => p.at + 2 * p.se},
  {kind: "bandLine", rows: ends, x: (p) => p.x, y: (p) => p.at},
  {
    kind: "columnDots",
    rows: ends.filter((p) => p.raw !== null),
    x: (p) => p.x,
    y: (p) => p.raw,
    title: (p) => `${p.x}: paid ${grouped(2)(p.raw)}`,
  },
  {
    kind: "ticks",
    rows: year,
    x: (p) => p.x,
    low: (p) => p.low,
    high: (p) => p.high,
    title: (p) => `${p.x}: P10 ${grouped(2)(p.low)}, P90 ${grouped(2)(p.high)}`,
  },
  {kind: "columnDots", style: "filled", rows: year, x: (p) => p.x, y: (p) => p.at},
  {
    kind: "marks",
    rows: year,
    x: (p) => p.x,
    y: (p) => p.benchmark,
    title: (p) => `benchmark ${grouped(2)(p.benchmark)}`,
  },
];

function fanFinding(ends, year) {
  const last = ends[ends.length - 1];
  return (
    `Completed to ${last.x}: $${grouped(2)(last.at)} ±${grouped(2)(last.se)} a member-month` +
    year
      .map(
        (p) =>
          `; ${p.x} ends at $${grouped(2)(p.at)}, P10 ${grouped(2)(p.low)} to P90 ${grouped(2)(p.high)}, against a benchmark of ${grouped(2)(p.benchmark)}`,
      )
      .join("") +
    "."
  );
}

// Completed months to the date of the look, then what the year comes to with its band; the benchmark beside both.
function fanFigure(months, trend) {
  const seen = months.rows.filter((row) => has(row, "completed"));
  const ahead = trend?.rows.filter((row) => has(row, "forecast", "p10", "p90", "benchmark")) ?? [];
  if (seen.length === 0) return drawnTable(months);
  const names = [...seen.map((row) => nameOf(months, row)), ...ahead.map((row) => `year, ${nameOf(trend, row)}`)];
  const ends = seen.map((row) => ({
    x: nameOf(months, row),
    at: valueOf(row, "completed"),
    se: valueOf(row, "error") ?? 0,
    raw: valueOf(row, "raw"),
  }));
  const year = ahead.map((row) => ({
    x: `year, ${nameOf(trend, row)}`,
    at: valueOf(row, "forecast"),
    low: valueOf(row, "p10"),
    high: valueOf(row, "p90"),
    benchmark: valueOf(row, "benchmark"),
  }));
  const all = [
    ...ends.flatMap((p) => [p.at + 2 * p.se, p.at - 2 * p.se, p.raw]),
    ...year.flatMap((p) => [p.low, p.high, p.benchmark]),
  ].filter(Number.isFinite);
  const finding = fanFinding(ends, year);
  return overTable(
    months,
    `Where the year stands: ${wholeDollars(months.title)}`,
    [
      ...key("line", "completed"),
      ...key("shade", "± 2 errors"),
      ...key("dot", "paid so far"),
      ...key("interval", "year-end, P10 to P90"),
      ...key("diamond", "benchmark"),
    ],
    finding,
    {
      size: {width: 640, height: 320},
      x: {label: "month incurred, and the whole year", kind: "band", domain: names, format: (name) => name},
      y: {
        label: "dollars a member-month",
        kind: "linear",
        domain: widened(d3.extent(all), 0.1),
        format: (v) => `$${grouped(0)(v)}`,
      },
      marks: fanMarks(ends, year),
    },
  );
}

// Steps from one amount to another; the bars add up exactly.
function bridgeFigure(tabled, changeColumn = "change") {
  const isStep = (row) => has(row, changeColumn);
  if (tabled.rows.filter(isStep).length < 2) return drawnTable(tabled);
  const meanColumn = tabled.columns.find((column) => column.id === "mean")?.id;
  let from = valueOf(tabled.rows[0], meanColumn ?? changeColumn) ?? 0;
  const steps = [];
  for (const [i, row] of tabled.rows.entries()) {
    const isEnd = i === 0 || i === tabled.rows.length - 1;
    if (isEnd && meanColumn && has(row, meanColumn))
      steps.push({name: nameOf(tabled, row), low: 0, high: valueOf(row, meanColumn), row, end: true});
    else if (isStep(row)) {
      const change = valueOf(row, changeColumn);
      steps.push({name: nameOf(tabled, row), low: from, high: from + change, row});
      from += change;
    }
  }
  return bridgeOf(tabled, steps, changeColumn);
}

function bridgeOf(
  tabled,
  steps,
  changeColumn,
  axis = "dollars (positive is paid to us)",
  sides = ["better for us", "worse for us"],
) {
  const longest = d3.max(steps, (step) => step.name.length);
  const span = d3.extent(steps.flatMap((step) => [step.low, step.high]));
  const biggest = largest(
    steps.filter((step) => !step.end),
    (step) => Math.abs(step.high - step.low),
  );
  const label = (step) => printed(step.end ? step.high : step.high - step.low, "whole_dollars");
  const end = (step) => Math.max(step.low, step.high);
  const name = (step) => step.name;
  return overTable(
    tabled,
    wholeDollars(tabled.title),
    [...key("bar", "before and after"), ...key("bar rise", sides[0]), ...key("bar fall", sides[1])],
    `The largest step: ${biggest.name}, ${withError(biggest.row.cells[changeColumn])} dollars. The steps add up to the change.`,
    {
      size: {width: 640, height: 80 + 24 * steps.length, left: 24 + 6.4 * Math.min(44, longest), right: 60},
      x: {label: axis, kind: "linear", domain: widened(span, 0.12), format: axisDollars},
      y: {label: "", kind: "band", domain: steps.map(name), format: (text) => text.slice(0, 44)},
      marks: [
        ...[
          ["", (s) => s.end],
          ["rise", (s) => !s.end && s.high >= s.low],
          ["fall", (s) => !s.end && s.high < s.low],
        ].map(([style, keep]) => ({
          kind: "spans",
          style,
          rows: steps.filter(keep),
          low: (s) => s.low,
          high: (s) => s.high,
          y: name,
          title: (s) => `${s.name}: ${label(s)}`,
        })),
        {kind: "labels", rows: steps, x: end, y: name, shift: () => 4, text: label},
        {kind: "rules", rows: [0], at: (zero) => zero, label: () => ""},
      ],
    },
  );
}
