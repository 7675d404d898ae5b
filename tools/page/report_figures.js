// Figures of a report: how they are printed, their short ids, and where on the page each stands.
"use strict";

// ---- numbers as printed. Money is whole dollars in tables, parentheses when we pay; $M with one decimal in sentences.

const grouped = (digits) => d3.format(`,.${digits}f`);
const printings = {
  cents: {scale: 1, digits: 2, money: true, suffix: ""},
  whole_dollars: {scale: 1, digits: 0, money: true, suffix: ""},
  millions: {scale: 1, digits: 0, money: true, suffix: ""},
  percent: {scale: 100, digits: 1, money: false, suffix: "%"},
  fine_percent: {scale: 100, digits: 2, money: false, suffix: "%"},
  count: {scale: 1, digits: 0, money: false, suffix: ""},
  factor: {scale: 1, digits: 4, money: false, suffix: ""},
  number: {scale: 1, digits: 2, money: false, suffix: ""},
};
const printingOf = (presentation) => printings[presentation] ?? printings.number;

function printed(value, presentation) {
  if (value === null || value === undefined) return "not known";
  const {scale, digits, money, suffix} = printingOf(presentation);
  const magnitude = grouped(digits)(Math.abs(value) * scale);
  const isNegative = value < 0 && /[1-9]/.test(magnitude);
  if (money) return isNegative ? `(${magnitude})` : magnitude;
  return (isNegative ? "−" : "") + magnitude + suffix;
}

const isExact = (figure) => figure.std_error === 0 && !figure.interval;

// The standard error as printed; nothing for a figure that no simulation stands behind.
function printedError(figure, presentation) {
  if (isExact(figure)) return "";
  if (figure.std_error === null || figure.std_error === undefined) return "±?";
  const {scale, digits, suffix} = printingOf(presentation);
  const error = grouped(digits)(figure.std_error * scale);
  if (figure.std_error > 0 && !/[1-9]/.test(error)) return `±<${grouped(digits)(10 ** -digits)}${suffix}`;
  return `±${error}${suffix}`;
}

// In a sentence: "$3.4M", "$12,000", "12.5%"; the reader is told in words who pays.
function amountText(value) {
  const size = Math.abs(value);
  return size >= 50000 ? `$${grouped(1)(size / 1e6)}M` : `$${grouped(0)(size)}`;
}
const saidText = (figure) =>
  figure.unit === "fraction" || figure.unit === "share" ? printed(figure.value, "percent") : amountText(figure.value);
function saidError(figure) {
  if (figure.std_error === 0) return "";
  if (figure.std_error === null) return " ±?";
  if (figure.unit === "fraction") return ` ${printedError(figure, "percent")}`;
  return ` ±${amountText(figure.std_error)}`;
}

const isFigure = (cell) => cell !== null && cell !== undefined && typeof cell.value === "number";

// ---- every figure of the page

// id -> {id, short, figure, presentation, says, slots}; slots are the places that show it settled again.
const figuresShown = new Map();

function keptFigure(figure, presentation, says) {
  if (!figuresShown.has(figure.id))
    figuresShown.set(figure.id, {
      id: figure.id,
      short: `F${figuresShown.size + 1}`,
      figure,
      presentation,
      says,
      slots: [],
    });
  return figuresShown.get(figure.id);
}

// Room for the figure settled again.
function slotOf(entry) {
  const slot = element("span", {class: "slot", hidden: ""});
  entry.slots.push(slot);
  return slot;
}

// A figure one can ask about: the number, its error, and room for the number settled again.
function figureControl(figure, presentation, says) {
  const {money} = printingOf(presentation);
  const words = printed(figure.value, presentation);
  const error = element("span", {class: "error"}, printedError(figure, presentation));
  if (!figure.id) return [element("span", {}, words), error];
  const entry = keptFigure(figure, presentation, says);
  const sign = money ? (words.startsWith("(") ? " money negative" : " money") : "";
  const button = element(
    "button",
    {
      type: "button",
      class: `figure${sign}`,
      "data-figure": figure.id,
      "aria-haspopup": "dialog",
      title: `${entry.short}: ${says}`,
    },
    words,
  );
  return [button, error, slotOf(entry)];
}

// The same in a sentence.
function saidFigure(figure, says) {
  const words = saidText(figure) + saidError(figure);
  if (!figure.id) return element("span", {class: "said"}, words);
  const presentation = figure.unit === "fraction" ? "percent" : "whole_dollars";
  const entry = keptFigure(figure, presentation, says);
  const button = element(
    "button",
    {
      type: "button",
      class: "figure",
      "data-figure": figure.id,
      "aria-haspopup": "dialog",
      title: `${entry.short}: ${says}`,
    },
    words,
  );
  return element("span", {class: "said"}, button, slotOf(entry));
}

// Shows a figure settled again beside the study's, or takes it away again.
function showAgain(id, again) {
  const entry = figuresShown.get(id);
  entry.again = again;
  const {presentation} = entry;
  const words = again && `◆ ${printed(again.value, presentation)} ${printedError(again, presentation)}`;
  for (const slot of entry.slots) {
    slot.hidden = again === null;
    slot.textContent = words ?? "";
  }
}
