// What a contract pays at each rate of savings, its named kinks, and contracts side by side.
"use strict";

// Points in order, with both sides of every jump.
function payoffLine(payoff) {
  const sides = payoff.kinks.flatMap((kink) => [
    [kink.rate, kink.below],
    [kink.rate, kink.above],
  ]);
  const rates = new Set(sides.map(([rate]) => rate));
  const points = payoff.points.filter(([rate]) => !rates.has(rate));
  return [...points, ...sides].sort((a, b) => a[0] - b[0]);
}

const kinkName = (kink) => `${words(kink.line)} ${axisRate(kink.rate)}`;

function payoffTables(lines) {
  const rates = lines[0].payoff.points.map(([rate]) => rate);
  const values = lines.map(({payoff}) => new Map(payoff.points));
  return element(
    "div",
    {},
    table(
      "Settlement by gross savings",
      [
        text("gross savings", (rate) => axisRate(rate)),
        ...lines.map(({name}, i) => number(name, (rate) => (values[i].has(rate) ? money(values[i].get(rate)) : ""))),
      ],
      rates,
    ),
    ...lines.map(({name, payoff}) =>
      table(
        `Kinks of ${name}`,
        [
          text("gross savings", (kink) => axisRate(kink.rate)),
          text("line", (kink) => words(kink.line)),
          number("just below", (kink) => money(kink.below)),
          number("just above", (kink) => money(kink.above)),
          text("what the clause does", (kink) => kink.says ?? ""),
        ],
        payoff.kinks,
      ),
    ),
  );
}

const payoffMarks = (lines, payoff, density) => [
  {kind: "strip", rows: density, x: ([rate]) => rate, share: ([, share]) => share},
  {kind: "rules", axis: "y", rows: [0], at: (zero) => zero, label: () => ""},
  {kind: "rules", rows: payoff.kinks, at: (kink) => kink.rate, label: kinkName},
  ...lines.map(({payoff: of, style, name}) => ({
    kind: "line",
    style,
    rows: payoffLine(of),
    x: ([rate]) => rate,
    y: ([, value]) => value,
    title: () => name,
  })),
  {
    kind: "marks",
    rows: payoff.kinks.flatMap((k) =>
      k.below === k.above
        ? [[k, k.above]]
        : [
            [k, k.below],
            [k, k.above],
          ],
    ),
    x: ([kink]) => kink.rate,
    y: ([, value]) => value,
    title: ([kink, value]) => `${kinkName(kink)}: ${money(value)}. ${kink.says ?? ""}`,
  },
];

// `lines` are {name, payoff, style}; the kinks named in the chart are those of the first.
function payoffFigure(title, lines) {
  const {payoff} = lines[0];
  const all = lines.flatMap((line) => line.payoff.points);
  const dollarsRange = widened(d3.extent([0, ...all.map(([, value]) => value)]), 0.12);
  const density = payoff.density ?? [];
  const finding = payoff.kinks.length
    ? `${lines[0].name}: ${payoff.kinks.map((kink) => `${kinkName(kink)} (${money(kink.above)})`).join("; ")}.`
    : `${lines[0].name} neither bends nor jumps in this range.`;
  return figure(
    title,
    [
      ...lines.map(({name, style}) => key(`line ${style}`, name)).flat(),
      ...key("diamond", "kinks"),
      ...(density.length ? key("shade", "where trials fall") : []),
    ],
    `${finding}${payoff.held ? ` ${payoff.held}` : ""}`,
    {
      size: wide,
      x: {
        label: "gross savings on the benchmark",
        kind: "linear",
        domain: d3.extent(all, ([rate]) => rate),
        format: axisRate,
      },
      y: {label: "settlement, dollars", kind: "linear", domain: dollarsRange, format: axisDollars},
      marks: payoffMarks(lines, payoff, density),
    },
    payoffTables(lines),
  );
}

// ---- contracts side by side

const optionMarks = (rows, range, band) => [
  {kind: "rules", rows: [0], at: (zero) => zero, label: () => ""},
  {
    kind: "intervals",
    rows,
    low: (r) => r.low,
    high: (r) => r.high,
    y: band,
    title: (r) => `${r.contract}: P5 ${money(r.low)}, P95 ${money(r.high)}`,
  },
  {kind: "bandDots", rows, x: (r) => r.middle, y: band, title: (r) => `median ${money(r.middle)}`},
  {kind: "bandMarks", rows, x: (r) => r.mean, y: band, title: (r) => `mean ${money(r.mean)}`},
  {
    kind: "intervals",
    style: "again",
    rows: rows.filter((r) => r.again),
    low: (r) => r.again.low,
    high: (r) => r.again.high,
    y: band,
  },
  {
    kind: "labels",
    rows,
    x: () => range[1],
    y: band,
    shift: () => 6,
    text: (r) => `owes ${axisShare((r.again ?? r).owes)}${r.again ? " ◆" : ""}`,
  },
];

// `rows` are {contract, low, middle, high, mean, owes, again?} of one year.
function optionsFigure(title, rows) {
  const values = rows.flatMap((row) => [
    row.low,
    row.high,
    row.mean,
    ...(row.again ? [row.again.low, row.again.high] : []),
  ]);
  const best = largest(rows, (row) => row.mean);
  const longest = d3.max(rows, (row) => row.contract.length);
  const range = widened(d3.extent([0, ...values]), 0.08);
  const band = (row) => row.contract;
  return figure(
    title,
    [
      ...key("interval", "P5 to P95"),
      ...key("dot", "median"),
      ...key("diamond", "mean"),
      ...(rows.some((r) => r.again) ? key("line again", "◆ settled again") : []),
    ],
    `${best.contract} has the highest mean, ${money(best.mean)}. At the right: the chance of owing.`,
    {
      size: {width: 640, height: 90 + 34 * rows.length, left: Math.min(190, 24 + 7 * longest), right: 76},
      x: {label: "settlement, dollars (positive is paid to us)", kind: "linear", domain: range, format: axisDollars},
      y: {label: "", kind: "band", domain: rows.map(band), format: (name) => name},
      marks: optionMarks(rows, range, band),
    },
    table(
      "Settlement, dollars",
      [
        text("contract", band),
        number("P5", (r) => money(r.low)),
        number("median", (r) => money(r.middle)),
        number("mean", (r) => `${money(r.mean)} ±${grouped(0)(r.error ?? 0)}`),
        number("P95", (r) => money(r.high)),
      ],
      rows,
    ),
  );
}

Object.assign(drawMark, {
  bandDots(layer, mark, x, y) {
    drawMark.dots(layer, {...mark, y: mark.y}, x, (name) => y(name) + y.bandwidth() / 2);
  },
  bandMarks(layer, mark, x, y) {
    drawMark.marks(layer, {...mark, y: mark.y}, x, (name) => y(name) + y.bandwidth() / 2);
  },
});
