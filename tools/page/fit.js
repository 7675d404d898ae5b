// The fit page: every law beside its data. Reads the document of `plimsoll fit --json` from the page.
"use strict";

const fit = JSON.parse(document.getElementById("data").textContent);

// ---- words and numbers

const dollars = (value) => (value < 0 ? "−" : "") + d3.format(Math.abs(value) < 10 ? "$,.2f" : "$,.0f")(Math.abs(value));
const shortDollars = (value) => Math.abs(value) < 1 ? d3.format("$~r")(value) : d3.format("$~s")(value).replace("G", "B");
const signed = (value, digits = 1) =>
  `${value < 0 ? "−" : value > 0 ? "+" : ""}${Math.abs(100 * value).toFixed(digits)}%`;
const percent = (share, digits = 1) => `${(100 * share).toFixed(digits)}%`;
const levelName = (level) => `${+(100 * level).toFixed(1)}%`;
const people = d3.format(",");
const fixed = (digits) => (value) => value === null || value === undefined ? "" : value.toFixed(digits).replace("-", "−");
const words = (name) => name.replaceAll("_", " ");
const largest = (rows, of) => rows.reduce((best, row) => of(row) > of(best) ? row : best, rows[0]);
const count = (n, one, many = `${one}s`) => `${people(n)} ${n === 1 ? one : many}`;
const cellName = (cell) => cell === "*/*/*" ? "all members" : cell.split("/").map((part) => part === "*" ? "all" : words(part)).join(" · ");
const anchor = (law) => `law-${law.category}-${law.cell}`.replace(/[^\w-]+/g, "_");

// ---- elements

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// columns: {name, of(row), number?, flag?(row)}; the first column names the row.
function table(caption, columns, rows, rowClass = () => "") {
  const side = (column) => column.number ? {class: "number"} : {};
  const head = element("tr", {}, ...columns.map((c) => element("th", {scope: "col", ...side(c)}, c.name)));
  const body = rows.map((row) => element("tr", rowClass(row) ? {class: rowClass(row)} : {}, ...columns.map((column, i) =>
    element(i ? "td" : "th", i ? side(column) : {scope: "row", ...side(column)}, column.of(row)))));
  return element("div", {class: "wide"}, element("table", {}, element("caption", {}, caption),
    element("thead", {}, head), element("tbody", {}, ...body)));
}

const key = (kind, text) => [element("span", {class: "legend"}, element("span", {class: `key ${kind}`, "aria-hidden": "true"}), text), " "];

// A chart with what it is, how to read it, what it says here, and its table.
function figure(title, keys, finding, chart, tabled) {
  const holder = element("div");
  drawChart(holder, {...chart, alt: `${title}. ${finding}`});
  return element("figure", {}, element("figcaption", {}, element("strong", {}, title), ...keys), holder,
    element("p", {class: "note"}, finding), element("details", {}, element("summary", {}, "Table"), tabled));
}

// ---- what the data say of a law

const gapOf = (point) => Math.abs(point.fitted - point.data) / point.std_error;
const scoreOf = (pair) => Math.abs(Math.log(pair.data / pair.fitted)) / pair.log_error;
const worstExcess = (law) => law.excess.length ? gapOf(largest(law.excess, gapOf)) : null;
const outside = (law) => law.quantiles.filter((pair) => scoreOf(pair) > 2).length;
const meanOff = (law) => law.data_mean > 0 ? law.fitted_mean / law.data_mean - 1 : 0;
const lastTail = (law) => law.tail[law.tail.length - 1];
const tailOff = (row) => row.fitted / row.data - 1;

function flagsOf(law) {
  const flags = [];
  if (Math.abs(meanOff(law)) > 0.02) flags.push("mean off");
  if (worstExcess(law) > 3) flags.push("tail off");
  return flags;
}

// ---- charts of one law

function densityChart(law) {
  const members = d3.sum(law.bins, (bin) => bin.members), last = law.bins.length - 1;
  const height = (bin) => bin.members / members / Math.log(bin.high / bin.low);
  const worst = largest(law.bins, (bin) => Math.abs(bin.members - bin.expected));
  const range = (bin, i = law.bins.indexOf(bin)) => last === 0 ? "all amounts" : i === 0 ? `up to ${dollars(bin.high)}`
    : i === last ? `above ${dollars(bin.low)}` : `${dollars(bin.low)} to ${dollars(bin.high)}`;
  const top = Math.max(d3.max(law.bins, height), d3.max(law.curve, (point) => point.density));
  return figure("Amounts and fitted density", [...key("bar", "data"), ...key("line", `fitted ${words(law.severity.family)}`)],
    `${people(members)} members with an amount. The bar furthest off holds ${people(worst.members)} of them, ${range(worst)}, where ` +
      `${people(Math.round(worst.expected))} were expected.` +
      (law.count.family === "bernoulli" ? "" : " An amount is a member's total of the year; the curve mixes the laws of totals of 1, 2, … claims."),
    {x: {label: "dollars of the year (log scale)", kind: "log", domain: [law.bins[0].low, law.bins[last].high], format: shortDollars},
     y: {label: "density per unit of ln $", kind: "linear", domain: [0, 1.06 * top], format: d3.format(".2~f")},
     marks: [{kind: "bars", rows: law.bins, low: (b) => b.low, high: (b) => b.high, y: height,
              title: (b) => `${range(b)}: ${people(b.members)} members, ${people(Math.round(b.expected))} expected`},
             {kind: "line", rows: law.curve, x: (p) => p.amount, y: (p) => p.density}]},
    table("Members by amount", [{name: "amount", of: (b) => range(b)},
      {name: "members", number: true, of: (b) => people(b.members)},
      {name: "expected", number: true, of: (b) => d3.format(",.1f")(b.expected)}], law.bins));
}

function quantileChart(law) {
  const pairs = law.quantiles, low = (p) => p.fitted * Math.exp(-2 * p.log_error), high = (p) => p.fitted * Math.exp(2 * p.log_error);
  const ends = [d3.min(pairs, (p) => Math.min(p.data, p.fitted)) / 1.15, d3.max(pairs, (p) => Math.max(p.data, p.fitted)) * 1.15];
  const top = pairs[pairs.length - 1];
  return figure("Quantiles against quantiles", [...key("dot", "groups of 11 or more"), ...key("line", "agreement"),
      ...key("shade", "± 2 standard errors")],
    `${outside(law)} of ${count(pairs.length, "group")} lie outside two standard errors; about ${Math.round(0.046 * pairs.length)} would by ` +
      `chance. The highest group: data ${dollars(top.data)}, fitted ${dollars(top.fitted)}.`,
    {x: {label: "fitted, dollars (log scale)", kind: "log", domain: ends, format: shortDollars},
     y: {label: "data, dollars (log scale)", kind: "log", domain: ends, format: shortDollars},
     marks: [{kind: "area", rows: pairs, x: (p) => p.fitted, low, high},
             {kind: "line", rows: ends, x: (end) => end, y: (end) => end},
             {kind: "dots", rows: pairs, x: (p) => p.fitted, y: (p) => p.data,
              title: (p) => `data ${dollars(p.data)}, fitted ${dollars(p.fitted)}, ${scoreOf(p).toFixed(1)} standard errors apart`}]},
    table("Geometric means of groups by rank", [{name: "fitted", number: true, of: (p) => dollars(p.fitted)},
      {name: "data", number: true, of: (p) => dollars(p.data)},
      {name: "data over fitted", number: true, of: (p) => signed(p.data / p.fitted - 1)},
      {name: "standard error", number: true, of: (p) => percent(p.log_error)},
      {name: "apart, in errors", number: true, of: (p) => scoreOf(p).toFixed(1)}], pairs));
}

function excessChart(law) {
  const rows = law.excess, worst = largest(rows, gapOf), low = (p) => Math.max(0, p.data - 2 * p.std_error);
  const high = (p) => p.data + 2 * p.std_error, last = rows[rows.length - 1];
  return figure("Mean excess", [...key("dot", "data"), ...key("shade", "± 2 standard errors"), ...key("line", "fitted")],
    `Rising like a line is a power tail, level an exponential one. Furthest off above ${dollars(worst.threshold)}: data ` +
      `${dollars(worst.data)}, fitted ${dollars(worst.fitted)}, ${gapOf(worst).toFixed(1)} standard errors` +
      `${gapOf(worst) > 3 ? ": the tail does not fit." : "."}`,
    {x: {label: "threshold, dollars", kind: "linear", domain: [0, last.threshold * 1.03], format: shortDollars},
     y: {label: "mean above it, dollars", kind: "linear", format: shortDollars,
         domain: [0, 1.05 * d3.max(rows, (p) => Math.max(high(p), p.fitted))]},
     marks: [{kind: "area", rows, x: (p) => p.threshold, low, high},
             {kind: "line", rows, x: (p) => p.threshold, y: (p) => p.fitted},
             {kind: "dots", rows, x: (p) => p.threshold, y: (p) => p.data,
              title: (p) => `above ${dollars(p.threshold)}: data ${dollars(p.data)} ± ${dollars(p.std_error)}, fitted ${dollars(p.fitted)}`}]},
    table("Mean excess over a threshold", [{name: "threshold", number: true, of: (p) => dollars(p.threshold)},
      {name: "data", number: true, of: (p) => dollars(p.data)}, {name: "standard error", number: true, of: (p) => dollars(p.std_error)},
      {name: "fitted", number: true, of: (p) => dollars(p.fitted)},
      {name: "apart, in errors", number: true, of: (p) => gapOf(p).toFixed(1)}], rows));
}

function countChart(law) {
  const hurdle = law.count.family === "bernoulli", rows = law.counts;
  const name = (c) => hurdle ? (c.low === 0 && c.high === 0 ? "none" : "any") : c.high === null ? `${c.low}+`
    : c.high === c.low ? `${c.low}` : `${c.low}–${c.high}`;
  const worst = largest(rows, (c) => Math.abs(c.data - c.fitted));
  return figure(hurdle ? "Members with any cost" : "Claims of a member", [...key("bar", "data, to the nearest 11 members"),
      ...key("diamond", `fitted ${hurdle ? "chance" : words(law.count.family)}`)],
    `${people(law.count.sample)} members. Furthest apart at ${name(worst)}: data ${percent(worst.data)}, fitted ${percent(worst.fitted)}.`,
    {x: {label: hurdle ? "cost in the year" : "claims in the year", kind: "band", domain: rows.map(name), format: (text) => text},
     y: {label: "share of members", kind: "linear", format: d3.format(".0~%"),
         domain: [0, 1.08 * d3.max(rows, (c) => Math.max(c.data, c.fitted))]},
     marks: [{kind: "columns", rows, x: name, y: (c) => c.data, title: (c) => `${name(c)}: data ${percent(c.data)}, fitted ${percent(c.fitted)}`},
             {kind: "marks", rows, x: name, y: (c) => c.fitted}]},
    table("Share of members", [{name: hurdle ? "cost" : "claims", of: name},
      {name: "data", number: true, of: (c) => percent(c.data, 2)}, {name: "fitted", number: true, of: (c) => percent(c.fitted, 2)}], rows));
}

// ---- tables of one law

function tailTable(law) {
  if (!law.tail.length) return element("p", {class: "note"}, "Fewer than 110 members: no tail table.");
  return table("Amounts in the tail", [{name: "share below", of: (r) => levelName(r.level)},
    {name: "data", number: true, of: (r) => dollars(r.data)}, {name: "standard error", number: true, of: (r) => dollars(r.std_error)},
    {name: "fitted", number: true, of: (r) => dollars(r.fitted)}, {name: "difference", number: true, of: (r) => signed(tailOff(r))},
    {name: "in errors", number: true, of: (r) => fixed(1)((r.fitted - r.data) / r.std_error)}], law.tail);
}

function candidateTable(law) {
  const chosenBy = (part) => law[part].chosen_by ? `${part} chosen by ${law[part].chosen_by.replaceAll("_", " ")}`
    : `${part} family ${law.candidates.filter((c) => c.part === part).length > 1 ? "asked for" : "given"}`;
  const optional = (name, field, digits) => law.candidates.some((c) => c[field] !== null)
    ? [{name, number: true, of: (c) => fixed(digits)(c[field])}] : [];
  const relative = (field) => (c) => c[field] === null ? "" : `+${(c[field] - bestOf(c.part, field)).toFixed(1)}`;
  const bestOf = (part, field) => d3.min(law.candidates.filter((c) => c.part === part && c[field] !== null), (c) => c[field]);
  return table(`Families tried; ${chosenBy("count")}, ${chosenBy("severity")}`, [
    {name: "part", of: (c) => c.part}, {name: "family", of: (c) => words(c.family)},
    {name: "", of: (c) => c.chosen ? "chosen" : ""},
    {name: "log-likelihood", number: true, of: (c) => c.log_likelihood === null ? "" : d3.format(",.1f")(c.log_likelihood).replace("-", "−")},
    {name: "AIC over best", number: true, of: relative("aic")}, {name: "BIC over best", number: true, of: relative("bic")},
    ...optional("KS", "ks", 4), ...optional("Anderson–Darling", "anderson_darling", 1), ...optional("held-out log score", "log_score", 4),
    ...optional("mean excess, errors", "mean_excess", 1), {name: "note", of: (c) => c.note}],
    law.candidates, (c) => c.chosen ? "chosen" : "");
}

function lawText(law) {
  const numbers = Object.entries(law.parameters).filter(([, value]) => typeof value === "number");
  const complete = numbers.length === Object.keys(law.parameters).length && numbers.length === law.standard_errors.length;
  const text = numbers.map(([name, value], i) => `${words(name)} ${d3.format(",.4~r")(value)}` +
    (complete && law.standard_errors[i] > 0 ? ` ± ${d3.format(",.2~r")(law.standard_errors[i])}` : ""));
  return `${words(law.family)}: ${text.join(", ")}`;
}

// ---- the page

function lawDetails(law) {
  const body = element("div"), flags = flagsOf(law);
  const summary = element("summary", {}, element("strong", {}, cellName(law.cell)),
    `${words(law.count.family)} count, ${words(law.severity.family)} amounts, ${people(law.severity.sample)} members with an amount `,
    element("span", {class: "flag"}, flags.join(", ")));
  const made = element("details", {class: "law", id: anchor(law)}, summary, body);
  made.fill = () => {
    if (body.childElementCount) return;
    body.append(element("p", {}, `Count: ${lawText(law.count)}. Amount: ${lawText(law.severity)}.`),
      element("p", {}, `Mean per member-year: data ${dollars(law.data_mean)}, fitted ${dollars(law.fitted_mean)} (${signed(meanOff(law))})` +
        (law.mean_factor === 1 ? "." : `; the severity was multiplied by ${law.mean_factor.toFixed(4)}.`)),
      element("div", {class: "charts"}, densityChart(law), quantileChart(law),
        ...(law.excess.length > 1 ? [excessChart(law)] : []), countChart(law)),
      tailTable(law), candidateTable(law));
  };
  made.addEventListener("toggle", () => { if (made.open) made.fill(); });
  return made;
}

function openLaw(made) {
  made.fill();
  made.open = true;
}

function glanceTable(category, laws) {
  const tail = (law) => lastTail(law);
  return table(`Laws of ${category}`, [
    {name: "cell", of: (law) => element("a", {href: `#${anchor(law)}`}, cellName(law.cell))},
    {name: "members with an amount", number: true, of: (law) => people(law.severity.sample)},
    {name: "amounts", of: (law) => words(law.severity.family)},
    {name: "mean, data", number: true, of: (law) => dollars(law.data_mean)},
    {name: "fitted", number: true, of: (law) => dollars(law.fitted_mean)}, {name: "off by", number: true, of: (law) => signed(meanOff(law))},
    {name: "quantile groups outside two errors", number: true, of: (law) => `${outside(law)} of ${law.quantiles.length}`},
    {name: "mean excess off by, errors", number: true, of: (law) => fixed(1)(worstExcess(law))},
    {name: "farthest quantile, fitted over data", number: true,
     of: (law) => tail(law) ? `${levelName(tail(law).level)}: ${signed(tailOff(tail(law)))}` : ""},
    {name: "", of: (law) => element("span", {class: "flag"}, flagsOf(law).join(", "))}], laws);
}

function categorySection(category) {
  const laws = fit.laws.filter((law) => law.category === category), borrowed = fit.borrowed.filter((one) => one.category === category);
  const section = element("section", {class: "category"}, element("h2", {id: `category-${category}`}, words(category)));
  const made = laws.map(lawDetails);
  if (made.length) section.append(made[0], glanceTable(category, laws), ...made.slice(1));
  if (borrowed.length)
    section.append(element("details", {}, element("summary", {}, `${count(borrowed.length, "cell")} without charts: too few members with an ` +
      "amount, or their figures would tell of such a cell"), table("Where their laws come from", [
      {name: "cell", of: (one) => cellName(one.cell)},
      {name: "count from", of: (one) => one.count_from === one.cell ? "its own members" : cellName(one.count_from)},
      {name: "amounts from", of: (one) => one.severity_from === one.cell ? "its own members" : cellName(one.severity_from)}], borrowed)));
  return section;
}

function meansTable() {
  const means = fit.tables.find((one) => one.id === "means");
  return table("Mean per member-year", [{name: "category", of: (row) => words(row.cells.category.text)},
    {name: "data", number: true, of: (row) => dollars(row.cells.data.value)}, {name: "fitted", number: true, of: (row) => dollars(row.cells.fitted.value)},
    {name: "off by", number: true, of: (row) => signed(row.cells.off.value)},
    {name: "", of: (row) => element("span", {class: "flag"}, row.cells.flag ? row.cells.flag.text : "")}], means.rows);
}

function notices() {
  const own = fit.notices.filter((text) => !text.startsWith("cell "));
  const cells = fit.notices.filter((text) => text.startsWith("cell "));
  const list = (texts) => element("ul", {}, ...texts.map((text) => element("li", {}, text)));
  return [...(own.length ? [element("h3", {}, "Notices"), list(own)] : []),
    ...(cells.length ? [element("details", {}, element("summary", {}, count(cells.length, "notice of a cell", "notices of cells")), list(cells))] : [])];
}

function reading() {
  return element("details", {}, element("summary", {}, "How to read this page"),
    element("p", {}, "A good law has its curve on the bars, its dots on the line, and its mean excess inside the band. Where the top of the " +
      "line bends up the data have a heavier tail than the law, and a reserve made from it is too low."),
    element("p", {}, "“Mean off”: fitted and data mean differ by more than 2 %. “Tail off”: the mean excess lies more than three standard errors " +
      "from that of the data. With many members small differences show; look at how large they are, not only at whether they are seen."),
    element("p", {}, "No figure stands for fewer than 11 members, and none is the amount of one: bars are joined until they hold 11, dots and " +
      "quantiles of the data are geometric means of 11 members or more, and curves and tables of the tail end where fewer than 11 are above. " +
      "Edges and thresholds come from the fitted law. The first bar also holds what lies below it, the last what lies above."));
}

function fillPage() {
  document.title = `Fit of ${fit.data}, ${fit.year}`;
  const toggle = (text, act) => {
    const button = element("button", {type: "button"}, text);
    button.addEventListener("click", () => document.querySelectorAll("details.law").forEach(act));
    return button;
  };
  document.getElementById("head").append(element("h1", {}, `How the laws fit: ${fit.data}, ${fit.year}`),
    element("p", {class: "quiet"}, `${fit.member_years === null ? "" : `${d3.format(",.0f")(fit.member_years)} member-years, `}` +
      `${count(fit.categories.length, "category", "categories")}, ${count(fit.laws.length, "law")} with charts. plimsoll ${fit.program}.`),
    element("p", {}, fit.basis));
  const main = document.getElementById("main");
  main.append(meansTable(), ...notices(), reading(),
    element("p", {class: "screen"}, toggle("Open every law", openLaw), " ", toggle("Close every law", (made) => { made.open = false; }),
      " ", element("span", {class: "note"}, "Print shows the laws that are open.")),
    ...fit.categories.map(categorySection));
  document.querySelectorAll("section.category > h2 + details.law").forEach(openLaw);
  const follow = () => {
    const wanted = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (wanted && wanted.matches("details.law")) openLaw(wanted);
  };
  window.addEventListener("hashchange", follow);
  follow();
}

fillPage();
