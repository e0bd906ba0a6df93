// Everything between "I agree" and "I am counted, once, and I stay in control", in a real browser.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { startBrowser, startService } from "./service.js";

const SLUG = "protect-temporary-visa-workers";
const LETTER = `letters/${SLUG}`;
let service;
let browser;

before(async () => {
  service = await startService((run, folder) => {
    const table = join(folder, "districts.csv");
    writeFileSync(table, "state_fips,state_abbr,zcta,cd\n06,CA,93706,13\n06,CA,93706,21\n06,CA,93701,21\n");
    run("districts", "import", table, "--congress", "119");
  });
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await service?.stop();
});

async function mailLink(page, address, link) {
  const card = page.locator("article", { hasText: address }).first();
  for (let tries = 0; tries < 100; tries += 1) {
    await page.goto(`${service.base}/mailbox`);
    if (await card.count()) break;
    await page.waitForTimeout(100);
  }
  await card.locator("h2 a").click();
  return service.base + (await page.locator(`article a.button[href*="${link}"]`).first().getAttribute("href"));
}

async function clean(page, where) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), [], where);
}

async function fill(page, fields) {
  for (const [id, text] of Object.entries(fields)) {
    const field = page.locator(`#${id}`);
    if ((await field.evaluate((element) => element.tagName)) === "SELECT") await field.selectOption({ label: text });
    else await field.fill(text);
  }
}

for (const [lang, words] of Object.entries({
  en: { sign: "Sign the letter", unknown: "I don't know", check: "Check your email", again: "Send a new link", meant: "Use" },
  es: { sign: "Firmar la carta", unknown: "No lo sé", check: "Revise su correo", again: "Enviar un enlace nuevo", meant: "Usar" },
})) {
  for (const javaScriptEnabled of [true, false]) {
    test(`${lang}, ${javaScriptEnabled ? "with" : "without"} JavaScript: a slip in the address, a ZIP in two districts, and the mail again`, async () => {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled });
      const page = await context.newPage();
      const who = `rosa-${lang}-${javaScriptEnabled}`;
      await page.goto(`${service.base}/${lang}/${LETTER}/sign`);
      await fill(page, { name: "Rosa Prado", email: `${who}@gmial.com`, postal_code: "93706" });
      await page.getByRole("button", { name: words.sign }).click();
      await page.getByLabel("District 13, California").or(page.getByLabel("Distrito 13, California")).waitFor();
      if (javaScriptEnabled) await clean(page, "the question of the district");
      await page.getByLabel(words.unknown).check();
      await page.getByRole("button", { name: words.sign }).click();
      await page.getByRole("button", { name: `${words.meant} ${who}@gmail.com` }).click();
      await page.getByRole("heading", { name: words.check }).waitFor();
      assert.ok(await page.getByText(`${who}@gmail.com`).first().isVisible());
      if (javaScriptEnabled) await clean(page, "check your mail");
      await page.locator("#email").fill(`${who}@correo.example`);
      await page.getByRole("button", { name: words.again }).click();
      assert.ok(await page.getByText(`${who}@correo.example`).first().isVisible());
      await mailLink(page, `${who}@correo.example`, "/confirm/");
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 360, `${wide} pixels wide`);
      await context.close();
    });
  }
}

test("a director approves, and the organization that did not know takes its name off", async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${service.base}/es/${LETTER}/sign/organization`);
  await fill(page, {
    legal_name: "Círculo de la Cosecha", listed_name: "Círculo de la Cosecha", org_kind: "Sindicato", scope: "Local", city: "Salinas", state: "California",
    website: "cosecha.example", public_email: "oficina@cosecha.example", contact_name: "Sam Rivera", contact_title: "Secretaria", email: "sam@gmail.com",
  });
  await page.getByText("¿Necesita la aprobación de la dirección o de la junta directiva?").click();
  await fill(page, { approver_name: "Dolores Prado", approver_email: "dolores@gmail.com" });
  await page.getByRole("button", { name: "Vista previa" }).click();
  assert.ok(await page.getByText("Círculo de la Cosecha — Salinas, CA").isVisible());
  await page.getByRole("button", { name: "Firmar la carta" }).click();
  await page.goto(await mailLink(page, "sam@gmail.com", "/confirm/"));
  await page.getByRole("button", { name: "Confirmar mi firma" }).click();
  await page.getByRole("heading", { name: "Ya pedimos la aprobación de su organización" }).waitFor();
  await page.goto(await mailLink(page, "dolores@gmail.com", "/approve/"));
  await clean(await twin(page), "the page to approve");
  await page.getByRole("button", { name: "Aprobar y firmar" }).first().click();
  // Nobody wrote from the organization's own domain: staff look before it counts.
  await page.getByRole("heading", { name: "Gracias. Revisaremos la firma antes de contarla" }).waitFor();
  await page.goto(`${service.base}/es/${LETTER}`);
  assert.equal(await page.getByText("Círculo de la Cosecha").count(), 0);
  const [number] = service.run("review", "list", SLUG).match(/\d+(?=\tunverified\torganization\tCírculo de la Cosecha)/);
  service.run("review", "approve", number);
  // What another process wrote shows within seconds.
  for (let look = 0; look < 40 && !(await page.getByText("Círculo de la Cosecha").count()); look += 1) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  assert.ok(await page.getByText("Círculo de la Cosecha").isVisible());
  await page.goto(await mailLink(page, "oficina@cosecha.example", "/not-us/"));
  await clean(await twin(page), "this was not us");
  await page.getByLabel("Sí, no fuimos nosotros").check();
  await page.getByRole("button", { name: "Quitar el nombre", exact: true }).click();
  await page.getByRole("heading", { name: "El nombre ya se quitó" }).waitFor();
  await page.goto(`${service.base}/es/${LETTER}`);
  assert.equal(await page.getByText("Círculo de la Cosecha").count(), 0);
  assert.match(service.run("review", "list", SLUG), /disowned\torganization\tCírculo de la Cosecha/);
  await context.close();
});

/** The same page with JavaScript, which axe needs. */
async function twin(page) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const other = await context.newPage();
  await other.goto(page.url());
  return other;
}
