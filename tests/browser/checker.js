// The W3C's checker of pages.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import vnu from "vnu-jar";

/** Asserts that it finds no error in the pages of a folder. */
export function assertNoErrors(folder) {
  let found = "";
  try {
    execFileSync("java", ["-Xss8m", "-jar", vnu, "--format", "json", "--errors-only", "--skip-non-html", folder], { maxBuffer: 1 << 26, stdio: ["ignore", "ignore", "pipe"] });
  } catch (error) {
    found = String(error.stderr) || String(error);
  }
  const messages = found ? JSON.parse(found).messages : [];
  assert.deepEqual(messages.map(({ url, message, extract }) => [url.split("/").pop(), message, extract]), []);
}
