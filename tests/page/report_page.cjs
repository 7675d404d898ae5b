// Opens a report in Debian's Chromium, the network cut off, and tells as JSON what is there:
//   node report_page.cjs REPORT.html MOVES.json [SHOTS]
// MOVES: [{contract, key, shown}], terms to move one after the other by what is typed, each from the study's own. SHOTS is a folder
// for pictures. NODE_PATH names where playwright-core and axe-core are.
"use strict";

const fs = require("fs");
const path = require("path");
const {pathToFileURL} = require("url");
const {chromium} = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [, , file, movesFile, shots] = process.argv;
const told = {errors: [], requests: []};

// Problems axe finds of serious and critical weight, with where they are.
async function serious(page) {
  await page.evaluate(axe);
  const {violations} = await page.evaluate(() => axe.run(document, {resultTypes: ["violations"]}));
  return violations
    .filter(({impact}) => impact === "serious" || impact === "critical")
    .map(({id, nodes}) => `${id}: ${nodes.slice(0, 3).map(({html}) => html.slice(0, 160)).join(" | ")}`);
}

const figures = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("figure")].map((figure) => ({
      title: figure.querySelector("figcaption strong")?.textContent ?? "",
      alt: figure.querySelector("svg desc")?.textContent ?? "",
      role: figure.querySelector("svg")?.getAttribute("role") ?? "",
      marks: figure.querySelectorAll("svg rect, svg circle, svg path, svg line").length,
      rows: figure.querySelectorAll("details table tbody tr").length,
    })),
  );

// Figures as they are settled again, by id; those that are not are left out.
const again = (page) =>
  page.evaluate(() =>
    Object.fromEntries([...figuresShown.values()].filter((one) => one.again).map((one) => [one.id, one.again])),
  );

// Until all that follows from the terms is drawn, in view or not.
const settled = (page, moved) =>
  page.waitForFunction((wanted) => {
    const root = document.documentElement;
    return root.classList.contains("moved") === wanted && root.dataset.settledAll === "yes";
  }, moved);

// Moves a term by its number field, then back to the study's.
async function move(page, {contract, key, shown}) {
  const choosers = page.locator(".choosers select");
  if (await choosers.count()) await choosers.first().selectOption(contract);
  const typed = page.locator(`input[type=number][data-term="${key}"]`).first();
  await typed.fill(shown);
  await settled(page, true);
  const took = await page.evaluate(() => Number(document.documentElement.dataset.settledIn));
  const moved = {took, again: await again(page), payoff: await page.evaluate(() => document.querySelectorAll(".charts svg .again").length)};
  if (shots) await page.screenshot({path: path.join(shots, `moved-${key}.png`)});
  await page.getByRole("button", {name: "Back to the study's terms"}).click();
  await settled(page, false);
  moved.left = Object.keys(await again(page)).length;
  return moved;
}

// From the top by keyboard alone: the skip link, a figure's explanation, and back.
async function byKeyboard(page) {
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.keyboard.press("Tab");
  const skip = await page.evaluate(() => document.activeElement.className);
  await page.locator("button.figure").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.getElementById("told").open && !document.getElementById("told").textContent.includes("Unpacking"));
  const id = await page.evaluate(() => document.querySelector("#told code").textContent);
  const text = await page.locator("#told").innerText();
  if (shots) await page.screenshot({path: path.join(shots, "told.png")});
  const problems = await serious(page);
  await page.keyboard.press("Escape");
  const closed = await page.evaluate(() => !document.getElementById("told").open);
  const slider = page.locator("input[type=range]").first();
  let slid = null;
  if (await slider.count()) {
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await settled(page, true);
    slid = Object.keys(await again(page)).length;
    await page.getByRole("button", {name: "Back to the study's terms"}).click();
  }
  return {skip, id, text, closed, slid, problems};
}

async function open(browser) {
  const context = await browser.newContext({offline: true, viewport: {width: 1280, height: 900}});
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && told.errors.push(message.text()));
  page.on("pageerror", (error) => told.errors.push(String(error)));
  page.on("request", (request) => told.requests.push(request.url().slice(0, 200)));
  const started = Date.now();
  await page.goto(pathToFileURL(path.resolve(file)).href);
  const drawn = () => document.documentElement.dataset.drawn === "yes";
  await page.waitForFunction(drawn, null, {timeout: 60000}).catch(() => {
    throw new Error(`the page was not drawn: ${told.errors.join("; ")}`);
  });
  told.opened_in = (Date.now() - started) / 1000;
  return page;
}

async function look(page) {
  told.laws = await page.locator("details.law").count();
  if (told.laws) {
    await page.evaluate(() => (document.querySelector("details.law").open = true));
    await page.waitForSelector("details.law figure");
  }
  told.figures = await figures(page);
  told.sections = await page.locator("main > section > h2").allTextContents();
  told.text = await page.locator("main").textContent();
  told.serious = await serious(page);
  if (shots)
    for (const [i, section] of (await page.locator("main > section").all()).entries())
      await section.screenshot({path: path.join(shots, `section-${i + 1}.png`)});
  await page.emulateMedia({colorScheme: "dark"});
  told.dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  told.serious_dark = await serious(page);
  if (shots) await page.screenshot({path: path.join(shots, "dark.png")});
  await page.emulateMedia({colorScheme: "light"});
}

async function main() {
  const browser = await chromium.launch({executablePath: process.env.PLIMSOLL_CHROMIUM, args: ["--no-sandbox", "--disable-gpu"]});
  const page = await open(browser);
  await look(page);
  told.keyboard = await byKeyboard(page);
  told.moves = [];
  for (const one of JSON.parse(fs.readFileSync(movesFile, "utf8"))) told.moves.push(await move(page, one));
  const pdf = await page.pdf({preferCSSPageSize: true, printBackground: true});
  told.pdf_pages = (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;
  if (shots) fs.writeFileSync(path.join(shots, "report.pdf"), pdf);
  await browser.close();
  process.stdout.write(JSON.stringify(told));
}

main().catch((fault) => {
  console.error(fault);
  process.exit(1);
});
