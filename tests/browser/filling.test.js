// What a script adds while a form is filled in, and what the page does without it.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startBrowser, startService } from "./service.js";

const LETTER = "letters/protect-temporary-visa-workers";
let service;
let browser;

before(async () => {
  service = await startService((run, folder) => {
    const table = join(folder, "districts.csv");
    writeFileSync(table, "state_fips,state_abbr,zcta,cd\n06,CA,93706,13\n06,CA,93706,21\n");
    run("districts", "import", table, "--congress", "119");
  });
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await service?.stop();
});

async function open(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: "en-US", ...options });
  const page = await context.newPage();
  await page.goto(`${service.base}${path}`);
  return { context, page };
}

test("the line changes with what is typed and chosen, and a screen reader hears it when a field is left", async () => {
  const { context, page } = await open(`/en/${LETTER}/sign`);
  const shown = page.locator("[data-appears]");
  const said = page.locator("[data-appears-said]");
  await page.locator("#name").pressSequentially("Dr. Ana Ruiz", { delay: 5 });
  await page.waitForTimeout(900);
  assert.equal(await shown.isVisible(), false, "the state is not known yet");
  await page.locator("#postal_code").pressSequentially("79901", { delay: 5 });
  await page.getByText("You'll appear as Ana R. — TX").first().waitFor();
  assert.equal(await said.innerText(), "", "nothing is said while somebody types");
  await page.locator("#postal_code").blur();
  assert.equal(await said.innerText(), "You'll appear as Ana R. — TX");
  await page.locator("#listing-full").check();
  assert.equal(await shown.isVisible(), false, "what is not true any more is gone at once");
  await page.locator("#city").pressSequentially("El Paso", { delay: 5 });
  await page.getByText("You'll appear as Dr. Ana Ruiz — El Paso, TX").first().waitFor();
  await page.locator("#listing-unlisted").check();
  await page.getByText("Your name won't be shown (your signature still counts)").first().waitFor();
  await context.close();
});

test("without JavaScript there is no line, and the preview shows it", async () => {
  const { context, page } = await open(`/en/${LETTER}/sign`, { javaScriptEnabled: false });
  for (const [id, text] of [["name", "Dr. Ana Ruiz"], ["email", "ana@correo.example"], ["postal_code", "79901"]]) await page.locator(`#${id}`).fill(text);
  assert.equal(await page.locator("[data-appears]").isVisible(), false);
  await page.getByRole("button", { name: "Preview" }).click();
  await page.locator(".signed-line", { hasText: "Ana R. — TX" }).waitFor();
  await context.close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`another approver gets a row, ${javaScriptEnabled ? "in place" : "and everything is kept without JavaScript"}`, async () => {
    const { context, page } = await open(`/en/${LETTER}/sign/organization`, { javaScriptEnabled });
    await page.locator("#legal_name").fill("Valley Circle");
    await page.getByText("Need approval from your director or board?").click();
    await page.locator("#approver_name").fill("Dolores Prado");
    await page.locator("#approver_email").fill("dolores@");
    const add = page.getByRole("button", { name: "Add another person" });
    await add.click();
    await page.locator("#approver_name_2").waitFor();
    await page.locator("#approver_name_2").fill("Kim Lee");
    await add.click();
    await page.getByRole("group", { name: "Approver 3" }).waitFor();
    assert.equal(await page.locator("#legal_name").inputValue(), "Valley Circle");
    assert.equal(await page.locator("#approver_name").inputValue(), "Dolores Prado");
    assert.equal(await page.locator("#approver_name_2").inputValue(), "Kim Lee");
    assert.equal(await page.locator("#approver_email_3").inputValue(), "");
    if (javaScriptEnabled) assert.equal(await page.evaluate(() => document.activeElement.id), "approver_name_3");
    await page.getByRole("button", { name: "Sign the letter" }).click();
    await page.locator("#approver_email-error").waitFor();
    assert.equal(await page.locator("#approver_email_2-error").innerText(), "Enter the approver's email address");
    assert.equal(await page.locator("#approver_name_3-error").count(), 0, "an empty row is nobody");
    const errors = await page.locator(".summary li").allInnerTexts();
    assert.ok(errors.some((error) => error.startsWith("Approver 2: ")), errors.join("; "));
    await context.close();
  });
}

test("the short form keeps what was typed when the page is read in another language", async () => {
  const { context, page } = await open(`/en/${LETTER}`, { viewport: { width: 1280, height: 900 } });
  for (const [id, text] of [["name", "Rosa Prado"], ["email", "rosa@correo.example"], ["zip", "79901"]]) await page.locator(`#short-${id}`).fill(text);
  await page.getByRole("link", { name: "Español" }).click();
  await page.waitForURL(/\/es\/letters\//);
  assert.equal(await page.locator("#short-name").inputValue(), "Rosa Prado");
  assert.equal(await page.locator("#short-zip").inputValue(), "79901");
  assert.equal(await page.evaluate(() => sessionStorage.length), 0, "nothing stays in the browser");
  await context.close();
});

test("the question for the district goes away with the country", async () => {
  const { context, page } = await open(`/en/${LETTER}/sign`, { javaScriptEnabled: false });
  for (const [id, text] of [["name", "Rosa Prado"], ["email", "rosa@correo.example"], ["postal_code", "93706"]]) await page.locator(`#${id}`).fill(text);
  await page.getByRole("button", { name: "Sign the letter" }).click();
  const district = page.getByRole("radiogroup", { name: "Your congressional district" });
  await district.waitFor();
  await page.locator("#country").selectOption("CA");
  assert.equal(await district.isVisible(), false);
  await page.locator("#country").selectOption("US");
  assert.ok(await district.isVisible());
  await context.close();
});
