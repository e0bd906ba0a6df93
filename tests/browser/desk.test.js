// Staff at their work: twenty organizations are approved by keyboard, one is looked at and rejected, a search is in no address, messages are
// read; with and without scripts. Each page is checked by axe and the W3C's checker, and is no wider than a small phone.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertNoErrors } from "./checker.js";
import { code, look, offeredKey, press, typePassword } from "./account.js";
import { startBrowser, startService } from "./service.js";
import { SLUG } from "./scenes.js";

const sheet = `/staff/letters/${SLUG}/signers`;
const folder = mkdtempSync(join(tmpdir(), "undersigned-desk-"));
let service, browser, page, key;

before(async () => {
  let link;
  service = await startService((run) => {
    run("demo", "--letter", SLUG, "--organizations", "30", "--people", "120");
    const listed = (state) => JSON.parse(run("signers", "list", SLUG, "--kind", "organization", "--state", state, "--json")).map(({ id }) => String(id));
    // With those that the demo has rejected.
    run("review", "reject", ...listed("confirmed").slice(0, 20 - listed("rejected").length));
    for (const zip of ["93701", "93702"]) run("signers", "record", SLUG, "--name", "Rosa Prado Luna", "--postal-code", zip, "--evidence", "sign-up sheet", ...(zip === "93701" ? ["--email", "rosa@coalition.example"] : []));
    link = new URL(run("staff", "add", "ed@coalition.example", "--role", "editor").trim()).pathname;
  });
  browser = await startBrowser();
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(service.base + link);
  await typePassword(page);
  key = await offeredKey(page);
  await page.fill("#code", code(key));
  await press(page);
});

after(async () => {
  await browser?.close();
  await service?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const boxes = () => page.locator(".sheet tbody input[type=checkbox]");

test("twenty organizations are approved by keyboard alone, one by one and several at once", async () => {
  await page.goto(`${service.base}${sheet}?state=rejected`);
  assert.equal(await boxes().count(), 20);
  await look(page, folder, "rejected", 1);
  // To the first box: with Tab, as the page says.
  for (let presses = 0; presses < 60 && !(await page.evaluate(() => document.activeElement.name?.startsWith("pick-"))); presses += 1) await page.keyboard.press("Tab");
  // The first five one by one: the next one has the focus each time.
  for (let left = 20; left > 15; left -= 1) {
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("a")]);
    assert.equal(await boxes().count(), left - 1);
    assert.ok(await page.evaluate(() => document.activeElement.name?.startsWith("pick-")), "the next one has the focus");
  }
  // Four at once, and the rest with the box for all.
  for (const keys of ["x", "j", "x", "j", "x", "j", "x"]) await page.keyboard.press(keys);
  assert.equal(await page.locator(".chosen").textContent(), "Selected: 4");
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("a")]);
  assert.match(await page.locator(".done").textContent(), /Approved 4 signatures/);
  await page.locator("[data-all]").check();
  await press(page, "button[value=approve]");
  assert.match(await page.locator(".done").textContent(), /Approved 11 signatures/);
  assert.equal(await boxes().count(), 0);
});

test("one is opened with Enter, and rejected only by the button", async () => {
  await page.goto(`${service.base}${sheet}?state=confirmed&sort=name`);
  const name = await page.locator(".sheet tbody th a").first().textContent();
  await boxes().first().focus();
  await page.keyboard.press("r");
  assert.equal(await page.evaluate(() => document.activeElement.value), "reject", "the key leads to the button");
  await boxes().first().focus();
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  assert.equal(await page.locator("h1").textContent(), name);
  await look(page, folder, "signer");
  await press(page, "button[value=reject]");
  await look(page, folder, "reject");
  await page.check("#reason-duplicate");
  await page.fill("#note", "Your board signed last week.");
  await press(page, "main form button[type=submit]");
  assert.match(await page.locator(".done").textContent(), /Rejected 1 signature/);
  assert.match(await page.locator(".state").first().textContent(), /Rejected/);
  assert.match(await page.locator("main").textContent(), /Reason: Signed twice/);
  await look(page, folder, "rejected-signer");
  await press(page, ".done [data-undo]");
  assert.match(await page.locator(".done").textContent(), /1 signature is as it was before/);
  assert.match(await page.locator(".state").first().textContent(), /Counted/);
});

test("two that are the same are merged side by side, and the merge is undone, with the keyboard alone", async () => {
  const names = async () => (await page.locator(".sheet tbody th a").allTextContents()).length;
  await page.goto(`${service.base}${sheet}?kind=person&state=marked&mark=rival`);
  const before = await names();
  assert.ok(before >= 2, "two people of one name are marked");
  await Promise.all([page.waitForEvent("load"), page.locator(".sheet tbody th a").first().click()]);
  await look(page, folder, "marked");
  await Promise.all([page.waitForEvent("load"), page.locator("a[href*='/merge/']").first().click()]);
  await look(page, folder, "merge");
  await page.locator("button[name=keep]").first().focus();
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  assert.match(await page.locator(".done").textContent(), /Merged/);
  await look(page, folder, "merged");
  await Promise.all([page.waitForEvent("load"), page.locator("button[value=undo-merge]").first().press("Enter")]);
  assert.match(await page.locator(".done").textContent(), /The merge is undone/);
  await page.goto(`${service.base}${sheet}?kind=person&state=marked&mark=rival`);
  assert.equal(await names(), before);
  await Promise.all([page.waitForEvent("load"), page.locator(".sheet tbody th a").first().click()]);
  await Promise.all([page.waitForEvent("load"), page.locator("a[href$='/line']").first().click()]);
  await look(page, folder, "line");
  await page.fill("#city", "Fresno");
  await press(page);
  assert.match(await page.locator(".done").textContent(), /The line is corrected/);
});

test("a search is in no address, and what is found is kept on the next pages", async () => {
  await page.goto(service.base + sheet);
  await look(page, folder, "organizations", 1);
  await page.locator(".tabs a").nth(1).click();
  await look(page, folder, "people", 1);
  const person = (await page.locator(".sheet tbody th a").nth(3).textContent()).split(" ")[0];
  await page.fill("#text", person);
  await press(page, "form[role=search] button");
  assert.ok(!page.url().includes(person) && page.url().includes("find="), page.url());
  assert.equal(await page.inputValue("#text"), person);
  await page.locator("details.more summary").first().click();
  await page.fill("#source", "nowhere");
  await press(page, "form[role=search] button");
  assert.match(await page.locator("main").textContent(), /No signers match these filters/);
  await look(page, folder, "none");
  await page.goto(`${service.base}${sheet}?since=soon`);
  assert.equal(await page.inputValue("#since"), "soon");
  await look(page, folder, "wrong");
});

test("a filter is saved, and all that match it are held and put back", async () => {
  await page.goto(`${service.base}${sheet}?kind=person&place=CA`);
  await page.locator("details.more summary", { hasText: "Saved filters" }).click();
  await page.fill("#filter-name", "California");
  await press(page, ".more form.filter button");
  assert.equal(await page.locator(".saved a[aria-current]").textContent().then((text) => text.trim()), "California");
  await look(page, folder, "saved", 1);
  await page.locator("main p > a[href*='/bulk']").click();
  await page.check("#decide-hold");
  await look(page, folder, "bulk");
  await press(page, "main form.entry button[type=submit]");
  assert.match(await page.locator("main").textContent(), /Done[^]*signatures? decided/);
  await look(page, folder, "decision");
  await press(page, "[data-undo]");
  assert.match(await page.locator("main").textContent(), /Undone/);
  await page.goto(`${service.base}/staff/letters/${SLUG}/bulk`);
  await look(page, folder, "wave");
  await page.fill("#pattern", "A*");
  await press(page, "form.filter button");
  assert.ok(page.url().includes("like=") && !page.url().includes("A*"), page.url());
  assert.match(await page.locator(".total").textContent(), /match/);
});

test("what is filtered is exported as a workbook", async () => {
  await page.goto(`${service.base}${sheet}?kind=person&place=CA`);
  await page.locator("main p > a[href*='/export']").click();
  await look(page, folder, "export");
  await page.check("#column-postal_code");
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator("main form button[type=submit]").click()]);
  assert.equal(file.suggestedFilename(), `${SLUG}-signers.xlsx`);
  const saved = join(folder, "signers.xlsx");
  await file.saveAs(saved);
  const read = "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read('xl/workbook.xml').decode())";
  const sheets = execFileSync("/usr/bin/python3", ["-c", read, saved], { encoding: "utf8" });
  assert.match(sheets, /<sheet name="Individuals"/i);
});

test("messages are read, and the whole desk works without scripts and in Spanish", async () => {
  await page.goto(`${service.base}/staff/letters/${SLUG}/messages`);
  await look(page, folder, "messages", (await page.locator(".picked").count()) ? 1 : 0);
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  const plain = await context.newPage();
  await plain.goto(`${service.base}${sheet}?state=confirmed`);
  await plain.locator(".sheet tbody input[type=checkbox]").first().check();
  await plain.keyboard.press("Enter");
  await plain.waitForURL(/did=choose/);
  assert.ok(await plain.locator(".sheet tbody input[type=checkbox]").first().isChecked(), "Enter in a box decides nothing, and it stays checked");
  await plain.locator("button[value=hold]").click();
  assert.match(await plain.locator(".done").textContent(), /1 signature/);
  await plain.locator("[data-undo]").click();
  assert.match(await plain.locator(".done").textContent(), /1 signature is as it was before/);
  await plain.locator(".languages button").click();
  await plain.goto(`${service.base}${sheet}?kind=person&state=held`);
  assert.match(await plain.locator(".state").first().textContent(), /En revisión: muchas vinieron de un mismo origen/);
  await page.goto(`${service.base}${sheet}?kind=person&state=held`);
  await look(page, folder, "held-es", 1);
});

test("the W3C's checker finds no error", () => assertNoErrors(folder));
