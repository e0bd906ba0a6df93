// The staff area: a password is set, an authenticator app set up, a session revoked, someone invited; each page is checked by axe and the W3C's
// checker, loads no script, and is no wider than a small phone.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertNoErrors } from "./checker.js";
import { code, look as lookAt, offeredKey, press, typePassword } from "./account.js";
import { startBrowser, startService } from "./service.js";
import { SLUG } from "./scenes.js";

const folder = mkdtempSync(join(tmpdir(), "undersigned-staff-"));
let service, browser, page, link;

before(async () => {
  service = await startService((run) => {
    run("demo", "--letter", SLUG, "--organizations", "5", "--people", "20");
    link = new URL(run("staff", "add", "ana@coalition.example", "--role", "owner").trim()).pathname;
  });
  browser = await startBrowser();
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
});

after(async () => {
  await browser?.close();
  await service?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const look = (name) => lookAt(page, folder, name);

test("an owner sets a password and an app, revokes a session, invites someone and signs out", async () => {
  for (const lang of ["en", "es"]) {
    await page.goto(`${service.base}/staff/sign-in?lang=${lang}`);
    await look(`sign-in-${lang}`);
  }
  await page.goto(service.base + link);
  await typePassword(page, "short");
  await look("password-wrong");
  await typePassword(page);
  await look("app");
  const key = await offeredKey(page);
  assert.ok((await page.locator(".qr svg").boundingBox()).width > 100);
  await page.fill("#code", code(key));
  await press(page);
  await look("codes");
  assert.equal(await page.locator(".codes li").count(), 10);
  await page.locator("main a.button").click();
  assert.match(await page.locator("h1").textContent(), /My to-do list/);
  await look("first");
  // The same account on a phone.
  const phone = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  await phone.goto(`${service.base}/staff/sessions`);
  await phone.fill("#email", "ana@coalition.example");
  await typePassword(phone);
  await phone.fill("#code", code(key, 1));
  await press(phone);
  assert.equal(new URL(phone.url()).pathname, "/staff/sessions");
  await page.goto(`${service.base}/staff/sessions`);
  await look("sessions");
  await press(page, "main li form button");
  await phone.goto(`${service.base}/staff`);
  assert.equal(new URL(phone.url()).pathname, "/staff/sign-in");
  for (const [path, name] of [["audit", "audit"], ["factor", "app-set-up"], ["people", "people"], ["people/new", "invite"], ["people/1", "person"], ["code", "confirm"]]) {
    await page.goto(`${service.base}/staff/${path}`);
    await look(name);
  }
  await page.goto(`${service.base}/staff/people/new`);
  await page.fill("#email", "bo@partner.example");
  await page.check("#role-viewer");
  await press(page);
  assert.match(await page.locator(".key").textContent(), /\/staff\/welcome\//);
  await look("link");
  await press(page, ".languages button");
  await page.goto(`${service.base}/staff`);
  assert.match(await page.locator("h1").textContent(), /Mis pendientes/);
  await look("first-es");
  await press(page, ".who button");
  assert.equal(new URL(page.url()).pathname, "/staff/sign-in");
  assert.deepEqual(await page.context().cookies(`${service.base}/staff`), []);
});

test("the W3C's checker finds no error", () => assertNoErrors(folder));
