// Every page and state at two widths, light and dark: target/screenshots/<name>-<lang>-<width>-<scheme>.png
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startBrowser, startService } from "./service.js";

const out = fileURLToPath(new URL("../../target/screenshots", import.meta.url));
const only = process.argv[2] ?? "";
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const LETTER = "letters/protect-temporary-visa-workers";
const UPDATE = "what-happens-with-your-name";
const service = await startService((run, folder) => {
  run("demo", "--organizations", "60", "--people", "900");
  const table = join(folder, "districts.csv");
  writeFileSync(table, "state_fips,state_abbr,zcta,cd\n06,CA,93706,13\n06,CA,93706,21\n");
  run("districts", "import", table, "--congress", "119");
  run("updates", "send", LETTER.split("/")[1], UPDATE, "--yes");
}, { UNDERSIGNED_QUOTAS__SIGNINGS_PER_HOUR_PER_ADDRESS: "10000" });
const browser = await startBrowser();

const looks = [360, 1280].flatMap((width) => ["light", "dark"].map((colorScheme) => ({ width, colorScheme })));

/** Posts a form from its own page, with these fields filled in. */
async function press(page, fields, button) {
  for (const [id, text] of Object.entries(fields)) {
    const field = page.locator(`#${id}`);
    if ((await field.evaluate((element) => element.tagName)) === "SELECT") await field.selectOption({ index: text });
    else await field.fill(text);
  }
  await page.locator(button ?? "form button[type=submit]").first().click();
}

async function mailed(page, address, link) {
  const card = page.locator("article", { hasText: address }).first();
  for (let tries = 0; tries < 100 && !(await card.count()); tries += 1) {
    await page.goto(`${service.base}/mailbox`);
    await page.waitForTimeout(50);
  }
  await card.locator("h2 a").click();
  await page.locator(`article a.button[href*="${link}"]`).first().click();
}

const organization = {
  legal_name: "Círculo de la Cosecha", listed_name: "Círculo de la Cosecha", org_kind: 2, scope: 3, city: "Salinas", state: 5, website: "cosecha.example",
  public_email: "oficina@cosecha.example", contact_name: "Sam Rivera", contact_title: "Secretary",
};

// Name and how to get there; each begins on a fresh page.
const states = {
  index: (page, at) => page.goto(at("")),
  letter: (page, at) => page.goto(at(`/${LETTER}`)),
  update: (page, at) => page.goto(at(`/${LETTER}/updates/${UPDATE}`)),
  archive: (page, at) => page.goto(at("/archive/2026")),
  unsubscribe: async (page, at) => {
    // The mail to an invented signer who read the letter in this language.
    const subject = at("").endsWith("es") ? "Qué pasa con su nombre" : "What happens with your name";
    await page.goto(`${service.base}/mailbox`);
    const mail = page.getByRole("link", { name: subject }).first();
    for (let tries = 0; tries < 100 && !(await mail.count()); tries += 1) await page.reload();
    await mail.click();
    await page.locator("article a.button[href*='/unsubscribe/']").click();
  },
  unsubscribed: async (page, at) => {
    await states.unsubscribe(page, at);
    await page.locator("form button").first().click();
  },
  "unsubscribe-unknown": (page, at) => page.goto(at("/unsubscribe/x")),
  "op-ed": (page, at) => page.goto(at("/letters/recruitment-that-works-for-nurses")),
  signers: (page, at) => page.goto(at(`/${LETTER}/signers/people`)),
  "signers-organizations": (page, at) => page.goto(at(`/${LETTER}/signers/organizations`)),
  share: (page, at) => page.goto(at(`/${LETTER}/share`)),
  about: (page, at) => page.goto(at("/about")),
  "form-person": (page, at) => page.goto(at(`/${LETTER}/sign`)),
  "form-organization": (page, at) => page.goto(at(`/${LETTER}/sign/organization`)),
  "form-errors": async (page, at) => {
    await page.goto(at(`/${LETTER}/sign`));
    await press(page, { email: "ana@" });
  },
  "form-district": async (page, at) => {
    await page.goto(at(`/${LETTER}/sign`));
    await press(page, { name: "Rosa Prado", email: "rosa@correo.example", postal_code: "93706", city: "Fresno" });
  },
  "form-suggestion": async (page, at) => {
    await page.goto(at(`/${LETTER}/sign`));
    await press(page, { name: "Rosa Prado", email: "rosa@gmial.com", postal_code: "79901", city: "El Paso" });
  },
  "form-preview": async (page, at) => {
    await page.goto(at(`/${LETTER}/sign/organization`));
    await page.locator("#authorized").check();
    await press(page, { ...organization, email: "sam@cosecha.example" }, "button[name=preview]");
  },
  "check-mail": async (page, at, who) => {
    await page.goto(at(`/${LETTER}/sign`));
    await press(page, { name: "Rosa Prado", email: `${who}@correo.example`, postal_code: "79901", city: "El Paso" });
  },
  confirm: async (page, at, who) => {
    await states["check-mail"](page, at, `confirm-${who}`);
    await mailed(page, `confirm-${who}@correo.example`, "/confirm/");
  },
  thanks: async (page, at, who) => {
    await states.confirm(page, at, `thanks-${who}`);
    await page.locator("form button").first().click();
  },
  own: async (page, at, who) => {
    await states["check-mail"](page, at, `own-${who}`);
    await mailed(page, `own-${who}@correo.example`, "/my-signature/");
  },
  approve: async (page, at, who) => {
    await page.goto(at(`/${LETTER}/sign/organization`));
    await page.locator("details.more summary").click();
    await press(page, { ...organization, email: `${who}@cosecha.example`, approver_name: "Dolores Prado", approver_email: `board-${who}@cosecha.example` });
    await mailed(page, `${who}@cosecha.example`, "/confirm/");
    await page.locator("form button").first().click();
    await mailed(page, `board-${who}@cosecha.example`, "/approve/");
  },
  "not-us": async (page, at, who) => {
    await states["check-mail"](page, at, `not-us-${who}`);
    await mailed(page, `not-us-${who}@correo.example`, "/not-us/");
  },
  embed: (page, at) => page.goto(at("").replace(/(en|es)$/, `embed/$1/${LETTER.split("/")[1]}`)),
  "my-signatures": (page, at) => page.goto(at("/my-signatures")),
  "not-found": (page, at) => page.goto(at("/letters/protect-temporary-visa-worker")),
  mailbox: (page) => page.goto(`${service.base}/mailbox`),
};

try {
  for (const [name, go] of Object.entries(states)) {
    if (!name.includes(only)) continue;
    for (const { width, colorScheme } of looks) {
      for (const lang of ["en", "es"]) {
        const context = await browser.newContext({ viewport: { width, height: width === 360 ? 740 : 900 }, colorScheme });
        const page = await context.newPage();
        await go(page, (path) => `${service.base}/${lang}${path}`, `${lang}${width}${colorScheme}`);
        await page.screenshot({ path: join(out, `${name}-${lang}-${width}-${colorScheme}.png`), fullPage: true });
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  await service.stop();
}
