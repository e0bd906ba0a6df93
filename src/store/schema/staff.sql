-- staff/: who may sign in below /staff, and what proves it. Nothing here opens a session: of passwords, links, sessions and recovery codes
-- there are digests, and what an authenticator app knows is encrypted with the service's key.

CREATE TABLE staff_accounts (
  id            ROW ONCE,            -- the audit names accounts that are gone by it
  email         TEXT NOT NULL UNIQUE,  -- in lower case
  role          TEXT NOT NULL CHECK (role = 'owner' OR role = 'editor' OR role = 'viewer' OR role = 'partner'),
  every_letter  BOOLEAN NOT NULL,    -- FALSE: those in staff_letters
  lang          TEXT,                -- of the pages, once it was chosen
  password      TEXT,                -- a PHC string of argon2id; NULL until it is set
  factor        TEXT,                -- the key of an authenticator app, encrypted; NULL: none is set up
  factor_step   INTEGER NOT NULL DEFAULT 0,  -- the last period of 30 seconds whose code was used
  created_at    MOMENT NOT NULL,
  signed_in_at  MOMENT
);

CREATE TABLE staff_letters (
  account INTEGER NOT NULL REFERENCES staff_accounts (id) ON DELETE CASCADE,
  letter  TEXT NOT NULL,
  PRIMARY KEY (account, letter)
) BY KEY;

-- Links that set a password. Each works once, and one at a time for an account.
CREATE TABLE staff_links (
  account    INTEGER PRIMARY KEY REFERENCES staff_accounts (id) ON DELETE CASCADE,
  digest     BYTES NOT NULL UNIQUE CHECK (length(digest) = 32),
  expires_at MOMENT NOT NULL
) BY KEY;

CREATE TABLE staff_sessions (
  id         ROW ONCE,
  digest     BYTES NOT NULL UNIQUE CHECK (length(digest) = 32),
  account    INTEGER NOT NULL REFERENCES staff_accounts (id) ON DELETE CASCADE,
  browser    TEXT NOT NULL,          -- "Firefox, Windows": what its owner recognizes it by
  is_open    BOOLEAN NOT NULL,       -- FALSE: the password was right, and the code is due
  tries      INTEGER NOT NULL DEFAULT 0,  -- wrong codes in a row
  created_at MOMENT NOT NULL,
  seen_at    MOMENT NOT NULL,
  confirmed_at MOMENT,               -- when a code was given last
  by_proxy   BOOLEAN NOT NULL DEFAULT FALSE  -- a trusted proxy says who it is, at every request
);
CREATE INDEX sessions_of_an_account ON staff_sessions (account, seen_at);
CREATE INDEX sessions_by_age ON staff_sessions (created_at);

-- What works once each in place of an authenticator app's code: keyed digests.
CREATE TABLE staff_recovery_codes (
  account INTEGER NOT NULL REFERENCES staff_accounts (id) ON DELETE CASCADE,
  digest  BYTES NOT NULL CHECK (length(digest) = 32),
  PRIMARY KEY (account, digest)
) BY KEY;

-- Links that show those who have no account something of a letter until a day. When one was opened is not stored.
CREATE TABLE shared_links (
  id         ROW ONCE,
  letter     TEXT NOT NULL,
  opens      TEXT NOT NULL CHECK (opens = 'partners' OR opens = 'preview'),   -- its organizations, or itself
  digest     BYTES NOT NULL UNIQUE CHECK (length(digest) = 32),
  note       TEXT NOT NULL,          -- of staff, for staff: whom it is for
  made_by    INTEGER NOT NULL,       -- an account, perhaps one that is gone
  made_at    MOMENT NOT NULL,
  ends_at    MOMENT NOT NULL,
  revoked_at MOMENT
);
CREATE INDEX shared_links_of_a_letter ON shared_links (letter, id);

-- What an account wants to be emailed about a letter: each new organization, or a digest. No row: nothing.
CREATE TABLE staff_notices (
  account       INTEGER NOT NULL REFERENCES staff_accounts (id) ON DELETE CASCADE,
  letter        TEXT NOT NULL,
  wish          TEXT NOT NULL CHECK (wish = 'organizations' OR wish = 'digest'),
  told          INTEGER NOT NULL,    -- the last of `newcomers` that they know of
  told_at       MOMENT,              -- when they were last emailed about new organizations
  -- The counts of the last digest: on the letter, and withdrawn.
  organizations INTEGER NOT NULL,
  people        INTEGER NOT NULL,
  withdrawn     INTEGER NOT NULL,
  PRIMARY KEY (account, letter)
) BY KEY;

-- When an account gets its digest: an hour of the day there.
CREATE TABLE staff_digest_hours (
  account INTEGER PRIMARY KEY REFERENCES staff_accounts (id) ON DELETE CASCADE,
  hour    INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
  zone    TEXT NOT NULL              -- an IANA name
) BY KEY;

-- The days, there, on which an account's digest was emailed, or there was nothing to say.
CREATE TABLE staff_digest_days (
  account INTEGER NOT NULL REFERENCES staff_accounts (id) ON DELETE CASCADE,
  day     TEXT NOT NULL,
  mailed  BOOLEAN NOT NULL,
  PRIMARY KEY (account, day)
) BY KEY;

-- Filters of a letter's sheets that somebody named, to come back to them.
CREATE TABLE staff_filters (
  id      ROW ONCE,
  account INTEGER NOT NULL REFERENCES staff_accounts (id) ON DELETE CASCADE,
  letter  TEXT NOT NULL,
  name    TEXT NOT NULL,
  -- The query of the sheet's address, in which a search is encrypted.
  query   TEXT NOT NULL,
  shared  BOOLEAN NOT NULL,          -- with everyone who sees the letter's signers
  made_at MOMENT NOT NULL
);
CREATE INDEX filters_of_a_letter ON staff_filters (letter, id);
CREATE INDEX filters_of_an_account ON staff_filters (account);
