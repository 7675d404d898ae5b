// Settles the trials of a report again by the page's own evaluator, outside any browser, and tells as JSON:
//   node live_settles.cjs LIVE.js REPORT.html MOVES.json
// MOVES: [[{key, value}, …], …]. Each is told as {"CONTRACT/YEAR": {settlement: […], payoff: […] or null}}; the first
// is the study's own terms when it is empty. The payoff is at -15 % to 15 % of gross savings by 1 %.
"use strict";

const fs = require("fs");
const path = require("path");

const [, , evaluator, page, moves] = process.argv;
const {openLive, openExplained} = require(path.resolve(evaluator));
const html = fs.readFileSync(page, "utf8");
const part = (id) => html.match(new RegExp(`<script id="${id}"[^>]*>([^<]*)</script>`))[1];
const rates = Array.from({length: 31}, (_, i) => Math.round((-0.15 + 0.01 * i) * 1e9) / 1e9);

async function main() {
  const live = await openLive(part("live"));
  const points = Object.fromEntries(live.limits.map((limit) => [limit.key, limit.points.map((point) => point.limit)]));
  const told = {terms: live.terms, limits: points, trials: live.trials, of: live.of, settled: []};
  for (const set of JSON.parse(fs.readFileSync(moves, "utf8"))) {
    live.reset();
    const started = performance.now();
    const moved = new Set();
    for (const {key, value} of set) {
      live.set(key, value);
      moved.add(live.terms.find((term) => term.key === key).contract);
    }
    for (const contract of moved)  // what a page draws anew: all years, and the payoff of the one shown
      live.years.forEach((year, i) => {
        live.settlement(contract, year);
        if (i === 0 && live.payoffOf(contract, year)) {
          live.payoff(contract, year, rates);
          live.kinks(contract, year, -0.15, 0.15);
        }
      });
    const took = performance.now() - started;
    const settled = {};
    for (const contract of live.contracts)
      for (const year of live.years) {
        const payoff = live.payoffOf(contract, year);
        settled[`${contract}/${year}`] = {
          settlement: [...live.settlement(contract, year)],
          payoff: payoff ? [...live.payoff(contract, year, rates)] : null,
          kinks: payoff ? live.kinks(contract, year, -0.15, 0.15) : null,
        };
      }
    told.settled.push({took, settled, left_open: live.leftOpen()});
  }
  told.explained = await openExplained(part("explained"));
  process.stdout.write(JSON.stringify(told));
}

main().catch((fault) => {
  console.error(fault);
  process.exit(1);
});
