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

/** Opens the newest mail to an address from the mailbox and follows one of its links. */
async function followMail(page, address, link = "/confirm/") {
  const card = page.locator("article", { hasText: address }).first();
  for (let tries = 0; tries < 100; tries += 1) {
    await page.goto(`${service.base}/mailbox`);
    if (await card.count()) break;
    await page.waitForTimeout(100);
  }
  await card.locator("h2 a").click();
  await page.locator(`article a.button[href*="${link}"]`).first().click();
}

test("a supporter signs in Spanish on a phone, without JavaScript", async () => {
  const { context, page, elsewhere } = await openPage(360, { javaScriptEnabled: false, locale: "es-MX" });
  await page.goto(`${service.base}/${LETTER}`);
  assert.match(page.url(), /\/es\/letters\//);
  await page.locator(".signbar button").click();
  await page.getByRole("button", { name: "Firmar la carta" }).click();
  assert.ok((await page.locator(".summary li").count()) >= 3, "the errors are summarized");
  assert.match(await page.title(), /^Error: /);
  assert.equal(await page.evaluate(() => document.activeElement.className), "summary");
  await page.getByLabel("Nombre", { exact: true }).fill("Lucía Ñandú Prado");
  await page.getByLabel("Correo electrónico").fill("lucia@correo.example");
  assert.equal(await page.getByLabel("Ciudad", { exact: true }).isVisible(), false, "only a full name has a city");
  await page.getByLabel("Código ZIP o postal").fill("79901");
  await page.getByRole("button", { name: "Firmar la carta" }).click();
  await page.getByRole("heading", { name: "Revise su correo" }).waitFor();
  await followMail(page, "lucia@correo.example");
  await page.getByRole("button", { name: "Confirmar mi firma" }).click();
  await page.getByRole("heading", { name: "¡Gracias! Su firma quedó registrada" }).waitFor();
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
    ["legal_name", "Valley Growers Alliance"], ["listed_name", ""], ["org_kind", "Nonprofit"], ["scope", "Local"],
    ["country", ""], ["state", "California"], ["city", "Salinas"], ["website", "valley.example"], ["public_email", ""], ["contact_name", "Sam Rivera"], ["contact_title", "Director"],
    ["email", "sam@valley.example"], ["phone", ""],
  ];
  await page.focus("#legal_name");
  for (const [id, text] of fields) {
    assert.equal(await page.evaluate(() => document.activeElement.id), id);
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  // Past "news".
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  // Past "someone else decides".
  for (let stops = 0; stops < 2; stops += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Check your email" }).waitFor();
  await followMail(page, "sam@valley.example");
  await page.getByRole("button", { name: "Confirm my signature" }).press("Enter");
  await page.getByRole("heading", { name: "Thank you! You've signed the letter" }).waitFor();
  await page.goto(`${service.base}/en/${LETTER}`);
  assert.match(await page.locator("#tally").innerText(), /1 organization/);
  assert.ok(await page.getByText("Valley Growers Alliance").isVisible());
  await followMail(page, "sam@valley.example", "/my-signature/");
  await page.getByRole("heading", { name: "Manage my signature", exact: true }).waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), [], "the own page");
  await context.close();
});

test("a supporter corrects a name, asks for the links again, and takes the signature back, in Spanish, without JavaScript", async () => {
  const { context, page } = await openPage(360, { javaScriptEnabled: false, locale: "es-MX" });
  await page.goto(`${service.base}/es/${LETTER}/sign`);
  for (const [label, text] of [["Nombre", "Rosa Pres"], ["Correo electrónico", "rosa@correo.example"], ["Código ZIP o postal", "79901"]]) {
    await page.getByLabel(label, { exact: true }).fill(text);
  }
  await page.getByRole("button", { name: "Firmar la carta" }).click();
  await followMail(page, "rosa@correo.example", "/my-signature/");
  await page.getByLabel("Nombre", { exact: true }).fill("Rosa Pérez");
  await page.getByRole("button", { name: "Guardar" }).click();
  assert.ok(await page.getByText("Sus cambios se guardaron.").isVisible());
  await followMail(page, "rosa@correo.example");
  await page.getByRole("button", { name: "Confirmar mi firma" }).click();
  await page.goto(`${service.base}/es/my-signatures`);
  await page.getByLabel("Correo electrónico").fill("rosa@correo.example");
  await page.getByRole("button", { name: "Enviarme los enlaces" }).click();
  assert.ok(await page.getByText("Si rosa@correo.example ha firmado").isVisible());
  await followMail(page, "rosa@correo.example", "/my-signature/");
  await page.getByRole("heading", { name: "Mi firma", exact: true }).waitFor();
  assert.ok(await page.locator(".facts").getByText("Rosa Pérez").isVisible());
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 360, `${wide} pixels wide`);
  const own = page.url();
  await page.getByRole("button", { name: "Borrar mi firma" }).click();
  assert.ok(await page.getByText("Marque primero la casilla").isVisible());
  await page.getByLabel("Sí, borrarla para siempre").check();
  await page.getByRole("button", { name: "Borrar mi firma" }).click();
  await page.getByRole("heading", { name: "Su firma está borrada" }).waitFor();
  assert.equal((await page.goto(own)).status(), 404, "the link leads nowhere now");
  await context.close();
});

test("axe finds nothing, in both languages, light and dark, on a phone and a wide screen", async () => {
  const paths = ["", `/${LETTER}`, `/${LETTER}/sign`, `/${LETTER}/sign/organization`, `/${LETTER}/share`, `/${LETTER}/signers/people`,
    `/${LETTER}/updates/what-happens-with-your-name`, "/archive/2026", "/unsubscribe/x", "/letters/recruitment-that-works-for-nurses", "/about", "/privacy", "/coalition", "/my-signatures", "/nothing-here"];
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
  for (const path of ["/en", `/es/${LETTER}`, `/es/${LETTER}/sign`, `/en/${LETTER}/sign/organization`, `/es/${LETTER}/updates/what-happens-with-your-name`, "/es/privacy", "/es/my-signatures", "/mailbox"]) {
    await page.goto(service.base + path);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 320, `${path} is ${wide} pixels wide`);
  }
  await context.close();
});
