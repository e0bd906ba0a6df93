// While unusually many sign: a script solves the form's challenge in the background; without JavaScript a slower way works.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { startBrowser, startService } from "./service.js";

const LETTER = "letters/protect-temporary-visa-workers";
let service;
let browser;

before(async () => {
  // Always on, at the price that is the default; the second mail without a script waits a minute.
  service = await startService(undefined, {
    UNDERSIGNED_QUOTAS__UNUSUAL_PER_TEN_MINUTES: "0",
    UNDERSIGNED_QUOTAS__UNSOLVED_MAILS_PER_MINUTE: "1",
    UNDERSIGNED_QUOTAS__UNUSUAL_PER_DOMAIN: "1",
  });
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await service?.stop();
});

const WORDS = {
  en: { sign: "Sign the letter", check: "Check your email", moment: "One moment", dearer: "Your device does the rest", later: "We expect to send your email within a minute", yes: "Confirm my signature", thanks: "Thank you! You've signed the letter", without: "You can sign without JavaScript" },
  es: { sign: "Firmar la carta", check: "Revise su correo", moment: "Un momento", dearer: "Su dispositivo hace el resto", later: "Esperamos enviarle el correo en un minuto como máximo", yes: "Confirmar mi firma", thanks: "¡Gracias! Su firma quedó registrada", without: "Puede firmar sin JavaScript" },
};

async function openForm(lang, javaScriptEnabled, width = 360) {
  const context = await browser.newContext({ viewport: { width, height: 740 }, javaScriptEnabled, locale: lang });
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (message) => message.type() === "error" && !message.text().includes("status of 4") && wrong.push(message.text()));
  page.on("request", (request) => request.url().startsWith(service.base) || wrong.push(request.url()));
  await page.goto(`${service.base}/${lang}/${LETTER}/sign`);
  return { context, page, wrong };
}

async function fill(page, email) {
  for (const [id, text] of Object.entries({ name: "Rosa Pérez", email, postal_code: "79901" })) {
    await page.locator(`#${id}`).fill(text);
  }
}

async function confirm(page, email, words) {
  const card = page.locator("article", { hasText: email }).first();
  for (let tries = 0; tries < 100; tries += 1) {
    await page.goto(`${service.base}/mailbox`);
    if (await card.count()) break;
    await page.waitForTimeout(100);
  }
  await card.locator("h2 a").click();
  await page.locator('article a.button[href*="/confirm/"]').first().click();
  await page.getByRole("button", { name: words.yes }).click();
  await page.getByRole("heading", { name: words.thanks }).waitFor();
}

const solved = (page) => page.waitForFunction(() => document.querySelector("[name=proof]").value !== "unsolved", undefined, { timeout: 60_000 });

for (const [lang, words] of Object.entries(WORDS)) {
  test(`${lang}: the challenge is solved while the form is filled in`, async () => {
    const { context, page, wrong } = await openForm(lang, true);
    const begun = Date.now();
    await solved(page);
    const took = await page.evaluate(() => JSON.parse(atob(document.querySelector("[name=proof]").value)).solution);
    console.log(`solved in ${Date.now() - begun} ms from the page's load: ${took.counter + 1} derivations in ${took.time} ms`);
    await fill(page, `ready-${lang}@gmail.com`);
    assert.equal(await page.locator("[data-challenge-status]").innerText(), "", "nothing disturbs whoever need not wait");
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), []);
    await page.getByRole("button", { name: words.sign, exact: true }).click();
    await page.getByRole("heading", { name: words.check }).waitFor();
    assert.equal(await page.getByText(words.later).count(), 0, "the mail waits for nothing");
    await confirm(page, `ready-${lang}@gmail.com`, words);
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test(`${lang}: a mail domain with many signatures costs more; nothing typed is lost`, async () => {
    const { context, page, wrong } = await openForm(lang, true);
    for (const who of ["first", "second"]) {
      await page.goto(`${service.base}/${lang}/${LETTER}/sign`);
      await solved(page);
      await fill(page, `${who}@union-${lang}.example`);
      await page.getByRole("button", { name: words.sign, exact: true }).click();
      if (who === "first") await page.getByRole("heading", { name: words.check }).waitFor();
    }
    await page.getByText(words.dearer).waitFor();
    assert.equal(await page.locator("#name").inputValue(), "Rosa Pérez");
    // Pressed at once: the script waits visibly, then sends.
    await page.getByRole("button", { name: words.sign, exact: true }).click();
    await page.getByRole("status").filter({ hasText: words.moment }).waitFor();
    await page.getByRole("heading", { name: words.check }).waitFor({ timeout: 60_000 });
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test(`${lang}: without JavaScript it works, and the page says when the mail comes`, async () => {
    const { context, page, wrong } = await openForm(lang, false, 320);
    await page.getByText(words.without).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 320, `${wide} pixels wide`);
    await fill(page, `slow-${lang}@gmail.com`);
    await page.getByRole("button", { name: words.sign, exact: true }).click();
    await page.getByRole("heading", { name: words.check }).waitFor();
    if (lang === "en") {
      // The first has its turn at once.
      assert.equal(await page.getByText(words.later).count(), 0);
      await confirm(page, `slow-${lang}@gmail.com`, words);
    } else {
      await page.getByText(words.later).waitFor();
    }
    assert.deepEqual(wrong, []);
    await context.close();
  });
}

for (const [lang, words] of Object.entries(WORDS)) {
  test(`${lang}: where the script can't solve it, the slower way stays open and is named`, async () => {
    const { context, page } = await openForm(lang, true);
    await page.route("**/challenge-worker.js", (route) => route.abort());
    await page.reload();
    await page.getByText(words.without).waitFor();
    await fill(page, `broken-${lang}@gmail.com`);
    await page.getByRole("button", { name: words.sign, exact: true }).click();
    await page.getByRole("heading", { name: words.check }).waitFor();
    await context.close();
  });
}
