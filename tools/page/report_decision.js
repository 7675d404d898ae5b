// Page one: the question, the answer in three sentences, the verdict, the reserve and how far all of it can be relied on.
"use strict";

const signedOf = (report) => report.study.contracts.filter((contract) => contract.signed).map(({id}) => id);
const listed = (names) =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;

// Mean, chance of owing and percentiles of what the answer is about: the one signed contract, or all signed together.
function answerFigures(report, shelf, year) {
  const signed = signedOf(report);
  const contract = signed.length === 1 ? signed[0] : signed.length === 0 ? report.study.contracts[0]?.id : null;
  const at = (column) => figureAt(shelf, new RegExp(`^settlement\\.${year}$`), null, contract, column);
  if (contract && at("mean"))
    return {
      of: contract,
      mean: at("mean"),
      low: at("p0.05"),
      high: at("p0.95"),
      owes: at("p_owe"),
      ifOwing: at("mean_if_owing"),
      most: at("maximum"),
      earns: at("p_earn"),
    };
  const curve = report.curves.find((one) => one.contract === "total" && one.year === year);
  if (!curve) return null;
  const asFigure = (figure, unit) => (isFigure(figure) ? {unit, ...figure} : null);
  const owes = asFigure(curve.p_owe, "fraction") ?? {
    ...shareFigure(Math.round(curve.p_owe * curve.trials), curve.trials),
    unit: "fraction",
  };
  return {
    of: `the ${signed.length} signed contracts together (${listed(signed)})`,
    mean: asFigure(curve.mean, "dollars"),
    owes,
    total: true,
  };
}

function sentence(...parts) {
  return element("p", {}, ...parts.flat());
}

function expectation(answer, year) {
  const {of, mean, low, high} = answer;
  if (!mean) return sentence(`For ${year}, what is decided is ${of}.`);
  const way = mean.value < 0 ? "owe" : "be paid";
  const range =
    low && high
      ? [
          ", and in nine years of ten between ",
          saidFigure(low, `${of}, ${year}: P5 of the settlement`),
          low.value < 0 ? " owed by us" : " paid to us",
          " and ",
          saidFigure(high, `${of}, ${year}: P95 of the settlement`),
          high.value < 0 ? " owed by us" : " paid to us",
        ]
      : [];
  return sentence(
    `For ${year} we expect to ${way} `,
    saidFigure(mean, `${of}, ${year}: mean settlement`),
    ` under ${of}`,
    ...range,
    ".",
  );
}

function exposure(answer, year) {
  const {of, owes, ifOwing, most} = answer;
  const depth = isFigure(ifOwing)
    ? ["; then it is ", saidFigure(ifOwing, `${of}, ${year}: mean if owing`), " on average"]
    : [];
  const limit = isFigure(most)
    ? [", and never more than ", saidFigure(most, `${of}, ${year}: most owed`)]
    : answer.total
      ? []
      : [", without a limit"];
  return sentence(
    "We owe something in ",
    saidFigure(owes, `${of}, ${year}: chance of owing`),
    " of trials",
    ...depth,
    ...limit,
    ".",
  );
}

// The option with the highest mean against the one the answer is about.
function alternative(report, shelf, answer, year) {
  const settled = shelf.look(new RegExp(`^settlement\\.${year}$`));
  const rows = settled?.rows.filter((row) => has(row, "mean")) ?? [];
  if (rows.length < 2)
    return answer.earns
      ? sentence(
          "Something is paid to us in ",
          saidFigure(answer.earns, `${answer.of}, ${year}: chance of earning`),
          " of trials.",
        )
      : null;
  const best = largest(rows, (row) => valueOf(row, "mean"));
  const least = rows.reduce((low, row) => (valueOf(row, "p_owe") < valueOf(low, "p_owe") ? row : low), rows[0]);
  const says = (row, what) => `${row.id}, ${year}: ${what}`;
  return sentence(
    `Of the ${rows.length} contracts of the study `,
    `${best.id} has the highest mean, `,
    saidFigure(best.cells.mean, says(best, "mean settlement")),
    `, owing in `,
    saidFigure(best.cells.p_owe, says(best, "chance of owing")),
    " of trials; ",
    ...(least === best
      ? ["none owes in fewer."]
      : [
          `${least.id} owes least often, in `,
          saidFigure(least.cells.p_owe, says(least, "chance of owing")),
          ", with a mean of ",
          saidFigure(least.cells.mean, says(least, "mean settlement")),
          ".",
        ]),
  );
}

// ---- verdict and reserve

const verdictMarks = {pass: "✓ PASS", fail: "✗ FAIL"};

function toleranceLine(report, shelf) {
  const {tolerance} = report.study;
  if (!tolerance)
    return [
      element("strong", {class: "verdict"}, "No tolerance stated"),
      " The study has no [tolerance]: nothing says how large a loss may be.",
    ];
  const stated = `lose more than ${amountText(tolerance.max_loss)} with a chance of at most ${printed(tolerance.probability, "fine_percent")}`;
  const rows = shelf.look(/^tolerance$/)?.rows ?? [];
  if (rows.length === 0)
    return [
      element("strong", {class: "verdict"}, "Not judged"),
      ` Stated: ${stated}. plimsoll reserve ${report.run.folder} --json > reserve.json judges it.`,
    ];
  const worst = rows.reduce((most, row) => (valueOf(row, "chance") > valueOf(most, "chance") ? row : most), rows[0]);
  const verdicts = rows.map((row) => row.cells.verdict?.text ?? "");
  const verdict = verdicts.find((said) => said === "fail") ?? verdicts.find((said) => said !== "pass") ?? "pass";
  return [
    element(
      "strong",
      {class: `verdict ${verdict.split(" ")[0]}`},
      verdictMarks[verdict] ?? `? ${verdict.toUpperCase()}`,
    ),
    ` Tolerance: ${stated}. The chance is `,
    saidFigure(worst.cells.chance, `chance of a loss above the tolerance, ${nameOf({columns: [{id: "year"}]}, worst)}`),
    rows.length > 1 ? ` in ${worst.id}, the worst of ${rows.length} years.` : ` in ${worst.id}.`,
  ];
}

const policyText = ({policy, level}) =>
  ({
    mean: "the mean",
    percentile: `P${+(100 * level).toFixed(2)} of the amount owed`,
    tvar: `TVaR ${+(100 * level).toFixed(2)} of the amount owed`,
    mean_plus_sd: `mean plus ${level} standard deviations`,
    share_of_maximum: `${printed(level, "percent")} of the most owed`,
  })[policy] ?? policy;

function reserveParts(report, shelf, year) {
  const tabled =
    shelf.look(new RegExp(`^reserve\\.${year}$`), ["reserve"]) ?? shelf.look(new RegExp(`^reserve\\.${year}$`));
  if (!tabled) return [];
  const signed = signedOf(report);
  const all = tabled.rows.filter((row) => has(row, "reserve"));
  const together = all.filter(
    (row) => !report.study.contracts.some(({id}) => row.id === id || row.id === `holder.${id}`),
  );
  const chosen = all.filter((row) => signed.includes(row.id.replace(/^holder\./, "")));
  const shown = together.length ? together : chosen.length ? chosen : all.slice(0, 3);
  return shown.map((row) => {
    const holder = row.id.replace(/^holder\./, "");
    const says = (what) => `${holder}, ${year}: ${what}`;
    const parts = [
      element("strong", {}, `${year}, ${row.cells[tabled.columns[0].id]?.text ?? holder}: `),
      saidFigure(row.cells.reserve, says("reserve")),
    ];
    if (has(row, "best_estimate"))
      parts.push(
        " (best estimate ",
        saidFigure(row.cells.best_estimate, says("best estimate")),
        ", margin ",
        saidFigure(row.cells.margin, says("margin")),
        ")",
      );
    if (has(row, "adequacy"))
      parts.push(
        ", enough in ",
        saidFigure(row.cells.adequacy, says("chance that the reserve is enough")),
        " of trials",
      );
    return element("li", {}, ...parts, ".");
  });
}

function reserveLineShown(report, shelf) {
  if (!report.study.reserve) return [element("p", {}, "The study has no [reserve]: no policy says what to hold.")];
  const items = report.study.years.flatMap((year) => reserveParts(report, shelf, year));
  return [
    element("p", {}, `Policy: ${policyText(report.study.reserve)}.`),
    element("ul", {class: "plain"}, ...items.slice(0, 8)),
  ];
}

function drawDecision(report, shelf) {
  const {purpose, title, years} = report.study;
  const answers = years.slice(0, 1).flatMap((year) => {
    const answer = answerFigures(report, shelf, year);
    return answer
      ? [expectation(answer, year), exposure(answer, year), alternative(report, shelf, answer, year)].filter(Boolean)
      : [];
  });
  if (years.length > 1)
    answers.push(
      element("p", {class: "note"}, `The years ${listed(years.slice(1).map(String))} stand in sections 2 and 3.`),
    );
  const blank = "not stated";
  const facts = [
    ["Information known to", purpose.information_date || blank],
    ["Responsible actuary", purpose.responsible_actuary || blank],
    ["For", listed(purpose.intended_users ?? []) || blank],
    ["Trials", `${people(report.run.trials)}, seed ${report.run.seed}`],
  ];
  return [
    element("h3", {}, "Question"),
    element(
      "p",
      {class: "question"},
      title,
      purpose.intended_use ? element("span", {class: "use"}, ` ${purpose.intended_use}`) : "",
    ),
    element("h3", {}, "Answer"),
    element("div", {class: "answer"}, ...answers),
    element("h3", {}, "Tolerance"),
    element("p", {}, ...toleranceLine(report, shelf)),
    element("h3", {}, "Reserve"),
    ...reserveLineShown(report, shelf),
    element(
      "dl",
      {class: "facts"},
      ...facts.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]),
    ),
    element(
      "p",
      {class: "note"},
      "Numbers after ± are standard errors of the simulation; the model's own error is not in them. Every number opens what stands behind it. Positive is paid to us; (parentheses) we pay.",
    ),
  ];
}
