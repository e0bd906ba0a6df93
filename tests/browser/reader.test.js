// What a screen reader says on the main paths, page by page: signing, an organization, approving, withdrawing.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openStage } from "./scenes.js";
import { root, startBrowser } from "./service.js";
import { LANGS, eachState } from "./states.js";

const PATHS = {
  signing: ["form-person", "form-person-errors", "check-mail", "confirm", "thanks"],
  organization: ["form-organization", "form-organization-errors", "confirm-awaiting"],
  approving: ["approve", "approved"],
  withdrawing: ["already-signed", "own-withdrawn"],
};
const READER = "/static/reader.js";
const script = readFileSync(createRequire(import.meta.url).resolve("@guidepup/virtual-screen-reader/browser.js"), "utf8");
// UPDATE_SNAPSHOTS=1 writes them anew: read the difference aloud before it is committed.
const transcripts = join(root, "tests/browser/snapshots/reader");

const stage = openStage();
let browser;

before(async () => (browser = await startBrowser()));

after(async () => {
  await browser?.close();
  await stage.close();
});

/** Without where a paragraph begins and ends, which readers leave out too, and with the first of a list's choices alone. */
function short(said) {
  const phrases = said.filter((phrase) => !/^(end of )?paragraph$/.test(phrase));
  return phrases.filter((phrase, at) => !phrase.startsWith("option, ") || !phrases[at - 1]?.startsWith("option, "));
}

/** What is said from where the page begins to its end; below the first page of a path, of its main part. */
async function transcript(page, whole) {
  await page.route(`**${READER}`, (route) => route.fulfill({ contentType: "text/javascript", body: script }));
  return page.evaluate(
    async ([reader, whole]) => {
      const { virtual } = await import(reader);
      const container = whole ? document.body : document.querySelector("main");
      await virtual.start({ container });
      const said = [];
      // The reader begins again after the end.
      const first = await virtual.lastSpokenPhrase();
      for (let phrase = first; said.length < 2000 && (said.length === 0 || phrase !== first); phrase = await virtual.lastSpokenPhrase()) {
        said.push(phrase);
        await virtual.next();
      }
      await virtual.stop();
      return said;
    },
    [READER, whole],
  );
}

for (const lang of LANGS) {
  for (const [path, states] of Object.entries(PATHS)) {
    test(`${lang}: a screen reader says of ${path} what it said before`, async () => {
      const read = {};
      const failed = await eachState({ stage, browser, only: states, langs: [lang] }, async ({ page, name }) => {
        const said = await transcript(page, name === states[0]);
        assert.ok(said.length > 3 && said.length < 2000, `${name} has an end`);
        // The port is another one each time.
        read[name] = [`# ${await page.title()}`, ...short(said)].join("\n").replaceAll(new URL(page.url()).origin, "");
      });
      assert.deepEqual(failed, []);
      const text = `${states.map((name) => read[name]).join("\n\n")}\n`;
      const file = join(transcripts, `${path}-${lang}.txt`);
      if (process.env.UPDATE_SNAPSHOTS) {
        mkdirSync(transcripts, { recursive: true });
        writeFileSync(file, text);
      }
      assert.ok(existsSync(file), `${file} is missing: run with UPDATE_SNAPSHOTS=1 and read it`);
      assert.equal(text, readFileSync(file, "utf8"));
    });
  }
}
