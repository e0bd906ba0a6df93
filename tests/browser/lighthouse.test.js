// Lighthouse on a letter's page, as on a phone with a slow network.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import lighthouse from "lighthouse";
import { openStage, SLUG } from "./scenes.js";
import { freePort, startBrowser } from "./service.js";

const WHOLE = ["accessibility", "best-practices", "seo"];
// Performance is simulated from times that were measured here, so it is printed; what makes it, weight and rest, is asked for.
const MOST_BYTES = 60 * 1024;
/** With the faces of Latin letters. */
const MOST_BYTES_WITH_FACES = 140 * 1024;

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

/** Audits that Lighthouse itself could not carry out, with its words: a busy browser sometimes records no first paint, which says nothing about the page. */
const broken = (lhr) => Object.values(lhr.audits).filter(({ scoreDisplayMode }) => scoreDisplayMode === "error").map(({ id, errorMessage }) => `${id}: ${errorMessage}`);

const LOOKS = 3;

async function look(lang) {
  const { base } = await stage.scene("usual");
  for (let left = LOOKS; left > 0; left -= 1) {
    const { lhr } = await lighthouse(`${base}/${lang}/letters/${SLUG}`, { port, logLevel: "error", onlyCategories: [...WHOLE, "performance"] });
    const scores = Object.fromEntries(Object.entries(lhr.categories).map(([name, { score }]) => [name, score]));
    console.log(`Lighthouse ${lhr.lighthouseVersion}, ${lang}: ${Object.entries(scores).map(([name, score]) => `${name} ${score === null ? "unknown" : Math.round(score * 100)}`).join(", ")}`);
    const errors = broken(lhr);
    if (errors.length === 0) return { lhr, scores };
    console.log(`Lighthouse could not look: ${errors.join("; ")}`);
  }
  assert.fail(`Lighthouse failed ${LOOKS} times by itself`);
}

/** What keeps the categories from being whole. */
const missed = (lhr) =>
  Object.values(lhr.categories).flatMap(({ id, auditRefs }) =>
    auditRefs.filter(({ weight, id: audit }) => weight > 0 && WHOLE.includes(id) && (lhr.audits[audit].score ?? 1) < 1).map(({ id: audit }) => [audit, lhr.audits[audit].details?.items]));

for (const lang of ["en", "es"]) {
  test(`${lang}: 100 in accessibility, best practices and SEO; a light page on which nothing moves`, async () => {
    const { lhr, scores } = await look(lang);
    assert.deepEqual(missed(lhr), []);
    for (const category of WHOLE) assert.equal(scores[category], 1, category);
    assert.ok(lhr.audits["cumulative-layout-shift"].numericValue < 0.001);
    const bytes = lhr.audits["total-byte-weight"].numericValue;
    const loaded = lhr.audits["network-requests"].details.items;
    const faces = loaded.filter(({ url }) => url.endsWith(".woff2")).reduce((sum, { transferSize }) => sum + transferSize, 0);
    assert.ok(faces > 0 && bytes <= MOST_BYTES_WITH_FACES, `${bytes} bytes, ${faces} of them faces`);
    assert.ok(bytes - faces <= MOST_BYTES, `${bytes} bytes, ${faces} of them faces`);
  });
}
