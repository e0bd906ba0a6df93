// The order in which a keyboard and a screen reader walk through the letter and its forms.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openStage, SLUG } from "./scenes.js";
import { root, startBrowser } from "./service.js";

const PAGES = { letter: "", "form-person": "/sign", "form-organization": "/sign/organization" };
// UPDATE_SNAPSHOTS=1 writes them anew: look at the difference before it is committed.
const snapshots = join(root, "tests/browser/snapshots");

const stage = openStage();
let browser;

before(async () => (browser = await startBrowser()));

after(async () => {
  await browser?.close();
  await stage.close();
});

async function open(lang, path, width) {
  const { base } = await stage.scene("plain");
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: lang });
  const page = await context.newPage();
  await page.goto(`${base}/${lang}/letters/${SLUG}${path}`);
  return { context, page };
}

/** What can be reached, in the order of the text; hidden things left out, one of a group of radio buttons. */
const reachable = (page) =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
    const shown = all.filter((element) => element.type !== "hidden" && element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }));
    const groups = new Set();
    const single = shown.filter((element) => element.type !== "radio" || (!groups.has(element.name) && groups.add(element.name)));
    single.forEach((element, index) => (element.dataset.place = index));
    return single.length;
  });

/** Where the keyboard is, and whether that shows. */
const place = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const group = element.type === "radio" ? document.querySelector(`input[name="${element.name}"][data-place]`) : element;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { right, bottom, width, height } = element.getBoundingClientRect();
    return {
      place: Number(group?.dataset.place ?? -1),
      what: element.outerHTML.slice(0, 120),
      marked: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
      visible: width > 0 && height > 0 && right > 0 && bottom > 0,
    };
  });

for (const lang of ["en", "es"]) {
  for (const [name, path] of Object.entries(PAGES)) {
    for (const width of [360, 1280]) {
      test(`${lang}: ${name} at ${width} pixels is walked in the order of its text, and each step shows`, async () => {
        const { context, page } = await open(lang, path, width);
        const steps = await reachable(page);
        assert.ok(steps > 5, "there is something to reach");
        for (let step = 0; step < steps; step += 1) {
          await page.keyboard.press("Tab");
          const { place: now, what, marked, visible } = await place(page);
          assert.deepEqual({ step: now, marked, visible }, { step, marked: true, visible: true }, what);
        }
        await context.close();
      });
    }

    test(`${lang}: ${name} begins with a link that skips to its text`, async () => {
      const { context, page } = await open(lang, path, 360);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.waitForURL(/#main$/);
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.closest("main") !== null), true);
      await context.close();
    });

    test(`${lang}: ${name} is sent by the Enter key, and goes no other way`, { skip: name === "letter" }, async () => {
      const { context, page } = await open(lang, path, 1280);
      const before = await page.title();
      await Promise.all([page.waitForEvent("load"), page.locator("main form input[type=text]:visible").first().press("Enter")]);
      assert.equal(await page.title(), `Error: ${before}`);
      await context.close();
    });

    test(`${lang}: ${name} is read by a screen reader as before`, async () => {
      const { context, page } = await open(lang, path, 1280);
      const read = `${await page.locator("body").ariaSnapshot()}\n`;
      const file = join(snapshots, `${name}-${lang}.yml`);
      if (process.env.UPDATE_SNAPSHOTS) {
        mkdirSync(snapshots, { recursive: true });
        writeFileSync(file, read);
      }
      assert.ok(existsSync(file), `${file} is missing: run with UPDATE_SNAPSHOTS=1 and look at it`);
      assert.equal(read, readFileSync(file, "utf8"));
      await context.close();
    });
  }
}
