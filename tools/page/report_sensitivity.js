// Charts of sensitivity: tornado of mean and reserve, two-way heat map with its break-even, one-way line.
"use strict";

// Inputs in their order of effect, low and high values printed at the ends of the bars.
function tornadoBars(tabled, of, says) {
  const low = `${of}_low`;
  const high = `${of}_high`;
  const rows = tabled.rows.filter((row) => has(row, low, high));
  if (rows.length === 0) return null;
  const name = (row) => nameOf(tabled, row);
  const shown = (row, end) => {
    const cell = row.cells[end];
    return isFigure(cell) ? `${+cell.value.toPrecision(4)}` : (cell?.text ?? "");
  };
  const left = (row) => valueOf(row, valueOf(row, low) <= valueOf(row, high) ? low : high);
  const right = (row) => valueOf(row, valueOf(row, low) <= valueOf(row, high) ? high : low);
  const leftInput = (row) => shown(row, valueOf(row, low) <= valueOf(row, high) ? "low" : "high");
  const rightInput = (row) => shown(row, valueOf(row, low) <= valueOf(row, high) ? "high" : "low");
  const longest = d3.max(rows, (row) => name(row).length);
  const widest = rows.reduce((most, row) => (right(row) - left(row) > right(most) - left(most) ? row : most), rows[0]);
  const chart = {
    size: {width: 640, height: 84 + 28 * rows.length, left: 20 + 6.4 * Math.min(36, longest), right: 20},
    x: {
      label: `${says}, dollars`,
      kind: "linear",
      domain: widened(d3.extent(rows.flatMap((row) => [left(row), right(row)])), 0.2),
      format: axisDollars,
    },
    y: {label: "", kind: "band", domain: rows.map(name), format: (text) => text.slice(0, 36)},
    marks: [
      {
        kind: "spans",
        rows,
        low: left,
        high: right,
        y: name,
        title: (row) => `${name(row)}: ${says} ${money(valueOf(row, low))} at P10, ${money(valueOf(row, high))} at P90`,
      },
      {kind: "labels", rows, anchor: "end", x: left, y: name, shift: () => -4, text: leftInput},
      {kind: "labels", rows, x: right, y: name, shift: () => 4, text: rightInput},
    ],
  };
  const difference = widest.cells[of];
  const finding =
    `${name(widest)} moves the ${says} most: by ${isFigure(difference) ? withError(difference) : ""} dollars from its P10 to its P90. ` +
    "Numbers at the ends are the input's own values.";
  return figure(
    `${wholeDollars(tabled.title)}: ${says}`,
    [...key("bar", "from P10 to P90 of the input")],
    finding,
    chart,
    tornadoTable(tabled, of),
  );
}

// The whole table stands below both charts; behind each of them are its own columns.
function tornadoTable(tabled, of) {
  return table(
    wholeDollars(tabled.title),
    [
      text("input", (row) => nameOf(tabled, row)),
      ...[`${of}_low`, `${of}_high`, of].map((column) =>
        number(tabled.columns.find((c) => c.id === column)?.name ?? column, (row) =>
          isFigure(row.cells[column]) ? withError(row.cells[column]) : "",
        ),
      ),
    ],
    tabled.rows,
  );
}

function tornadoFigure(tabled) {
  const charts = [tornadoBars(tabled, "mean", "mean settlement"), tornadoBars(tabled, "reserve", "reserve")].filter(
    Boolean,
  );
  return element("div", {}, element("div", {class: "charts"}, ...charts), placedTable(tabled));
}

// The end of a key, where the whole does not fit along an axis.
const shortKey = (key_) => key_.split(".").slice(-2).join(".");

const heatMarks = (cells, columns, grid, most, crosses) => [
  {
    kind: "cells",
    rows: cells,
    x: (c) => c.column,
    y: (c) => c.row,
    level: (c) => c.value / most,
    text: (c) => (columns.length <= 9 ? roundDollars(c.value) : ""),
    title: (c) => `${c.row}, ${c.column}: ${withError(c.cell)}`,
  },
  ...(crosses ? [{kind: "contour", rows: [], values: grid, at: 0}] : []),
];

// Squares by two inputs, and the line where the mean settlement is 0 or the figure equals the study's middle.
function heatFigure(tabled) {
  const columns = tabled.columns.slice(1);
  const rows = tabled.rows;
  const grid = rows.map((row) => columns.map((column) => valueOf(row, column.id)));
  if (grid.flat().some((value) => value === null) || rows.length < 2 || columns.length < 2) return drawnTable(tabled);
  const values = grid.flat();
  const [low, high] = d3.extent(values);
  const crosses = low < 0 && high > 0;
  const most = Math.max(Math.abs(low), Math.abs(high)) || 1;
  const cells = rows.flatMap((row, i) =>
    columns.map((column, j) => ({
      row: nameOf(tabled, row),
      column: column.name,
      value: grid[i][j],
      cell: row.cells[column.id],
    })),
  );
  const second = tabled.notes?.[0]?.match(/columns are values of (.*)/)?.[1] ?? "second input";
  const finding =
    `From ${money(low)} to ${money(high)}. ` +
    (crosses
      ? "The line is where it is 0: break-even."
      : `It is ${low >= 0 ? "nowhere below" : "nowhere above"} 0 in this range, so there is no break-even to draw.`);
  const size = {width: 640, height: Math.max(220, 90 + 34 * rows.length), left: 92};
  return overTable(
    tabled,
    wholeDollars(tabled.title),
    [
      ...key("bar above", "above 0"),
      ...key("bar below", "below 0"),
      ...(crosses ? key("line contour", "break-even") : []),
    ],
    finding,
    {
      size,
      x: {label: second, kind: "band", padding: 0, domain: columns.map((c) => c.name), format: (text) => text},
      y: {
        label: shortKey(tabled.columns[0].name),
        kind: "band",
        padding: 0,
        domain: rows.map((row) => nameOf(tabled, row)),
        format: (text) => text,
      },
      marks: heatMarks(cells, columns, grid, most, crosses),
    },
  );
}

// Mean and reserve as one input moves.
function lineFigure(tabled) {
  const points = tabled.rows
    .map((row) => ({at: Number(nameOf(tabled, row)), row}))
    .filter(({at, row}) => Number.isFinite(at) && has(row, "mean", "reserve"));
  if (points.length < 2) return drawnTable(tabled);
  const value = (column) => (point) => valueOf(point.row, column);
  const reach = (point) => 1.96 * (point.row.cells.mean.std_error ?? 0);
  const all = points.flatMap((point) => [
    value("mean")(point) - reach(point),
    value("mean")(point) + reach(point),
    value("reserve")(point),
  ]);
  const [first, last] = [points[0], points[points.length - 1]];
  return overTable(
    tabled,
    wholeDollars(tabled.title),
    [...key("line s0", "mean settlement"), ...key("shade", "its 95 % interval"), ...key("line s1", "reserve")],
    `Mean settlement ${withError(first.row.cells.mean)} at ${first.at}, ${withError(last.row.cells.mean)} at ${last.at}.`,
    {
      size: wide,
      x: {label: tabled.columns[0].name, kind: "linear", domain: d3.extent(points, (p) => p.at), format: (v) => `${v}`},
      y: {label: "dollars", kind: "linear", domain: widened(d3.extent([0, ...all])), format: axisDollars},
      marks: [
        {
          kind: "area",
          rows: points,
          x: (p) => p.at,
          low: (p) => value("mean")(p) - reach(p),
          high: (p) => value("mean")(p) + reach(p),
        },
        {kind: "line", style: "s0", rows: points, x: (p) => p.at, y: value("mean")},
        {kind: "line", style: "s1", rows: points, x: (p) => p.at, y: value("reserve")},
        {kind: "rules", axis: "y", rows: [0], at: (zero) => zero, label: () => ""},
      ],
    },
  );
}
