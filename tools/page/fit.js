// The fit page: every law beside its data. Reads the document of `plimsoll fit --json` from the page.
"use strict";

const fit = JSON.parse(document.getElementById("data").textContent);

function openLaw(made) {
  made.fill();
  made.open = true;
}

function glanceTable(category, laws) {
  const tail = (law) => law.tail[law.tail.length - 1];
  return table(
    `Laws of ${category}`,
    [
      text("cell", (law) => element("a", {href: `#${anchor(law)}`}, cellName(law.cell))),
      number("members with an amount", (law) => people(law.severity.sample)),
      text("amounts", (law) => words(law.severity.family)),
      number("mean, data", (law) => dollars(law.data_mean)),
      number("fitted", (law) => dollars(law.fitted_mean)),
      number("off by", (law) => signed(meanOff(law))),
      number("quantile groups outside two errors", (law) => `${outside(law)} of ${law.quantiles.length}`),
      number("mean excess off by, errors", (law) => fixed(1)(worstExcess(law))),
      number("farthest quantile, fitted over data", (law) =>
        tail(law) ? `${levelName(tail(law).level)}: ${signed(tailOff(tail(law)))}` : "",
      ),
      text("", (law) => element("span", {class: "flag"}, flagsOf(law).join(", "))),
    ],
    laws,
  );
}

function categorySection(category) {
  const laws = fit.laws.filter((law) => law.category === category);
  const borrowed = fit.borrowed.filter((one) => one.category === category);
  const section = element("section", {class: "category"}, element("h2", {id: `category-${category}`}, words(category)));
  const made = laws.map(lawDetails);
  if (made.length) section.append(made[0], glanceTable(category, laws), ...made.slice(1));
  if (borrowed.length)
    section.append(
      element(
        "details",
        {},
        element(
          "summary",
          {},
          `${count(borrowed.length, "cell")} without charts: too few members with an ` +
            "amount, or their figures would tell of such a cell",
        ),
        table(
          "Where their laws come from",
          [
            text("cell", (one) => cellName(one.cell)),
            text("count from", (one) => (one.count_from === one.cell ? "its own members" : cellName(one.count_from))),
            text("amounts from", (one) =>
              one.severity_from === one.cell ? "its own members" : cellName(one.severity_from),
            ),
          ],
          borrowed,
        ),
      ),
    );
  return section;
}

function meansTable() {
  const means = fit.tables.find((one) => one.id === "means");
  return table(
    "Mean per member-year",
    [
      text("category", (row) => words(row.cells.category.text)),
      number("data", (row) => dollars(row.cells.data.value)),
      number("fitted", (row) => dollars(row.cells.fitted.value)),
      number("off by", (row) => signed(row.cells.off.value)),
      text("", (row) => element("span", {class: "flag"}, row.cells.flag ? row.cells.flag.text : "")),
    ],
    means.rows,
  );
}

function notices() {
  const own = fit.notices.filter((text) => !text.startsWith("cell "));
  const cells = fit.notices.filter((text) => text.startsWith("cell "));
  const list = (texts) => element("ul", {}, ...texts.map((text) => element("li", {}, text)));
  return [
    ...(own.length ? [element("h3", {}, "Notices"), list(own)] : []),
    ...(cells.length
      ? [
          element(
            "details",
            {},
            element("summary", {}, count(cells.length, "notice of a cell", "notices of cells")),
            list(cells),
          ),
        ]
      : []),
  ];
}

const howToRead = [
  "A good law has its curve on the bars, its dots on the line, and its mean excess inside the band. Where the dots " +
    "leave the line upwards at the top, the data have a heavier tail than the law, and a reserve from it is too low.",
  "“Mean off”: fitted and data mean differ by more than 2 %. “Tail off”: the mean excess lies more than three " +
    "standard errors from that of the data. With many members small differences show; look at how large they are, " +
    "not only at whether they are seen.",
  "No figure stands for fewer than 11 members, and none is the amount of one: bars are joined until they hold 11, " +
    "dots and quantiles of the data are geometric means of 11 members or more, and curves and tables of the tail end " +
    "where fewer than 11 are above. Edges and thresholds come from the fitted law. The first bar also holds what " +
    "lies below it, the last what lies above.",
];

function reading() {
  const paragraphs = howToRead.map((says) => element("p", {}, says));
  return element("details", {}, element("summary", {}, "How to read this page"), ...paragraphs);
}

function fillPage() {
  document.title = `Fit of ${fit.data}, ${fit.year}`;
  const toggle = (text, act) => {
    const button = element("button", {type: "button"}, text);
    button.addEventListener("click", () => document.querySelectorAll("details.law").forEach(act));
    return button;
  };
  document
    .getElementById("head")
    .append(
      element("h1", {}, `How the laws fit: ${fit.data}, ${fit.year}`),
      element(
        "p",
        {class: "quiet"},
        `${fit.member_years === null ? "" : `${d3.format(",.0f")(fit.member_years)} member-years, `}` +
          `${count(fit.categories.length, "category", "categories")}, ${count(fit.laws.length, "law")} with charts. ` +
          `plimsoll ${fit.program}.`,
      ),
      element("p", {}, fit.basis),
    );
  const main = document.getElementById("main");
  main.append(
    meansTable(),
    ...notices(),
    reading(),
    element(
      "p",
      {class: "screen"},
      toggle("Open every law", openLaw),
      " ",
      toggle("Close every law", (made) => {
        made.open = false;
      }),
      " ",
      element("span", {class: "note"}, "Print shows the laws that are open."),
    ),
    ...fit.categories.map(categorySection),
  );
  document.querySelectorAll("section.category > h2 + details.law").forEach(openLaw);
  const follow = () => {
    const wanted = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (wanted && wanted.matches("details.law")) openLaw(wanted);
  };
  window.addEventListener("hashchange", follow);
  follow();
}

fillPage();
