// The main paths, in both languages, with and without JavaScript: a household, a name that is mended, a withdrawal; a director's
// approval and "this was not us"; a board; another contact.
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { startBrowser, startService } from "./service.js";

const NAME = "protect-temporary-visa-workers";
const LETTER = `letters/${NAME}`;
let service;
let browser;

before(async () => {
  // One mailbox may sign for two people, and organizations count without staff.
  const settings = (folder) => ({
    UNDERSIGNED_QUOTAS__SIGNINGS_PER_HOUR_PER_ADDRESS: "1000",
    UNDERSIGNED_CONTENT__FOLDER: join(folder, "letters"),
  });
  service = await startService((_, folder) => {
    const letters = join(folder, "letters");
    cpSync(fileURLToPath(new URL("../../letters", import.meta.url)), letters, { recursive: true });
    const file = join(letters, NAME, "letter.toml");
    writeFileSync(file, readFileSync(file, "utf8").replace("[signing]\n", '[signing]\npeople_per_address = 2\nunverified_organizations = "count"\n'));
  }, settings);
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await service?.stop();
});

async function open(javaScriptEnabled, width = 360) {
  const context = await browser.newContext({ viewport: { width, height: 740 }, javaScriptEnabled });
  return { context, page: await context.newPage() };
}

/** The newest mail's link to an address, with these words in it, which must not be one that was followed before. */
async function mailLink(page, address, link, seen = []) {
  for (let tries = 0; tries < 100; tries += 1) {
    await page.goto(`${service.base}/mailbox`);
    const card = page.locator("article", { hasText: address }).first();
    if (await card.count()) {
      await card.locator("h2 a").click();
      const found = page.locator(`article a[href*="${link}"]`).first();
      if (await found.count()) {
        const path = await found.getAttribute("href");
        if (!seen.includes(path)) return new URL(path, service.base).href;
      }
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`no ${link} for ${address}`);
}

async function fill(page, fields) {
  for (const [id, text] of Object.entries(fields)) {
    const field = page.locator(`#${id}`);
    if ((await field.evaluate((element) => element.tagName)) === "SELECT") await field.selectOption(text);
    else await field.fill(text);
  }
}

/** Axe needs JavaScript: the same address in a page that has it. */
async function clean(page, where) {
  const { context, page: twin } = await open(true);
  await twin.goto(page.url());
  const { violations } = await new AxeBuilder({ page: twin }).analyze();
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), [], where);
  const wide = await twin.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 360, `${where} is ${wide} pixels wide`);
  await context.close();
}

const WORDS = {
  en: {
    sign: "Sign the letter", check: "Check your email", yes: "Confirm my signature", thanks: "Thank you! You've signed the letter", save: "Save", saved: "Your changes are saved",
    full: "Full name and city (Rosa Prado, El Paso, TX)", back: "Withdraw my signature", taken: "Your signature has been withdrawn", decides: "Need approval from your director or board?",
    awaiting: "We've asked for your organization's approval", approve: "Approve and sign", signed: "Thank you! Your organization has signed", tick: "Check the box first",
    sure: "Yes, this wasn't us", off: "Remove the name", gone: "The name has been removed",
  },
  es: {
    sign: "Firmar la carta", check: "Revise su correo", yes: "Confirmar mi firma", thanks: "¡Gracias! Su firma quedó registrada", save: "Guardar", saved: "Sus cambios se guardaron",
    full: "Nombre completo y ciudad (Rosa Prado, El Paso, TX)", back: "Retirar mi firma", taken: "Su firma está retirada", decides: "¿Necesita la aprobación de la dirección o de la junta directiva?",
    awaiting: "Ya pedimos la aprobación de su organización", approve: "Aprobar y firmar", signed: "¡Gracias! Su organización firmó", tick: "Marque primero la casilla",
    sure: "Sí, no fuimos nosotros", off: "Quitar el nombre", gone: "El nombre ya se quitó",
  },
};

const organization = (name, domain, email) => ({
  legal_name: name, listed_name: name, org_kind: "union", scope: "local", city: "Salinas", state: "CA", website: domain,
  contact_name: "Sam Rivera", contact_title: "Secretary", email,
});

for (const [lang, words] of Object.entries(WORDS)) {
  for (const javaScriptEnabled of [true, false]) {
    const how = `${lang}, ${javaScriptEnabled ? "with" : "without"} JavaScript`;
    const tag = `${lang}-${javaScriptEnabled ? "js" : "plain"}`;

    test(`${how}: two people of one household sign, a name is mended, one takes the signature back`, async () => {
      const { context, page } = await open(javaScriptEnabled);
      const home = `home-${tag}@correo.example`;
      const [rosa, luis] = [`Rosa Prado ${tag}`, `Luis Prado ${tag}`];
      const followed = [];
      for (const typed of [`Rosa Pardo ${tag}`, luis]) {
        await page.goto(`${service.base}/${lang}/${LETTER}/sign`);
        await fill(page, { name: typed, email: home, postal_code: "79901" });
        await page.getByLabel(words.full).check();
        await fill(page, { city: "El Paso" });
        await page.getByRole("button", { name: words.sign, exact: true }).click();
        await page.getByRole("heading", { name: words.check }).waitFor();
        const confirm = await mailLink(page, home, "/confirm/", followed);
        followed.push(new URL(confirm).pathname, confirm);
        if (typed !== luis) {
          await page.goto(await mailLink(page, home, "/my-signature/"));
          await fill(page, { name: rosa });
          await page.getByRole("button", { name: words.save, exact: true }).click();
          await page.getByText(words.saved).first().waitFor();
        }
        await page.goto(confirm);
        await page.getByText(typed === luis ? luis : rosa).first().waitFor();
        await page.getByRole("button", { name: words.yes }).click();
        await page.getByRole("heading", { name: words.thanks }).waitFor();
      }
      await page.goto(`${service.base}/${lang}/${LETTER}`);
      for (const name of [rosa, luis]) assert.ok(await page.getByText(name).first().isVisible(), `${name} is counted`);
      await page.goto(await mailLink(page, home, "/my-signature/"));
      await page.locator("#sure-to-withdraw").check();
      await page.getByRole("button", { name: words.back }).click();
      await page.getByText(words.taken).first().waitFor();
      await page.goto(`${service.base}/${lang}/${LETTER}/signers/people`);
      assert.equal(await page.getByText(luis).count(), 0, "taken back");
      assert.ok(await page.getByText(rosa).first().isVisible(), "the other one stays");
      await context.close();
    });

    test(`${how}: a director approves, and whoever did not know takes the name off`, async () => {
      const { context, page } = await open(javaScriptEnabled);
      const name = `Cosecha ${tag}`;
      await page.goto(`${service.base}/${lang}/${LETTER}/sign/organization`);
      await fill(page, { ...organization(name, `cosecha-${tag}.example`, `sam-${tag}@gmail.com`), public_email: `office@cosecha-${tag}.example` });
      await page.getByText(words.decides).click();
      await fill(page, { approver_name: "Dolores Prado", approver_email: `dolores-${tag}@gmail.com` });
      await page.getByRole("button", { name: words.sign, exact: true }).click();
      await page.goto(await mailLink(page, `sam-${tag}@gmail.com`, "/confirm/"));
      await page.getByRole("button", { name: words.yes }).click();
      await page.getByRole("heading", { name: words.awaiting }).waitFor();
      await page.goto(await mailLink(page, `dolores-${tag}@gmail.com`, "/approve/"));
      assert.ok(await page.locator("#text .body").first().isVisible(), "the letter's text stands there");
      await clean(page, "the page to approve");
      await page.getByRole("button", { name: words.approve }).first().click();
      await page.getByRole("heading", { name: words.signed }).waitFor();
      await page.goto(`${service.base}/${lang}/${LETTER}`);
      assert.ok(await page.getByText(name).first().isVisible());
      await page.goto(await mailLink(page, `office@cosecha-${tag}.example`, "/not-us/"));
      await clean(page, "this was not us");
      await page.getByRole("button", { name: words.off, exact: true }).click();
      await page.getByText(words.tick).waitFor();
      await page.getByLabel(words.sure).check();
      await page.getByRole("button", { name: words.off, exact: true }).click();
      await page.getByRole("heading", { name: words.gone }).waitFor();
      await page.goto(`${service.base}/${lang}/${LETTER}`);
      assert.equal(await page.getByText(name).count(), 0);
      await context.close();
    });
  }
}

test("a form is saved and goes to a board, two of whom approve, in Spanish, without JavaScript", async () => {
  const { context, page } = await open(false);
  await page.goto(`${service.base}/es/${LETTER}/sign/organization`);
  await fill(page, { listed_name: "Junta del Valle", contact_name: "Sam Rivera", email: "sam@junta.example" });
  await page.getByRole("button", { name: "Guardar para después" }).click();
  await page.getByRole("heading", { name: "Guardado para después" }).waitFor();
  await page.goto(await mailLink(page, "sam@junta.example", "/draft/"));
  assert.equal(await page.locator("#listed_name").inputValue(), "Junta del Valle", "what was typed is there");
  await clean(page, "a saved form");
  await fill(page, organization("Junta del Valle", "junta.example", "sam@junta.example"));
  await page.getByText("¿Necesita la aprobación de la dirección o de la junta directiva?").click();
  for (const [number, [name, email]] of [["Ana Ruiz", "ana@junta.example"], ["Luz Ríos", "luz@junta.example"], ["Mía Sol", "mia@junta.example"]].entries()) {
    if (number > 0) await page.getByRole("button", { name: "Agregar a otra persona" }).click();
    const row = number > 0 ? `_${number + 1}` : "";
    await fill(page, { [`approver_name${row}`]: name, [`approver_email${row}`]: email });
  }
  await fill(page, { approvals: "2" });
  await page.getByRole("button", { name: "Vista previa" }).click();
  await page.getByText("Junta del Valle — Salinas, CA").waitFor();
  await page.getByRole("button", { name: "Firmar la carta" }).click();
  await page.getByText("Ana Ruiz, Luz Ríos, Mía Sol").waitFor();
  await page.goto(await mailLink(page, "mia@junta.example", "/approve/"));
  await page.locator("summary", { hasText: "Rechazar" }).first().click();
  await fill(page, { reason: "Falta la asamblea" });
  await page.getByRole("button", { name: "Rechazar" }).first().click();
  await page.getByRole("heading", { name: "Usted rechazó" }).waitFor();
  await page.goto(await mailLink(page, "ana@junta.example", "/approve/"));
  await page.getByRole("button", { name: "Aprobar y firmar" }).first().click();
  await page.getByRole("heading", { name: "Gracias. Usted aprobó" }).waitFor();
  await page.goto(`${service.base}/es/${LETTER}`);
  assert.equal(await page.getByText("Junta del Valle").count(), 0, "one is not enough");
  await page.goto(await mailLink(page, "luz@junta.example", "/approve/"));
  await page.getByRole("button", { name: "Aprobar y firmar" }).first().click();
  await page.getByRole("heading", { name: "¡Gracias! Su organización firmó" }).waitFor();
  await page.goto(`${service.base}/es/${LETTER}`);
  assert.ok(await page.getByText("Junta del Valle").first().isVisible());
  await page.goto(await mailLink(page, "sam@junta.example", "/my-signature/"));
  assert.ok(await page.getByText("Falta la asamblea").isVisible(), "the contact reads why");
  await context.close();
});

test("another contact takes over and corrects the listing, in English", async () => {
  const { context, page } = await open(true, 1280);
  await page.goto(`${service.base}/en/${LETTER}/sign/organization`);
  await fill(page, organization("Cannery Workers", "cannery.example", "sam@cannery.example"));
  await page.locator("#authorized").check();
  await page.getByRole("button", { name: "Sign the letter" }).click();
  await page.goto(await mailLink(page, "sam@cannery.example", "/confirm/"));
  await page.getByRole("button", { name: "Confirm my signature" }).click();
  const old = await mailLink(page, "sam@cannery.example", "/my-signature/");
  await page.goto(old);
  await clean(page, "an organization's own page");
  await page.getByRole("link", { name: "Name a colleague" }).click();
  await clean(page, "naming another contact");
  await fill(page, { next_name: "Noor Haddad", next_title: "Organizer", next_email: "noor@cannery.example" });
  await page.getByRole("button", { name: "Ask this colleague" }).click();
  await page.getByText("We've asked your colleague. Nothing changes until they accept.").waitFor();
  await page.goto(await mailLink(page, "noor@cannery.example", "/contact/"));
  await clean(page, "will you be the contact");
  await page.getByRole("button", { name: "Yes, I'll be the contact" }).click();
  await page.getByRole("heading", { name: "Thank you. You are now the contact" }).waitFor();
  assert.equal((await page.goto(old)).status(), 410, "the old link has ended");
  await page.getByRole("heading", { name: "Your organization has a new contact" }).waitFor();
  await page.goto(await mailLink(page, "noor@cannery.example", "/my-signature/"));
  await fill(page, { city: "Watsonville", listed_name_es: "Trabajadores de la Conserva" });
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByText("Trabajadores de la Conserva — Watsonville, CA").waitFor();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Your changes are saved.").waitFor();
  await page.goto(`${service.base}/en/${LETTER}`);
  assert.ok(await page.getByText("Cannery Workers").first().isVisible());
  await page.goto(`${service.base}/es/${LETTER}`);
  assert.ok(await page.getByText("Trabajadores de la Conserva").first().isVisible());
  assert.equal(await page.getByText("Cannery Workers").count(), 0);
  await context.close();
});
