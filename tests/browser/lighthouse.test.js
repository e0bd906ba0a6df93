// Lighthouse on a letter's page, as on a phone with a slow network.
import assert from "node:assert/strict";
import { availableParallelism, loadavg } from "node:os";
import { after, before, test } from "node:test";
import lighthouse from "lighthouse";
import { openStage, SLUG } from "./scenes.js";
import { freePort, startBrowser } from "./service.js";

const WHOLE = ["accessibility", "best-practices", "seo"];
const MOST_BYTES = 60 * 1024;
// Performance is simulated from what was measured here. On a machine that does other things it is printed, not asked for.
const PERFORMANCE = 0.95;
const TRIES = 3;
const busy = () => loadavg()[0] / availableParallelism() > 1.5;

const stage = openStage();
let browser;
let port;

before(async () => {
  port = await freePort();
  browser = await startBrowser([`--remote-debugging-port=${port}`]);
});

after(async () => {
  await browser?.close();
  await stage.close();
});

async function look(lang) {
  const { base } = await stage.scene("usual");
  const { lhr } = await lighthouse(`${base}/${lang}/letters/${SLUG}`, { port, logLevel: "error", onlyCategories: [...WHOLE, "performance"] });
  const scores = Object.fromEntries(Object.entries(lhr.categories).map(([name, { score }]) => [name, score]));
  console.log(`Lighthouse ${lhr.lighthouseVersion}, ${lang}: ${Object.entries(scores).map(([name, score]) => `${name} ${Math.round(score * 100)}`).join(", ")}`);
  return { lhr, scores };
}

/** What keeps the categories from being whole. */
const missed = (lhr) =>
  Object.values(lhr.categories).flatMap(({ id, auditRefs }) =>
    auditRefs.filter(({ weight, id: audit }) => weight > 0 && WHOLE.includes(id) && (lhr.audits[audit].score ?? 1) < 1).map(({ id: audit }) => [audit, lhr.audits[audit].details?.items]));

for (const lang of ["en", "es"]) {
  test(`${lang}: 100 in accessibility, best practices and SEO; a light page on which nothing moves`, async (t) => {
    let { lhr, scores } = await look(lang);
    assert.deepEqual(missed(lhr), []);
    for (const category of WHOLE) assert.equal(scores[category], 1, category);
    assert.equal(lhr.audits["cumulative-layout-shift"].numericValue, 0);
    const bytes = lhr.audits["total-byte-weight"].numericValue;
    assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`);
    for (let tries = 1; scores.performance < PERFORMANCE && tries < TRIES && !busy(); tries += 1) ({ scores } = await look(lang));
    if (busy()) t.diagnostic(`this machine is busy (load ${loadavg()[0].toFixed(1)}): performance was not asked for`);
    else assert.ok(scores.performance >= PERFORMANCE, `performance ${scores.performance}`);
  });
}
