-- letters/: every text that was ever published.

-- An edition that may be signed: one language of one revision, whole, so that each signature can say what it signed.
CREATE TABLE editions (
  letter       TEXT NOT NULL,
  revision     INTEGER NOT NULL CHECK (revision > 0),
  lang         TEXT NOT NULL,
  digest       BYTES NOT NULL CHECK (length(digest) = 32),
  title        TEXT NOT NULL,
  text         TEXT NOT NULL,
  published_at MOMENT NOT NULL,
  signed       BOOLEAN NOT NULL DEFAULT FALSE,
  PRIMARY KEY (letter, revision, lang)
) BY KEY;

-- Texts by their digest: whoever read an older one is shown what changed since, and an edition stays published while another language is
-- not translated yet.
CREATE TABLE texts (
  letter       TEXT NOT NULL,
  revision     INTEGER NOT NULL CHECK (revision > 0),
  lang         TEXT NOT NULL,
  digest       BYTES NOT NULL CHECK (length(digest) = 32),
  text         TEXT NOT NULL,
  bills        TEXT NOT NULL DEFAULT '',   -- one a line
  source       TEXT,                       -- the file as it was
  published_at MOMENT NOT NULL,
  PRIMARY KEY (letter, digest, revision, lang)
) BY KEY;

-- What a letter's settings said of its signers' details when it was published last, which holds if its folder is gone.
CREATE TABLE retention_terms (
  letter           TEXT PRIMARY KEY,
  erase_after_days INTEGER NOT NULL CHECK (erase_after_days > 0),
  closes           MOMENT            -- when nobody can sign any more; NULL: signing has no end
) BY KEY;

-- Goes up with each publication, by whichever process: what a process remembers of published texts is true until then.
CREATE TABLE publication (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  number INTEGER NOT NULL
);
INSERT INTO publication (one, number) VALUES (1, 0);

-- What staff set of a letter's settings, on top of its file. The newest row of a setting holds; one without a value gives it back to the file.
-- No row is ever changed, so that all of them are the history.
CREATE TABLE letter_settings (
  id      ROW ONCE,
  letter  TEXT NOT NULL,
  setting TEXT NOT NULL CHECK (setting IN ('closes_people', 'closes_organizations', 'goal', 'approval', 'paused')),
  value   TEXT,
  said    TEXT NOT NULL DEFAULT '',   -- what readers are told of a pause: a line for each language, such as `en: …`
  why     TEXT NOT NULL,              -- of staff, for staff
  set_by  INTEGER,                    -- an account, perhaps one that is gone; NULL: a command that named none
  set_at  MOMENT NOT NULL
);
CREATE INDEX settings_of_a_letter ON letter_settings (letter, setting, id);
