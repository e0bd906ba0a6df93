// A real service on a free port with its own folder, and a real browser.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("../..", import.meta.url));
// Both sample letters are open at this moment, whatever today is.
export const NOON = "2026-12-01T12:00:00Z";

const clock = (moment) => ({ UNDERSIGNED_CLOCK__OFFSET_SECONDS: String(Math.round((new Date(moment) - Date.now()) / 1000)) });

export function freePort() {
  return new Promise((found) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}

/**
 * Starts the service with more settings by environment (or a function of its folder that answers them); `prepare(run, folder)` may run commands before, on the same database.
 * `at`: its time.
 */
export async function startService(prepare = () => {}, settings = {}, { at = NOON } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "undersigned-"));
  const port = await freePort();
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  const env = {
    ...process.env,
    ROCKET_PORT: String(port),
    UNDERSIGNED_STORE__PATH: join(folder, "test.db"),
    UNDERSIGNED_MAIL__FOLDER: join(folder, "mail"),
    ...clock(at),
    UNDERSIGNED_LOG: "undersigned=warn",
    UNDERSIGNED_SIGNING__FORM_LEAST_SECONDS: "0",
    UNDERSIGNED_SIGNING__LINKS_WAIT_SECONDS: "0",
    ...(typeof settings === "function" ? settings(folder) : settings),
  };
  const program = join(target, "debug/undersigned");
  const run = (...words) => execFileSync(program, words, { cwd: root, env, encoding: "utf8" });
  /** The same at another time. */
  run.at = (moment, ...words) => execFileSync(program, words, { cwd: root, env: { ...env, ...clock(moment) }, encoding: "utf8" });
  prepare(run, folder);
  const base = `http://127.0.0.1:${port}`;
  let running = await launch(program, env, base);
  const halt = async () => {
    running.child.kill("SIGTERM");
    return running.ended;
  };
  /** Answers the program's exit code. */
  const stop = async () => {
    const code = await halt();
    rmSync(folder, { recursive: true, force: true });
    return code;
  };
  /** Ends, and begins again at another time with the same folder and address. */
  const moveTo = async (moment) => {
    await halt();
    running = await launch(program, { ...env, ...clock(moment) }, base);
  };
  return { base, stop, moveTo, run, folder };
}

async function launch(program, env, base) {
  const child = spawn(program, { cwd: root, stdio: ["ignore", "ignore", "inherit"], env });
  const ended = new Promise((done) => child.once("exit", done));
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the service stopped with ${child.exitCode}`);
    if (await fetch(`${base}/robots.txt`).then((answer) => answer.ok, () => false)) return { child, ended };
    await new Promise((again) => setTimeout(again, 100));
  }
}

/** More arguments go to Chromium. */
export function startBrowser(more = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", ...more],
  });
}
