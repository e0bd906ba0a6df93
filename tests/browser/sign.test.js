// The main job in a real browser: read, sign, open the mail, confirm, be counted.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { startBrowser, startService } from "./service.js";

const LETTER = "letters/protect-temporary-visa-workers";
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

async function openPage(width, options = {}) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, ...options });
  const page = await context.newPage();
  const elsewhere = [];
  page.on("request", (request) => request.url().startsWith(service.base) || elsewhere.push(request.url()));
  return { context, page, elsewhere };
}

/** Opens the newest mail to an address from the mailbox and follows its link. */
async function followMail(page, address) {
  const card = page.locator("article", { hasText: address }).first();
  for (let tries = 0; tries < 100; tries += 1) {
    await page.goto(`${service.base}/mailbox`);
    if (await card.count()) break;
    await page.waitForTimeout(100);
  }
  await card.locator("h2 a").click();
  await page.locator("article a.button").first().click();
}

test("a supporter signs in Spanish on a phone, without JavaScript", async () => {
  const { context, page, elsewhere } = await openPage(360, { javaScriptEnabled: false, locale: "es-MX" });
  await page.goto(`${service.base}/${LETTER}`);
  assert.match(page.url(), /\/es\/letters\//);
  await page.getByRole("link", { name: "Firmar como persona" }).click();
  await page.getByRole("button", { name: "Firmar la carta" }).click();
  assert.ok((await page.locator(".summary li").count()) >= 4, "the errors are summarized");
  await page.getByLabel("Nombre", { exact: true }).fill("Lucía Ñandú Prado");
  await page.getByLabel("Correo electrónico").fill("lucia@correo.example");
  await page.getByLabel("Ciudad", { exact: true }).fill("El Paso");
  await page.getByLabel("Estado o territorio").selectOption("TX");
  await page.getByLabel("Código ZIP o postal").fill("79901");
  await page.getByRole("button", { name: "Firmar la carta" }).click();
  await page.getByRole("heading", { name: "Revise su correo" }).waitFor();
  await followMail(page, "lucia@correo.example");
  await page.getByRole("button", { name: "Sí, cuenten mi firma" }).click();
  await page.getByRole("heading", { name: "Gracias: su firma cuenta" }).waitFor();
  await page.getByRole("link", { name: "Volver a la carta" }).click();
  assert.match(await page.locator("#tally").innerText(), /1 persona/);
  assert.ok(await page.getByText("Lucía P.").isVisible());
  assert.deepEqual(await context.cookies(), []);
  assert.deepEqual(elsewhere, []);
  await context.close();
});

test("an organization signs in English by keyboard alone", async () => {
  const { context, page } = await openPage(1280, { locale: "en-US" });
  await page.goto(`${service.base}/en/${LETTER}/sign/organization`);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  const fields = [
    ["legal_name", "Valley Growers Alliance"], ["listed_name", "Valley Growers Alliance"], ["org_kind", "Nonprofit"], ["scope", "Local"],
    ["city", "Salinas"], ["state", "California"], ["website", "valley.example"], ["contact_name", "Sam Rivera"], ["contact_title", "Director"],
    ["email", "sam@valley.example"], ["phone", ""],
  ];
  await page.focus("#legal_name");
  for (const [id, text] of fields) {
    assert.equal(await page.evaluate(() => document.activeElement.id), id);
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Check your mail" }).waitFor();
  await followMail(page, "sam@valley.example");
  await page.getByRole("button", { name: "Yes, count my signature" }).press("Enter");
  await page.getByRole("heading", { name: "Thank you: your signature counts" }).waitFor();
  await page.goto(`${service.base}/en/${LETTER}`);
  assert.match(await page.locator("#tally").innerText(), /1 organization/);
  assert.ok(await page.getByText("Valley Growers Alliance").isVisible());
  await context.close();
});

test("axe finds nothing, in both languages, light and dark, on a phone and a wide screen", async () => {
  const paths = ["", `/${LETTER}`, `/${LETTER}/sign`, `/${LETTER}/sign/organization`, `/${LETTER}/check-mail`, `/${LETTER}/signers/people`,
    "/letters/recruitment-that-works-for-nurses", "/about", "/privacy", "/coalition", "/nothing-here"];
  for (const [width, colorScheme] of [[360, "light"], [1280, "dark"]]) {
    const { context, page } = await openPage(width, { colorScheme });
    for (const lang of ["en", "es"]) {
      for (const path of [...paths.map((path) => `/${lang}${path}`), "/mailbox"]) {
        await page.goto(service.base + path);
        const { violations } = await new AxeBuilder({ page }).analyze();
        assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), [], `${path} at ${width}, ${colorScheme}`);
      }
    }
    await context.close();
  }
});

test("nothing scrolls sideways at 320 pixels", async () => {
  const { context, page } = await openPage(320);
  for (const path of ["/en", `/es/${LETTER}`, `/es/${LETTER}/sign`, `/en/${LETTER}/sign/organization`, "/es/privacy", "/mailbox"]) {
    await page.goto(service.base + path);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 320, `${path} is ${wide} pixels wide`);
  }
  await context.close();
});
