// Fitted laws, each beside its data: what a page unfolds of one.
"use strict";

const cellName = (cell) =>
  cell === "*/*/*"
    ? "all members"
    : cell
        .split("/")
        .map((part) => (part === "*" ? "all" : words(part)))
        .join(" · ");
const anchor = (law) => `law-${law.category}-${law.cell}`.replace(/[^\w-]+/g, "_");

function tailTable(law) {
  if (!law.tail.length) return element("p", {class: "note"}, "Fewer than 110 members: no tail table.");
  return table(
    "Amounts in the tail",
    [
      text("share below", (r) => levelName(r.level)),
      number("data", (r) => dollars(r.data)),
      number("standard error", (r) => dollars(r.std_error)),
      number("fitted", (r) => dollars(r.fitted)),
      number("difference", (r) => signed(tailOff(r))),
      number("in errors", (r) => fixed(1)((r.fitted - r.data) / r.std_error)),
    ],
    law.tail,
  );
}

function candidateTable(law) {
  const chosenBy = (part) =>
    law[part].chosen_by
      ? `${part} chosen by ${law[part].chosen_by.replaceAll("_", " ")}`
      : `${part} family ${law.candidates.filter((c) => c.part === part).length > 1 ? "asked for" : "given"}`;
  const optional = (name, field, digits) =>
    law.candidates.some((c) => c[field] !== null) ? [number(name, (c) => fixed(digits)(c[field]))] : [];
  const relative = (field) => (c) => (c[field] === null ? "" : `+${(c[field] - bestOf(c.part, field)).toFixed(1)}`);
  const bestOf = (part, field) =>
    d3.min(
      law.candidates.filter((c) => c.part === part && c[field] !== null),
      (c) => c[field],
    );
  return table(
    `Families tried; ${chosenBy("count")}, ${chosenBy("severity")}`,
    [
      text("part", (c) => c.part),
      text("family", (c) => words(c.family)),
      text("", (c) => (c.chosen ? "chosen" : "")),
      number("log-likelihood", (c) =>
        c.log_likelihood === null ? "" : d3.format(",.1f")(c.log_likelihood).replace("-", "−"),
      ),
      number("AIC over best", relative("aic")),
      number("BIC over best", relative("bic")),
      ...optional("KS", "ks", 4),
      ...optional("Anderson–Darling", "anderson_darling", 1),
      ...optional("held-out log score", "log_score", 4),
      ...optional("mean excess, errors", "mean_excess", 1),
      text("note", (c) => c.note),
    ],
    law.candidates,
    (c) => (c.chosen ? "chosen" : ""),
  );
}

function lawText(law) {
  const numbers = Object.entries(law.parameters).filter(([, value]) => typeof value === "number");
  const complete =
    numbers.length === Object.keys(law.parameters).length && numbers.length === law.standard_errors.length;
  const text = numbers.map(
    ([name, value], i) =>
      `${words(name)} ${d3.format(",.4~r")(value)}` +
      (complete && law.standard_errors[i] > 0 ? ` ± ${d3.format(",.2~r")(law.standard_errors[i])}` : ""),
  );
  return `${words(law.family)}: ${text.join(", ")}`;
}

function lawDetails(law) {
  const body = element("div");
  const summary = element(
    "summary",
    {},
    element("strong", {}, cellName(law.cell)),
    `${words(law.count.family)} count, ${words(law.severity.family)} amounts, ` +
      `${people(law.severity.sample)} members with an amount `,
    element("span", {class: "flag"}, flagsOf(law).join(", ")),
  );
  const made = element("details", {class: "law", id: anchor(law)}, summary, body);
  made.fill = () => {
    if (body.childElementCount) return;
    body.append(
      element("p", {}, `Count: ${lawText(law.count)}. Amount: ${lawText(law.severity)}.`),
      element(
        "p",
        {},
        `Mean per member-year: data ${dollars(law.data_mean)}, ` +
          `fitted ${dollars(law.fitted_mean)} (${signed(meanOff(law))})` +
          (law.mean_factor === 1 ? "." : `; the severity was multiplied by ${law.mean_factor.toFixed(4)}.`),
      ),
      element(
        "div",
        {class: "charts"},
        densityChart(law),
        quantileChart(law),
        ...(law.excess.length > 1 ? [excessChart(law)] : []),
        countChart(law),
      ),
      tailTable(law),
      candidateTable(law),
    );
  };
  made.addEventListener("toggle", () => {
    if (made.open) made.fill();
  });
  return made;
}
