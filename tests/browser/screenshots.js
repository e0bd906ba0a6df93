// Every page and state at two widths, light and dark: target/screenshots/<name>-<lang>-<width>-<scheme>.png, and an index.html.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openStage } from "./scenes.js";
import { root, startBrowser } from "./service.js";
import { eachState } from "./states.js";

const out = join(root, "target/screenshots");
const only = process.argv[2] ?? "";
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const looks = [1280, 360].flatMap((width) => ["light", "dark"].map((colorScheme) => ({ width, colorScheme })));
const taken = [];

async function take({ page, name, lang, status }) {
  for (const { width, colorScheme } of looks) {
    const file = `${name}-${lang}-${width}-${colorScheme}.png`;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.screenshot({ path: join(out, file), fullPage: true });
    taken.push({ name, lang, width, colorScheme, status, file });
  }
  process.stdout.write(`${name} ${lang}\n`);
}

/** A page to leaf through: what is shown is chosen by language, width and scheme. */
function leaf() {
  const figures = taken.map(({ name, lang, width, colorScheme, status, file }) =>
    `<figure class="${lang} w${width} ${colorScheme}"><figcaption>${name} · ${lang} · ${width} · ${colorScheme} · ${status}</figcaption><a href="${file}"><img src="${file}" alt="" loading="lazy" width="${width === 360 ? 240 : 480}"></a></figure>`);
  const choices = ["en", "es", "w1280", "w360", "light", "dark"].map((kind) => `<input type="checkbox" id="${kind}" checked><label for="${kind}">${kind}</label>`);
  const rules = ["en", "es", "w1280", "w360", "light", "dark"].map((kind) => `#${kind}:not(:checked) ~ main .${kind} { display: none; }`);
  return `<!doctype html><meta charset="utf-8"><title>Pages and states</title>
<style>body { font: 14px system-ui; } main { display: flex; flex-wrap: wrap; gap: 1rem; align-items: start; } figure { margin: 0; } img { border: 1px solid; } label { margin-inline-end: 1rem; }
${rules.join("\n")}</style>
${choices.join("\n")}
<main>${figures.join("\n")}</main>
`;
}

const stage = openStage();
const browser = await startBrowser();
try {
  const failed = await eachState({ stage, browser, only }, take);
  for (const [state, url, why] of failed) process.stderr.write(`${state} at ${url}: ${why}\n`);
  process.exitCode = failed.length ? 1 : 0;
} finally {
  writeFileSync(join(out, "index.html"), leaf());
  await browser.close();
  await stage.close();
}
