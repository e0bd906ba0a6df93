// The number on a letter's page rises for whoever looks at it, without loading it anew.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { startBrowser, startService } from "./service.js";

const SLUG = "protect-temporary-visa-workers";
let service;
let browser;

before(async () => {
  service = await startService();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await service?.stop();
});

const WORDS = {
  en: { sign: "Sign the letter", yes: "Confirm my signature", people: /^(\d+) individuals?$/ },
  es: { sign: "Firmar la carta", yes: "Confirmar mi firma", people: /^(\d+) personas?$/ },
};

async function open(path, settings = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...settings });
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  page.on("request", (request) => request.url().startsWith(service.base) || wrong.push(request.url()));
  const streams = { opened: 0, open: 0 };
  page.on("request", (request) => request.url().endsWith("/tally") && (streams.opened += 1, streams.open += 1));
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => request.url().endsWith("/tally") && (streams.open -= 1));
  await page.goto(service.base + path);
  return { context, page, wrong, streams };
}

async function sign(lang, email) {
  const { context, page } = await open(`/${lang}/letters/${SLUG}/sign`, { javaScriptEnabled: false });
  for (const [id, text] of Object.entries({ name: `Rosa ${email.split("@")[0]}`, email, postal_code: "79901" })) await page.locator(`#${id}`).fill(text);
  await page.getByRole("button", { name: WORDS[lang].sign, exact: true }).click();
  const card = page.locator("article", { hasText: email }).first();
  do await page.goto(`${service.base}/mailbox`); while (!(await card.count()));
  await card.locator("h2 a").click();
  await page.locator('article a.button[href*="/confirm/"]').first().click();
  await page.getByRole("button", { name: WORDS[lang].yes }).click();
  await context.close();
}

const people = (page) => page.locator("#tally [data-tally=people]");
const counted = async (page, lang) => Number((await people(page).innerText()).match(WORDS[lang].people)[1]);

/** Waits until a page shows so many people. */
const shows = (page, lang, count) =>
  page.waitForFunction(
    ([pattern, wanted]) => document.querySelector("#tally [data-tally=people]").textContent.match(new RegExp(pattern))?.[1] === wanted,
    [WORDS[lang].people.source, String(count)],
  );

for (const lang of ["en", "es"]) {
  test(`${lang}: one signs, and the other's number rises on the letter and in a frame`, async () => {
    const letter = await open(`/${lang}/letters/${SLUG}`);
    const frame = await open(`/embed/${lang}/${SLUG}`, { viewport: { width: 420, height: 300 } });
    const before = await counted(letter.page, lang);
    await letter.page.evaluate(() => (window.loadedOnce = true));
    await sign(lang, `watched-${lang}@correo.example`);
    await shows(letter.page, lang, before + 1);
    await shows(frame.page, lang, before + 1);
    assert.equal(await letter.page.evaluate(() => window.loadedOnce), true, "the page was not loaded anew");
    assert.equal(await letter.page.locator(".signatories .count [data-tally=said]").innerText(), await letter.page.locator("#tally").innerText());
    const { violations } = await new AxeBuilder({ page: letter.page }).analyze();
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), []);
    const { scrollHeight, scrollWidth } = await frame.page.evaluate(() => {
      const { scrollHeight, scrollWidth } = document.documentElement;
      return { scrollHeight, scrollWidth };
    });
    assert.ok(scrollHeight <= 300 && scrollWidth <= 420, `the frame holds ${scrollWidth} by ${scrollHeight} pixels`);
    assert.deepEqual([letter.wrong, frame.wrong], [[], []]);
    await letter.context.close();
    await frame.context.close();
  });
}

test("a screen reader hears of it at most once a minute", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`${service.base}/en/letters/${SLUG}`);
  const before = await counted(page, "en");
  const status = page.locator("[data-tally-said]");
  for (const nth of [1, 2]) {
    await sign("en", `heard-${nth}@correo.example`);
    await shows(page, "en", before + nth);
    assert.equal(await status.innerText(), "", "not for each signature");
  }
  await page.clock.fastForward("01:00");
  assert.match(await status.innerText(), new RegExp(`^${before + 2} individuals$`));
  await context.close();
});

test("a hidden page asks for nothing, and is true again when it is shown", async () => {
  const { context, page, wrong, streams } = await open(`/en/letters/${SLUG}`);
  const before = await counted(page, "en");
  const hide = (hidden) =>
    page.evaluate((value) => {
      Object.defineProperty(document, "hidden", { value, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  while (streams.opened < 1) await page.evaluate(() => new Promise(requestAnimationFrame));
  await hide(true);
  while (streams.open > 0) await page.evaluate(() => new Promise(requestAnimationFrame));
  await sign("en", "unseen@correo.example");
  assert.equal(await counted(page, "en"), before);
  await hide(false);
  await shows(page, "en", before + 1);
  assert.equal(streams.opened, 2);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("without JavaScript the letter has its number, and nothing is asked for", async () => {
  const { context, page, wrong, streams } = await open(`/es/letters/${SLUG}`, { javaScriptEnabled: false });
  assert.match(await people(page).innerText(), WORDS.es.people);
  assert.equal(streams.opened, 0);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("a service that stops does not wait for those who watch", async () => {
  const mortal = await startService();
  const context = await browser.newContext();
  const pages = await Promise.all([0, 1, 2].map(() => context.newPage()));
  for (const page of pages) {
    const streamed = page.waitForRequest((request) => request.url().endsWith("/tally"));
    await page.goto(`${mortal.base}/en/letters/${SLUG}`);
    await streamed;
  }
  assert.equal(await mortal.stop(), 0, "it ended by itself, and all was well");
  await context.close();
});
