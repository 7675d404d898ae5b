// Charts of tables: parts of a cost, cash calendar, reserve by quarter. Each stands over its own table.
"use strict";

const valueOf = (row, column) => (isFigure(row.cells[column]) ? row.cells[column].value : null);
const has = (row, ...columns) => columns.every((column) => valueOf(row, column) !== null);
const nameOf = (table, row) => row.cells[table.columns[0].id]?.text ?? row.id;
const withError = (cell, presentation = "whole_dollars") =>
  `${printed(cell.value, presentation)} ${printedError(cell, presentation)}`.trim();
const asDollars = (cell) => `$${withError(cell)}`;

function overTable(tabled, title, keys, finding, chart) {
  return figure(title, keys, finding, chart, drawnTable(tabled));
}

// Bars of a table that go both ways from 0, one for each row, names at the left and values at their ends.
function rowBars(tabled, {title, column, label, rows, finding, presentation = "whole_dollars"}) {
  const longest = Math.min(
    30,
    d3.max(rows, (row) => nameOf(tabled, row).length),
  );
  const value = (row) => valueOf(row, column);
  const range = widened(d3.extent([0, ...rows.map(value)]), 0.2);
  const name = (row) => nameOf(tabled, row).slice(0, 30);
  return overTable(tabled, title, [], finding, {
    size: {width: 640, height: 80 + 24 * rows.length, left: 24 + 6.6 * longest},
    x: {label, kind: "linear", domain: range, format: axisDollars},
    y: {label: "", kind: "band", domain: rows.map(name), format: (text) => text},
    marks: [
      {
        kind: "spans",
        rows,
        low: () => 0,
        high: value,
        y: name,
        title: (row) => `${nameOf(tabled, row)}: ${withError(row.cells[column], presentation)}`,
      },
      {
        kind: "labels",
        rows: rows.filter((r) => value(r) >= 0),
        x: value,
        y: name,
        shift: () => 4,
        text: (row) => printed(value(row), presentation),
      },
      {
        kind: "labels",
        rows: rows.filter((r) => value(r) < 0),
        anchor: "end",
        x: value,
        y: name,
        shift: () => -4,
        text: (row) => printed(value(row), presentation),
      },
      {kind: "rules", rows: [0], at: (zero) => zero, label: () => ""},
    ],
  });
}

// ---- cash

const cashMarks = (rows, name) => [
  {
    kind: "bandArea",
    rows,
    x: name,
    low: (r) => valueOf(r, "balance_p05"),
    high: (r) => valueOf(r, "balance_p95"),
  },
  {
    kind: "columns",
    rows,
    x: name,
    y: (r) => valueOf(r, "net"),
    title: (r) => `${name(r)}: net ${withError(r.cells.net)}`,
  },
  {kind: "bandLine", rows, x: name, y: (r) => valueOf(r, "balance"), title: () => "cash"},
  {kind: "rules", axis: "y", rows: [0], at: (zero) => zero, label: () => ""},
];

function cashFigure(tabled) {
  const rows = tabled.rows.filter((row) => has(row, "net", "balance", "balance_p05", "balance_p95"));
  if (rows.length === 0) return drawnTable(tabled);
  const name = (row) => nameOf(tabled, row);
  const all = rows.flatMap((row) =>
    ["net", "net_p05", "net_p95", "balance_p05", "balance_p95"].map((c) => valueOf(row, c) ?? 0),
  );
  const least = rows.reduce(
    (low, row) => (valueOf(row, "balance_p05") < valueOf(low, "balance_p05") ? row : low),
    rows[0],
  );
  const names = rows.map(name);
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
      x: {
        label: "",
        kind: "band",
        domain: names,
        format: (text) => text,
        ticks: names.filter((_, i) => i % Math.ceil(names.length / 16) === 0),
      },
      y: {
        label: "dollars (positive is paid to us)",
        kind: "linear",
        domain: widened(d3.extent([0, ...all])),
        format: axisDollars,
      },
      marks: cashMarks(rows, name),
    },
  );
}

// Amount held by quarter.
function scheduleFigure(tabled) {
  const shown =
    tabled.columns.find((column) => ["reserve", "held", "closing"].includes(column.id)) ?? tabled.columns[3];
  const rows = tabled.rows.filter((row) => has(row, shown?.id));
  if (rows.length < 2) return drawnTable(tabled);
  const name = (row) => nameOf(tabled, row);
  const top = rows.reduce((most, row) => (valueOf(row, shown.id) > valueOf(most, shown.id) ? row : most), rows[0]);
  return overTable(
    tabled,
    wholeDollars(tabled.title),
    [...key("bar", shown.name)],
    `Most in ${name(top)}: ${asDollars(top.cells[shown.id])}.`,
    {
      size: {width: 640, height: 260},
      x: {label: "", kind: "band", domain: rows.map(name), format: (text) => text},
      y: {
        label: `${shown.name}, dollars`,
        kind: "linear",
        domain: widened(d3.extent([0, ...rows.map((r) => valueOf(r, shown.id))])),
        format: axisDollars,
      },
      marks: [
        {
          kind: "columns",
          rows,
          x: name,
          y: (r) => valueOf(r, shown.id),
          title: (r) => `${name(r)}: ${withError(r.cells[shown.id])}`,
        },
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
