// What stands behind a figure: a dialog with its formula, its inputs and the ledgers of two trials; links that open it.
"use strict";

let toldReport = null;
let toldText = null; // asked for once, when first needed

const linkTo = (id) => `#figure=${encodeURIComponent(id)}`;

function explainedOnce() {
  const packed = document.getElementById("explained").textContent.trim();
  if (!packed || typeof openExplained === "undefined") return Promise.resolve(null);
  toldText ??= openExplained(packed).catch(() => null);
  return toldText;
}

function valueLines({figure, presentation, again}) {
  const unit = figure.unit && !["none", "number"].includes(figure.unit) ? `, ${figure.unit}` : "";
  const lines = [`${printed(figure.value, presentation)} ${printedError(figure, presentation)}`.trim() + unit];
  if (figure.interval)
    lines.push(`95 % interval of the simulation: ${figure.interval.map((x) => printed(x, presentation)).join(" to ")}`);
  if (isExact(figure)) lines.push("No simulation stands behind this figure.");
  if (figure.std_error === null) lines.push("So few trials cannot tell its error.");
  if (again)
    lines.push(
      `◆ As the terms are moved now: ${printed(again.value, presentation)} ${printedError(again, presentation)}. What follows is of the study's terms.`,
    );
  return lines.map((line, i) => element("p", i ? {class: "note"} : {class: "value"}, line));
}

// Tables of an explanation carry figures of one trial; they are not asked about again.
function plainTable(tabled) {
  const content = (row, column) => {
    const cell = row.cells[column.id];
    if (cell === null || cell === undefined) return "";
    return cell.text ?? cell.suppressed ?? withError(cell, column.presentation);
  };
  const columns = tabled.columns.map((column) =>
    (column.presentation === "text" ? text : number)(column.name, (row) => content(row, column)),
  );
  return table(wholeDollars(tabled.title), columns, tabled.rows);
}

function trialPart(lead, trial) {
  return folded(
    `${lead} ${trial.title}`,
    ...trial.sentences.map((sentence) => element("p", {}, sentence)),
    ...trial.tables.map(plainTable),
  );
}

function toldParts(explained, entry) {
  const found = explained?.figures?.[entry.id];
  const command = `plimsoll explain ${toldReport.run.folder} --figure ${entry.id}`;
  const parts = found
    ? [
        element("h3", {}, found.title ?? "How it is made"),
        ...found.sentences.map((sentence) => element("p", {}, sentence)),
        ...found.trials.map(({lead, trial}) => trialPart(lead, explained.trials[trial])),
      ]
    : [
        element(
          "p",
          {},
          "The page carries no explanation of this figure; it is one of another document than the run, or of a table that is drawn from others.",
        ),
      ];
  return [...parts, element("p", {class: "note"}, "In a terminal: ", element("code", {}, command))];
}

function closeTold() {
  document.getElementById("told").close();
}

async function tell(id) {
  const entry = figuresShown.get(id) ?? [...figuresShown.values()].find(({short}) => short === id);
  if (!entry) return;
  const dialog = document.getElementById("told");
  const close = element("button", {type: "button", class: "close"}, "Close");
  close.addEventListener("click", closeTold);
  const body = element("div", {}, element("p", {class: "note"}, "Unpacking …"));
  dialog.replaceChildren(
    element("h2", {id: "told-title"}, `${entry.short} ${entry.says}`),
    close,
    ...valueLines(entry),
    element(
      "p",
      {class: "note"},
      "Id ",
      element("code", {}, entry.id),
      " ",
      element("a", {href: linkTo(entry.id)}, "link to this figure"),
    ),
    body,
  );
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  body.replaceChildren(...toldParts(await explainedOnce(), entry));
}

function tellOfLink() {
  const [, id] = location.hash.match(/^#(?:figure=)?(.+)$/) ?? [];
  if (!id || document.getElementById(id)) return;
  tell(decodeURIComponent(id));
}

function forgetLink() {
  if (location.hash.startsWith("#figure=") || /^#F\d+$/.test(location.hash))
    history.replaceState(null, "", location.pathname + location.search);
}

function watchFigures(report) {
  toldReport = report;
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button.figure");
    if (button) tell(button.dataset.figure);
  });
  document.getElementById("told").addEventListener("close", forgetLink);
  window.addEventListener("hashchange", tellOfLink);
  tellOfLink();
}

// Every figure with its short id, for paper.
function figureList() {
  const entries = [...figuresShown.values()];
  return folded(
    `Short ids of ${count(entries.length, "figure")}`,
    table(
      "Figures of this page",
      [
        text("short", (entry) => entry.short),
        text("id, for plimsoll explain", (entry) => entry.id),
        number("value", (entry) => withError(entry.figure, entry.presentation)),
        text("what", (entry) => entry.says),
      ],
      entries,
    ),
  );
}
