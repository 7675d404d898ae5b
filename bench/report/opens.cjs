// Opens a report in Chromium with the network off and moves one share rate seven times:
//   node opens.cjs REPORT.html    with PLIMSOLL_CHROMIUM and NODE_PATH as the page's tests have them
// Tells as JSON, in milliseconds: until the page is drawn, and each move's figures and charts in view.
"use strict";

const path = require("path");
const {pathToFileURL} = require("url");
const {chromium} = require("playwright-core");

async function main() {
  const browser = await chromium.launch({executablePath: process.env.PLIMSOLL_CHROMIUM, args: ["--no-sandbox", "--disable-gpu"]});
  const page = await (await browser.newContext({offline: true, viewport: {width: 1280, height: 900}})).newPage();
  const started = Date.now();
  await page.goto(pathToFileURL(path.resolve(process.argv[2])).href);
  await page.waitForFunction(() => document.documentElement.dataset.drawn === "yes", null, {timeout: 60000});
  const told = {drawn: Date.now() - started, moves: []};
  await page.locator(".choosers select").first().selectOption("enhanced");
  const typed = page.locator('input[type=number][data-term="contract.enhanced.savings_share.rate"]').first();
  for (let share = 60; share < 67; ++share) {
    await typed.fill(`${share}`);
    await page.waitForFunction(() => {
      const root = document.documentElement;
      return root.classList.contains("moved") && root.dataset.settledAll === "yes";
    });
    told.moves.push(await page.evaluate(() => Number(document.documentElement.dataset.settledIn)));
  }
  await browser.close();
  process.stdout.write(JSON.stringify(told));
}

main().catch((fault) => {
  console.error(fault);
  process.exit(1);
});
