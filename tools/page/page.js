// What every page is made of: words and numbers, elements, tables, and figures with their table.
"use strict";

// ---- words and numbers

const dollars = (value) =>
  (value < 0 ? "−" : "") + d3.format(Math.abs(value) < 10 ? "$,.2f" : "$,.0f")(Math.abs(value));
const shortDollars = (value) =>
  Math.abs(value) < 1 ? d3.format("$~r")(value) : d3.format("$~s")(value).replace("G", "B");
const signed = (value, digits = 1) =>
  `${value < 0 ? "−" : value > 0 ? "+" : ""}${Math.abs(100 * value).toFixed(digits)}%`;
const percent = (share, digits = 1) => `${(100 * share).toFixed(digits)}%`;
const levelName = (level) => `${+(100 * level).toFixed(1)}%`;
const people = d3.format(",");
const fixed = (digits) => (value) =>
  value === null || value === undefined ? "" : value.toFixed(digits).replace("-", "−");
const words = (name) => name.replaceAll("_", " ");
const largest = (rows, of) => rows.reduce((best, row) => (of(row) > of(best) ? row : best), rows[0]);
const count = (n, one, many = `${one}s`) => `${people(n)} ${n === 1 ? one : many}`;
// ---- elements

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// A column: its name, and what it shows of a row. The first of a table names the row.
const text = (name, of) => ({name, of});
const number = (name, of) => ({name, of, number: true});

function table(caption, columns, rows, rowClass = () => "") {
  const side = (column) => (column.number ? {class: "number"} : {});
  const head = element("tr", {}, ...columns.map((c) => element("th", {scope: "col", ...side(c)}, c.name)));
  const body = rows.map((row) =>
    element(
      "tr",
      rowClass(row) ? {class: rowClass(row)} : {},
      ...columns.map((column, i) =>
        element(i ? "td" : "th", i ? side(column) : {scope: "row", ...side(column)}, column.of(row)),
      ),
    ),
  );
  return element(
    "div",
    {class: "wide"},
    element("table", {}, element("caption", {}, caption), element("thead", {}, head), element("tbody", {}, ...body)),
  );
}

const key = (kind, text) => [
  element("span", {class: "legend"}, element("span", {class: `key ${kind}`, "aria-hidden": "true"}), text),
  " ",
];

// A chart with what it is, how to read it, what it says here, and its table.
function figure(title, keys, finding, chart, tabled) {
  const holder = element("div");
  drawChart(holder, {...chart, alt: `${title}. ${finding}`});
  return element(
    "figure",
    {},
    element("figcaption", {}, element("strong", {}, title), ...keys),
    holder,
    element("p", {class: "note"}, finding),
    element("details", {}, element("summary", {}, "Table"), tabled),
  );
}
