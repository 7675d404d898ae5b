// Charts of settlements: exceedance, histogram with atoms, payoff with kinks, paired difference, options side by side.
// A curve settled again is drawn over the study's, which stays as an outline.
"use strict";

const wide = {width: 640, height: 320};
const axisDollars = (value) => (value < 0 ? `(${shortDollars(-value)})` : value === 0 ? "$0" : shortDollars(value));
const roundDollars = (value) =>
  (value < 0 ? "(" : "") + d3.format("$.3~s")(Math.abs(value)).replace("G", "B") + (value < 0 ? ")" : "");
const axisRate = (rate) => `${+(100 * rate).toFixed(2)}%`.replace("-", "−");
const axisShare = (share) => `${+(100 * share).toPrecision(2)}%`;
const money = (value) => (value < 0 ? `($${grouped(0)(-value)})` : `$${grouped(0)(value)}`);

// The value of a number that may come with its error or without.
const plain = (figure) => (isFigure(figure) ? figure.value : figure);
const sharePrinted = (share, trials) => {
  const figure = shareFigure(Math.round(share * trials), trials);
  return `${printed(share, "percent")} ${printedError(figure, "percent")}`;
};

function widened([low, high], by = 0.04) {
  const room = (high - low) * by || Math.max(1, Math.abs(high) * by);
  return [low - room, high + room];
}

// ---- how likely is a loss above x?

const chanceAbove = (curve, dollars) => {
  let chance = curve.exceedance.length ? 1 : 0;
  for (const [value, above] of curve.exceedance) {
    if (value > dollars) break;
    chance = above;
  }
  return chance;
};

function exceedanceTable(lines) {
  const levels = [0.5, 0.3, 0.25, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005];
  const at = (curve, level) => curve.exceedance.find(([, chance]) => chance <= level);
  const rows = levels.filter((level) => lines.some(({curve}) => at(curve, level)));
  return table(
    "Amount that is owed with less than this chance, and the chance of more",
    [
      text("chance", (level) => axisShare(level)),
      ...lines.map(({name, curve}) =>
        number(name, (level) => {
          const point = at(curve, level);
          return point ? `${money(point[0])}, ${sharePrinted(point[1], curve.trials)}` : "";
        }),
      ),
    ],
    rows,
  );
}

// `lines` are {name, curve, style}; `places` are amounts to be marked {at, label}.
function exceedanceFigure(title, lines, places, isLog = false) {
  const top = d3.max(lines, ({curve}) => d3.max(curve.exceedance, ([, chance]) => chance)) || 0.01;
  const most = d3.max(lines, ({curve}) => d3.max(curve.exceedance, ([value]) => value)) || 1;
  const near = places.filter((place) => place.at <= 1.6 * most).map((place) => place.at);
  const floor = 1 / d3.max(lines, ({curve}) => curve.trials);
  const first = lines[0];
  const finding =
    `${first.name}: something is owed with a chance of ${sharePrinted(chanceAbove(first.curve, 0), first.curve.trials)}` +
    places
      .map(
        ({at, label}) =>
          `; more than ${money(at)} (${label}) with ${sharePrinted(chanceAbove(first.curve, at), first.curve.trials)}`,
      )
      .join("") +
    ".";
  return figure(
    title,
    lines.map(({name, style}) => key(`line ${style}`, name)).flat(),
    finding,
    {
      size: wide,
      x: {label: "dollars owed", kind: "linear", domain: [0, 1.05 * Math.max(most, ...near)], format: axisDollars},
      y: isLog
        ? {
            label: "chance of owing more (log scale)",
            kind: "log",
            domain: [floor, Math.max(top, 2 * floor)],
            format: axisShare,
          }
        : {label: "chance of owing more", kind: "linear", domain: [0, 1.05 * top], format: axisShare},
      marks: [
        ...lines.map(({name, curve, style}) => ({
          kind: "steps",
          style,
          rows: curve.exceedance.filter(([, chance]) => !isLog || chance > 0),
          x: ([value]) => value,
          y: ([, chance]) => chance,
          title: () => name,
        })),
        {
          kind: "rules",
          rows: places,
          at: (place) => place.at,
          label: (place) => `${place.label} ${roundDollars(place.at)}`,
        },
      ],
    },
    exceedanceTable(lines),
  );
}

// ---- settlement of one contract-year

// Tall atoms are cut where they would flatten everything else; their label says the whole share.
function barTop(curves) {
  const bin = d3.max(curves, (curve) => d3.max(curve.bins, (b) => b.share)) || 0;
  const atom = d3.max(curves, (curve) => d3.max(curve.atoms, (a) => a.share)) || 0;
  return 1.12 * (bin ? Math.min(Math.max(bin, atom), 2.2 * bin) : atom || 1);
}

const spanOf = (curves) =>
  d3.extent(
    curves.flatMap((curve) => [...curve.bins.flatMap((b) => [b.low, b.high]), ...curve.atoms.map((a) => a.value)]),
  );

function atomMarks(curve, width, top, style) {
  const cut = (atom) => Math.min(atom.share, top * 0.93);
  return [
    {
      kind: "bars",
      rows: curve.atoms,
      style,
      low: (a) => a.value - width,
      high: (a) => a.value + width,
      y: cut,
      title: (a) => `exactly ${money(a.value)}: ${sharePrinted(a.share, curve.trials)} of trials`,
    },
    {
      kind: "labels",
      rows: style === "atom again" ? [] : curve.atoms,
      anchor: "middle",
      x: (a) => a.value,
      y: cut,
      drop: () => -9,
      text: (a) => `${cut(a) < a.share ? "▲ " : ""}${axisShare(a.share)} at ${roundDollars(a.value)}`,
    },
  ];
}

function binsTable(curve) {
  const rows = [...curve.atoms.map((a) => ({low: a.value, share: a.share})), ...curve.bins.filter((b) => b.share > 0)];
  rows.sort((a, b) => a.low - b.low || (a.high === undefined ? -1 : 1));
  return table(
    "Share of trials",
    [
      text("dollars", (row) =>
        row.high === undefined ? `exactly ${money(row.low)}` : `${money(row.low)} to ${money(row.high)}`,
      ),
      number("share", (row) => sharePrinted(row.share, curve.trials)),
    ],
    rows,
  );
}

// `again` is the same settled again, if terms were moved.
function histogramFigure(title, label, curve, again, finding) {
  const curves = again ? [curve, again] : [curve];
  const span = widened(spanOf(curves));
  const width = (span[1] - span[0]) / 160;
  const top = barTop(curves);
  const bars = (of, style) => ({
    kind: "bars",
    style,
    rows: of.bins,
    low: (b) => b.low,
    high: (b) => b.high,
    y: (b) => b.share,
    title: (b) => `${money(b.low)} to ${money(b.high)}: ${sharePrinted(b.share, of.trials)} of trials`,
  });
  const scale = again ? (again.bins.length && curve.bins.length ? binWidth(curve) / binWidth(again) : 1) : 1;
  const sameScale = again && {...again, bins: again.bins.map((b) => ({...b, share: b.share * scale}))};
  return figure(
    title,
    [
      ...key("bar", "trials by dollars"),
      ...key("bar atom", "exactly one amount"),
      ...(again ? key("line again", `◆ settled again, first ${people(again.trials)} trials`) : []),
    ],
    finding,
    {
      size: wide,
      x: {label, kind: "linear", domain: span, format: axisDollars},
      y: {label: "share of trials", kind: "linear", domain: [0, top], format: axisShare},
      marks: [
        bars(curve, "plain"),
        ...atomMarks(curve, width, top, "atom"),
        ...(sameScale ? [bars(sameScale, "again"), ...atomMarks(sameScale, width, top, "atom again")] : []),
        {kind: "rules", rows: [0], at: (zero) => zero, label: () => ""},
      ],
    },
    binsTable(again ?? curve),
  );
}
const binWidth = (curve) => curve.bins[0].high - curve.bins[0].low;

function settlementFigure(curve, again) {
  const shown = again ?? curve;
  const mean = plain(shown.mean);
  const owes = plain(shown.p_owe);
  const finding =
    `Mean ${mean < 0 ? "owed" : "paid to us"} ${amountText(mean)}${isFigure(shown.mean) ? saidError({unit: "dollars", ...shown.mean}) : ""}; ` +
    `something is owed in ${sharePrinted(owes, shown.trials)} of trials.`;
  const title = `Settlement of ${curve.contract === "total" ? "all signed contracts" : curve.contract}, ${curve.year}`;
  return histogramFigure(title, "settlement, dollars (positive is paid to us)", curve, again, finding);
}

function differenceFigure(difference, again) {
  const shown = again ?? difference;
  const zero = shown.atoms.find((atom) => atom.value === 0);
  const {first, second, year} = difference;
  return histogramFigure(
    `${first} less ${second}, trial by trial, ${year}`,
    `dollars that ${first} settles above ${second}`,
    difference,
    again,
    `Right of 0 ${first} is better. Both settle alike in ${zero ? sharePrinted(zero.share, shown.trials) : "few or none"} of trials.`,
  );
}
