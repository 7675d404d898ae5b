// The report of one run: its head, its twelve sections in their order, and what makes them answer.
"use strict";

// ---- 8 to 12

function registerSection(report, shelf) {
  const tables = shelf.left(["register"]);
  return tables.length
    ? shown(tables)
    : [
        missing(
          "The study's assumptions are not among the tables of this page; `plimsoll check` lists those without basis, source, owner and date.",
        ),
      ];
}

function reviewSection(report, shelf) {
  const tables = shelf.left(["review", "check"]);
  return tables.length
    ? shown(tables)
    : [
        missing(
          `No data were reviewed for this page: ${addTo(report, "plimsoll review CLAIMS --columns MAP", "review.json")}.`,
        ),
      ];
}

function lawsBesideData({data, year, laws}) {
  return [element("h3", {}, `Laws fitted to ${data}, ${year}: unfold one for its charts`), ...laws.map(lawDetails)];
}

function methodSection(report, shelf) {
  const {method, estimator, generator, trials} = report.run;
  const fits = shelf.left(["fit"]);
  const laws = (report.fits ?? []).filter((fit) => fit.laws?.length).flatMap(lawsBesideData);
  const validated = shelf.left(["validate", "bench"]);
  return [
    element(
      "p",
      {},
      `${people(trials)} trials${method ? `, ${words(method)}` : ""}${estimator ? `, estimator ${words(estimator)}` : ""}${generator ? `, generator ${generator}` : ""}. Percentiles are order statistics, tail means take their edge in part, and every error is of the simulation.`,
    ),
    ...shown(shelf.take(/^(importance|fits_)/)),
    ...shown(fits),
    ...laws,
    ...shown(validated),
    ...(fits.length
      ? []
      : [
          missing(
            `No fit is among the sources: ${addTo(report, "plimsoll fit MEMBERS --columns MAP --year YEAR", "fit.json")}.`,
          ),
        ]),
    ...(validated.length
      ? []
      : [
          missing(
            `No validation is among the sources: ${addTo(report, `plimsoll validate engines ${report.study.file}`, "validate.json")}.`,
          ),
        ]),
  ];
}

function limitsSection(report) {
  const list = (items) => element("ul", {}, ...items.map((item) => element("li", {}, item)));
  const {purpose} = report.study;
  const told = [
    ["scope", purpose.scope], ["prepared by", purpose.preparer], ["reviewed by", purpose.reviewer],
    ["relies on", purpose.reliance.join("; ")], ["since the information date", purpose.subsequent_events],
  ].filter(([, value]) => value);
  return [
    list(report.limitations),
    ...(told.length ? [element("h3", {}, "Scope and reliance"), list(told.map(([name, value]) => `${name}: ${value}`))] : []),
    ...(report.draft_because.length ? [element("h3", {}, "What stands against a final report"), list(report.draft_because)] : []),
  ];
}

// The run's manifest, table by table; only what the page itself adds is told here.
function auditSection(report, shelf) {
  const {run} = report;
  const rows = [
    ["run", run.folder],
    ["command", run.command],
    ["report format", report.format],
  ];
  const facts = element(
    "table",
    {class: "audit"},
    element("caption", {}, "What this page was made from"),
    element(
      "tbody",
      {},
      ...rows.map(([name, value]) =>
        element("tr", {}, element("th", {scope: "row"}, name), element("td", {}, element("code", {}, `${value}`))),
      ),
    ),
  );
  return [
    element("div", {class: "wide", tabindex: "0", role: "group", "aria-label": "What this page was made from"}, facts),
    ...shown(shelf.left(["audit"]).filter((table) => table.rows.length || table.notes.length)),
  ];
}

// ---- the whole page

function optionsSection(report, shelf, terms) {
  const detail = new Options(report, shelf, terms).drawn();
  const main = shelf.take(/^(settlement|together|difference)\.|^total$/);
  const compared = shelf.take(/^(options|pairs)\./);
  const payoff = shelf.take(/^(payoff|kinks)\./);
  const crossings = shelf.take(/^(crossings|break_even)\./);
  const several = report.study.contracts.length > 1;
  return [
    ...detail,
    follows(element("h3", {}, "Settlement and differences"), ...shown(main)),
    ...(crossings.length ? [element("h3", {}, "Where they cross"), ...shown(crossings)] : []),
    ...(compared.length
      ? [element("h3", {}, "Regret and dominance"), ...shown(compared)]
      : several
        ? [missing(`Regret by option: ${addTo(report, `plimsoll compare ${report.study.file}`, "compare.json")}.`)]
        : []),
    ...payoff.map((tabled) => folded(wholeDollars(tabled.title), drawnTable(tabled))),
    ...shown(shelf.take(/^(terms|worth)\b/, ["contracts", "settle"])),
  ];
}

// Sections in the order of reading. What a command brings that no section takes stands in the section of that command.
const sections = [
  {id: "decision", name: "Decision", draw: drawDecision, verbs: []},
  {id: "owed", name: "What we may owe and when", draw: owedSection, verbs: ["reserve"]},
  {id: "options", name: "Options", draw: optionsSection, verbs: ["compare", "contracts", "settle"]},
  {id: "contracts", name: "Contract pages", draw: contractSection, verbs: ["run"]},
  {id: "in-year", name: "In-year", draw: inYearSection, verbs: ["reforecast", "unpaid"]},
  {id: "drivers", name: "Drivers", draw: driversSection, verbs: ["drivers"]},
  {id: "sensitivity", name: "Sensitivity", draw: sensitivitySection, verbs: ["sweep"]},
  {id: "assumptions", name: "Assumptions", draw: registerSection, verbs: ["register"]},
  {id: "data-review", name: "Data review", draw: reviewSection, verbs: ["review", "check"]},
  {id: "method", name: "Method and validation", draw: methodSection, verbs: ["fit", "validate", "bench"]},
  {id: "limits", name: "Limitations and uses not supported", draw: limitsSection, verbs: []},
  {id: "audit", name: "Audit", draw: auditSection, verbs: null},
];

// Sections a view leaves out.
const leftOut = {
  board: ["contracts", "in-year", "drivers", "sensitivity", "assumptions", "data-review", "method"],
  budget: ["options", "in-year", "drivers", "sensitivity", "assumptions", "data-review", "method"],
};
const sectionsOf = (report) => sections.filter(({id}) => !(leftOut[report.view] ?? []).includes(id));

function drawHead(report) {
  const isFinal = report.mark === "final";
  const mark = element(
    "p",
    {class: `mark ${isFinal ? "final" : "draft"}`},
    element("strong", {}, isFinal ? "FINAL" : "DRAFT"),
    isFinal ? "" : `: ${count(report.draft_because.length, "thing")} against a final report, listed under limitations`,
  );
  document.title = `${report.study.title}: report`;
  document.body.classList.add(isFinal ? "final" : "draft");
  document.getElementById("head").append(element("h1", {}, report.study.title), mark);
  const links = sectionsOf(report).map(({id, name}) => element("li", {}, element("a", {href: `#${id}`}, name)));
  document.getElementById("contents").append(element("ol", {}, ...links));
}

function drawSections(report, terms) {
  const shelf = new TableShelf(report.tables);
  const main = document.getElementById("main");
  main.replaceChildren();
  const isWhole = !(report.view in leftOut);
  const drawn = sectionsOf(report).map(({id, name, draw}, i) => {
    const holder = element(
      "section",
      {id, "aria-labelledby": `${id}-name`},
      element("h2", {id: `${id}-name`}, `${i + 1} ${name}`),
    );
    main.append(holder);
    holder.append(...draw(report, shelf, terms).filter(Boolean));
    return holder;
  });
  for (const [i, {verbs}] of isWhole ? sections.entries() : [])
    if (verbs === null || verbs.length) drawn[i].append(...shown(shelf.left(verbs)));
  drawn[drawn.length - 1].append(figureList());
}

const benchmarkOf = (payoffs) => (contract, year) => {
  const found = payoffs.find((one) => one.contract === contract && one.year === year);
  return typeof found?.benchmark === "number" ? found.benchmark : 0;
};

async function openTerms(report) {
  const packed = document.getElementById("live").textContent.trim();
  if (!packed || typeof openLive === "undefined") return null;
  const live = await openLive(packed, report);
  if (!live) return null;
  const rule = report.study.reserve;
  return {live, settled: new Settled(live, rule, benchmarkOf(report.payoff))};
}

// A page that cannot be drawn says so instead of standing empty.
function sayFault(fault) {
  document
    .getElementById("main")
    .prepend(element("p", {class: "flag", role: "alert"}, `This page could not be drawn in full: ${fault.message}`));
  throw fault;
}

async function drawReport() {
  const report = JSON.parse(document.getElementById("data").textContent);
  drawHead(report);
  const terms = await openTerms(report).catch((fault) => {
    report.live_because = `the trials of the page could not be read (${fault.message}).`;
    return null;
  });
  drawSections(report, terms);
  watchFigures(report);
  document.documentElement.dataset.drawn = "yes";
}

if (typeof document !== "undefined") drawReport().catch(sayFault);
