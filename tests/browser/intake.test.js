// Staff bring signatures in: a messy form is imported, and a paper is recorded; with and without scripts. Each page is checked by axe and the
// W3C's checker, and is no wider than a small phone. Papers to hand out are copied and saved.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertNoErrors } from "./checker.js";
import { code, look, offeredKey, press, typePassword } from "./account.js";
import { root, startBrowser, startService } from "./service.js";
import { SLUG } from "./scenes.js";

const sheet = `/staff/letters/${SLUG}/signers`;
const folder = mkdtempSync(join(tmpdir(), "undersigned-intake-"));
let service, browser, page;

before(async () => {
  let link;
  service = await startService((run) => {
    run("offices", "import", ...["legislators.yaml", "committees.json", "membership.json"].map((name) => `tests/data/congress/${name}`));
    run("demo", "--letter", SLUG, "--organizations", "30", "--people", "200");
    link = new URL(run("staff", "add", "ed@coalition.example", "--role", "editor").trim()).pathname;
  });
  browser = await startBrowser();
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(service.base + link);
  await typePassword(page);
  const key = await offeredKey(page);
  await page.fill("#code", code(key));
  await press(page);
});

after(async () => {
  await browser?.close();
  await service?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Presses a button of the page's own form. */
const button = (on, value) => press(on, `main button[name=action][value=${value}]:not([tabindex])`);

test("a messy form is imported: columns are guessed, problems are listed, and nothing is saved before that", async () => {
  await page.goto(`${service.base}${sheet}?kind=person`);
  await page.locator(".links a[href*='/import']").click();
  assert.ok(await page.isChecked("#kind-person"), "what the sheet showed");
  await look(page, folder, "import-upload");
  await page.setInputFiles("#file", join(root, "tests/data/form.xlsx"));
  await press(page);
  assert.equal(await page.inputValue("#column-1"), "email");
  assert.equal(await page.inputValue("#column-3"), "postal_code");
  assert.equal(await page.inputValue("#column-0"), "", "a timestamp is no field");
  await look(page, folder, "import-columns");
  await button(page, "check");
  assert.equal(await page.getAttribute("#consent", "aria-invalid"), "true", "where consent came from is required");
  await look(page, folder, "import-columns-wrong");
  await page.fill("#consent", "Google Form of March 2: “Add my name”");
  await page.selectOption("#language", "es");
  await button(page, "check");
  const told = await page.locator("main").textContent();
  for (const words of ["Asked by email to confirm: 1", "2 rows have problems", "F5", "D6", "Import 1 signature"]) assert.ok(told.includes(words), `${words}: ${told}`);
  await look(page, folder, "import-checked");
  await button(page, "import");
  assert.match(await page.locator(".summary").textContent(), /Import the other rows/);
  await page.check("#skip");
  await button(page, "import");
  assert.equal(await page.locator("h1").textContent(), "Imported");
  await look(page, folder, "import-done");
  const listed = JSON.parse(service.run("signers", "list", SLUG, "--state", "pending", "--json"));
  assert.ok(listed.length >= 1, "it waits for its signer");
});

test("a signature on paper is recorded, and the next form keeps the evidence", async () => {
  await page.goto(`${service.base}${sheet}?kind=person`);
  await page.locator(".links a[href*='/record']").click();
  await look(page, folder, "record-person");
  await page.fill("#name", "Ana Ruiz Soto");
  await page.fill("#postal_code", "93701");
  await press(page, "main form button[type=submit]");
  assert.equal(await page.getAttribute("#evidence", "aria-invalid"), "true");
  assert.equal(await page.inputValue("#name"), "Ana Ruiz Soto");
  await look(page, folder, "record-wrong");
  await page.fill("#evidence", "Sign-up sheet of March 2, blue folder");
  await page.check("#consent");
  await press(page, "main form button[type=submit]");
  assert.match(await page.locator(".done").textContent(), /Recorded/);
  assert.equal(await page.inputValue("#evidence"), "Sign-up sheet of March 2, blue folder");
  assert.ok(!page.url().includes("blue"), page.url());
  await look(page, folder, "record-done");
  await page.locator(".done a").click();
  assert.equal(await page.locator("h1").textContent(), "Ana Ruiz Soto");
  await page.goto(`${service.base}/staff/letters/${SLUG}/record`);
  await look(page, folder, "record-organization");
});

test("papers to hand out are shown, copied and saved", async () => {
  await page.goto(`${service.base}/staff/letters/${SLUG}/roster`);
  await look(page, folder, "roster", 1);
  const text = await page.inputValue("#roster");
  assert.ok(text.split("\n").length > 30, text);
  for (const [path, name, words] of [["roster", "organizations", "National"], ["press", "press", "What we ask for"]]) {
    await page.goto(`${service.base}/staff/letters/${SLUG}/${path}`);
    if (path === "press") await look(page, folder, "press", 1);
    const [file] = await Promise.all([page.waitForEvent("download"), page.locator(`main a[href*='/${path}/pdf']`).click()]);
    assert.equal(file.suggestedFilename(), `${SLUG}-${name}.pdf`);
    const saved = join(folder, `${name}.pdf`);
    await file.saveAs(saved);
    assert.match(execFileSync("pdftotext", [saved, "-"], { encoding: "utf8" }), new RegExp(words));
  }
  await page.goto(`${service.base}/staff/letters/${SLUG}/visits`);
  await look(page, folder, "visits");
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator("main button[value=all]").click()]);
  const saved = join(folder, "visits.pdf");
  await file.saveAs(saved);
  assert.ok(readFileSync(saved).subarray(0, 5).equals(Buffer.from("%PDF-")));
});

test("everything works without scripts", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  const plain = await context.newPage();
  await plain.goto(`${service.base}/staff/letters/${SLUG}/import?kind=person`);
  await plain.setInputFiles("#file", { name: "list.csv", mimeType: "text/csv", buffer: Buffer.from("email;nombre completo;código postal\nrosa@example.net;Rosa Prado;79901\n") });
  await plain.locator("main form button[type=submit]").click();
  await plain.fill("#consent", "Lista de una reunión");
  await plain.locator("main button[name=action][value=check]:not([tabindex])").click();
  await plain.locator("main button[name=action][value=import]").click();
  assert.match(await plain.locator("main").textContent(), /Asked by email to confirm: 1/);
});

test("the W3C's checker finds no error", () => assertNoErrors(folder));
