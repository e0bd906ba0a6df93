// An account of the staff area in a browser: its password, its authenticator app, and what every page has to be.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { NOON } from "./service.js";

export const PASSWORD = "four sheep drink cold tea";
const NARROW = 320;
const began = Date.now();

/** The code that an app shows so many periods from now, by the service's clock (RFC 6238). */
export function code(key, later = 0) {
  const bits = [...key].map((sign) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(sign).toString(2).padStart(5, "0")).join("");
  const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const seconds = (Date.parse(NOON) + Date.now() - began) / 1000;
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(seconds / 30) + later));
  const digest = createHmac("sha1", bytes).update(step).digest();
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** Presses a button that leads to another page. */
export async function press(on, button = "main form button[type=submit]") {
  await Promise.all([on.waitForEvent("load"), on.locator(button).first().click()]);
}

export async function typePassword(on, password = PASSWORD) {
  await on.fill("#password", password);
  if (await on.locator("#password_again").count()) await on.fill("#password_again", password);
  await press(on);
}

/** The key of the authenticator app that the page offers. */
export async function offeredKey(on) {
  return (await on.locator(".key").textContent()).replaceAll(/\s/g, "");
}

/** Checks the page that is shown, light and dark, wide and narrow, and keeps it in a folder for the W3C's checker. */
export async function look(page, folder, name, scripts = 0) {
  const html = await page.content();
  assert.equal(html.split("<script").length - 1, scripts, `${name}: scripts`);
  writeFileSync(join(folder, `${name}.html`), html);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), [], `${name}, ${colorScheme}`);
  }
  await page.setViewportSize({ width: NARROW, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= NARROW, `${name} is ${width} pixels wide`);
  await page.setViewportSize({ width: 1280, height: 900 });
}
