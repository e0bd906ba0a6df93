// Every page and state, in both languages, light and dark: axe and the W3C's checker find nothing, nothing is loaded from elsewhere,
// nothing is said in the console, and nothing is wider than a small phone.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { assertNoErrors } from "./checker.js";
import { openStage } from "./scenes.js";
import { missing, spoken } from "./says.js";
import { startBrowser } from "./service.js";
import { LANGS, eachState, states } from "./states.js";

// STATES=form checks those alone whose name holds "form".
const only = process.env.STATES ?? "";
const NARROW = 320;
// Answers that a state is about are no errors of a page.
const STATUS = { "own-expired": 410, "contact-expired": 410, "approve-changed": 409, "next-revised": 409, "form-domain-too-often": 429, "my-signatures-too-often": 429, "letter-missing": 404, "link-unknown": 404, "unsubscribe-unknown": 404, "not-found": 404, "confirm-link-expired": 410, "form-too-large": 413, "form-too-often": 429, "server-error": 500, maintenance: 503, "confirm-changed": 409, "form-revised": 409, "own-remove-unsure": 422, "not-us-unsure": 422, "my-signatures-wrong": 422, "form-board-errors": 422, "contact-changed": 410, "form-person-errors": 422, "form-organization-errors": 422, "form-suggestion": 422 };

const stage = openStage();
const folder = mkdtempSync(join(tmpdir(), "undersigned-pages-"));
const seen = [];
const problems = { failed: [], status: [], unsaid: [], axe: [], console: [], elsewhere: [], wide: [] };
let browser;

before(async () => {
  browser = await startBrowser();
  // Watched from the first request on.
  const usual = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await usual(options);
    context.on("page", listen);
    return context;
  };
  problems.failed = await eachState({ stage, browser, only }, check);
});

after(async () => {
  await browser?.close();
  await stage.close();
  rmSync(folder, { recursive: true, force: true });
});

function listen(page) {
  page.on("pageerror", (error) => problems.console.push([page.url(), String(error)]));
  page.on("console", (message) => {
    // The browser reports an answer's status as an error: statuses are checked by themselves.
    if (message.type() === "error" && !message.text().includes("Failed to load resource")) problems.console.push([page.url(), message.text()]);
  });
  page.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (hostname !== "127.0.0.1" && protocol !== "data:") problems.elsewhere.push([page.url(), request.url()]);
  });
}

async function check({ page, name, lang, status, html }) {
  const where = `${name}-${lang}`;
  seen.push(where);
  if (status !== (STATUS[name] ?? 200)) problems.status.push([where, status]);
  const unsaid = missing(name, lang, await page.locator("body").textContent());
  if (unsaid.length > 0) problems.unsaid.push([where, unsaid]);
  writeFileSync(join(folder, `${where}.html`), html);
  await axe(page, `${where}, light`);
  // Colors are all that differs in the dark, and they are the same in every language.
  if (lang === LANGS[0]) {
    await page.emulateMedia({ colorScheme: "dark" });
    await axe(page, `${where}, dark`, ["color-contrast"]);
  }
  await page.setViewportSize({ width: NARROW, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > NARROW) problems.wide.push([where, width]);
}

async function axe(page, where, rules) {
  const builder = new AxeBuilder({ page });
  if (rules) builder.withRules(rules);
  const { violations } = await builder.analyze();
  for (const { id, nodes } of violations) problems.axe.push([where, id, nodes.map((node) => node.html)]);
}

test("every state was brought about, with its status", () => {
  assert.deepEqual(problems.failed, []);
  assert.deepEqual(seen.sort(), states.filter(({ name }) => name.includes(only)).flatMap(({ name, langs }) => langs.map((lang) => `${name}-${lang}`)).sort());
  assert.deepEqual(problems.status, []);
});

test("every state says what it is about, in the reader's language", () => {
  assert.deepEqual(spoken.filter((name) => !states.some((state) => state.name === name)), [], "no such states");
  assert.deepEqual(problems.unsaid, []);
});

test("axe finds nothing, light and dark", () => assert.deepEqual(problems.axe, []));

test("nothing is said in the console", () => assert.deepEqual(problems.console, []));

test("nothing is loaded from elsewhere", () => assert.deepEqual(problems.elsewhere, []));

test(`nothing is wider than ${NARROW} pixels`, () => assert.deepEqual(problems.wide, []));

test("the W3C's checker finds no error", () => assertNoErrors(folder));
