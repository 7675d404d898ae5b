// The sections of a report after the first: what stands in each, and which command brings what is not there.
"use strict";

const years = (report) => report.study.years;
const addTo = (report, command, file) =>
  `\`${command} --json > ${file}\`, then \`plimsoll report ${report.run.folder} ${file}\``;

// Words with `code` in them.
function prose(words_) {
  return words_.split("`").map((part, i) => (i % 2 ? element("code", {}, part) : part));
}
const missing = (what) => element("p", {class: "missing"}, ...prose(what));
const shown = (tables) => tables.map(placedTable);
const follows = (...content) => element("div", {class: "follows"}, ...content);

// ---- 2 what we may owe and when

function placesOf(report, shelf, contract, year) {
  const places = [];
  const {tolerance} = report.study;
  if (tolerance) places.push({at: tolerance.max_loss, label: "tolerance"});
  const most = figureAt(shelf, new RegExp(`^settlement\\.${year}$`), null, contract, "maximum");
  if (most) places.push({at: most.value, label: "most owed"});
  const reserve = figureAt(shelf, new RegExp(`^reserve\\.${year}$`), null, contract, "reserve");
  if (reserve && reserve.value > 0) places.push({at: reserve.value, label: "reserve"});
  for (const row of shelf.look(/^floors$/)?.rows ?? [])
    if (has(row, "required"))
      places.push({at: valueOf(row, "required"), label: nameOf({columns: [{id: "floor"}]}, row)});
  return places;
}

function owedCharts(report, shelf, isLog) {
  const signed = signedOf(report);
  const of = report.study.contracts.map(({id}) => id); // options too: which of them to sign may be the question
  return years(report).map((year) => {
    const find = (contract) => report.curves.find((curve) => curve.contract === contract && curve.year === year);
    const lines = [...(signed.length > 1 ? ["total"] : []), ...of]
      .map((contract) => ({name: contract === "total" ? "all signed together" : contract, curve: find(contract)}))
      .filter(({curve}) => curve)
      .slice(0, lineStyles.length)
      .map((line, i) => ({...line, style: lineStyles[i]}));
    return lines.length
      ? exceedanceFigure(
          `Chance of owing more, ${year}`,
          lines,
          placesOf(report, shelf, signed.length > 1 ? null : (signed[0] ?? of[0]), year),
          isLog,
        )
      : null;
  });
}

function owedSection(report, shelf) {
  const charts = new Redrawn((isLog) => owedCharts(report, shelf, isLog));
  charts.draw(false);
  const log = element("input", {type: "checkbox", id: "log-scale"});
  log.addEventListener("change", () => charts.draw(log.checked));
  charts.node.className = "charts";
  const levels = shelf.take(/^(owed|levels)\./);
  const reserves = shelf.take(
    /^(reserve|portfolio|allocation|recognised_losses|recognised_upside|deficiency|participants)\./,
  );
  const gates = shelf.take(/^(tolerance|floors|triggers)$/);
  const held = shelf.take(/^(holding|roll_forward)$/);
  const schedule = shelf.take(/^schedule$/);
  const calendar = shelf.take(/^cash\.calendar$/);
  const cash = shelf.take(/^(cash|returns?)\b/);
  return [
    charts.node,
    element("p", {class: "screen"}, log, " ", element("label", {for: "log-scale"}, "chances on a log scale")),
    element("h3", {}, "Levels"),
    follows(...shown(levels)),
    element("h3", {}, "Reserve, minimums and the most that can be owed"),
    follows(...shown(reserves)),
    ...shown(gates),
    ...(gates.length || schedule.length
      ? []
      : [
          missing(
            `Floors, release dates and the tolerance stand in ${addTo(report, `plimsoll reserve ${report.run.folder}`, "reserve.json")}.`,
          ),
        ]),
    ...schedule.map(scheduleFigure),
    ...held.flatMap((tabled) => (tabled.id === "roll_forward" ? [rolledFigure(tabled)] : shown([tabled]))),
    element("h3", {}, "Cash calendar"),
    ...calendar.map(cashFigure),
    ...shown(cash),
    ...(calendar.length
      ? []
      : [
          missing(
            "The study dates no cash, so there is no calendar; `[[programme]]` and `[contract.settlement]` of the study date it (`plimsoll schema --markdown`).",
          ),
        ]),
  ];
}

// Opening to closing: the steps of the first year that has any.
function rolledFigure(tabled) {
  const column = tabled.columns.find((one) => one.id !== "step")?.id;
  const rows = tabled.rows.filter((row) => has(row, column));
  if (rows.length < 3) return drawnTable(tabled);
  const steps = [];
  let from = valueOf(rows[0], column);
  for (const [i, row] of rows.entries()) {
    const value = valueOf(row, column);
    const isEnd = i === 0 || i === rows.length - 1;
    steps.push({name: nameOf(tabled, row), row, end: isEnd, low: isEnd ? 0 : from, high: isEnd ? value : from + value});
    if (!isEnd) from += value;
  }
  return bridgeOf(tabled, steps, column, "reserve, dollars", ["more to hold", "less to hold"]);
}

// ---- 4 contract pages

const perContract = /^(parts|savings|members)\.\d{4}$/;

function contractPage(report, shelf, {id, population, signed}) {
  const tables = shelf.find(perContract);
  const rowsOf = (prefix) => tables.filter((tabled) => tabled.id.startsWith(`${prefix}.`) && rowOf(tabled, id));
  const own = ["parts", "savings", "members"].flatMap((prefix) =>
    rowsOf(prefix).map((tabled) => drawnTable(tabled, {rows: [rowOf(tabled, id)]})),
  );
  const escaped = id.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const ladders = shelf.take(new RegExp(`^(ladder\\.${escaped}|${escaped}(\\.\\d{4})?)$`));
  const says = `${signed ? "Signed" : "Not signed"}${population ? `, population ${population}` : ""}. Base FFS is ours whatever the year brings; what is paid to us and what we owe are never added to it.`;
  return element(
    "article",
    {class: "contract"},
    element("h3", {}, id),
    element("p", {class: "note"}, says),
    follows(...own),
    ...shown(ladders),
  );
}

function contractSection(report, shelf) {
  const pages = report.study.contracts.map((contract) => contractPage(report, shelf, contract));
  const known = new Set(report.study.contracts.map(({id}) => id));
  const whole = shelf.take(perContract).filter((tabled) => tabled.rows.some((row) => !known.has(row.id)));
  const quality = shelf.take(/^quality\.\d{4}$/);
  const ladders = shelf.take(/^(ladder|settled)\b/);
  return [
    ...pages,
    ...shown(whole),
    ...shown(ladders),
    element("h3", {}, "Quality"),
    ...shown(quality),
    ...(quality.length ? [] : [missing("The study has no quality measures that are drawn.")]),
  ];
}

// ---- 5 to 7

function inYearSection(report, shelf) {
  const position = shelf.take(/^position\./);
  if (position.length === 0)
    return [
      missing(
        `No re-forecast is among the sources: ${addTo(report, `plimsoll reforecast ${report.study.file} --as-of DATE`, "reforecast.json")}.`,
      ),
    ];
  const months = shelf.take(/^months\./, ["reforecast"]);
  const trend = shelf.take(/^trend\./);
  const change = shelf.take(/^change\b/);
  return [
    ...shown(position),
    ...months.map((tabled) => fanFigure(tabled, trend[0] ?? null)),
    ...shown(trend),
    ...change.map((tabled) => bridgeFigure(tabled)),
    ...(change.length ? [] : [missing("No bridge: give the run before with `--since RUN` to `plimsoll reforecast`.")]),
    ...shown(shelf.take(/^(quality_to_date\.|sources$)/)),
  ];
}

function driversSection(report, shelf) {
  const parts = shelf.take(/^result_drivers/);
  const gap = shelf.take(/^gap$/);
  const parted = parts.map((tabled) => {
    const rows = tabled.rows.filter((row) => has(row, "overrun") && !/total$/.test(row.id));
    if (rows.length === 0) return drawnTable(tabled);
    return rowBars(tabled, {
      title: wholeDollars(tabled.title),
      column: "overrun",
      label: "overrun in bad years, dollars",
      rows,
      finding: `Most overruns in bad years: ${nameOf(
        tabled,
        largest(rows, (row) => valueOf(row, "overrun")),
      )}.`,
    });
  });
  const gaps = gap.map((tabled) => {
    const rows = tabled.rows.filter((row) => has(row, "gap_dollars") && row.id !== "total").slice(0, 15);
    if (rows.length === 0) return drawnTable(tabled);
    return rowBars(tabled, {
      title: wholeDollars(tabled.title),
      column: "gap_dollars",
      label: "gap to the expected cost, dollars",
      rows,
      finding: `Largest: ${nameOf(tabled, rows[0])}. What 1 % of each comes to stands in the last column of the table.`,
    });
  });
  return [
    ...parted,
    ...gaps,
    ...shown(shelf.take(/^(result_|patients_|top$|movement$|layers$|truncation$|spend$)/)),
    ...(parts.length
      ? []
      : [
          missing(
            `Which service line makes a bad year: ${addTo(report, `plimsoll drivers ${report.run.folder}`, "drivers.json")}.`,
          ),
        ]),
    ...(gap.length
      ? []
      : [
          missing(
            `DRGs, large claims and what 1 % of a service line comes to need claims: ${addTo(report, "plimsoll drivers CLAIMS --prior CLAIMS-BEFORE --by drg", "by_drg.json")}.`,
          ),
        ]),
  ];
}

function sensitivitySection(report, shelf) {
  const {file} = report.study;
  const tornado = shelf.take(/^tornado\./);
  const grids = shelf.take(/^grid_/);
  const lines = shelf.take(/^grid\./);
  const scenarios = shelf.take(/^scenarios\./);
  const spread = shelf.take(/^(variance|sources\.|shares|components|risk)/, ["run", "sweep", "drivers"]);
  return [
    ...tornado.map(tornadoFigure),
    ...shown(shelf.take(/^terms\./, ["sweep"])),
    ...(tornado.length ? [] : [missing(`No tornado: ${addTo(report, `plimsoll sweep ${file}`, "tornado.json")}.`)]),
    ...grids.map(heatFigure),
    ...lines.map(lineFigure),
    ...(grids.length
      ? []
      : [
          missing(
            `No heat map of two terms: ${addTo(report, `plimsoll sweep ${file} --vary KEY=from:to:points --vary KEY=from:to:points`, "grid.json")}.`,
          ),
        ]),
    ...shown(scenarios),
    ...(scenarios.length
      ? []
      : [missing(`No scenarios: ${addTo(report, `plimsoll compare ${file} --all-scenarios`, "scenarios.json")}.`)]),
    ...shown(spread),
  ];
}
