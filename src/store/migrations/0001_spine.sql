-- Times are integer microseconds since 1970-01-01T00:00:00Z. Digests are SHA-256, 32 bytes.

-- Every text that has been published for signing, whole, so that each signature can say what it signed.
CREATE TABLE editions (
  letter       TEXT NOT NULL,
  revision     INTEGER NOT NULL CHECK (revision > 0),
  lang         TEXT NOT NULL,
  digest       BLOB NOT NULL CHECK (length(digest) = 32),
  title        TEXT NOT NULL,
  text         TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  signed       INTEGER NOT NULL DEFAULT 0 CHECK (signed IN (0, 1)),
  PRIMARY KEY (letter, revision, lang)
) STRICT, WITHOUT ROWID;

CREATE TABLE signatures (
  id            INTEGER PRIMARY KEY,
  letter        TEXT NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('organization', 'person')),
  state         TEXT NOT NULL CHECK (state IN ('pending', 'confirmed', 'duplicate')),
  -- Who asks to sign: one row for the same asker, however often they ask.
  asker_key     TEXT NOT NULL,
  -- Who would be counted: one confirmed row a letter.
  signer_key    TEXT NOT NULL,
  email         TEXT NOT NULL,
  listed_name   TEXT NOT NULL,
  sort_name     TEXT NOT NULL,
  listing       TEXT NOT NULL CHECK (listing IN ('full', 'initial', 'unlisted')),
  city          TEXT NOT NULL,
  region        TEXT,                -- USPS code, only in the United States
  country       TEXT NOT NULL CHECK (length(country) = 2),
  lang          TEXT NOT NULL,
  revision      INTEGER NOT NULL,
  edition       BLOB NOT NULL CHECK (length(edition) = 32),
  updates       TEXT,                -- the consent's wording as shown; NULL: no consent
  updates_at    INTEGER,
  created_at    INTEGER NOT NULL,
  confirmed_at  INTEGER,
  demonstration INTEGER NOT NULL DEFAULT 0 CHECK (demonstration IN (0, 1)),
  CHECK ((state = 'pending') = (confirmed_at IS NULL)),
  CHECK ((updates IS NULL) = (updates_at IS NULL))
) STRICT;

CREATE UNIQUE INDEX one_row_an_asker ON signatures (letter, asker_key);
CREATE UNIQUE INDEX counted_once ON signatures (letter, signer_key) WHERE state = 'confirmed';
CREATE INDEX newest_first ON signatures (letter, kind, confirmed_at, id) WHERE state = 'confirmed' AND listing <> 'unlisted';
CREATE INDEX by_name ON signatures (letter, kind, sort_name, id) WHERE state = 'confirmed';
CREATE INDEX unconfirmed ON signatures (created_at) WHERE state = 'pending';

CREATE TABLE people (
  signature   INTEGER PRIMARY KEY REFERENCES signatures (id) ON DELETE CASCADE,
  name        TEXT NOT NULL,
  postal_code TEXT NOT NULL,
  title       TEXT,
  affiliation TEXT,
  comment     TEXT
) STRICT;

CREATE TABLE organizations (
  signature     INTEGER PRIMARY KEY REFERENCES signatures (id) ON DELETE CASCADE,
  legal_name    TEXT NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('nonprofit', 'union', 'faith', 'academic', 'business', 'other')),
  scope         TEXT NOT NULL CHECK (scope IN ('national', 'state', 'local')),
  website       TEXT,
  contact_name  TEXT NOT NULL,
  contact_title TEXT NOT NULL,
  phone         TEXT,
  authorized    TEXT NOT NULL        -- the statement's wording as shown
) STRICT;

-- Kept in the same transaction as the signatures.
CREATE TABLE tally (
  letter        TEXT PRIMARY KEY,
  organizations INTEGER NOT NULL DEFAULT 0 CHECK (organizations >= 0),
  people        INTEGER NOT NULL DEFAULT 0 CHECK (people >= 0),
  unlisted      INTEGER NOT NULL DEFAULT 0 CHECK (unlisted >= 0)
) STRICT, WITHOUT ROWID;

-- A link that was mailed: only its digest. The link itself is derived from `nonce` and the service's secret.
CREATE TABLE tokens (
  digest     BLOB PRIMARY KEY CHECK (length(digest) = 32),
  purpose    TEXT NOT NULL CHECK (purpose IN ('confirm')),
  nonce      BLOB NOT NULL CHECK (length(nonce) = 16),
  signature  INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at    INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX tokens_of_a_signature ON tokens (signature);

-- Where a signature came from: a keyed digest of the network prefix, for 30 days.
CREATE TABLE origins (
  signature  INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,
  prefix     BLOB NOT NULL CHECK (length(prefix) = 32),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (signature, created_at)
) STRICT, WITHOUT ROWID;

CREATE INDEX old_origins ON origins (created_at);

-- Every e-mail that we owe.
CREATE TABLE outbox (
  id          INTEGER PRIMARY KEY,
  kind        TEXT NOT NULL,
  subject_id  INTEGER NOT NULL,      -- the row that the mail is about, by kind
  payload     TEXT NOT NULL,         -- JSON for the composer: never a secret, never personal data
  recipient   TEXT NOT NULL,
  message_id  TEXT NOT NULL UNIQUE,
  state       TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'failed', 'moot', 'uncertain')),
  attempts    INTEGER NOT NULL DEFAULT 0,
  due_at      INTEGER NOT NULL,
  lease       INTEGER,               -- until when a worker holds it
  sending     INTEGER NOT NULL DEFAULT 0 CHECK (sending IN (0, 1)),
  reply       TEXT,                  -- the relay's last answer, or the last failure
  created_at  INTEGER NOT NULL,
  settled_at  INTEGER,
  CHECK ((state = 'queued') = (settled_at IS NULL))
) STRICT;

CREATE INDEX due ON outbox (due_at, id) WHERE state = 'queued';
CREATE INDEX about ON outbox (kind, subject_id);

-- How many mails an address that has not confirmed was sent, by keyed digest of the address.
CREATE TABLE mail_quota (
  address BLOB NOT NULL CHECK (length(address) = 32),
  sent_at INTEGER NOT NULL,
  n       INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (address, sent_at)
) STRICT, WITHOUT ROWID;

CREATE INDEX old_mail_quota ON mail_quota (sent_at);
