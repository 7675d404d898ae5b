// Charts of tables: cash calendar, fan, bridge, tornado, heat map, parts of a cost. Each stands over its own table.
"use strict";

const valueOf = (row, column) => (isFigure(row.cells[column]) ? row.cells[column].value : null);
const has = (row, ...columns) => columns.every((column) => valueOf(row, column) !== null);
const nameOf = (table, row) => row.cells[table.columns[0].id]?.text ?? row.id;
const withError = (cell, presentation = "whole_dollars") => `${printed(cell.value, presentation)} ${printedError(cell, presentation)}`.trim();
const asDollars = (cell) => `$${withError(cell)}`;

function overTable(tabled, title, keys, finding, chart) {
  return figure(title, keys, finding, chart, drawnTable(tabled));
}

// Bars of a table that go both ways from 0, one for each row, names at the left and values at their ends.
function rowBars(tabled, {title, column, label, rows, finding, presentation = "whole_dollars"}) {
  const longest = Math.min(30, d3.max(rows, (row) => nameOf(tabled, row).length));
  const value = (row) => valueOf(row, column);
  const range = widened(d3.extent([0, ...rows.map(value)]), 0.2);
  const name = (row) => nameOf(tabled, row).slice(0, 30);
  return overTable(tabled, title, [], finding, {
    size: {width: 640, height: 80 + 24 * rows.length, left: 24 + 6.6 * longest},
    x: {label, kind: "linear", domain: range, format: axisDollars},
    y: {label: "", kind: "band", domain: rows.map(name), format: (text) => text},
    marks: [
      {kind: "spans", rows, low: () => 0, high: value, y: name, title: (row) => `${nameOf(tabled, row)}: ${withError(row.cells[column], presentation)}`},
      {kind: "labels", rows: rows.filter((r) => value(r) >= 0), x: value, y: name, shift: () => 4, text: (row) => printed(value(row), presentation)},
      {kind: "labels", rows: rows.filter((r) => value(r) < 0), anchor: "end", x: value, y: name, shift: () => -4, text: (row) => printed(value(row), presentation)},
      {kind: "rules", rows: [0], at: (zero) => zero, label: () => ""},
    ],
  });
}

// ---- cash

function cashFigure(tabled) {
  const rows = tabled.rows.filter((row) => has(row, "net", "balance", "balance_p05", "balance_p95"));
  if (rows.length === 0) return drawnTable(tabled);
  const name = (row) => nameOf(tabled, row);
  const all = rows.flatMap((row) => ["net", "net_p05", "net_p95", "balance_p05", "balance_p95"].map((c) => valueOf(row, c) ?? 0));
  const least = rows.reduce((low, row) => (valueOf(row, "balance_p05") < valueOf(low, "balance_p05") ? row : low), rows[0]);
  const names = rows.map(name);
  const middle = (row) => name(row);
  const finding =
    `Cash at the end of a period is lowest at P5 in ${name(least)}: ${money(valueOf(least, "balance_p05"))}, ` +
    `mean ${withError(least.cells.balance)}.`;
  return overTable(
    tabled,
    "Cash calendar",
    [...key("bar", "net flow, mean"), ...key("line", "cash at its end, mean"), ...key("shade", "its P5 to P95")],
    finding,
    {
      size: {width: 640, height: 320},
      x: {label: "", kind: "band", domain: names, format: (text) => text, ticks: names.filter((_, i) => i % Math.ceil(names.length / 16) === 0)},
      y: {label: "dollars (positive is paid to us)", kind: "linear", domain: widened(d3.extent([0, ...all])), format: axisDollars},
      marks: [
        {kind: "bandArea", rows, x: middle, low: (r) => valueOf(r, "balance_p05"), high: (r) => valueOf(r, "balance_p95")},
        {kind: "columns", rows, x: name, y: (r) => valueOf(r, "net"), title: (r) => `${name(r)}: net ${withError(r.cells.net)}`},
        {kind: "bandLine", rows, x: middle, y: (r) => valueOf(r, "balance"), title: () => "cash"},
        {kind: "rules", axis: "y", rows: [0], at: (zero) => zero, label: () => ""},
      ],
    },
  );
}

// Amount held by quarter.
function scheduleFigure(tabled) {
  const shown = tabled.columns.find((column) => ["reserve", "held", "closing"].includes(column.id)) ?? tabled.columns[3];
  const rows = tabled.rows.filter((row) => has(row, shown?.id));
  if (rows.length < 2) return drawnTable(tabled);
  const name = (row) => nameOf(tabled, row);
  const top = rows.reduce((most, row) => (valueOf(row, shown.id) > valueOf(most, shown.id) ? row : most), rows[0]);
  return overTable(tabled, wholeDollars(tabled.title), [...key("bar", shown.name)], `Most in ${name(top)}: ${asDollars(top.cells[shown.id])}.`, {
    size: {width: 640, height: 260},
    x: {label: "", kind: "band", domain: rows.map(name), format: (text) => text},
    y: {label: `${shown.name}, dollars`, kind: "linear", domain: widened(d3.extent([0, ...rows.map((r) => valueOf(r, shown.id))])), format: axisDollars},
    marks: [{kind: "columns", rows, x: name, y: (r) => valueOf(r, shown.id), title: (r) => `${name(r)}: ${withError(r.cells[shown.id])}`}],
  });
}

// ---- the year in course

// Completed months to the date of the look, then what the year comes to with its band; the benchmark beside both.
function fanFigure(months, trend) {
  const seen = months.rows.filter((row) => has(row, "completed"));
  const ahead = trend?.rows.filter((row) => has(row, "forecast", "p10", "p90", "benchmark")) ?? [];
  if (seen.length === 0) return drawnTable(months);
  const names = [...seen.map((row) => nameOf(months, row)), ...ahead.map((row) => `year, ${nameOf(trend, row)}`)];
  const ends = seen.map((row) => ({x: nameOf(months, row), at: valueOf(row, "completed"), se: valueOf(row, "error") ?? 0, raw: valueOf(row, "raw")}));
  const year = ahead.map((row) => ({
    x: `year, ${nameOf(trend, row)}`, at: valueOf(row, "forecast"), low: valueOf(row, "p10"), high: valueOf(row, "p90"), benchmark: valueOf(row, "benchmark"),
  }));
  const all = [...ends.flatMap((p) => [p.at + 2 * p.se, p.at - 2 * p.se, p.raw]), ...year.flatMap((p) => [p.low, p.high, p.benchmark])].filter(Number.isFinite);
  const last = ends[ends.length - 1];
  const finding =
    `Completed to ${last.x}: $${grouped(2)(last.at)} ±${grouped(2)(last.se)} a member-month` +
    year.map((p) => `; ${p.x} ends at $${grouped(2)(p.at)}, P10 ${grouped(2)(p.low)} to P90 ${grouped(2)(p.high)}, against a benchmark of ${grouped(2)(p.benchmark)}`).join("") + ".";
  return overTable(
    months,
    `Where the year stands: ${wholeDollars(months.title)}`,
    [...key("line", "completed"), ...key("shade", "± 2 errors"), ...key("dot", "paid so far"), ...key("interval", "year-end, P10 to P90"), ...key("diamond", "benchmark")],
    finding,
    {
      size: {width: 640, height: 320},
      x: {label: "month incurred, and the whole year", kind: "band", domain: names, format: (name) => name},
      y: {label: "dollars a member-month", kind: "linear", domain: widened(d3.extent(all), 0.1), format: (v) => `$${grouped(0)(v)}`},
      marks: [
        {kind: "bandArea", rows: ends, x: (p) => p.x, low: (p) => p.at - 2 * p.se, high: (p) => p.at + 2 * p.se},
        {kind: "bandLine", rows: ends, x: (p) => p.x, y: (p) => p.at},
        {kind: "columnDots", rows: ends.filter((p) => p.raw !== null), x: (p) => p.x, y: (p) => p.raw, title: (p) => `${p.x}: paid ${grouped(2)(p.raw)}`},
        {kind: "ticks", rows: year, x: (p) => p.x, low: (p) => p.low, high: (p) => p.high, title: (p) => `${p.x}: P10 ${grouped(2)(p.low)}, P90 ${grouped(2)(p.high)}`},
        {kind: "columnDots", style: "filled", rows: year, x: (p) => p.x, y: (p) => p.at},
        {kind: "marks", rows: year, x: (p) => p.x, y: (p) => p.benchmark, title: (p) => `benchmark ${grouped(2)(p.benchmark)}`},
      ],
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
    if (isEnd && meanColumn && has(row, meanColumn)) steps.push({name: nameOf(tabled, row), low: 0, high: valueOf(row, meanColumn), row, end: true});
    else if (isStep(row)) {
      const change = valueOf(row, changeColumn);
      steps.push({name: nameOf(tabled, row), low: from, high: from + change, row});
      from += change;
    }
  }
  return bridgeOf(tabled, steps, changeColumn);
}

function bridgeOf(tabled, steps, changeColumn, axis = "dollars (positive is paid to us)", sides = ["better for us", "worse for us"]) {
  const longest = d3.max(steps, (step) => step.name.length);
  const span = d3.extent(steps.flatMap((step) => [step.low, step.high]));
  const biggest = largest(steps.filter((step) => !step.end), (step) => Math.abs(step.high - step.low));
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
        ...[["", (s) => s.end], ["rise", (s) => !s.end && s.high >= s.low], ["fall", (s) => !s.end && s.high < s.low]].map(([style, keep]) => ({
          kind: "spans", style, rows: steps.filter(keep), low: (s) => s.low, high: (s) => s.high, y: name, title: (s) => `${s.name}: ${label(s)}`,
        })),
        {kind: "labels", rows: steps, x: end, y: name, shift: () => 4, text: label},
        {kind: "rules", rows: [0], at: (zero) => zero, label: () => ""},
      ],
    },
  );
}

Object.assign(drawMark, {
  bandLine(layer, mark, x, y) {
    drawMark.line(layer, mark, (name) => x(name) + x.bandwidth() / 2, y);
  },
  bandArea(layer, mark, x, y) {
    drawMark.area(layer, mark, (name) => x(name) + x.bandwidth() / 2, y);
  },
  columnDots(layer, mark, x, y) {
    drawMark.dots(layer, mark, (name) => x(name) + x.bandwidth() / 2, y);
  },
});
