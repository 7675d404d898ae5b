// Section 3: options side by side, one contract-year in detail, and the terms a reader may move.
"use strict";

const lineStyles = ["s0", "s1", "s2", "s3", "s4", "s5"];

// A place whose content is made again when asked; what was unfolded stays so.
class Redrawn {
  constructor(make) {
    this.make = make;
    this.node = element("div");
  }
  draw(...given) {
    const open = [...this.node.querySelectorAll("details")].map((details) => details.open);
    const made = this.make(...given);
    this.node.replaceChildren(...(Array.isArray(made) ? made : [made]).filter(Boolean));
    this.node.querySelectorAll("details").forEach((details, i) => (details.open = open[i] ?? details.open));
  }
}

function chosenOf(label, values, heard) {
  const select = element("select", {}, ...values.map((value) => element("option", {value}, `${value}`)));
  select.addEventListener("change", () => heard(select.value));
  return {select, node: element("label", {class: "chooser"}, `${label} `, select)};
}

class Options {
  // `terms` is {live, settled} or null.
  constructor(report, shelf, terms) {
    Object.assign(this, {report, shelf, terms, moved: new Set()});
    const contracts = report.study.contracts.map(({id}) => id);
    const signed = signedOf(report);
    this.contract = signed[0] ?? contracts[0];
    this.against = contracts.find((contract) => contract !== this.contract) ?? null;
    this.year = report.study.years[0];
    this.contracts = contracts;
    this.parts = [
      new Redrawn(() => this.sideBySide()),
      new Redrawn(() => this.settlement()),
      new Redrawn(() => this.payoff()),
      new Redrawn(() => this.difference()),
      new Redrawn(() => this.exceedance()),
    ];
  }

  again(contract) {
    return this.terms && this.moved.has(contract) ? this.terms.settled : null;
  }
  curve(contract, year = this.year) {
    return this.report.curves.find((curve) => curve.contract === contract && curve.year === year) ?? null;
  }

  sideBySide() {
    const tabled = this.shelf.look(new RegExp(`^settlement\\.${this.year}$`));
    const rows = (tabled?.rows ?? [])
      .filter((row) => has(row, "mean", "p0.05", "p0.50", "p0.95", "p_owe"))
      .map((row) => this.option(row));
    return rows.length ? optionsFigure(`Settlement by contract, ${this.year}`, rows) : null;
  }
  option(row) {
    const value = (column) => valueOf(row, column);
    const own = {
      contract: row.id,
      low: value("p0.05"),
      middle: value("p0.50"),
      high: value("p0.95"),
      mean: value("mean"),
      error: row.cells.mean.std_error,
      owes: value("p_owe"),
    };
    const settled = this.again(row.id)?.settled(row.id, this.year);
    if (!settled) return own;
    const at = (level) => settled.percentile(level).value;
    return {...own, again: {low: at(0.05), high: at(0.95), owes: settled.share((x) => x < 0).value}};
  }

  settlement() {
    const curve = this.curve(this.contract);
    return curve && settlementFigure(curve, this.again(this.contract)?.curve(this.contract, this.year) ?? null);
  }

  exceedance() {
    const curve = this.curve(this.contract);
    if (!curve) return null;
    const again = this.again(this.contract)?.curve(this.contract, this.year);
    const lines = [{name: this.contract, curve, style: "s0"}];
    if (again) lines.unshift({name: `${this.contract} ◆ settled again`, curve: again, style: "again"});
    return exceedanceFigure(
      `What ${this.contract} may owe, ${this.year}`,
      lines,
      placesOf(this.report, this.shelf, this.contract, this.year),
    );
  }

  payoff() {
    const of = (contract) => this.report.payoff.find((one) => one.contract === contract && one.year === this.year);
    const own = of(this.contract);
    if (!own)
      return this.report.payoff.length
        ? null
        : element(
            "p",
            {class: "missing"},
            "No contract of this study compares cost with a benchmark, so there is no payoff by savings.",
          );
    const lines = [{name: this.contract, payoff: own, style: "s0"}];
    const other = this.against && of(this.against);
    if (other) lines.push({name: this.against, payoff: other, style: "s1"});
    if (this.again(this.contract))
      lines.unshift({name: `${this.contract} ◆ moved terms`, payoff: this.payoffAgain(own), style: "again"});
    return payoffFigure(`Payoff of ${this.contract}${other ? ` beside ${this.against}` : ""}, ${this.year}`, lines);
  }
  payoffAgain(own) {
    const {live} = this.terms;
    const rates = own.points.map(([rate]) => rate);
    const values = live.payoff(this.contract, this.year, rates);
    const kinks = live.kinks(this.contract, this.year, rates[0], rates[rates.length - 1]);
    return {...own, points: rates.map((rate, i) => [rate, values[i]]), kinks};
  }

  difference() {
    if (!this.against) return null;
    const find = (first, second) =>
      this.report.differences.find((one) => one.first === first && one.second === second && one.year === this.year);
    const found = find(this.contract, this.against) ?? find(this.against, this.contract);
    if (!found)
      return element(
        "p",
        {class: "missing"},
        `The page holds no trial-by-trial difference of ${this.contract} and ${this.against}.`,
      );
    const isMoved = this.moved.has(found.first) || this.moved.has(found.second);
    return differenceFigure(found, isMoved ? this.differenceAgain(found) : null);
  }
  differenceAgain({first, second, year}) {
    const {sample} = this.terms.settled.pair(first, second, year);
    const atoms = atomsOf(sample.ordered);
    return {first, second, year, trials: sample.size, atoms, bins: binsOf(sample.ordered, atoms)};
  }

  // Draws what depends on the choice and on the terms.
  draw() {
    this.parts.forEach((part) => part.draw());
  }
  // The same as tasks, one a chart.
  follow(moved) {
    this.moved = moved;
    return this.parts.map((part) => ({nodes: [part.node], run: () => part.draw()}));
  }

  choosers(panel) {
    const {contracts, report} = this;
    const choose = (what) => (value) => {
      this[what] = what === "year" ? +value : value;
      if (what === "contract") panel?.choose(value);
      this.draw();
    };
    const made = [
      chosenOf("Contract", contracts, choose("contract")),
      chosenOf("year", report.study.years, choose("year")),
      ...(contracts.length > 1 ? [chosenOf("beside", contracts, choose("against"))] : []),
    ];
    made[0].select.value = this.contract;
    if (made[2]) made[2].select.value = this.against;
    return element("p", {class: "choosers screen"}, ...made.map(({node}) => node));
  }

  drawn() {
    const {report} = this;
    const panel = this.terms && new TermPanel(this.terms.live, this.terms.settled, report, (moved) => this.follow(moved));
    const because = report.live_because ?? "This page carries no trials to settle again.";
    const choosers = this.choosers(panel);
    const terms = panel
      ? [panel.drawn(), report.live_because ? element("p", {class: "note screen"}, report.live_because) : ""]
      : [element("p", {class: "missing"}, `Terms cannot be moved here: ${because}`)];
    panel?.choose(this.contract);
    this.draw();
    const [options, settlement, payoff, difference, exceedance] = this.parts.map((part) => part.node);
    return [
      options,
      element("h3", {}, "One contract in detail"),
      choosers,
      element(
        "div",
        {class: "detail"},
        element("div", {class: "side"}, ...terms),
        element("div", {class: "charts"}, payoff, settlement, exceedance, difference),
      ),
    ];
  }
}
