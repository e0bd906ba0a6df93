-- delivery/: what offices received.

-- A bundle is frozen: the letter's revision, the signers of one moment, a rendition for each office, digests in its manifest. A revision may
-- have several: whoever takes a signature back leaves every later one. An office still receives one of a revision and round, whichever.
CREATE TABLE bundles (
  id            ROW ONCE,
  letter        TEXT NOT NULL,
  revision      INTEGER NOT NULL CHECK (revision > 0),
  round         INTEGER NOT NULL DEFAULT 0 CHECK (round >= 0),  -- 0: the letter; the supplements that were sent together are a round of their own
  digest        BYTES NOT NULL UNIQUE CHECK (length(digest) = 32),  -- of manifest.json; names its files on the shelf
  code          TEXT,                -- what it is called on paper and in mails
  composed_at   MOMENT NOT NULL,
  -- What it shows of its signers, of which moment: whoever takes something back later makes it stale.
  signers       BYTES CHECK (length(signers) = 32),
  signers_until MOMENT,
  cancelled_at  MOMENT,              -- staff took it back before any of it was sent
  erased_from   MOMENT,              -- since when somebody in it is erased: what of its files went to no office is deleted
  outdated_at   MOMENT               -- since when a signature in it is taken back: none of its mails is sent any more
);
CREATE INDEX bundles_of_a_letter ON bundles (letter, revision, id);
CREATE UNIQUE INDEX bundle_codes ON bundles (code) WHERE code IS NOT NULL;

-- One rendition to one office, once. How its mail fares stands in the outbox (kind 'bundle', subject_id = id).
CREATE TABLE deliveries (
  id          ROW ONCE,
  bundle      INTEGER NOT NULL REFERENCES bundles (id),
  office      TEXT NOT NULL,
  office_name TEXT NOT NULL,
  supplement  INTEGER NOT NULL DEFAULT 0 CHECK (supplement >= 0),  -- which of the office's supplements it is; 0: the whole letter
  salutation  TEXT NOT NULL,
  file        TEXT NOT NULL,         -- in the bundle's folder
  sha256      BYTES NOT NULL CHECK (length(sha256) = 32),
  planned_at  MOMENT NOT NULL,
  -- What staff say of an office whose mail did not arrive: they delivered the letter by other means, or gave up.
  outcome     TEXT CHECK (outcome = 'delivered' OR outcome = 'given-up'),
  outcome_at  MOMENT,
  UNIQUE (bundle, office)
);

-- What staff say of an office that had no mail with a revision: they delivered it by other means, such as a contact form, or gave up.
CREATE TABLE deliveries_by_hand (
  letter      TEXT NOT NULL,
  revision    INTEGER NOT NULL CHECK (revision > 0),
  office      TEXT NOT NULL,
  office_name TEXT NOT NULL,
  outcome     TEXT NOT NULL CHECK (outcome = 'delivered' OR outcome = 'given-up'),
  outcome_at  MOMENT NOT NULL,
  PRIMARY KEY (letter, revision, office)
) BY KEY;

-- Which offices answered a letter, as staff say. An office answers the letter, whichever of its revisions it has.
CREATE TABLE answers (
  letter      TEXT NOT NULL,
  office      TEXT NOT NULL,
  answered_on TEXT NOT NULL,         -- a day in the letter's time zone
  PRIMARY KEY (letter, office)
) BY KEY;

-- Whose signatures a bundle holds, of a supplement those that it brings: whoever takes theirs back later is told which bundles had it, for good.
CREATE TABLE bundle_signers (
  signature INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,
  bundle    INTEGER NOT NULL REFERENCES bundles (id),
  PRIMARY KEY (signature, bundle)
) BY KEY;

-- The plan of a letter that staff checked last, so that a later plan can say what changed. Addresses are in it as digests.
CREATE TABLE checked_plans (
  letter     TEXT PRIMARY KEY,
  checked_at MOMENT NOT NULL,
  checked_by INTEGER,                -- of staff_accounts, which may be gone; NULL: by nobody named
  offices    TEXT NOT NULL           -- JSON
) BY KEY;

-- Files that staff want composed for a delivery, beside the service. The bundle is frozen in the transaction that removes the row.
CREATE TABLE compositions (
  letter        TEXT PRIMARY KEY,
  is_supplement BOOLEAN NOT NULL,   -- supplements, and not the letter
  without       TEXT NOT NULL,      -- keys of offices that may be missing, with blanks between them
  done          INTEGER NOT NULL,
  offices       INTEGER NOT NULL,   -- 0: not known yet
  problem       TEXT,               -- why it failed
  asked_at      MOMENT NOT NULL,
  asked_by      INTEGER,            -- of staff_accounts, which may be gone; NULL: by nobody named
  lease         MOMENT              -- until when a process holds it
) BY KEY;

-- Who approved the mails of a bundle: which offices, at which addresses, is in the digest.
CREATE TABLE bundle_approvals (
  bundle      INTEGER NOT NULL REFERENCES bundles (id),
  account     INTEGER NOT NULL,      -- of staff_accounts, which may be gone
  plan        BYTES NOT NULL CHECK (length(plan) = 32),
  approved_at MOMENT NOT NULL,
  PRIMARY KEY (bundle, account)
) BY KEY;
