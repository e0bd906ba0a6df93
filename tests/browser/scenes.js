// The services that the product's states need: each with its moment, its settings and what was prepared. Started when first asked for.
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NOON, root, startService } from "./service.js";

export const SLUG = "protect-temporary-visa-workers";
export const OP_ED = "recruitment-that-works-for-nurses";
export const UPDATE = "what-happens-with-your-name";

// All visitors come from one address, and most write from one mail domain.
const PLENTY = Object.fromEntries(["SIGNINGS_PER_HOUR_PER_ADDRESS", "SIGNINGS_PER_HOUR_PER_DOMAIN", "COUNTED_PER_DAY_PER_DOMAIN", "UNUSUAL_PER_DOMAIN"].map((key) => [`UNDERSIGNED_QUOTAS__${key}`, "10000"]));
const SILENT = { UNDERSIGNED_MAIL__TRANSPORT: "smtp", UNDERSIGNED_MAIL__HOST: "127.0.0.1", UNDERSIGNED_MAIL__PORT: "1", UNDERSIGNED_MAIL__SECURITY: "none" };

/** A believable campaign, districts for two ZIPs, an update that went out. */
function campaign(run, folder) {
  run("demo", "--organizations", "60", "--people", "300");
  const table = join(folder, "districts.csv");
  writeFileSync(table, "state_fips,state_abbr,zcta,cd\n06,CA,93706,13\n06,CA,93706,21\n");
  run("districts", "import", table, "--congress", "119");
  run("updates", "send", SLUG, UPDATE, "--yes");
}

/** A bundle that went to four offices. */
function delivered(run) {
  // Before the terms of the sample's Members end.
  const then = (...words) => run.at(NOON, ...words);
  then("demo", "--organizations", "30", "--people", "200");
  deliver(then);
}

export function deliver(run) {
  const data = (name) => join(root, "tests/data/congress", name);
  run("offices", "import", ...["legislators.yaml", "committees.json", "membership.json", "district-offices.yaml"].map(data));
  run("contacts", "import", data("contacts.csv"));
  // The sample of Congress lacks what these names of the letter stand for.
  const lacking = ["SSJU:minority", "HSED", "SSHR"].flatMap((key) => ["--without", key]);
  run("deliver", SLUG, "--yes", ...lacking);
}

/** Beside the sample letters, the same one under other settings. */
function variants(run, folder) {
  const letters = join(folder, "letters");
  cpSync(join(root, "letters"), letters, { recursive: true });
  const vary = (name, change) => {
    cpSync(join(letters, SLUG), join(letters, name), { recursive: true });
    edit(join(letters, name, "letter.toml"), change);
  };
  const signing = (line) => (text) => text.replace("[signing]\n", `[signing]\n${line}\n`);
  vary("closed-to-people", signing("closes_people = 2026-11-20T17:00:00"));
  vary("closed-to-organizations", signing("closes_organizations = 2026-11-20T17:00:00"));
  vary("goal-reached", (text) => text.replace("goal = 2500", "goal = 1"));
  vary("checked", signing("organizations_appear = \"after-approval\""));
  vary("household", signing("people_per_address = 2\ncomments = \"public\"\ncomments_moderated = false"));
  for (const lang of ["en", "es"]) for (const name of ["revised", "reworded", "renewed", "joined", "decided", "asked"]) vary(`${name}-${lang}`, (text) => text);
}

export function edit(file, change) {
  writeFileSync(file, change(readFileSync(file, "utf8")));
}

/** Something of ours is broken: the table of tallies is gone. */
function damage({ folder }) {
  const script = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=30).execute('ALTER TABLE tally RENAME TO elsewhere')";
  execFileSync("/usr/bin/python3", ["-c", script, join(folder, "test.db")]);
}

/** An invented coalition's look, and a letter with co-sponsors. */
function branded(run, folder) {
  const letters = join(folder, "letters");
  cpSync(join(root, "letters"), letters, { recursive: true });
  cpSync(brand("partner.png"), join(letters, SLUG, "partner.png"));
  const more = ["[[cosponsor]]", 'name = "Prisma Partners"', 'url = "https://prisma.example/"', 'logo = "partner.png"', "[[cosponsor]]", 'name = "Valley Clinics"'];
  edit(join(letters, SLUG, "letter.toml"), (text) => `${text}\n${more.join("\n")}\n`);
  campaign(run, folder);
}

function brand(name) {
  return join(root, "tests/data/brand", name);
}

const BRAND = {
  UNDERSIGNED_SITE__NAME: '{en="Rio Alliance", es="Alianza del Río"}',
  UNDERSIGNED_SITE__BRAND__LOGO: brand("logo.svg"),
  UNDERSIGNED_SITE__BRAND__LOGO_DARK: brand("logo-dark.svg"),
  UNDERSIGNED_SITE__BRAND__LOGO_ALT: '{en="Rio Alliance"}',
  UNDERSIGNED_SITE__BRAND__FAVICON: brand("icon.svg"),
  UNDERSIGNED_SITE__BRAND__COLOR: "#7b2d8b",
  UNDERSIGNED_SITE__BRAND__TAGLINE: '{en="Water, work and rights along the river", es="Agua, trabajo y derechos a lo largo del río"}',
  UNDERSIGNED_SITE__BRAND__SOCIAL: '[{name="Mastodon", url="https://social.example/@rio"}]',
};

const scenes = {
  usual: { prepare: campaign },
  // The same, where no other mail comes after the news.
  told: { prepare: campaign },
  // Nobody has signed.
  plain: {},
  // About the letter's day, before its hour.
  early: { at: "2026-11-09T12:00:00Z" },
  soon: { at: "2027-01-28T12:00:00Z", prepare: campaign },
  over: { at: "2027-02-05T12:00:00Z", prepare: delivered },
  variants: { prepare: variants, settings: (folder) => ({ UNDERSIGNED_CONTENT__FOLDER: join(folder, "letters") }) },
  // Signing is over, and nothing has been delivered.
  ended: { at: "2027-02-05T12:00:00Z", prepare: (run) => run.at(NOON, "demo", "--organizations", "30", "--people", "200") },
  // A visit has this one for itself, for time passes in it.
  passing: { own: true },
  branded: { prepare: branded, settings: (folder) => ({ ...BRAND, UNDERSIGNED_CONTENT__FOLDER: join(folder, "letters") }) },
  paused: { prepare: (run) => run("maintenance", "on") },
  strict: { settings: () => ({ UNDERSIGNED_QUOTAS__SIGNINGS_PER_HOUR_PER_ADDRESS: "1" }) },
  crowded: { settings: () => ({ UNDERSIGNED_QUOTAS__SIGNINGS_PER_HOUR_PER_DOMAIN: "1" }) },
  flooded: { settings: () => ({ UNDERSIGNED_QUOTAS__UNUSUAL_PER_TEN_MINUTES: "0" }) },
  silent: { settings: () => SILENT },
  broken: { after: damage },
};

/** All services of a run. */
export function openStage() {
  const shared = new Map();
  const own = [];
  const start = async (name) => {
    const { at, prepare, settings, after } = scenes[name];
    const service = await startService(prepare, (folder) => ({ ...PLENTY, ...settings?.(folder) }), { at });
    after?.(service);
    return service;
  };
  const scene = (name) => {
    if (scenes[name].own) {
      own.push(start(name));
      return own.at(-1);
    }
    if (!shared.has(name)) shared.set(name, start(name));
    return shared.get(name);
  };
  const close = async () => {
    const started = await Promise.allSettled([...shared.values(), ...own]);
    for (const { value } of started) await value?.stop();
  };
  return { scene, close };
}
