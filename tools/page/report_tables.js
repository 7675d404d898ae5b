// Tables of a report: which there are, which a section has taken, and how one is drawn.
"use strict";

// ---- finding tables

// A table belongs to the first section that takes it; what is left goes to the section of its command.
class TableShelf {
  constructor(tables) {
    this.tables = tables;
    this.taken = new Set();
  }
  // Tables with ids of the pattern, of the commands if any are named; a section that shows them has them.
  take(pattern, verbs = null) {
    const found = this.find(pattern, verbs);
    found.forEach((table) => this.taken.add(table));
    return found;
  }
  find(pattern, verbs = null) {
    return this.tables.filter(
      (table) => pattern.test(table.id) && (!verbs || verbs.includes(table.verb)) && !this.taken.has(table),
    );
  }
  // The first such table whether taken or not.
  look(pattern, verbs = null) {
    return this.tables.find((table) => pattern.test(table.id) && (!verbs || verbs.includes(table.verb))) ?? null;
  }
  left(verbs) {
    const found = this.tables.filter((table) => !this.taken.has(table) && (!verbs || verbs.includes(table.verb)));
    found.forEach((table) => this.taken.add(table));
    return found;
  }
}

const rowOf = (table, id) => table?.rows.find((row) => row.id === id) ?? null;
const cellOf = (row, column) => row?.cells[column] ?? null;
const yearOf = (table) => +(table.id.match(/\b(\d{4})\b/)?.[1] ?? NaN);

// A figure of the first table that has it: pattern of the table's id, then row and column.
function figureAt(shelf, pattern, verbs, row, column) {
  for (const table of shelf.tables) {
    if (!pattern.test(table.id) || (verbs && !verbs.includes(table.verb))) continue;
    const cell = cellOf(rowOf(table, row), column);
    if (isFigure(cell)) return cell;
  }
  return null;
}

// ---- drawing one

const unitMarks = {
  dollars: "$",
  "dollars per beneficiary-year": "$ PBPY",
  "dollars per member-month": "$ PMPM",
};
const unitMark = (column) => (column.presentation === "text" ? "" : (unitMarks[column.unit] ?? ""));
const wholeDollars = (title) => title.replace(/\$M\b/g, "$");

function cellContent(cell, column, says) {
  if (cell === null || cell === undefined) return [""];
  if (cell.suppressed)
    return [element("abbr", {title: "a count of 1 to 10 people would be shown, or would follow"}, cell.suppressed.replace("-", "–"))];
  if (cell.text !== undefined) return [cell.text];
  return figureControl(cell, column.presentation, says);
}

function headOf(table) {
  return table.columns.map((column) => {
    const mark = unitMark(column);
    const unit = mark ? [element("span", {class: "unit"}, ` ${mark}`)] : [];
    const side = column.presentation === "text" ? {} : {class: "number"};
    return element("th", {scope: "col", ...side}, column.name, ...unit);
  });
}

function bodyRow(table, row) {
  const first = table.columns[0];
  const name = row.cells[first.id]?.text ?? row.id;
  const cells = table.columns.map((column, i) => {
    const says = `${wholeDollars(table.title)}: ${name}, ${column.name}`;
    const side = column.presentation === "text" ? {} : {class: "number"};
    const content = cellContent(row.cells[column.id], column, says);
    return element(i ? "td" : "th", i ? side : {scope: "row", ...side}, ...content);
  });
  return element("tr", {}, ...cells);
}

// The register is what `check` prints of a study.
const originOf = (table) => {
  const verb = table.verb ? `plimsoll ${table.verb === "register" ? "check --strict" : table.verb}` : "";
  return [verb, table.source].filter(Boolean).join(", ");
};

// `rows` shows only those rows.
function drawnTable(table, {rows = table.rows, title = wholeDollars(table.title)} = {}) {
  const origin = element("span", {class: "origin"}, originOf(table));
  const drawn = element(
    "table",
    {"data-table": table.id},
    element("caption", {}, title, " ", origin),
    element("thead", {}, element("tr", {}, ...headOf(table))),
    element("tbody", {}, ...rows.map((row) => bodyRow(table, row))),
  );
  const notes = (table.notes ?? []).map((note) => element("p", {class: "note"}, note));
  const stays = element(
    "p",
    {class: "note stays", hidden: ""},
    "As in the study: the moved terms are not in this table.",
  );
  const holder = element(
    "div",
    {class: "tabled"},
    element("div", {class: "wide", tabindex: "0", role: "group", "aria-label": title}, drawn),
    stays,
    ...notes,
  );
  oneTabStop(drawn);
  return holder;
}

const folded = (name, ...content) => element("details", {class: "folded"}, element("summary", {}, name), ...content);

// Long tables are folded, short ones stand open.
function placedTable(table) {
  if (table.rows.length <= 24) return drawnTable(table);
  return folded(`${wholeDollars(table.title)} (${count(table.rows.length, "row")})`, drawnTable(table));
}

// ---- keys: one stop of the tab key for each table, arrows from figure to figure

function oneTabStop(drawn) {
  drawn.querySelectorAll("button.figure").forEach((button, i) => button.setAttribute("tabindex", i ? "-1" : "0"));
}

function nextFigure(button, keyName) {
  const cell = button.closest("td, th");
  const row = cell.parentElement;
  const inRow = [...row.querySelectorAll("button.figure")];
  const at = inRow.indexOf(button);
  if (keyName === "ArrowRight") return inRow[at + 1];
  if (keyName === "ArrowLeft") return inRow[at - 1];
  if (keyName === "Home") return inRow[0];
  if (keyName === "End") return inRow[inRow.length - 1];
  for (let next = row; (next = keyName === "ArrowDown" ? next.nextElementSibling : next.previousElementSibling);) {
    const found = next.children[cell.cellIndex]?.querySelector("button.figure");
    if (found) return found;
  }
  return null;
}

function moveInTable(event) {
  const button = event.target.closest?.("table[data-table] button.figure");
  if (!button || !/^(Arrow(Up|Down|Left|Right)|Home|End)$/.test(event.key)) return;
  const next = nextFigure(button, event.key);
  if (!next) return;
  event.preventDefault();
  button.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

if (typeof document !== "undefined") document.addEventListener("keydown", moveInTable);
