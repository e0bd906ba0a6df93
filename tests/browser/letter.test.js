// The page of a letter at every width: nothing moves, nothing is cut off, nothing covers what has the focus, and it prints clean.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { startBrowser, startService } from "./service.js";

const LETTER = "letters/protect-temporary-visa-workers";
let service;
let browser;

before(async () => {
  service = await startService((run) => run("demo", "--organizations", "40", "--people", "2000"));
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await service?.stop();
});

async function open(lang, width, options = {}) {
  const context = await browser.newContext({ viewport: { width, height: 740 }, ...options });
  const page = await context.newPage();
  await page.addInitScript(() => {
    globalThis.shifts = [];
    // Less than a thousandth is a pixel's rounding while a busy machine paints; a reader sees nothing of it (0.1 is called good).
    const moved = ({ value, sources }) => [value, ...sources.map(({ node }) => node?.outerHTML ?? node?.nodeName)];
    const seen = (list) => globalThis.shifts.push(...list.getEntries().filter(({ value }) => value >= 0.001).map(moved));
    new PerformanceObserver(seen).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`${service.base}/${lang}/${LETTER}`);
  return { context, page };
}

for (const width of [320, 360, 768, 1024, 1280, 1920]) {
  test(`${width} pixels: no scrolling sideways, nothing moves`, async () => {
    for (const lang of ["en", "es"]) {
      const { context, page } = await open(lang, width);
      for (const path of [LETTER, "letters/recruitment-that-works-for-nurses", "", `${LETTER}/sign/organization`, `${LETTER}/share`]) {
        await page.goto(`${service.base}/${lang}/${path}`);
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `${lang}/${path}`);
        assert.deepEqual(await page.evaluate(() => globalThis.shifts), [], `${lang}/${path}`);
      }
      await context.close();
    }
  });
}

test("on a phone the bar covers nothing that has the focus", async () => {
  const { context, page } = await open("en", 360);
  const links = await page.locator("main a").count();
  assert.ok(links > 10, "there are links to walk");
  for (let nth = 0; nth < links + 8; nth += 1) {
    await page.keyboard.press("Tab");
    const covered = await page.evaluate(() => {
      const focused = document.activeElement;
      if (focused === document.body || focused.closest(".signbar")) return "";
      const box = focused.getBoundingClientRect();
      const bar = document.querySelector(".signbar").getBoundingClientRect();
      const apart = box.bottom <= bar.top || box.top >= bar.bottom;
      return apart && box.top >= 0 && box.bottom <= innerHeight ? "" : focused.outerHTML;
    });
    assert.equal(covered, "");
  }
  await context.close();
});

for (const [lang, words] of Object.entries({ en: { name: "Name", more: /^More options/, form: "Sign as an individual", close: "Close" }, es: { name: "Nombre", more: /^Más opciones/, form: "Firmar a título personal", close: "Cerrar" } })) {
  test(`${lang}: without JavaScript the bar unfolds the panel with its form and folds it again`, async () => {
    const { context, page } = await open(lang, 360, { javaScriptEnabled: false });
    const name = page.getByRole("textbox", { name: words.name, exact: true });
    assert.equal(await name.isVisible(), false);
    await page.locator(".signbar button").click();
    assert.ok(await name.isVisible());
    await page.getByRole("button", { name: words.close, exact: true }).click();
    assert.equal(await name.isVisible(), false);
    await page.locator(".signbar button").click();
    await name.fill("Lucía Ñandú");
    await page.getByRole("button", { name: words.more }).click();
    await page.getByRole("heading", { name: words.form }).waitFor();
    assert.equal(await page.getByRole("textbox", { name: words.name, exact: true }).inputValue(), "Lucía Ñandú");
    await context.close();
  });
}

test("enlarged four times, the bar takes no room from the letter, and is found at its end", async () => {
  const { context, page } = await open("en", 320, { viewport: { width: 320, height: 256 } });
  const bar = page.locator(".signbar");
  assert.ok((await bar.boundingBox()).y > 256);
  await bar.getByRole("button").click();
  assert.ok(await page.getByRole("button", { name: "Sign the letter" }).isVisible());
  await context.close();
});

for (const lang of ["en", "es"]) {
  test(`${lang}: with letters twice as large the bar is whole, and takes no room from the letter`, async () => {
    const { context, page } = await open(lang, 360, { viewport: { width: 360, height: 640 } });
    // As a larger font size in the settings of the browser; the page allows no style within it.
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("html { font-size: 200% }");
      document.adoptedStyleSheets = [sheet];
    });
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
    const bar = page.locator(".signbar");
    const [whole, button] = [await bar.boundingBox(), await bar.locator("button").boundingBox()];
    assert.ok(whole.y > 640, "it stands at the letter's end");
    assert.ok(button.x >= 0 && button.x + button.width <= 360, JSON.stringify(button));
    await context.close();
  });
}

test("on a phone held sideways the bar is at hand", async () => {
  const { context, page } = await open("en", 740, { viewport: { width: 740, height: 340 } });
  const box = await page.locator(".signbar").boundingBox();
  assert.ok(box.y + box.height <= 340 && box.height < 90, JSON.stringify(box));
  await context.close();
});

test("on a wide screen the panel stays beside the last name", async () => {
  const { context, page } = await open("en", 1280);
  await page.locator(".people .all").scrollIntoViewIfNeeded();
  const box = await page.locator(".panel").boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= 740, JSON.stringify(box));
  assert.equal(await page.locator(".signbar").isVisible(), false);
  await context.close();
});

for (const colorScheme of ["light", "dark"]) {
  for (const forcedColors of ["none", "active"]) {
    test(`${colorScheme}, forced colors ${forcedColors}: axe finds nothing, the sheet open or not`, async () => {
      // Without motion: while the sheet still rises, it is half transparent.
      const { context, page } = await open("en", 360, { colorScheme, forcedColors, reducedMotion: "reduce" });
      for (const act of [async () => {}, () => page.locator(".signbar button").click()]) {
        await act();
        const { violations } = await new AxeBuilder({ page }).analyze();
        assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), []);
      }
      await context.close();
    });
  }
}

test("a footnote leads there and back", async () => {
  const { context, page } = await open("en", 360);
  await page.locator("a[role=doc-noteref]").nth(1).click();
  assert.ok(page.url().endsWith("#note-2"));
  await page.getByLabel("Back to reference 2").click();
  assert.ok(page.url().endsWith("#ref-2"));
  const top = await page.evaluate(() => document.querySelector("#ref-2").getBoundingClientRect().bottom);
  assert.ok(top > 0 && top < (await page.locator(".signbar").boundingBox()).y);
  await context.close();
});

test("on paper there is the letter, who signed it and where it stands, and nothing else", async () => {
  const { context, page } = await open("en", 1280);
  await page.emulateMedia({ media: "print" });
  for (const gone of [".masthead", ".colophon", ".hero", ".panel", ".signbar", ".topics", ".updates"]) {
    assert.equal(await page.locator(gone).first().isVisible(), false, gone);
  }
  for (const kept of [".sender", "address", ".reference", ".salutation", ".paper .asks", ".closing", ".organizations .names", ".people .names", "[role=doc-endnotes]"]) {
    assert.ok(await page.locator(kept).first().isVisible(), kept);
  }
  assert.ok(await page.getByText(`${service.base}/en/${LETTER}`).isVisible());
  await context.close();
});
