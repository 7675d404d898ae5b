// Terms of the contracts that a reader moves: sliders with their numbers, and everything that follows from them.
"use strict";

const percentUnits = new Set(["fraction"]);
const shownTerm = (term, value) => (percentUnits.has(term.unit) ? +(100 * value).toFixed(4) : +value.toPrecision(10));
const readTerm = (term, shown) => (percentUnits.has(term.unit) ? shown / 100 : shown);
const termMark = (term) => (percentUnits.has(term.unit) ? "%" : (unitMarks[term.unit] ?? term.unit ?? ""));
const termValue = (term, value) =>
  percentUnits.has(term.unit)
    ? `${shownTerm(term, value)}%`
    : term.unit in unitMarks
      ? money(value)
      : `${shownTerm(term, value)}`;

// A step of which some hundred make the range.
function stepOf(low, high) {
  const rough = (high - low) / 200 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= rough * 0.999) ?? power;
}

class TermPanel {
  // `settled` measures what `live` settles; `follow` is told the contracts that have moved, and gives what is to be drawn
  // of them, as tasks of SeenFirst.
  constructor(live, settled, report, follow) {
    Object.assign(this, {live, settled, report, follow});
    this.moved = new Map(); // key -> value, where it is not the study's
    this.waiting = new Set(); // contracts to be settled at the next frame
    this.frame = 0;
    this.controls = new Map();
    this.order = new SeenFirst();
  }

  contractsOf(term) {
    return term.contract ? [term.contract] : this.live.contracts;
  }
  movedContracts() {
    return new Set(
      this.live.terms.filter(({key: name}) => this.moved.has(name)).flatMap((term) => this.contractsOf(term)),
    );
  }

  move(term, value) {
    if (!Number.isFinite(value)) return;
    this.live.set(term.key, value);
    if (term.values.every((own) => own === value)) this.moved.delete(term.key);
    else this.moved.set(term.key, value);
    this.contractsOf(term).forEach((contract) => this.waiting.add(contract));
    if (!this.frame) this.frame = requestAnimationFrame(() => this.settle());
  }

  reset() {
    this.live.reset();
    this.moved.clear();
    this.live.contracts.forEach((contract) => this.waiting.add(contract));
    for (const {show, term} of this.controls.values()) show(term.values[0]);
    if (!this.frame) this.frame = requestAnimationFrame(() => this.settle());
  }

  settle() {
    const start = performance.now();
    this.frame = 0;
    this.waiting.forEach((contract) => this.settled.forget(contract));
    this.waiting.clear();
    const moved = this.movedContracts();
    const {dataset} = document.documentElement;
    dataset.settledAll = "no";
    this.order.start([...this.follow(moved), ...this.figures(moved)], () => {
      this.sayWhatStays(moved);
      dataset.settledAll = "yes";
    });
    this.status.textContent = moved.size
      ? `Figures with ◆ are settled again on the first ${people(this.live.trials)} of ${people(this.live.of)} trials; those without are the study's.${this.openLimits()}`
      : "All figures are the study's.";
    this.again.disabled = moved.size === 0;
    document.documentElement.classList.toggle("moved", moved.size > 0);
    dataset.settledIn = (performance.now() - start).toFixed(1); // what is in view
  }

  // What the excess curve leaves open, in words; nothing where every limit is one whose excess was drawn.
  openLimits() {
    const {most, mean} = this.live.leftOpen();
    if (most === 0) return "";
    return ` What members cost above a moved limit is read from the excess curve, which leaves at most ${money(Math.ceil(mean))} a trial open on average, ${money(Math.ceil(most))} in any trial.`;
  }

  // Every figure of the page that the evaluator can make, to stand beside the study's.
  figures(moved) {
    const blockOf = (slot) => slot.closest(".tabled") ?? slot.parentElement;
    this.places ??= [...figuresShown.keys()]
      .map((id) => ({id, ...this.settled.place(id)}))
      .filter(({measure}) => measure)
      .map((place) => ({...place, nodes: figuresShown.get(place.id).slots.map(blockOf)}));
    return this.places.map(({id, contracts, measure, nodes}) => ({
      nodes,
      run: () => {
        const again = contracts.some((contract) => moved.has(contract)) ? measure() : null;
        if (again || figuresShown.get(id).again) showAgain(id, again);
      },
    }));
  }

  // Tables that no moved figure is in say that they are the study's.
  sayWhatStays(moved) {
    this.tables ??= [...document.querySelectorAll(".follows .tabled")].map((tabled) => ({
      stays: tabled.querySelector(".stays"),
      ids: [...tabled.querySelectorAll("button.figure")].map((button) => button.dataset.figure),
    }));
    const isMoved = (id) => Boolean(figuresShown.get(id).again);
    for (const {stays, ids} of this.tables) stays.hidden = moved.size === 0 || ids.some(isMoved);
  }

  // ---- what is seen

  // What the number means; where several of one clause mean the same, which of them it is.
  nameOf(term) {
    const says = term.says ?? words(term.key);
    const alike = this.live.terms.filter(
      (one) => one.contract === term.contract && one.clause === term.clause && one.says === term.says,
    );
    return alike.length > 1 ? `${says}: ${words(term.key.split(".").pop())}` : says;
  }
  control(term, number_) {
    const id = `term-${number_}`;
    const own = term.values[0];
    const low = term.low ?? Math.min(0, own);
    const high = term.high ?? (own > 0 ? 2 * own : 1);
    const step = stepOf(shownTerm(term, low), shownTerm(term, high));
    const limits = {min: shownTerm(term, low), max: shownTerm(term, high), step};
    const name = this.nameOf(term);
    const label = element("label", {for: id}, name);
    const slider = element("input", {type: "range", id, ...limits, "data-term": term.key});
    const typed = element("input", {
      type: "number",
      "aria-label": `${name}, number`,
      ...limits,
      step: "any",
      "data-term": term.key,
    });
    const note = element(
      "span",
      {class: "note"},
      `study: ${term.values.map((value) => termValue(term, value)).join(", ")}`,
    );
    const show = (value) => {
      slider.value = shownTerm(term, value);
      typed.value = shownTerm(term, value);
      slider.setAttribute("aria-valuetext", termValue(term, value));
      holder.classList.toggle("moved", this.moved.has(term.key));
    };
    const heard = (input) => () => {
      const value = readTerm(term, Number(input.value));
      if (input.value === "" || value < low || value > high) return;
      this.move(term, value);
      show(value);
    };
    slider.addEventListener("input", heard(slider));
    typed.addEventListener("input", heard(typed));
    const holder = element(
      "div",
      {class: "term"},
      label,
      slider,
      element("span", {class: "typed"}, typed, ` ${termMark(term)}`),
      note,
    );
    show(own);
    this.controls.set(term.key, {term, show, holder});
    return holder;
  }

  fieldsOf(contract) {
    const terms = this.live.terms.filter((term) => this.contractsOf(term).includes(contract));
    const clauses = d3
      .nest()
      .key((term) => term.clause)
      .entries(terms);
    return clauses.map(({key: clause, values: of}) =>
      element("fieldset", {}, element("legend", {}, words(clause)), ...of.map((term) => this.kept(term))),
    );
  }
  kept(term) {
    return this.controls.get(term.key)?.holder ?? this.control(term, this.controls.size + 1);
  }

  choose(contract) {
    this.fields.replaceChildren(...this.fieldsOf(contract));
    this.caption.textContent = `Terms of ${contract}`;
  }

  drawn() {
    this.caption = element("h3", {id: "terms-title"}, "Terms");
    this.fields = element("div", {class: "fields"});
    this.status = element("p", {class: "status", role: "status"}, "All figures are the study's.");
    this.again = element("button", {type: "button", disabled: ""}, "Back to the study's terms");
    this.again.addEventListener("click", () => this.reset());
    return element(
      "div",
      {class: "terms screen", role: "group", "aria-labelledby": "terms-title"},
      this.caption,
      this.status,
      this.fields,
      this.again,
    );
  }
}
